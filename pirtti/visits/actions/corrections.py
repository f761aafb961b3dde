"""Counts that staff type in or put right afterwards."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from pirtti.calendar.models import Occurrence
from pirtti.core.refusals import Refused
from pirtti.people.models import JournalEntry, User
from pirtti.visits import queries, rules
from pirtti.visits.actions import ledger
from pirtti.visits.models import CountEvent, CountSheet


@transaction.atomic
def correct(
    occurrence: Occurrence, *, category: str, to: int, reason: str, by: User | None
) -> CountSheet:
    """Set one category to `to`, as an event with its reason.

    Raises `Refused`: no reason, below zero, too large, unknown category, or a
    date that has not begun.
    """
    return _set(
        occurrence, {category: to}, by=by, reason=reason, verb="visits.corrected"
    )


@transaction.atomic
def set_totals(
    occurrence: Occurrence,
    totals: Mapping[str, int],
    *,
    by: User | None,
    method: str | None = None,
    reason: str = "",
) -> CountSheet:
    """Type in a whole count afterwards; `method` says how it came about.

    A count that exists already is changed only with a reason. Raises `Refused`
    as `correct`.
    """
    return _set(
        occurrence, totals, by=by, reason=reason, verb="visits.typed_in", method=method
    )


def _set(
    occurrence: Occurrence,
    totals: Mapping[str, int],
    *,
    by: User | None,
    reason: str,
    verb: str,
    method: str | None = None,
) -> CountSheet:
    sheet = ledger.locked_sheet(occurrence)
    before = queries.totals_of(occurrence)
    needs_reason = verb == "visits.corrected" or sheet.is_counted
    _refuse(occurrence, totals, before, reason=reason if needs_reason else "-")
    events = _events(occurrence, totals, before, reason=reason, by=by)
    after = ledger.store(occurrence, events, before)
    ledger.settle(
        sheet,
        occurrence=occurrence,
        outcome=CountSheet.Outcome.COUNTED,
        totals=after,
        today=timezone.localdate(),
        method=method,
    )
    JournalEntry.record(verb, by=by, on=occurrence, before=before, after=after)
    return sheet


def _refuse(
    occurrence: Occurrence,
    totals: Mapping[str, int],
    before: Mapping[str, int],
    *,
    reason: str,
) -> None:
    place = occurrence.place
    if place is None:
        raise Refused(rules.Refusal.NO_PLACE)
    if timezone.now() < occurrence.starts_at:
        raise Refused(rules.Refusal.NOT_YET)
    if not reason.strip():
        raise Refused(rules.Refusal.NEEDS_REASON)
    if not totals.keys() <= {*queries.categories_of(place), *before}:
        raise Refused(rules.Refusal.UNKNOWN_CATEGORY)
    refusal = next(filter(None, map(rules.refuse_total, totals.values())), None)
    if refusal:
        raise Refused(refusal)


def _events(
    occurrence: Occurrence,
    totals: Mapping[str, int],
    before: Mapping[str, int],
    *,
    reason: str,
    by: User | None,
) -> list[CountEvent]:
    """Turn wanted totals into the differences that lead there.

    A category at zero that was never counted gets an event of zero, so that its
    tally says "nobody" and not "nothing known".
    """
    today = timezone.localdate()
    return [
        CountEvent(
            occurrence=occurrence,
            category=category,
            step=to - before.get(category, 0),
            received_on=today,
            reason=reason.strip(),
            by=by,
        )
        for category, to in totals.items()
        if category not in before or to != before[category]
    ]
