"""What a session is about, who presents it, the fathers' own one beside it."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from pirtti.calendar import actions as calendar
from pirtti.core.refusals import Refused
from pirtti.network import actions as network
from pirtti.network.models import Room
from pirtti.people.models import JournalEntry, User
from pirtti.training import rules
from pirtti.training.actions.days import make_date, tell_date
from pirtti.training.models import (
    CohortSession,
)


@transaction.atomic
def change_session(
    session: CohortSession, *, by: User | None, **values: Any
) -> CohortSession:
    """Change what a session is about or who presents it; its date says so too.

    `values` are title, content, presenter, presenter_note (a role), parallel_who.
    """
    session = _locked(session)
    for name, value in values.items():
        setattr(session, name, value)
    session.save(update_fields=list(values))
    tell_date(session, by)
    network.touch(session.cohort.group.activity.area)
    if session.parallel is not None and "parallel_who" in values:
        calendar.change_occurrence(session.parallel, by=by, who=session.parallel_who)
    JournalEntry.record(
        "training.session_changed",
        by=by,
        on=session.cohort,
        session=session.order,
        what=sorted(values),
    )
    return session


@transaction.atomic
def change_sessions(
    changes: Iterable[tuple[CohortSession, dict[str, Any]]], *, by: User | None
) -> int:
    """Change several sessions, all or none; returns how many. See `change_session`."""
    return len([change_session(one, by=by, **values) for one, values in changes])


def _locked(session: CohortSession) -> CohortSession:
    CohortSession.objects.select_for_update().get(pk=session.pk)
    return CohortSession.objects.select_related(
        "cohort__group__activity", "occurrence__series", "parallel__series", "presenter"
    ).get(pk=session.pk)


@transaction.atomic
def add_parallel(
    session: CohortSession, *, who: str, by: User | None, room: Room | None = None
) -> CohortSession:
    """Give a session the fathers' own one: the same time, another room and leader.

    `who` is a role, never a name. Raises Refused without a date or a leader, or when
    the room is that of the session itself.
    """
    session = _locked(session)
    date = session.occurrence
    reason = _refuse_parallel(session, who, room)
    if reason or date is None:
        raise Refused(reason or rules.Refusal.NEEDS_DATE)
    start, end = timezone.localtime(date.starts_at), timezone.localtime(date.ends_at)
    session.parallel = make_date(
        session.cohort.group.activity,
        date.on,
        by,
        starts_at=start.time(),
        ends_at=end.time(),
        room=room,
        who=who,
    )
    session.parallel_who, session.has_parallel = who, True
    session.save(update_fields=["parallel", "parallel_who", "has_parallel"])
    calendar.change_occurrence(session.parallel, by=by, theme=session.title)
    JournalEntry.record(
        "training.parallel_added", by=by, on=session.cohort, session=session.order
    )
    return session


def _refuse_parallel(
    session: CohortSession, who: str, room: Room | None
) -> rules.Refusal | None:
    date = session.occurrence
    if date is None:
        return rules.Refusal.NEEDS_DATE
    if session.parallel is not None:
        return rules.Refusal.PARALLEL_ALREADY
    if not who.strip():
        return rules.Refusal.LEADER_MISSING
    if room is not None and room.pk == date.room_id:
        return rules.Refusal.ROOM_THE_SAME
    return None


@transaction.atomic
def remove_parallel(session: CohortSession, *, by: User | None) -> CohortSession:
    """Take the fathers' own session away, wish and date; one that is over stays."""
    session = _locked(session)
    date = session.parallel
    if date is not None and date.starts_at <= timezone.now():
        raise Refused(rules.Refusal.DAY_GONE)
    session.parallel, session.parallel_who = None, ""
    session.has_parallel = False
    session.save(update_fields=["parallel", "parallel_who", "has_parallel"])
    if date is not None:
        series, area = date.series, date.activity.area
        series.delete()
        network.touch(area)
    JournalEntry.record(
        "training.parallel_removed", by=by, on=session.cohort, session=session.order
    )
    return session
