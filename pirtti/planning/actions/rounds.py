"""Opening, closing and keeping a planning round going."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from pirtti.core import timewords
from pirtti.core.refusals import Refused
from pirtti.people.models import JournalEntry, User
from pirtti.planning import rules
from pirtti.planning.models import Ask, Round
from pirtti.planning.queries import rounds as queries
from pirtti.post import actions as post

# Names of the kinds of letters, as `letters.register` tells them to the post.
ASKED, REMINDER, LATE, NUDGE = (
    "planning_asked",
    "planning_reminder",
    "planning_late",
    "planning_nudge",
)
# Letters for a day go out when people come to work.
MORNING = dt.time(8)


@transaction.atomic
def open_round(planned: Round, *, by: User | None) -> Round:
    """Open a round: everybody concerned is asked once. Raises Refused.

    The letters that ask, remind and say that the answer is late are put into the
    outbox now; one that is not needed any more when its day comes is not sent.
    """
    today = timezone.localdate()
    _refuse(planned, today)
    planned.save()
    asks = Ask.objects.bulk_create(
        Ask(round=planned, organisation=organisation)
        for organisation in queries.to_be_asked(planned.area).select_related(
            "area", "contact", "deputy"
        )
    )
    for ask in asks:
        _queue(ASKED, ask, f"{ask.pk}:asked")
        _queue_by_deadline(ask, planned, today)
    JournalEntry.record("planning.opened", by=by, on=planned, asked=len(asks))
    return planned


def _refuse(planned: Round, today: dt.date) -> None:
    reason = rules.refuse_round(
        first_on=planned.first_on,
        last_on=planned.last_on,
        deadline=planned.deadline,
        today=today,
    )
    if reason:
        raise Refused(reason)


def _queue_by_deadline(ask: Ask, planned: Round, today: dt.date) -> None:
    """Queue the reminder and the word about a late answer for their days."""
    deadline = planned.deadline
    days = {
        REMINDER: rules.reminder_on(deadline, opened_on=today),
        LATE: rules.late_on(deadline),
    }
    for kind, day in days.items():
        if day is not None:
            _queue(kind, ask, f"{ask.pk}:{kind}:{deadline}", day=day, deadline=deadline)


def _queue(
    kind: str,
    ask: Ask,
    dedupe: str,
    *,
    day: dt.date | None = None,
    deadline: dt.date | None = None,
) -> int:
    """Queue a letter to the contact and the deputy; returns how many are new."""
    new = 0
    for one in queries.recipients(ask.organisation):
        new += post.queue(
            kind,
            to=one.email,
            language=one.language,
            dedupe=f"planning:{dedupe}:{one.who}",
            params={"ask": ask.pk, "deadline": str(deadline) if deadline else ""},
            not_before=timewords.to_instant(day, MORNING) if day else None,
        )
    return new


@transaction.atomic
def move_deadline(planned: Round, *, deadline: dt.date, by: User | None) -> Round:
    """Give a round another deadline; its letters follow. Raises Refused."""
    planned = Round.objects.select_for_update().get(pk=planned.pk)
    if planned.is_closed:
        raise Refused(rules.Refusal.ROUND_CLOSED)
    planned.deadline = deadline
    today = timezone.localdate()
    _refuse(planned, today)
    planned.save(update_fields=["deadline", "changed_at"])
    waiting = planned.asks.filter(answered_at=None).select_related(
        "organisation__area", "organisation__contact", "organisation__deputy"
    )
    for ask in waiting:
        _queue_by_deadline(ask, planned, today)
    JournalEntry.record(
        "planning.deadline_moved", by=by, on=planned, deadline=str(deadline)
    )
    return planned


@transaction.atomic
def close_round(planned: Round, *, by: User | None) -> Round:
    """Take no more answers; the edition can be published then. Twice is once."""
    planned = Round.objects.select_for_update().get(pk=planned.pk)
    if not planned.is_closed:
        planned.closed_at = timezone.now()
        planned.save(update_fields=["closed_at", "changed_at"])
        JournalEntry.record("planning.closed", by=by, on=planned)
    return planned


@transaction.atomic
def reopen_round(planned: Round, *, by: User | None) -> Round:
    """Take answers again, for a second edition."""
    planned = Round.objects.select_for_update().get(pk=planned.pk)
    if planned.is_closed:
        planned.closed_at = None
        planned.save(update_fields=["closed_at", "changed_at"])
        JournalEntry.record("planning.reopened", by=by, on=planned)
    return planned


@transaction.atomic
def nudge(ask: Ask, *, by: User | None) -> int:
    """Remind one organisation by hand, once a day; returns how many letters go out.

    Raises Refused: it has answered, was reminded today, or nobody has an address.
    """
    ask = (
        Ask.objects.select_for_update(of=("self",))
        .select_related(
            "round",
            "organisation__area",
            "organisation__contact",
            "organisation__deputy",
        )
        .get(pk=ask.pk)
    )
    today = timezone.localdate()
    reason = rules.refuse_nudge(
        is_closed=ask.round.is_closed,
        has_answered=ask.answered_at is not None,
        nudged_on=ask.nudged_on,
        today=today,
    )
    if reason is None and not queries.recipients(ask.organisation):
        reason = rules.Refusal.NO_ADDRESS
    if reason:
        raise Refused(reason)
    ask.nudged_on = today
    ask.save(update_fields=["nudged_on", "changed_at"])
    sent = _queue(NUDGE, ask, f"{ask.pk}:nudge:{today}")
    JournalEntry.record("planning.nudged", by=by, on=ask)
    return sent
