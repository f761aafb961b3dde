"""Counting at the door: taps arrive, a date did not take place, a link is replaced."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from pirtti.calendar.models import Occurrence
from pirtti.core.refusals import Refused
from pirtti.people.models import JournalEntry, User
from pirtti.visits import queries, rules
from pirtti.visits.actions import ledger
from pirtti.visits.models import CountEvent, CountSheet, Tally

STORED, DUPLICATE, REJECTED = "stored", "duplicate", "rejected"


class Received(NamedTuple):
    """What became of each tap, in the order they came, and the new totals."""

    answers: list[str]
    totals: dict[str, int]


def receive_events(
    occurrence: Occurrence, events: Sequence[object], *, now: dt.datetime
) -> Received:
    """Store the taps of a phone, each once, however often and in whatever order.

    `events` are values as they came over the net. Answers say of each "stored",
    "duplicate" or "rejected:<reason>". Totals, the sheet's sums and the figures
    change in the same transaction. Raises `Refused` for more than 200 at once.
    Source: `reliability.md` §3.7.
    """
    if len(events) > rules.LARGEST_BATCH:
        raise Refused(rules.Refusal.TOO_MANY_EVENTS)
    read = [rules.read_event(event) for event in events]
    if not any(read):
        answers = [f"{REJECTED}:bad_event" for _event in read]
        return Received(answers, queries.totals_of(occurrence))
    return _receive(occurrence, read, now)


@transaction.atomic
def _receive(
    occurrence: Occurrence, events: list[rules.Event | None], now: dt.datetime
) -> Received:
    sheet = ledger.locked_sheet(occurrence)
    totals = queries.totals_of(occurrence)
    allowed = _allowed(occurrence, totals, events)
    today = timezone.localdate(now)
    asked = [event for event in events if event and event.category in allowed]
    stored = ledger.keep(occurrence, asked, today=today)
    known = _known([each for each in events if each and each.uid.hex not in stored])
    answers, fresh = [], []
    for event in events:
        answer = _judge(event, occurrence, known, allowed)
        answers.append(answer)
        if event and answer == STORED:
            known[event.uid.hex] = occurrence.pk
            fresh.append(event)
    if fresh:
        totals = ledger.add_up(occurrence, fresh, totals)
        ledger.settle(
            sheet,
            occurrence=occurrence,
            outcome=CountSheet.Outcome.COUNTED,
            totals=totals,
            today=today,
        )
    return Received(answers, totals)


def _known(events: list[rules.Event]) -> dict[str, int]:
    """Return which of these taps were stored before, and of which gathering."""
    if not events:
        return {}
    rows = CountEvent.objects.filter(pk__in=[event.uid for event in events])
    return {uid.hex: pk for uid, pk in rows.values_list("uid", "occurrence_id")}


def _allowed(
    occurrence: Occurrence, totals: dict[str, int], events: list[rules.Event | None]
) -> set[str]:
    """Return what may be counted: what the place counts, or did when this began.

    The plan is read only for a category that this gathering has not had yet.
    """
    if occurrence.place_id is None:
        raise Refused(rules.Refusal.NO_PLACE)
    asked = {event.category for event in events if event}
    if asked <= totals.keys() or occurrence.place is None:
        return set(totals)
    asks_own = any(category.startswith(rules.OWN_PREFIX) for category in asked)
    own: dict[str, str] | None = None if asks_own else {}
    return {*queries.categories_of(occurrence.place, own), *totals}


def _judge(
    event: rules.Event | None,
    occurrence: Occurrence,
    known: dict[str, int],
    allowed: set[str],
) -> str:
    if event is None:
        return f"{REJECTED}:bad_event"
    if event.uid.hex in known:
        ours = known[event.uid.hex] == occurrence.pk
        return DUPLICATE if ours else f"{REJECTED}:bad_event"
    return STORED if event.category in allowed else f"{REJECTED}:unknown_category"


@transaction.atomic
def finish(occurrence: Occurrence, *, by: User | None = None) -> CountSheet:
    """Say that the count is done, also when nobody came (zero is a count too)."""
    sheet = ledger.locked_sheet(occurrence)
    if sheet.is_counted:
        return sheet
    totals = queries.totals_of(occurrence)
    if not totals:
        Tally.objects.create(occurrence=occurrence, category=rules.ADULTS)
    ledger.settle(
        sheet,
        occurrence=occurrence,
        outcome=CountSheet.Outcome.COUNTED,
        totals=totals,
        today=timezone.localdate(),
    )
    JournalEntry.record("visits.finished", by=by, on=occurrence)
    return sheet


@transaction.atomic
def mark_not_held(occurrence: Occurrence, *, by: User | None = None) -> CountSheet:
    """Say that the gathering did not take place.

    Raises `Refused` when it has not begun or somebody has been counted.
    """
    sheet = ledger.locked_sheet(occurrence)
    totals = queries.totals_of(occurrence)
    if rules.sums(totals) != rules.Sums():
        raise Refused(rules.Refusal.ALREADY_COUNTED)
    if sheet.is_not_held:
        return sheet
    ledger.settle(
        sheet,
        occurrence=occurrence,
        outcome=CountSheet.Outcome.DID_NOT_HAPPEN,
        totals=totals,
        today=timezone.localdate(),
    )
    JournalEntry.record("visits.not_held", by=by, on=occurrence)
    return sheet


@transaction.atomic
def undo_not_held(occurrence: Occurrence, *, by: User | None = None) -> CountSheet:
    """Take "did not take place" back; the sheet is as it was before."""
    sheet = ledger.locked_sheet(occurrence)
    if not sheet.is_not_held:
        return sheet
    totals = queries.totals_of(occurrence)
    outcome = CountSheet.Outcome.COUNTED if totals else CountSheet.Outcome.OPEN
    ledger.settle(
        sheet,
        occurrence=occurrence,
        outcome=outcome,
        totals=totals,
        today=timezone.localdate(),
    )
    JournalEntry.record("visits.held_after_all", by=by, on=occurrence)
    return sheet


@transaction.atomic
def revoke(occurrence: Occurrence, *, by: User | None) -> CountSheet:
    """Make every code and link given out so far worthless: a phone was lost."""
    sheet = ledger.locked_sheet(occurrence)
    sheet.door += 1
    sheet.save(update_fields=["door"])
    JournalEntry.record("visits.revoked", by=by, on=occurrence, door=sheet.door)
    return sheet


@transaction.atomic
def refile(occurrence: Occurrence) -> None:
    """Move a counted date's numbers to where the date is now (day, place, kind).

    To be called after a date that has a count was moved in the calendar.
    """
    sheet = CountSheet.objects.select_for_update().filter(occurrence=occurrence).first()
    if sheet is None:
        return
    ledger.settle(
        sheet,
        occurrence=occurrence,
        outcome=sheet.outcome,
        totals=queries.totals_of(occurrence),
        today=sheet.counted_on or timezone.localdate(),
    )
