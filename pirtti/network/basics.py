"""The kinds of places that every installation starts with; people add their own."""

from django.db import transaction
from i18nfield.strings import LazyI18nString

from pirtti.network.models import PlaceKind

# Table 7 of the family centre report (STM 2008:12) and the words of `docs/words.md`.
PLACE_KINDS = (
    (
        "meeting-place",
        "Avoin kohtaamispaikka",
        "Öppen mötesplats",
        "Open meeting place",
    ),
    ("family-cafe", "Perhekahvila", "Familjecafé", "Family café"),
    ("baby-cafe", "Vauvakahvila", "Babycafé", "Baby café"),
    ("evening-cafe", "Iltakahvila", "Kvällscafé", "Evening café"),
    ("family-lounge", "Perhetupa", "Familjestuga", "Family lounge"),
    ("family-park", "Perhepuisto", "Familjepark", "Family park"),
    ("residents-park", "Asukaspuisto", "Invånarpark", "Residents’ park"),
    ("play-park", "Leikkipuisto", "Lekpark", "Play park"),
    ("open-day-care", "Avoin päiväkoti", "Öppet daghem", "Open day-care centre"),
    ("family-club", "Perhekerho", "Familjeklubb", "Family club"),
    ("parish-hall", "Seurakunnan tila", "Församlingslokal", "Parish hall"),
    ("clinic", "Neuvola", "Rådgivning", "Child health clinic"),
    ("family-centre", "Perhekeskus", "Familjecenter", "Family centre"),
    ("library", "Kirjasto", "Bibliotek", "Library"),
    ("school", "Koulu", "Skola", "School"),
    ("youth-centre", "Nuorisotila", "Ungdomslokal", "Youth centre"),
    ("other", "Muu paikka", "Annan plats", "Another place"),
)


@transaction.atomic
def load_basics() -> int:
    """Add the kinds of places that are missing; returns how many were added.

    May be run again: what is there stays as people have named it.
    """
    known = set(PlaceKind.objects.values_list("slug", flat=True))
    missing = [
        PlaceKind(
            slug=slug, name=LazyI18nString({"fi": fi, "sv": sv, "en": en}), order=number
        )
        for number, (slug, fi, sv, en) in enumerate(PLACE_KINDS, start=1)
        if slug not in known
    ]
    PlaceKind.objects.bulk_create(missing)
    return len(missing)
