"""Load a made-up country of family cafés: the load data of tests and benches.

Rows are written in portions, café by café, so that memory does not grow with the
years. `visits.actions.load_counts` stores the counts and makes the figures.
"""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from django.db import transaction
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from pirtti.calendar import basics as calendar_basics
from pirtti.calendar import rules as calendar_rules
from pirtti.calendar.models import (
    Activity,
    ActivityKind,
    Audience,
    Occurrence,
    Series,
)
from pirtti.core import timewords
from pirtti.demo import national_plan as plan
from pirtti.network import actions as network
from pirtti.network import basics as network_basics
from pirtti.network import geodata
from pirtti.network.models import Area, Organisation, Place, PlaceKind
from pirtti.network.rules import Level
from pirtti.people.models import JournalEntry
from pirtti.visits import actions as visits
from pirtti.visits import rules as visit_rules
from pirtti.visits.models import CountingPlan, CountSheet

Progress = Callable[[int, int], None]
DAYS_A_YEAR = 365
_CANCELLED = LazyI18nString({"fi": "Ohjaaja on sairaana.", "sv": "Ledaren är sjuk."})
_THEMES = [
    LazyI18nString({"fi": "Laulua ja leikkiä", "sv": "Sång och lek"}),
    LazyI18nString({"fi": "Uni ja lepo", "sv": "Sömn och vila"}),
    LazyI18nString({"fi": "Kirjavinkit", "sv": "Boktips"}),
]


@dataclass(frozen=True)
class Ground:
    """What all cafés stand on."""

    areas: dict[str, Area]
    kinds: dict[str, ActivityKind]
    audiences: dict[str, Audience]
    place_kind: PlaceKind
    districts: list[Organisation]


@dataclass(frozen=True)
class Span:
    """From when, until when, and which day today is."""

    since: dt.date
    until: dt.date
    today: dt.date


def load(
    *,
    years: int,
    seed: int,
    progress: Progress | None = None,
    cafes: int = plan.CAFES,
    today: dt.date | None = None,
) -> int:
    """Load cafés that are missing, with `years` past years and the coming horizon.

    The same seed on the same day gives the same rows (codes and uids too).
    Returns how many gatherings were counted.
    """
    today = today or timezone.localdate()
    since = today - dt.timedelta(days=DAYS_A_YEAR * years)
    horizon = dt.timedelta(days=calendar_rules.HORIZON_DAYS)
    span = Span(since, today + horizon, today)
    made = _planned(seed, cafes, span, years)
    ground = _ground()
    known = set(Place.objects.values_list("slug", flat=True))
    missing = [cafe for cafe in made if f"kahvila-{cafe.word}" not in known]
    if not missing:
        return 0
    # The last twentieth of the way is making the figures.
    total = len(missing) + len(missing) // 20 + 1
    counts = _load_cafes(
        missing, ground, span, seed, lambda n: _tell(progress, n, total)
    )
    stored = visits.load_counts(counts)
    _tell_pages(ground, missing)
    _tell(progress, total, total)
    return stored


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress:
        progress(done, total)


def _planned(seed: int, many: int, span: Span, years: int) -> list[plan.Cafe]:
    """Plan the cafés; towns with more postal codes have more of them."""
    codes = Counter(row.municipality_code for row in geodata.postal_codes())
    towns = [row.code for row in geodata.municipalities()]
    made = plan.cafes(
        seed=seed, many=many, towns=towns, weights=[codes[town] for town in towns]
    )
    yesterday = span.today - dt.timedelta(days=1)
    return plan.with_means(made, since=span.since, until=yesterday, years=years)


def _ground() -> Ground:
    network.load_finland()
    network_basics.load_basics()
    calendar_basics.load_basics()
    municipalities = Area.objects.filter(level=Level.MUNICIPALITY)
    return Ground(
        areas={area.official_code: area for area in municipalities},
        kinds={kind.slug: kind for kind in ActivityKind.objects.all()},
        audiences={audience.slug: audience for audience in Audience.objects.all()},
        place_kind=PlaceKind.objects.get(slug="family-cafe"),
        districts=_districts(),
    )


