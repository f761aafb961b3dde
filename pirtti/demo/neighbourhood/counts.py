"""How many came to the demo's past gatherings: made up, the same every time."""

import datetime as dt
from collections.abc import Iterator
from random import Random

from pirtti.calendar.models import Activity, Occurrence
from pirtti.demo.neighbourhood.files import Raw
from pirtti.visits import actions, queries, rules
from pirtti.visits.models import CountingPlan

# So many counts were forgotten, as happens.
FORGOTTEN = 0.05
# Share of children by age band when the activity tells no ages.
BANDS = {
    "children:0": 0.25,
    "children:1-2": 0.4,
    "children:3-6": 0.3,
    "children:7": 0.05,
}


def past_counts(
    activity: Activity, raw: Raw, *, today: dt.date
) -> Iterator[actions.Counted]:
    """Yield the counts of an activity's past dates, some of them forgotten.

    A date that did not take place is marked so on the way.
    """
    place = activity.place
    if "visits" not in raw or place is None:
        return
    plan, own = queries.plan_of(place), queries.own_categories(place)
    past = list(
        activity.occurrences.filter(on__lt=today, state=Occurrence.State.PLANNED)
        .select_related("activity", "place")
        .order_by("starts_at")
    )
    if "not_held" in raw and len(past) >= -raw["not_held"]:
        actions.mark_not_held(past.pop(raw["not_held"]))
    known = past[: len(past) - raw.get("uncounted", 0)]
    for occurrence in known:
        chance = Random(f"{raw['slug']} {occurrence.on}")  # noqa: S311
        owed = rules.is_owed(
            method=plan.method, sample_weeks=plan.sample_weeks, on=occurrence.on
        )
        if owed and chance.random() >= FORGOTTEN:
            totals = _totals(raw, plan, list(own), chance)
            yield actions.Counted(occurrence, totals, method=plan.method)


def _totals(
    raw: Raw, plan: CountingPlan, own: list[str], chance: Random
) -> dict[str, int]:
    adults, children, men, first = (_about(mean, chance) for mean in raw["visits"])
    totals = {rules.ADULTS: adults, rules.FIRST_TIME: first}
    if plan.counts_men:
        totals[rules.MEN] = min(men, adults)
    if plan.counts_age_bands:
        totals |= _by_band(raw, children, chance)
    else:
        totals[rules.CHILDREN] = children
    for key in own:
        totals[rules.OWN_PREFIX + key] = min(adults, chance.randint(0, 2))
    left = adults
    for number, code in enumerate(plan.languages):
        many = left if number == len(plan.languages) - 1 else round(left * 0.7)
        totals[rules.LANGUAGE_PREFIX + code] = many
        left -= many
    return totals


def _about(mean: int, chance: Random) -> int:
    """Return a whole number around a mean: a third up or down."""
    return max(0, round(mean * chance.uniform(0.67, 1.33) + chance.uniform(-0.8, 0.8)))


def _by_band(raw: Raw, children: int, chance: Random) -> dict[str, int]:
    """Share children out by age, within the ages that the activity is for."""
    youngest, oldest = raw.get("ages", (0, 83))
    fitting = {
        band: share
        for band, share in BANDS.items()
        if _reaches(rules.AGE_BANDS[band], youngest, oldest)
    }
    found = dict.fromkeys(BANDS, 0)
    picked = chance.choices(list(fitting), weights=list(fitting.values()), k=children)
    for band in picked:
        found[band] += 1
    return found


def _reaches(band: tuple[int, int | None], youngest: int, oldest: int) -> bool:
    low, high = band
    return low <= oldest and (high is None or high >= youngest)
