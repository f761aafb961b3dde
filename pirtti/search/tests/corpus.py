"""A small town with things to find, in three languages; today is Monday 23.11.2026."""

import datetime as dt

from pirtti.calendar.models import Occurrence
from pirtti.calendar.tests.factories import (
    ActivityFactory,
    AudienceFactory,
    KindFactory,
    OccurrenceFactory,
)
from pirtti.core import timewords
from pirtti.network.rules import Level
from pirtti.network.tests.factories import (
    AreaFactory,
    OrganisationFactory,
    PlaceFactory,
    PlaceKindFactory,
    text,
)
from pirtti.search import actions, queries, understanding

TODAY = dt.date(2026, 11, 23)
NOW = timewords.to_instant(TODAY, dt.time(8, 0))
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)

KINDS = {
    "family-cafe": text("Perhekahvila", "Familjecafé", "Family café"),
    "baby-cafe": text("Vauvakahvila", "Babycafé", "Baby café"),
    "fathers": text("Isätoiminta", "Pappaverksamhet", "Fathers’ activity"),
    "peer-group": text("Vertaisryhmä", "Kamratstödsgrupp", "Peer group"),
    "drop-in-advice": text(
        "Neuvontaa ilman ajanvarausta", "Rådgivning utan tidsbokning", "Drop-in advice"
    ),
    "music": text("Laulua ja leikkiä", "Sång och lek", "Songs and play"),
    "language-cafe": text("Kielikahvila", "Språkcafé", "Language café"),
    "outdoors": text("Ulkona yhdessä", "Ute tillsammans", "Outdoors together"),
    "open-day-care": text("Avoin päiväkoti", "Öppet daghem", "Open day-care"),
    "event": text("Tapahtuma", "Evenemang", "Event"),
    "swap": text("Kierrätys", "Återvinning", "Swapping"),
}
AUDIENCES = {
    "fathers": text("Isät", "Pappor", "Fathers"),
    "grandparents": text("Isovanhemmat", "Far- och morföräldrar", "Grandparents"),
    "single-parents": text(
        "Yhden vanhemman perheet", "Familjer med en förälder", "One-parent families"
    ),
    "special-needs": text(
        "Erityistä tukea tarvitsevan lapsen perheet",
        "Familjer med barn som behöver särskilt stöd",
        "Families of children with special needs",
    ),
    "twins": text("Monikkoperheet", "Flerlingsfamiljer", "Families with twins or more"),
    "newcomers": text(
        "Maahan muuttaneet vanhemmat", "Invandrade föräldrar", "Parents new in Finland"
    ),
}
# Slug: names, kind, place, weekday, ages in months, price in cents, audiences.
ACTIVITIES = {
    "perhekahvila": (
        text("Perhekahvila", "Familjecafé", "Family café"),
        *("family-cafe", "tupa", MONDAY, (0, 83), 0, ()),
    ),
    "vauvakahvila": (
        text("Vauvakahvila", "Babycafé", "Baby café"),
        *("baby-cafe", "tupa", WEDNESDAY, (0, 11), 0, ()),
    ),
    "isien-ilta": (
        text("Isien ilta", "Pappornas kväll", "Fathers’ evening"),
        *("fathers", "tupa", TUESDAY, (0, 83), 0, ("fathers",)),
    ),
    "isovanhempien-kahvit": (
        text("Isovanhempien kahvihetki", "Far- och morföräldrarnas kaffestund"),
        *("family-cafe", "kerho", THURSDAY, None, 0, ("grandparents",)),
    ),
    "muskari": (
        text("Vauvamuskari", "Babyrytmik", "Baby music"),
        *("music", "kerho", TUESDAY, (3, 18), 500, ()),
    ),
    "neuvola": (
        text("Terveydenhoitaja paikalla", "Hälsovårdaren på plats", "Nurse is here"),
        *("drop-in-advice", "tupa", MONDAY, None, 0, ()),
    ),
    "kielikahvila": (
        text("Kielikahvila", "Språkcafé", "Language café"),
        *("language-cafe", "tupa", FRIDAY, None, 0, ("newcomers",)),
    ),
    "puistoaamu": (
        text("Puistoaamu", "Parkmorgon", "Park morning"),
        *("outdoors", "puisto", SATURDAY, (12, 83), 0, ()),
    ),
    "taaperojumppa": (
        text("Taaperojumppa", "Småbarnsgymnastik", "Toddler gymnastics"),
        *("music", "kerho", FRIDAY, (12, 47), 300, ()),
    ),
    "erityislapset": (
        text("Erityislasten vanhempien ryhmä", None, "Special needs parents’ group"),
        *("peer-group", "tupa", WEDNESDAY, None, 0, ("special-needs",)),
    ),
    "yhden-vanhemman": (
        text("Yhden vanhemman ilta", "Kväll för en förälder", "One-parent evening"),
        *("peer-group", "tupa", THURSDAY, None, 0, ("single-parents",)),
    ),
    "kaksoset": (
        text("Kaksosperheiden kerho", "Tvillingklubben", "Twins’ club"),
        *("peer-group", "kerho", SUNDAY, (0, 47), 0, ("twins",)),
    ),
    "vaihtohylly": (
        text("Vaatteiden vaihtohylly", "Klädbytarhyllan", "Clothes swap"),
        *("swap", "tupa", FRIDAY, None, 0, ()),
    ),
    "pappagrupp": (
        text(None, "Pappagruppen i Esbo", None),
        *("fathers", "esbo", WEDNESDAY, (0, 83), 0, ("fathers",)),
    ),
    "familjecafe-esbo": (
        text("Perhekahvila ruotsiksi", "Familjecafé på svenska", None),
        *("family-cafe", "esbo", MONDAY, (0, 83), 0, ()),
    ),
    "avoin-paivakoti": (
        text("Avoin päiväkoti", "Öppet daghem", "Open day-care"),
        *("open-day-care", "tikkurila", TUESDAY, (0, 59), 0, ()),
    ),
    "uinti": (
        text("Vauvauinti", "Babysim", "Baby swimming"),
        *("event", "tikkurila", SUNDAY, (3, 23), 1200, ()),
    ),
    "lukupiiri": (
        text("Vanhempien lukupiiri", "Föräldrarnas läsecirkel", "Parents’ book circle"),
        *("event", "kirjasto", WEDNESDAY, None, 0, ()),
    ),
}
ABOUT = {
    "neuvola": text(
        "Neuvolan terveydenhoitaja vastaa kysymyksiin ja punnitsee vauvan."
    ),
    "lukupiiri": text("Keskustelemme romaaneista. Lämmin puuro on katettu."),
}