@transaction.atomic
def _districts() -> list[Organisation]:
    """Return the union's districts, made with the union when they are missing."""
    country = Area.objects.get(level=Level.COUNTRY)
    union = _organisation(
        "esimerkkiliitto", "Esimerkkiliitto", "national_union", country
    )
    return [
        _organisation(
            f"esimerkkipiiri-{number}",
            f"Esimerkkipiiri {number}",
            "district",
            country,
            union,
        )
        for number in range(1, plan.DISTRICTS + 1)
    ]


def _organisation(
    slug: str, name: str, kind: str, area: Area, parent: Organisation | None = None
) -> Organisation:
    found = Organisation.objects.filter(slug=slug).first()
    if found:
        return found
    row = Organisation(
        slug=slug,
        name=LazyI18nString({"fi": name}),
        kind=kind,
        area=area,
        parent=parent,
    )
    return network.save_organisation(row, by=None)


def _load_cafes(
    made: list[plan.Cafe],
    ground: Ground,
    span: Span,
    seed: int,
    tell: Callable[[int], None],
) -> Iterator[visits.Counted]:
    """Store café after café and yield the counts of each."""
    for number, cafe in enumerate(made, start=1):
        chance = plan.chance_of(seed, cafe.number)
        yield from _load_cafe(cafe, ground, span, chance)
        tell(number)


@transaction.atomic
def _load_cafe(
    cafe: plan.Cafe, ground: Ground, span: Span, chance: Random
) -> list[visits.Counted]:
    """Store one café with its dates; returns its counts."""
    place = _place(cafe, ground, chance)
    activity = _activity(cafe, place, ground, chance)
    rows, counts, not_held = [], [], []
    for series, days in _series(cafe, activity, span):
        fates = plan.gatherings(cafe, days, today=span.today, chance=chance)
        for day, fate in zip(days, fates, strict=True):
            row = _occurrence(activity, series, day, fate, chance)
            rows.append(row)
            if fate.totals is not None:
                counts.append(visits.Counted(row, fate.totals, method=_method(cafe)))
            elif fate.state == plan.NOT_HELD_STATE:
                not_held.append(row)
    Occurrence.objects.bulk_create(rows)
    CountSheet.objects.bulk_create(_empty_sheet(row, place, cafe) for row in not_held)
    return counts


def _place(cafe: plan.Cafe, ground: Ground, chance: Random) -> Place:
    area = ground.areas[cafe.municipality]
    district = ground.districts[cafe.number % len(ground.districts)]
    host = Organisation.objects.create(
        code=plan.code(chance),
        kind=Organisation.Kind.ASSOCIATION,
        name=LazyI18nString({"fi": f"Esimerkkiyhdistys {cafe.number}"}),
        slug=f"yhdistys-{cafe.word}",
        parent=district,
        area=area,
    )
    place = Place.objects.create(
        code=plan.code(chance),
        kind=ground.place_kind,
        name=_names(area, cafe, "perhekahvila", "familjecafé"),
        slug=f"kahvila-{cafe.word}",
        area=area,
        host=host,
        entrance=LazyI18nString({"fi": "Pääovi.", "sv": "Huvuddörren."}),
        greeter=LazyI18nString({"fi": "Vapaaehtoinen.", "sv": "En frivillig."}),
        prams="yes",
        languages=["fi"],
        is_published=True,
    )
    CountingPlan.objects.create(
        place=place, method=_method(cafe), counts_men=cafe.counts_men
    )
    return place


