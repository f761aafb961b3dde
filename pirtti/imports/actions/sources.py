"""Subscribed calendars: read on a schedule, kept on failure, followed when they change."""

import datetime as dt
from collections.abc import Callable
from enum import Enum

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from pirtti.calendar import actions as calendar
from pirtti.calendar import followers
from pirtti.calendar.models import Occurrence
from pirtti.core.refusals import Refused
from pirtti.imports import fetching, readers, rules
from pirtti.imports.actions import batches, changing, taking
from pirtti.imports.models import Batch, Brought, Source
from pirtti.imports.readers import reading
from pirtti.imports.rules import Line, Note, Outcome, SourceFault
from pirtti.network import access as network
from pirtti.network.rules import May
from pirtti.people.models import JournalEntry, User

MOST_ROWS = rules.PAGE_ROWS
# With so many coming dates an empty calendar is taken for a mistake.
SUSPICIOUS = 3
_ASKED_AGAIN = dt.timedelta(minutes=1)


@transaction.atomic
def subscribe(source: Source, *, by: User | None) -> Source:
    """Remember a partner's calendar; raises Refused for an address that may not be asked.

    Its dates come in once somebody has looked through the first reading.
    """
    try:
        fetching.checked(source.url, loopback=_loopback())
    except fetching.NotFetched as bad:
        raise Refused(bad.fault) from None
    source.by, source.next_at = by, timezone.now()
    source.save()
    JournalEntry.record("imports.subscribed", by=by, on=source)
    return source


@transaction.atomic
def stop(source: Source, *, by: User | None) -> Source:
    """Read a calendar no more; what it brought stays."""
    source.state, source.next_at = Source.State.STOPPED, None
    source.save(update_fields=["state", "next_at", "changed_at"])
    JournalEntry.record("imports.stopped", by=by, on=source)
    return source


@transaction.atomic
def resume(source: Source, *, by: User | None) -> Source:
    """Read a stopped calendar again, with the rights of who says so."""
    source.state = Source.State.FINE if source.fetched_at else Source.State.NEW
    source.by, source.next_at = by, timezone.now()
    source.failures, source.last_error = 0, ""
    source.etag = source.last_modified = ""
    source.save()
    JournalEntry.record("imports.resumed", by=by, on=source)
    return source


