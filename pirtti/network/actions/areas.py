"""The tree of areas, and the versions that cached pages are keyed by."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import F
from i18nfield.strings import LazyI18nString

from pirtti.network import geodata, rules
from pirtti.network.models import Area, PostalCode

Progress = Callable[[int, int], None]


def touch(area: Area) -> None:
    """Tell the cached pages of an area, and of all above it, that something changed.

    Call it inside the transaction of the write. Rows are locked from the top
    down, so that two writers never wait for each other.
    """
    for pk in area.line:
        Area.objects.filter(pk=pk).update(version=F("version") + 1)


@transaction.atomic
def make_area(
    *,
    parent: Area | None,
    level: rules.Level,
    name: LazyI18nString,
    slug: str,
    official_code: str = "",
    languages: str = "fi",
    latitude: float | None = None,
    longitude: float | None = None,
) -> Area:
    """Add an area below `parent`; its path is the parent's and its own id."""
    area = Area.objects.create(
        parent=parent,
        level=level,
        name=name,
        slug=slug,
        official_code=official_code,
        languages=languages,
        latitude=latitude,
        longitude=longitude,
    )
    area.path = f"{parent.path if parent else ''}{area.pk}."
    area.save(update_fields=["path"])
    return area


@transaction.atomic
def load_finland(progress: Progress | None = None) -> int:
    """Load counties, municipalities and postal codes of 2026 where they are missing.

    May be run again: what is there stays. Returns how many areas were added.
    """
    before = Area.objects.count()
    top = Area.objects.filter(level=rules.Level.COUNTRY).first() or make_area(
        parent=None,
        level=rules.Level.COUNTRY,
        name=LazyI18nString({"fi": "Suomi", "sv": "Finland", "en": "Finland"}),
        slug="finland",
        languages="fi sv",
    )
    counties = {
        county.code: _find_or_make(
            top, rules.Level.COUNTY, county.code, county.name, ""
        )
        for county in geodata.counties()
    }
    rows = geodata.municipalities()
    municipalities = {}
    for number, row in enumerate(rows, start=1):
        municipalities[row.code] = _find_or_make(
            counties[row.county_code],
            rules.Level.MUNICIPALITY,
            row.code,
            row.name,
            " ".join(row.languages),
        )
        if progress:
            progress(number, len(rows))
    _load_postal_codes(municipalities)
    return Area.objects.count() - before


def _find_or_make(
    parent: Area, level: rules.Level, code: str, name: dict[str, str], languages: str
) -> Area:
    found = Area.objects.filter(level=level, official_code=code).first()
    if found:
        return found
    return make_area(
        parent=parent,
        level=level,
        name=LazyI18nString(name),
        slug=_free_slug(geodata.slug_for(name["fi"]), level),
        official_code=code,
        languages=languages or "fi",
    )


def _free_slug(slug: str, level: rules.Level) -> str:
    """Keep address words apart: Helsinki is both a county-level area and a city."""
    return f"{slug}-{level}" if Area.objects.filter(slug=slug).exists() else slug


def _load_postal_codes(municipalities: dict[str, Area]) -> None:
    PostalCode.objects.bulk_create(
        (
            PostalCode(
                code=row.code,
                municipality=municipalities[row.municipality_code],
                name=LazyI18nString({"fi": row.name_fi, "sv": row.name_sv}),
            )
            for row in geodata.postal_codes()
        ),
        batch_size=500,
        ignore_conflicts=True,
    )
