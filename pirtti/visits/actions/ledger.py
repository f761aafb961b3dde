"""Keep the roll-ups in step with the sheets, inside the transaction of a count."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import BigIntegerField

from pirtti.calendar.models import Occurrence
from pirtti.core.prepared import Given, Prepared
from pirtti.core.refusals import Refused
from pirtti.visits import queries, rules
from pirtti.visits.models import CountEvent, CountSheet, Figure

NUMBERS = ("gatherings", "adults", "children", "men", "first")


@dataclass(frozen=True)
class Filed:
    """Under what the figures hold a sheet, and with which numbers."""

    place: int
    kind: int
    method: str
    on: dt.date
    numbers: tuple[int, int, int, int, int]


def filed(sheet: CountSheet) -> Filed | None:
    """Return how the figures hold a sheet; None when they do not (not counted)."""
    if not sheet.is_counted:
        return None
    numbers = (1, sheet.adults, sheet.children, sheet.men, sheet.first)
    return Filed(sheet.place_id, sheet.kind_id, sheet.method, sheet.on, numbers)


def move(before: Filed | None, after: Filed | None) -> None:
    """Change the figures by what changed of one sheet."""
    if before and after and _same_shelf(before, after):
        pairs = zip(before.numbers, after.numbers, strict=True)
        _add(after, tuple(new - old for old, new in pairs))
        return
    if before:
        _add(before, tuple(-number for number in before.numbers))
    if after:
        _make_rows(after)
        _add(after, after.numbers)


def _same_shelf(one: Filed, other: Filed) -> bool:
    return (one.place, one.kind, one.method, one.on) == (
        other.place,
        other.kind,
        other.method,
        other.on,
    )


def _make_rows(where: Filed) -> None:
    """Make the rows of a week and a month where they are missing (one statement)."""
    Figure.objects.bulk_create(
        [
            Figure(
                place_id=where.place,
                kind_id=where.kind,
                method=where.method,
                **period.as_fields(),
            )
            for period in rules.periods(where.on)
        ],
        ignore_conflicts=True,
    )


# The statements of every tap are written by hand: built by the ORM they took half
# of the whole request. Both databases know them.
_ADD_FIGURES = """
    UPDATE visits_figure SET gatherings = gatherings + %s, adults = adults + %s,
        children = children + %s, men = men + %s, first = first + %s
    WHERE place_id = %s AND kind_id = %s AND method = %s
        AND ((period = %s AND year = %s AND number = %s)
          OR (period = %s AND year = %s AND number = %s))
"""
_TAP = "(%s, %s, %s, %s, %s, %s, %s, '')"
_KEEP_TAPS = """
    INSERT INTO visits_countevent
        (uid, occurrence_id, category, step, phone, seq, received_on, reason)
    VALUES %s ON CONFLICT (uid) DO NOTHING RETURNING uid
"""
_ADD_TALLY = """
    INSERT INTO visits_tally (occurrence_id, category, total) VALUES (%s, %s, %s)
    ON CONFLICT (occurrence_id, category)
    DO UPDATE SET total = visits_tally.total + excluded.total
"""


def _add(where: Filed, change: tuple[int, ...]) -> None:
    """Add to the rows of a week and a month (one statement, or none)."""
    if not any(change):
        return
    week, month = rules.periods(where.on)
    shelf = (where.place, where.kind, where.method)
    with connection.cursor() as cursor:
        cursor.execute(_ADD_FIGURES, [*change, *shelf, *week, *month])


_sheet = Prepared(
    lambda: CountSheet.objects.select_for_update().filter(
        occurrence=Given("occurrence", BigIntegerField())
    )
)


def locked_sheet(occurrence: Occurrence) -> CountSheet:
    """Fetch the sheet of a gathering for writing, made when it is missing.

    PostgreSQL locks the row; SQLite has one writer anyway.
    """
    sheet = _sheet.first(occurrence=occurrence.pk)
    if sheet is not None:
        return sheet
    place = occurrence.place
    if place is None:
        raise Refused(rules.Refusal.NO_PLACE)
    CountSheet.objects.get_or_create(
        occurrence=occurrence,
        defaults={
            "place": place,
            "kind_id": occurrence.activity.kind_id,
            "on": occurrence.on,
            "method": queries.plan_of(place).method,
        },
    )
    return CountSheet.objects.select_for_update().get(occurrence=occurrence)


def keep(
    occurrence: Occurrence, events: Sequence[rules.Event], *, today: dt.date
) -> set[str]:
    """Store the taps that are not stored yet; return their names, as 32 signs.

    Whether a tap is new is decided by the table itself, in this one statement.
    """
    if not events:
        return set()
    name_of = CountEvent._meta.get_field("uid").get_db_prep_value
    day = connection.ops.adapt_datefield_value(today)
    values = [
        value
        for event in events
        for value in (
            *(name_of(event.uid, connection), occurrence.pk, event.category),
            *(event.step, event.phone, event.seq, day),
        )
    ]
    rows = ", ".join([_TAP] * len(events))
    with connection.cursor() as cursor:
        cursor.execute(_KEEP_TAPS % rows, values)
        return {str(uid).replace("-", "") for (uid,) in cursor.fetchall()}


def store(
    occurrence: Occurrence, events: list[CountEvent], totals: dict[str, int]
) -> dict[str, int]:
    """Store corrections and add them to the tallies; return the new totals."""
    CountEvent.objects.bulk_create(events)
    return add_up(occurrence, events, totals)


def add_up(
    occurrence: Occurrence,
    events: Sequence[CountEvent | rules.Event],
    totals: dict[str, int],
) -> dict[str, int]:
    """Add what was stored to the tallies; return the new totals.

    `totals` are the stored ones, read under the sheet's lock. A tally is changed
    by adding, never by writing a sum.
    """
    steps: dict[str, int] = {}
    for event in events:
        steps[event.category] = steps.get(event.category, 0) + event.step
    with connection.cursor() as cursor:
        for category, step in steps.items():
            cursor.execute(_ADD_TALLY, [occurrence.pk, category, step])
    return totals | {
        category: totals.get(category, 0) + step for category, step in steps.items()
    }


def settle(
    sheet: CountSheet,
    *,
    occurrence: Occurrence,
    outcome: str,
    totals: dict[str, int],
    today: dt.date,
    method: str | None = None,
) -> None:
    """Write a sheet's state and sums, and move the figures along."""
    before, stored = filed(sheet), dict(sheet.__dict__)
    sums = rules.sums(totals) if outcome == CountSheet.Outcome.COUNTED else rules.Sums()
    sheet.adults, sheet.children = sums.adults, sums.children
    sheet.men, sheet.first = sums.men, sums.first
    sheet.outcome = outcome
    sheet.method = method or sheet.method
    sheet.counted_on = None if outcome == CountSheet.Outcome.OPEN else today
    if occurrence.place_id is not None:
        sheet.place_id = occurrence.place_id
    sheet.kind_id, sheet.on = occurrence.activity.kind_id, occurrence.on
    changed = {
        name: value
        for name, value in sheet.__dict__.items()
        if stored.get(name) != value
    }
    changed.pop("_state", None)
    if changed:
        CountSheet.objects.filter(pk=sheet.pk).update(**changed)
    move(before, filed(sheet))