def _names(area: Area, cafe: plan.Cafe, fi: str, sv: str) -> LazyI18nString:
    names = area.name.data
    return LazyI18nString(
        {
            "fi": f"{names['fi']}, {fi} {cafe.number}",
            "sv": f"{names['sv']}, {sv} {cafe.number}",
        }
    )


def _method(cafe: plan.Cafe) -> str:
    method = visit_rules.Method
    return (method.ESTIMATE if cafe.is_estimate else method.EVERY_VISIT).value


def _activity(
    cafe: plan.Cafe, place: Place, ground: Ground, chance: Random
) -> Activity:
    kind = ground.kinds[cafe.kind]
    activity = Activity.objects.create(
        code=plan.code(chance),
        kind=kind,
        name=kind.name,
        slug=f"esimerkkikahvila-{cafe.word}",
        place=place,
        area=place.area,
        age_from_months=cafe.ages[0],
        age_to_months=cafe.ages[1],
        languages=["fi"],
        price_cents=cafe.price_cents,
        sign_up="needed" if cafe.needs_booking else "none",
        about=LazyI18nString({"fi": "Kahvia, leikkiä ja juttuseuraa."}),
        who=LazyI18nString({"fi": "Vapaaehtoinen", "sv": "Frivillig"}),
        is_published=True,
        published_at=timezone.now(),
    )
    activity.organisers.set([place.host_id])
    activity.audiences.set([ground.audiences[cafe.audience]])
    return activity


def _series(
    cafe: plan.Cafe, activity: Activity, span: Span
) -> Iterator[tuple[Series, list[dt.date]]]:
    """Store a series a term and yield it with its days."""
    spans = [
        (term, days)
        for term in plan.terms(span.since, span.until)
        if (days := plan.dates(cafe, term))
    ]
    made = Series.objects.bulk_create(
        Series(
            activity=activity,
            frequency=Series.Frequency.WEEKLY,
            parity=cafe.parity,
            weekday=cafe.weekday,
            starts_on=term.first,
            ends_on=term.last,
            starts_at=cafe.starts_at,
            ends_at=cafe.ends_at,
            filled_until=term.last,
        )
        for term, _days in spans
    )
    for series, (_term, days) in zip(made, spans, strict=True):
        yield series, days


def _occurrence(
    activity: Activity,
    series: Series,
    day: dt.date,
    fate: plan.Gathering,
    chance: Random,
) -> Occurrence:
    is_cancelled = fate.state == plan.CANCELLED_STATE
    has_theme = chance.random() < plan.THEME_SHARE
    theme = chance.choice(_THEMES)
    state = Occurrence.State
    return Occurrence(
        uid=uuid.UUID(int=chance.getrandbits(128), version=4),
        activity=activity,
        series=series,
        rule_on=day,
        on=day,
        starts_at=timewords.to_instant(day, series.starts_at, series.zone),
        ends_at=timewords.to_instant(day, series.ends_at, series.zone),
        place_id=activity.place_id,
        area_id=activity.area_id,
        state=state.CANCELLED if is_cancelled else state.PLANNED,
        reason=_CANCELLED if is_cancelled else "",
        theme=theme if has_theme else "",
        who=activity.who,
        is_public=True,
        own=["theme"] if has_theme else [],
    )


def _empty_sheet(row: Occurrence, place: Place, cafe: plan.Cafe) -> CountSheet:
    return CountSheet(
        occurrence=row,
        place=place,
        kind_id=row.activity.kind_id,
        on=row.on,
        outcome=CountSheet.Outcome.DID_NOT_HAPPEN,
        method=_method(cafe),
        counted_on=row.on,
    )


@transaction.atomic
def _tell_pages(ground: Ground, made: list[plan.Cafe]) -> None:
    """Let the pages of the areas show the new cafés, and write one journal line."""
    for code in sorted({cafe.municipality for cafe in made}):
        network.touch(ground.areas[code])
    JournalEntry.record(
        "demo.national_loaded", by=None, on=ground.districts[0], cafes=len(made)
    )
