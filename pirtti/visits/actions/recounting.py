"""Make the sums and figures anew from the tallies, and let old taps go."""

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from django.db import transaction

from pirtti.visits import rules
from pirtti.visits.actions import ledger
from pirtti.visits.models import CountEvent, CountSheet, Figure, Tally

_AT_ONCE = 2000
_SUMS = ("adults", "children", "men", "first")
_SHELF = ("place_id", "kind_id", "method", "period", "year", "number")

Numbers = tuple[int, ...]
Shelf = tuple[int, int, str, str, int, int]


class Difference(NamedTuple):
    """A number that is stored otherwise than counted; `what` is "sheet" or "figure"."""

    what: str
    key: tuple[Any, ...]
    stored: Numbers | None
    counted: Numbers


class _Sheet(NamedTuple):
    pk: int
    occurrence_id: int
    place_id: int
    kind_id: int
    method: str
    on: dt.date
    outcome: str
    sums: Numbers


def recount(
    *, fix: bool, progress: Callable[[int], None] | None = None
) -> list[Difference]:
    """Count everything anew from the tallies and return what differs.

    Sheets are compared with their tallies, figures with the sheets. With `fix`
    the stored numbers are made right, in one transaction. Without it, taps that
    arrive meanwhile may look like differences. `progress` is told how many more
    sheets were read. Memory follows the number of figures, not of visits.
    """
    if not fix:
        return _compare(progress)
    with transaction.atomic():
        found = _compare(progress)
        _mend(found)
    return found


def _compare(progress: Callable[[int], None] | None) -> list[Difference]:
    found: list[Difference] = []
    counted: dict[Shelf, list[int]] = {}
    read = 0
    for sheet, sums in _sheets_with_sums():
        if sums != sheet.sums:
            found.append(Difference("sheet", (sheet.pk,), sheet.sums, sums))
        if sheet.outcome == CountSheet.Outcome.COUNTED:
            _add(counted, sheet, sums)
        read += 1
        if progress and read % _AT_ONCE == 0:
            progress(_AT_ONCE)
    if progress:
        progress(read % _AT_ONCE)
    return found + _compare_figures(counted)


def _sheets_with_sums() -> Iterator[tuple[_Sheet, Numbers]]:
    """Walk sheets and tallies side by side, both by occurrence."""
    rows = CountSheet.objects.order_by("occurrence_id").values_list(
        "pk", "occurrence_id", "place_id", "kind_id", "method", "on", "outcome", *_SUMS
    )
    tallies = Tally.objects.order_by("occurrence_id").values_list(
        "occurrence_id", "category", "total"
    )
    groups = groupby(tallies.iterator(_AT_ONCE), key=lambda row: row[0])
    current = next(groups, None)
    for row in rows.iterator(_AT_ONCE):
        sheet = _Sheet(
            row[0], row[1], row[2], row[3], row[4], row[5], row[6], tuple(row[7:])
        )
        totals: dict[str, int] = {}
        while current is not None and current[0] <= sheet.occurrence_id:
            if current[0] == sheet.occurrence_id:
                totals = {category: total for _pk, category, total in current[1]}
            current = next(groups, None)
        yield sheet, _sums(sheet, totals)


def _sums(sheet: _Sheet, totals: dict[str, int]) -> Numbers:
    if sheet.outcome != CountSheet.Outcome.COUNTED:
        return (0, 0, 0, 0)
    sums = rules.sums(totals)
    return (sums.adults, sums.children, sums.men, sums.first)


def _add(counted: dict[Shelf, list[int]], sheet: _Sheet, sums: Numbers) -> None:
    for period in rules.periods(sheet.on):
        shelf = (sheet.place_id, sheet.kind_id, sheet.method, *period)
        numbers = counted.setdefault(shelf, [0] * len(ledger.NUMBERS))
        for index, number in enumerate((1, *sums)):
            numbers[index] += number


def _compare_figures(counted: dict[Shelf, list[int]]) -> list[Difference]:
    found = []
    waiting = {shelf: tuple(numbers) for shelf, numbers in counted.items()}
    nothing = (0,) * len(ledger.NUMBERS)
    stored = Figure.objects.values_list(*_SHELF, *ledger.NUMBERS)
    for row in stored.iterator(_AT_ONCE):
        shelf, numbers = row[:6], row[6:]
        right = waiting.pop(shelf, nothing)
        if numbers != right:
            found.append(Difference("figure", shelf, numbers, right))
    found += [
        Difference("figure", shelf, None, right) for shelf, right in waiting.items()
    ]
    return found


def _mend(found: list[Difference]) -> None:
    made = []
    for difference in found:
        if difference.what == "sheet":
            values = dict(zip(_SUMS, difference.counted, strict=True))
            CountSheet.objects.filter(pk__in=difference.key).update(**values)
            continue
        values = dict(zip(ledger.NUMBERS, difference.counted, strict=True))
        shelf = dict(zip(_SHELF, difference.key, strict=True))
        if difference.stored is None:
            made.append(Figure(**shelf, **values))
        else:
            Figure.objects.filter(**shelf).update(**values)
    Figure.objects.bulk_create(made, batch_size=_AT_ONCE)


@transaction.atomic
def prune_events(today: dt.date) -> int:
    """Delete taps 30 days after the gathering or the correction; totals stay."""
    before = today - dt.timedelta(days=rules.EVENT_DAYS)
    old = CountEvent.objects.filter(occurrence__on__lt=before, received_on__lt=before)
    deleted, _by_model = old.delete()
    return deleted
