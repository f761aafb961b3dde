"""The kinds of activities and the audiences that every installation starts with."""

from django.db import transaction
from i18nfield.strings import LazyI18nString

from pirtti.calendar.models import ActivityKind, Audience

# The words of `docs/words.md`; the colour is the edge of a card, never its only sign.
ACTIVITY_KINDS: tuple[tuple[str, str, str, str, str], ...] = (
    ("family-cafe", "green", "Perhekahvila", "Familjecafé", "Family café"),
    ("open-meeting", "green", "Avoin kohtaaminen", "Öppen träff", "Open meeting"),
    ("baby-cafe", "sun", "Vauvakahvila", "Babycafé", "Baby café"),
    ("evening-cafe", "green", "Iltakahvila", "Kvällscafé", "Evening café"),
    ("open-day-care", "sun", "Avoin päiväkoti", "Öppet daghem", "Open day-care"),
    ("family-club", "green", "Perhekerho", "Familjeklubb", "Family club"),
    (
        "drop-in-advice",
        "sky",
        "Neuvontaa ilman ajanvarausta",
        "Rådgivning utan tidsbokning",
        "Drop-in advice",
    ),
    ("fathers", "berry", "Isätoiminta", "Pappaverksamhet", "Fathers’ activity"),
    ("peer-group", "berry", "Vertaisryhmä", "Kamratstödsgrupp", "Peer group"),
    ("family-evening", "sun", "Perheilta", "Familjekväll", "Family evening"),
    ("language-cafe", "sky", "Kielikahvila", "Språkcafé", "Language café"),
    ("outdoors", "green", "Ulkona yhdessä", "Ute tillsammans", "Outdoors together"),
    ("music", "sun", "Laulua ja leikkiä", "Sång och lek", "Songs and play"),
    ("talk", "sky", "Luento tai keskustelu", "Föreläsning eller samtal", "Talk"),
    ("course", "sky", "Kurssi", "Kurs", "Course"),
    (
        "swap",
        "green",
        "Kierrätys ja aineellinen apu",
        "Återvinning och materiell hjälp",
        "Swapping and material aid",
    ),
    ("event", "sun", "Tapahtuma", "Evenemang", "Event"),
    ("other", "green", "Muu toiminta", "Annan verksamhet", "Other activity"),
)

AUDIENCES = (
    ("families", "Perheet", "Familjer", "Families"),
    ("mothers", "Äidit", "Mammor", "Mothers"),
    ("fathers", "Isät", "Pappor", "Fathers"),
    ("grandparents", "Isovanhemmat", "Far- och morföräldrar", "Grandparents"),
    ("childminders", "Perhepäivähoitajat", "Familjedagvårdare", "Childminders"),
    ("expecting", "Vauvaa odottavat", "Blivande föräldrar", "Expecting parents"),
    (
        "first-time-parents",
        "Esikoisperheet",
        "Förstagångsföräldrar",
        "First-time parents",
    ),
    ("young-parents", "Nuoret vanhemmat", "Unga föräldrar", "Young parents"),
    (
        "single-parents",
        "Yhden vanhemman perheet",
        "Familjer med en förälder",
        "One-parent families",
    ),
    (
        "immigrant-parents",
        "Maahan muuttaneet vanhemmat",
        "Invandrade föräldrar",
        "Parents new in Finland",
    ),
    (
        "special-needs-families",
        "Erityistä tukea tarvitsevan lapsen perheet",
        "Familjer med barn som behöver särskilt stöd",
        "Families of children with special needs",
    ),
    (
        "multiple-births",
        "Monikkoperheet",
        "Flerlingsfamiljer",
        "Families with twins or more",
    ),
    ("rainbow-families", "Sateenkaariperheet", "Regnbågsfamiljer", "Rainbow families"),
    (
        "parents-of-teenagers",
        "Murrosikäisten vanhemmat",
        "Tonårsföräldrar",
        "Parents of teenagers",
    ),
    ("volunteers", "Vapaaehtoiset", "Frivilliga", "Volunteers"),
)


@transaction.atomic
def load_basics() -> int:
    """Add the kinds and audiences that are missing; returns how many were added.

    May be run again: what is there stays as people have named it.
    """
    return _load_kinds() + _load_audiences()


def _load_kinds() -> int:
    known = set(ActivityKind.objects.values_list("slug", flat=True))
    missing = [
        ActivityKind(
            slug=slug,
            colour=colour,
            name=LazyI18nString({"fi": fi, "sv": sv, "en": en}),
            is_drop_in_advice=slug == "drop-in-advice",
            order=number,
        )
        for number, (slug, colour, fi, sv, en) in enumerate(ACTIVITY_KINDS, start=1)
        if slug not in known
    ]
    ActivityKind.objects.bulk_create(missing)
    return len(missing)


def _load_audiences() -> int:
    known = set(Audience.objects.values_list("slug", flat=True))
    missing = [
        Audience(
            slug=slug, name=LazyI18nString({"fi": fi, "sv": sv, "en": en}), order=number
        )
        for number, (slug, fi, sv, en) in enumerate(AUDIENCES, start=1)
        if slug not in known
    ]
    Audience.objects.bulk_create(missing)
    return len(missing)
