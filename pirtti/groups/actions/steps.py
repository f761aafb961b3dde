"""The steps in a group's life: each has its day, and is told to those concerned."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from pirtti.calendar import actions as calendar
from pirtti.core.refusals import Refused
from pirtti.groups import queries, rules
from pirtti.groups.actions import telling
from pirtti.groups.models import Group, Step
from pirtti.network import actions as network
from pirtti.people.models import JournalEntry, User
from pirtti.signups import actions as signups

State = rules.State


def locked(group: Group) -> Group:
    """Read a group anew and keep others from changing it meanwhile.

    Not its key: a family that comes in locks its sign-up and then writes tasks that
    point here, while steps lock the group first.
    """
    return (
        Group.objects.select_for_update(of=("self",), no_key=True)
        .select_related("activity__area", "activity__place")
        .get(pk=group.pk)
    )


def lock_sign_up(group: Group) -> None:
    """Lock a group's sign-up before the calendar's rows and areas change.

    Whoever changes a sign-up itself locks them in that order too.
    """
    intake = queries.intake_of(group)
    if intake is not None:
        signups.lock_all([intake.pk])


def note(
    group: Group, *, what: str, by: User | None, now: dt.datetime | None = None
) -> Step:
    """Write the step that a group has taken, and the line of the journal."""
    step = Step.objects.create(
        group=group, state=group.state, what=what, at=now or timezone.now(), by=by
    )
    JournalEntry.record(f"groups.{what}", by=by, on=group, state=str(group.state))
    if not group.is_hidden:
        network.touch(group.activity.area)
    return step


def go(group: Group, after: State) -> None:
    """Set a group's next state; raises Refused when it can't follow."""
    reason = rules.refuse_step(State(group.state), after)
    if reason:
        raise Refused(reason)
    group.state = after


def open_sign_up(group: Group, *, by: User | None) -> None:
    """Open the sign-up again where it was closed."""
    intake = queries.intake_of(group)
    if intake is not None and not intake.is_open:
        signups.change_intake(intake, by=by, is_open=True)


def close_sign_up(group: Group, *, by: User | None) -> None:
    """Take nobody any more; who is in stays in."""
    intake = queries.intake_of(group)
    if intake is not None and intake.is_open:
        signups.close_intake(intake, by=by)


@transaction.atomic
def prolong(group: Group, *, by: User | None) -> None:
    """Let the sign-up last as long as the group meets: families are erased by its end.

    A group with a last day of its own lasts until its last meeting too.
    """
    group = locked(group)
    intake, last = queries.intake_of(group), queries.last_meeting(group)
    if last is not None and group.ends_on is not None and group.ends_on < last.on:
        group.ends_on = last.on
        group.save(update_fields=["ends_on", "changed_at"])
    if intake is not None and last is not None and intake.ends_on < last.on:
        signups.change_intake(intake, by=by, ends_on=last.on)


@transaction.atomic
def start_recruiting(
    group: Group,
    *,
    by: User | None,
    decision_on: dt.date | None,
    now: dt.datetime | None = None,
) -> Group:
    """Ask families to join; listed groups are published now. Raises Refused.

    `decision_on` is the day on which it is decided whether the group starts; None
    starts it in any case.
    """
    now = now or timezone.now()
    group, today = locked(group), timezone.localdate(now)
    lock_sign_up(group)
    coming = queries.coming(group, now=now)
    reason = rules.refuse_recruiting(
        before=State(group.state),
        leaders=queries.leaders(group, today=today).count(),
        next_on=coming[0].on if coming else None,
        decision_on=decision_on,
        today=today,
        has_sign_up=group.entry == rules.Entry.WALK_IN
        or queries.intake_of(group) is not None,
    )
    if reason:
        raise Refused(reason)
    group.state, group.decision_on = State.RECRUITING, decision_on
    group.first_on = coming[0].on
    if group.ends_on is None and not queries.endless_series(group).exists():
        group.ends_on = coming[-1].on
    group.save()
    if not group.is_hidden and not group.activity.is_published:
        calendar.publish(group.activity, by=by)
    open_sign_up(group, by=by)
    prolong(group, by=by)
    telling.leaders(note(group, what="recruiting", by=by, now=now))
    return group


@transaction.atomic
def ask_decision(group: Group, *, by: User | None = None) -> Group:
    """Come to the decision day: leaders are asked what to do. Raises Refused."""
    group = locked(group)
    go(group, State.DECISION)
    group.save(update_fields=["state", "changed_at"])
    telling.leaders(note(group, what="decision", by=by))
    return group


@transaction.atomic
def run(group: Group, *, by: User | None, now: dt.datetime | None = None) -> Group:
    """Let a group run, for example at its first meeting. Raises Refused."""
    group = locked(group)
    go(group, State.RUNNING)
    if group.first_on is None:
        first = queries.first_meeting(group)
        group.first_on = first.on if first else timezone.localdate(now)
    group.save()
    telling.leaders(note(group, what="run", by=by, now=now))
    return group


@transaction.atomic
def end(group: Group, *, by: User | None, now: dt.datetime | None = None) -> Group:
    """End a group: nobody can join any more, and all are thanked. Raises Refused.

    Families are erased by the rule of sign-ups, counted from this day.
    """
    group, today = locked(group), timezone.localdate(now)
    go(group, State.ENDED)
    group.ends_on = min(group.ends_on or today, today)
    group.save()
    intake = queries.intake_of(group)
    if intake is not None:
        close_sign_up(group, by=by)
        signups.change_intake(intake, by=by, ends_on=today)
    step = note(group, what="ended", by=by, now=now)
    telling.leaders(step)
    telling.families(step)
    return group


@transaction.atomic
def tell_of_asking(
    group: Group, *, by: User | None = None, now: dt.datetime | None = None
) -> None:
    """Tell the leaders that families wait for an answer: no names, and not too often."""
    del by
    now = now or timezone.now()
    group = locked(group)
    if not queries.to_tell_of_asking(now).filter(pk=group.pk).exists():
        return
    Group.objects.filter(pk=group.pk).update(asking_told_at=now)
    telling.asking(group, now=now)
