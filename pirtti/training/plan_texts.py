"""What the plans of the start say, session by session, in three languages.

The model is Espoo's of the family centre report: five meetings before and five after
the births, for twelve couples (`domain.md` rows 50–53); the texts are our own.
"""

from dataclasses import dataclass, replace

from pirtti.training.rules import Variant

Texts = tuple[str, str, str]


@dataclass(frozen=True)
class Session:
    """One meeting of a plan: its texts in Finnish, Swedish and English."""

    title: Texts
    content: Texts
    presenter_kind: str = "county"
    has_fathers: bool = False
    is_evening: bool = False


BEFORE = (
    Session(
        (
            "Tervetuloa ryhmään",
            "Välkommen till gruppen",
            "Welcome to the group",
        ),
        (
            "Tutustutaan ja sovitaan yhdessä, mistä halutaan puhua. Mitä palveluja "
            "vauvaperheelle on lähellä.",
            "Vi lär känna varandra och bestämmer tillsammans vad vi vill tala om. "
            "Vilken service det finns nära för en familj med baby.",
            "We get to know each other and decide together what to talk about. Which "
            "services there are nearby for a family with a baby.",
        ),
    ),
    Session(
        ("Kohti synnytystä", "På väg mot förlossningen", "Towards the birth"),
        (
            "Miten synnytys etenee, mikä auttaa kivussa ja mitä tukihenkilö voi tehdä.",
            "Hur en förlossning går, vad som hjälper mot smärtan och vad stödpersonen "
            "kan göra.",
            "How a birth goes, what helps with the pain and what a support person can do.",
        ),
    ),
    Session(
        (
            "Kaksi, joista tulee vanhempia",
            "Två som blir föräldrar",
            "Two who become parents",
        ),
        (
            "Mitä vauva tuo parisuhteeseen ja miten puhua silloin, kun väsyttää. Isät "
            "kokoontuvat hetken myös keskenään.",
            "Vad en baby för med sig i parförhållandet och hur man talar när man är "
            "trött. Papporna träffas också en stund för sig.",
            "What a baby brings into a relationship, and how to talk when tired. Fathers "
            "also meet for a while among themselves.",
        ),
        presenter_kind="parish",
        has_fathers=True,
    ),
    Session(
        (
            "Vauva etsii katsettasi",
            "Babyn söker din blick",
            "The baby looks for your eyes",
        ),
        (
            "Varhainen vuorovaikutus, syli ja imetys: vauva osaa jo paljon, ja sinä "
            "opit häntä lukemaan.",
            "Tidigt samspel, famnen och amningen: babyn kan redan mycket, och du lär "
            "dig läsa barnet.",
            "Early interaction, being held and breastfeeding: the baby can do a lot "
            "already, and you learn to read your child.",
        ),
    ),
    Session(
        (
            "Ensimmäiset viikot kotona",
            "De första veckorna hemma",
            "The first weeks at home",
        ),
        (
            "Uni, arki ja raha: mihin kannattaa varautua ja keneltä saa apua.",
            "Sömn, vardag och pengar: vad det är bra att förbereda sig på och vem som "
            "hjälper.",
            "Sleep, everyday life and money: what to be ready for, and who helps.",
        ),
        presenter_kind="municipality",
    ),
)
AFTER = (
    Session(
        ("Näin meille kävi", "Så gick det för oss", "How it went for us"),
        (
            "Synnytyskokemukset jaetaan omassa tahdissa. Vauvat ovat mukana.",
            "Vi delar förlossningsupplevelser i egen takt. Babyerna är med.",
            "Stories of the births, shared at one’s own pace. The babies come along.",
        ),
    ),
    Session(
        (
            "Vauvan rytmi ja hoito",
            "Babyns rytm och skötsel",
            "The baby’s rhythm and care",
        ),
        (
            "Itku, uni ja syöminen: mikä on tavallista ja milloin kannattaa kysyä.",
            "Gråt, sömn och mat: vad som är vanligt och när det är bra att fråga.",
            "Crying, sleeping and feeding: what is usual, and when to ask.",
        ),
    ),
    Session(
        ("Minä vanhempana", "Jag som förälder", "Me as a parent"),
        (
            "Millainen vanhempi haluan olla ja mistä saan voimia. Isät kokoontuvat "
            "hetken myös keskenään.",
            "Hurdan förälder jag vill vara och varifrån jag får kraft. Papporna träffas "
            "också en stund för sig.",
            "What kind of parent I want to be and where my strength comes from. Fathers "
            "also meet for a while among themselves.",
        ),
        has_fathers=True,
    ),
    Session(
        ("Parisuhde vauva-arjessa", "Att vara par med baby", "A couple with a baby"),
        (
            "Yhteinen aika, työnjako ja läheisyys: pieniä keinoja tähän viikkoon.",
            "Tid för varandra, arbetsfördelning och närhet: små knep för den här veckan.",
            "Time together, sharing the work and being close: small ways for this week.",
        ),
        presenter_kind="parish",
    ),
    Session(
        (
            "Yhdessä eteenpäin: perheilta",
            "Tillsammans vidare: familjekväll",
            "Onwards together: a family evening",
        ),
        (
            "Syödään yhdessä ja tutustutaan alueen perhekahviloihin ja ryhmiin. Jatkammeko "
            "tällä porukalla?",
            "Vi äter tillsammans och bekantar oss med traktens familjecaféer och grupper. "
            "Fortsätter vi i samma gäng?",
            "We eat together and get to know the family cafés and groups nearby. Do we go "
            "on together?",
        ),
        presenter_kind="association",
        is_evening=True,
    ),
)
OWN_NET = Session(
    ("Oma tukiverkko", "Det egna stödnätet", "One’s own net"),
    (
        "Kuka on lähellä, kun kotona on yksi aikuinen. Tukihenkilö on tervetullut mukaan.",
        "Vem som finns nära när det är en vuxen hemma. En stödperson är välkommen med.",
        "Who is near when there is one adult at home. A support person is welcome too.",
    ),
    presenter_kind="association",
)
STUDY = Session(
    (
        "Vauva, opinnot ja työ",
        "Baby, studier och jobb",
        "A baby, studies and work",
    ),
    (
        "Miten opiskelu, työ ja oma elämä jatkuvat. Mukana nuorten vanhempien vertainen.",
        "Hur studier, jobb och det egna livet går vidare. En ung förälder är med.",
        "How studies, work and one’s own life go on. Another young parent is with us.",
    ),
    presenter_kind="association",
)
TWO_CULTURES = Session(
    (
        "Kahden kulttuurin koti",
        "Ett hem med två kulturer",
        "A home of two cultures",
    ),
    (
        "Mitä haluan omasta lapsuudestani siirtää, ja millaista täällä on. Tulkki on paikalla.",
        "Vad jag vill föra vidare från min barndom, och hur det är här. En tolk är med.",
        "What I want to pass on from my own childhood, and how it is here. An interpreter "
        "is with us.",
    ),
    presenter_kind="association",
)