def refresh_due(
    now: dt.datetime,
    *,
    every: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> list[Source]:
    """Read the calendars whose time has come (or every one); returns them as they are now."""
    due = Source.objects.exclude(state=Source.State.STOPPED).order_by("next_at")
    if not every:
        due = due.filter(next_at__lte=now)
    pks = list(due.values_list("pk", flat=True))
    done = []
    for number, pk in enumerate(pks, start=1):
        if every or _claim(pk, now):
            source = Source.objects.select_related("organisation", "place", "kind")
            done.append(refresh(source.get(pk=pk), now=now))
        if progress:
            progress(number, len(pks))
    return done


def _claim(pk: int, now: dt.datetime) -> bool:
    """Keep two processes from reading the same calendar at once."""
    later = now + dt.timedelta(hours=rules.HOURS_BETWEEN)
    rows = Source.objects.filter(pk=pk, next_at__lte=now)
    return bool(rows.update(next_at=later))


def refresh(source: Source, *, now: dt.datetime, by_hand: bool = False) -> Source:
    """Read a calendar now; whatever goes wrong, what it brought earlier stays.

    Raises Refused (TOO_OFTEN) only when somebody presses the button again within a
    minute. The first reading waits to be looked through; later ones are taken.
    """
    if by_hand and source.tried_at and now - source.tried_at < _ASKED_AGAIN:
        raise Refused(rules.Refusal.TOO_OFTEN)
    source.tried_at = now
    try:
        fetched = fetching.fetch(
            source.url,
            etag=source.etag,
            last_modified=source.last_modified,
            loopback=_loopback(),
        )
        note = _take(source, fetched, now) if fetched.data is not None else ""
    except fetching.NotFetched as bad:
        return _failed(source, bad.fault, now)
    except Refused as refused:
        return _failed(source, _fault_of(refused), now)
    source.etag = fetched.etag or source.etag
    source.last_modified = fetched.last_modified or source.last_modified
    source.fetched_at, source.failures = now, 0
    source.state, source.last_error = Source.State.FINE, note
    return _store(source, now)


def _failed(source: Source, fault: SourceFault, now: dt.datetime) -> Source:
    source.failures = min(source.failures + 1, 1000)
    source.state, source.last_error = Source.State.FAILING, fault.value
    return _store(source, now)


def _store(source: Source, now: dt.datetime) -> Source:
    wait = dt.timedelta(hours=rules.hours_until_next(source.failures))
    source.next_at = now + wait
    source.save()
    return source


def _fault_of(refused: Refused) -> SourceFault:
    known: dict[Enum, SourceFault] = {
        rules.Refusal.TOO_BIG: SourceFault.TOO_BIG,
        rules.Refusal.TOO_MANY_ROWS: SourceFault.TOO_BIG,
        rules.Refusal.OUT_OF_REACH: SourceFault.NOBODY_MAY,
    }
    if isinstance(refused.reason, SourceFault):
        return refused.reason
    return known.get(refused.reason, SourceFault.NOT_A_CALENDAR)


def _take(source: Source, fetched: fetching.Fetched, now: dt.datetime) -> str:
    """Read what came and follow it; returns a note for the page, or nothing."""
    data = fetched.data or b""
    if not reading.is_calendar(data[:4096]):
        raise Refused(SourceFault.NOT_A_CALENDAR)
    today = timezone.localdate(now)
    lines = list(readers.read(data, today=today))
    batch = _batch(source)
    if not source.is_approved:
        Batch.objects.filter(source=source, taken_at=None).delete()
        batches.start(batch, lines, by=source.by)
        return ""
    viewer = _who(source)
    gone, note = _gone(source, lines, today)
    expected = taking.dry_run(batch, lines, viewer=viewer)
    if expected[Outcome.MADE] or expected[Outcome.CHANGED]:
        taking.take_file(batch, lines, by=viewer)
    with transaction.atomic(), followers.told_together():
        for row in gone:
            _cancel(row, viewer)
    return note


def _batch(source: Source) -> Batch:
    return Batch(
        way=Batch.Way.CALENDAR,
        source=source,
        name=source.name,
        organisation=source.organisation,
        place=source.place,
        kind=source.kind,
        language=source.language,
        is_shown=source.is_shown,
        meanings=source.meanings,
    )


def _who(source: Source) -> User:
    """Return the account whose rights the calendar is read with; raises Refused."""
    by = source.by
    if by is None or not network.may_anywhere(by, May.EDIT_CALENDAR):
        raise Refused(SourceFault.NOBODY_MAY)
    return by


def _gone(
    source: Source, lines: list[Line], today: dt.date
) -> tuple[list[Brought], str]:
    """Return the coming dates that the calendar no longer has, and a note for the page.

    They are cancelled, never deleted. When every single one is gone at once, that is
    taken for a mistake of the other end and nothing is cancelled.
    """
    keys = rules.Numbering(source.scope)
    present = {keys.key(line) for line in lines}
    if any(Note.MORE_DATES in line.notes for line in lines):
        return [], ""
    last = today + dt.timedelta(days=rules.DAYS_AHEAD)
    coming = Brought.objects.filter(
        batch__source=source,
        occurrence__on__range=(today, last),
        occurrence__state=Occurrence.State.PLANNED,
    ).select_related("occurrence")
    gone = [row for row in coming if row.key not in present and not _was_gone(row)]
    if len(gone) >= SUSPICIOUS and len(gone) == len(coming):
        return [], SourceFault.EMPTY.value
    return gone, ""


def _was_gone(row: Brought) -> bool:
    """Say whether it was cancelled for this once, and then restored by hand."""
    return bool(row.values.get("cancelled") == rules.GONE)


def _cancel(row: Brought, by: User | None) -> None:
    assert row.occurrence is not None
    reason = changing.reason(changing.GONE)
    calendar.cancel_occurrence(row.occurrence, reason=reason, by=by)
    row.values = {**row.values, "cancelled": rules.GONE}
    row.save(update_fields=["values"])


def _loopback() -> bool:
    return bool(getattr(settings, "IMPORTS_MAY_READ_LOOPBACK", False))
