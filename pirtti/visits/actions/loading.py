"""Store many counts at once: the demo's years, and imports later."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from pirtti.calendar.models import Occurrence
from pirtti.core.refusals import Refused
from pirtti.visits import rules
from pirtti.visits.actions import recounting
from pirtti.visits.models import CountSheet, Tally

_AT_ONCE = 2000


@dataclass(frozen=True)
class Counted:
    """One gathering's whole count; the activity and place come with the occurrence."""

    occurrence: Occurrence
    totals: Mapping[str, int]
    method: str = rules.Method.EVERY_VISIT.value


def load_counts(
    counts: Iterable[Counted], *, progress: Callable[[int], None] | None = None
) -> int:
    """Store counts of gatherings that have none yet, then make the figures anew.

    Occurrences should come with their `activity` (select_related). Returns how
    many were stored; `progress` is told how many more after each portion.
    """
    stored = 0
    for portion in _portions(iter(counts)):
        _load(portion)
        stored += len(portion)
        if progress:
            progress(len(portion))
    recounting.recount(fix=True)
    return stored


def _portions(counts: Iterator[Counted]) -> Iterator[list[Counted]]:
    while portion := list(islice(counts, _AT_ONCE)):
        yield portion


@transaction.atomic
def _load(portion: list[Counted]) -> None:
    CountSheet.objects.bulk_create([_sheet(one) for one in portion])
    Tally.objects.bulk_create(
        [
            Tally(occurrence=one.occurrence, category=category, total=total)
            for one in portion
            for category, total in one.totals.items()
        ]
    )


def _sheet(one: Counted) -> CountSheet:
    sums = rules.sums(one.totals)
    date = one.occurrence
    if date.place_id is None:
        raise Refused(rules.Refusal.NO_PLACE)
    return CountSheet(
        occurrence=date,
        place_id=date.place_id,
        kind_id=date.activity.kind_id,
        on=date.on,
        outcome=CountSheet.Outcome.COUNTED,
        method=one.method,
        counted_on=date.on,
        adults=sums.adults,
        children=sums.children,
        men=sums.men,
        first=sums.first,
    )