def _instead(
    sessions: tuple[Session, ...], number: int, own: Session
) -> tuple[Session, ...]:
    """Put another session in the place of one; nobody has a session apart then."""
    kept = tuple(replace(one, has_fathers=False) for one in sessions)
    return (*kept[:number], own, *kept[number + 1 :])


PLANS: tuple[
    tuple[str, Variant, Texts, tuple[Session, ...], tuple[Session, ...]], ...
] = (
    (
        "first-child",
        Variant.NONE,
        (
            "Perhevalmennus: ensimmäinen lapsi",
            "Familjeförberedelse: första barnet",
            "Family training: the first child",
        ),
        BEFORE,
        AFTER,
    ),
    (
        "young",
        Variant.YOUNG,
        (
            "Perhevalmennus nuorille vanhemmille",
            "Familjeförberedelse för unga föräldrar",
            "Family training for young parents",
        ),
        BEFORE,
        (*AFTER[:3], STUDY, AFTER[4]),
    ),
    (
        "single",
        Variant.SINGLE,
        (
            "Perhevalmennus yhden vanhemman perheille",
            "Familjeförberedelse för familjer med en förälder",
            "Family training for one-parent families",
        ),
        _instead(BEFORE, 2, OWN_NET),
        _instead(AFTER, 3, STUDY),
    ),
    (
        "multicultural",
        Variant.MULTICULTURAL,
        (
            "Perhevalmennus monikielisille perheille",
            "Familjeförberedelse för flerspråkiga familjer",
            "Family training for families of many languages",
        ),
        BEFORE,
        (*AFTER[:3], TWO_CULTURES, AFTER[4]),
    ),
)