def build():
    """Make the town, indexed as its things are stored by hand."""
    areas, places = _areas(), {}
    host = OrganisationFactory(
        name=text("Mannerheimin Lastensuojeluliitto", "Barnskyddsförbundet"),
        slug="mll",
        area=areas["vantaa"],
    )
    for slug, area, name, kind in PLACES:
        places[slug] = PlaceFactory(
            slug=slug,
            name=name,
            area=areas[area],
            host=host,
            kind=PlaceKindFactory(slug=kind[0], name=kind[1]),
        )
    for slug, told in ACTIVITIES.items():
        _activity(slug, places, *told)
    hidden = ActivityFactory(
        draft=True, slug="luonnos", name=text("Salainen perhekahvila")
    )
    OccurrenceFactory(activity=hidden, on=TODAY)
    actions.reindex(learn=False)


PLACES = (
    (
        "tupa",
        "koivukyla",
        text("Koivukylän kohtaamispaikka", "Björkby mötesplats", "Koivukylä house"),
        (
            "meeting-place",
            text("Avoin kohtaamispaikka", "Öppen mötesplats", "Open meeting place"),
        ),
    ),
    (
        "kerho",
        "jakomaki",
        text("Seurakunnan kerhotila", "Församlingens klubblokal", "Parish club room"),
        (
            "parish-hall",
            text("Seurakunnan tila", "Församlingslokal", "Parish hall"),
        ),
    ),
    (
        "puisto",
        "koivukyla",
        text("Hakunilan leikkipuisto", "Håkansböle lekpark", "Hakunila playground"),
        ("play-park", text("Leikkipuisto", "Lekpark", "Play park")),
    ),
    (
        "esbo",
        "espoo",
        text("Ruotsinkielinen perhekeskus", "Svenska familjecentret", None),
        ("family-centre", text("Perhekeskus", "Familjecenter", "Family centre")),
    ),
    (
        "tikkurila",
        "tikkurila",
        text("Tikkurilan päiväkoti", "Dickursby daghem", "Tikkurila day-care centre"),
        ("open-day-care", text("Avoin päiväkoti", "Öppet daghem", "Open day-care")),
    ),
    (
        "kirjasto",
        "vantaa",
        text("Pointin kirjasto", "Biblioteket Point", "Point library"),
        ("library", text("Kirjasto", "Bibliotek", "Library")),
    ),
)


def _areas():
    top = AreaFactory(level=Level.COUNTRY, slug="suomi", name=text("Suomi", "Finland"))
    made = {"suomi": top}
    for slug, above, level, name in (
        ("vantaa", "suomi", Level.MUNICIPALITY, text("Vantaa", "Vanda")),
        ("espoo", "suomi", Level.MUNICIPALITY, text("Espoo", "Esbo")),
        ("helsinki", "suomi", Level.MUNICIPALITY, text("Helsinki", "Helsingfors")),
        ("inari", "suomi", Level.MUNICIPALITY, text("Inari", "Enare")),
        ("koivukyla", "vantaa", Level.NEIGHBOURHOOD, text("Koivukylä", "Björkby")),
        ("tikkurila", "vantaa", Level.NEIGHBOURHOOD, text("Tikkurila", "Dickursby")),
        ("jakomaki", "helsinki", Level.NEIGHBOURHOOD, text("Jakomäki", "Jakobacka")),
    ):
        made[slug] = AreaFactory(parent=made[above], level=level, name=name, slug=slug)
    return made


def _activity(slug, places, name, kind, place, weekday, ages, price, audiences):
    low, high = ages or (None, None)
    activity = ActivityFactory(
        slug=slug,
        name=name,
        kind=KindFactory(slug=kind, name=KINDS[kind]),
        place=places[place],
        age_from_months=low,
        age_to_months=high,
        price_cents=price,
        about=ABOUT.get(slug, ""),
        audiences=[
            AudienceFactory(slug=each, name=AUDIENCES[each]) for each in audiences
        ],
    )
    for week in range(3):
        OccurrenceFactory(
            activity=activity, on=TODAY + dt.timedelta(days=weekday + 7 * week)
        )


def ask(words, **more):
    """Look for words as on this Monday morning."""
    question = understanding.read(words, today=TODAY)
    return queries.find(question, now=NOW, **more)


def slugs(found):
    """Return the activities of a find, best first, by their address words."""
    of_date = dict(Occurrence.objects.values_list("pk", "activity__slug"))
    return [of_date[row.pk] for row in found.rows]
