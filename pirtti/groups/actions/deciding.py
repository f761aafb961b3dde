"""The decision day: start, postpone, merge or cancel, and families told in one go."""

import datetime as dt
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Series
from pirtti.core.refusals import Refused
from pirtti.groups import queries, quiet, rules, words
from pirtti.groups.actions import telling
from pirtti.groups.actions.steps import go, locked, note, prolong
from pirtti.groups.models import Group
from pirtti.people.models import User
from pirtti.signups import actions as signups
from pirtti.signups.models import Intake, Party

Choice, State, Refusal = rules.Choice, rules.State, rules.Refusal


class _Asked(NamedTuple):
    """What was asked for, with the group locked."""

    group: Group
    by: User | None
    now: dt.datetime
    until: dt.date | None
    into: Group | None
    reason: LazyI18nString | str | None


@transaction.atomic
def decide(
    group: Group,
    *,
    choice: str,
    by: User | None,
    until: dt.date | None = None,
    into: Group | None = None,
    reason: LazyI18nString | str | None = None,
    now: dt.datetime | None = None,
) -> Group:
    """Decide whether a group starts: families and leaders are told. Raises Refused.

    "postpone" needs `until`, the new decision day: the meetings move by as many whole
    weeks. "merge" needs `into`: each family that fits moves there, those who wait
    behind its line, and can say no by its link. "cancel" needs a `reason` that
    families read; it works before the decision day too.
    """
    group = _locked(group, into if choice == Choice.MERGE else None)
    asked = _Asked(group, by, now or timezone.now(), until, into, reason)
    with quiet.told_as_one():
        return _DOES[Choice(choice)](asked)


def _locked(group: Group, into: Group | None) -> Group:
    """Lock a group and the one it joins, then their sign-ups: in order of numbers.

    The sign-ups first of all that changes: who changes one of them locks it before
    the calendar's rows and areas.
    """
    both = {one.pk: one for one in (group, into) if one is not None}
    fresh = {pk: locked(both[pk]) for pk in sorted(both)}
    intakes = [queries.intake_of(one) for one in fresh.values()]
    signups.lock_all(intake.pk for intake in intakes if intake is not None)
    return fresh[group.pk]


def _start(asked: _Asked) -> Group:
    group = asked.group
    go(group, State.RUNNING)
    coming = queries.coming(group, now=asked.now)
    if not coming:
        raise Refused(Refusal.NO_DATES)
    group.first_on = group.first_on or coming[0].on
    group.save()
    _tell(asked, Choice.START)
    return group


def _postpone(asked: _Asked) -> Group:
    group, today = asked.group, timezone.localdate(asked.now)
    if State(group.state) not in {State.DECISION, State.RECRUITING}:
        raise Refused(Refusal.NOT_NOW)
    reason = rules.refuse_postponing(
        decision_on=group.decision_on, until=asked.until, today=today
    )
    if reason or asked.until is None:
        raise Refused(reason or Refusal.DATE_PAST)
    weeks = rules.weeks_later(
        decision_on=group.decision_on, until=asked.until, today=today
    )
    _move_meetings(asked, weeks)
    coming = queries.coming(group, now=asked.now)
    group.state, group.decision_on = State.RECRUITING, asked.until
    group.first_on = coming[0].on if coming else None
    if group.ends_on is not None:
        group.ends_on += dt.timedelta(weeks=weeks)
    group.save()
    prolong(group, by=asked.by)
    _tell(asked, Choice.POSTPONE)
    return group


def _move_meetings(asked: _Asked, weeks: int) -> None:
    """Move the coming meetings by whole weeks; none is cancelled, each keeps its row."""
    for series in Series.objects.filter(activity=asked.group.activity_id):
        calendar.begin_later(series, weeks=weeks, by=asked.by, now=asked.now)


def _merge(asked: _Asked) -> Group:
    group = asked.group
    go(group, State.CANCELLED)
    into, other = _open_other(asked)
    _close_sign_up(asked)
    _move_families(asked, other)
    _call_off(asked, words.GOES_ON_TOGETHER)
    _tell(asked, Choice.MERGE)
    telling.leaders(note(into, what="joined", by=asked.by, now=asked.now))
    return group


def _open_other(asked: _Asked) -> tuple[Group, Intake]:
    """Return the group to merge with; raises Refused when it takes nobody."""
    if asked.into is None:
        raise Refused(Refusal.OTHER_NOT_OPEN)
    if asked.into.pk == asked.group.pk:
        raise Refused(Refusal.SAME_GROUP)
    into = locked(asked.into)
    intake = queries.intake_of(into)
    if intake is None or not queries.takes_newcomers(into, now=asked.now):
        raise Refused(Refusal.OTHER_NOT_OPEN)
    return into, intake


def _move_families(asked: _Asked, other: Intake) -> None:
    """Move families, those who wait too; refused when nobody who is in gets a seat."""
    intake = queries.intake_of(asked.group)
    if intake is None:
        return
    had_families = queries.families_in(asked.group).exists()
    moved = signups.move_all(intake, other, by=asked.by)
    if had_families and not any(party.state == Party.State.IN for party in moved):
        raise Refused(Refusal.OTHER_IS_FULL)


def _cancel(asked: _Asked) -> Group:
    go(asked.group, State.CANCELLED)
    if not asked.reason or not str(asked.reason).strip():
        raise Refused(Refusal.REASON_NEEDED)
    _call_off(asked, asked.reason)
    _tell(asked, Choice.CANCEL)
    return asked.group


def _call_off(asked: _Asked, reason: LazyI18nString | str) -> None:
    """Cancel what was to come, and take nobody any more."""
    for date in queries.coming(asked.group, now=asked.now):
        calendar.cancel_occurrence(date, reason=reason, by=asked.by)
    for series in queries.endless_series(asked.group):
        calendar.end_series(
            series,
            last_on=max(series.starts_on, timezone.localdate(asked.now)),
            by=asked.by,
        )
    intake = _close_sign_up(asked)
    if intake is not None:
        signups.call_off(intake)
    asked.group.save()


def _close_sign_up(asked: _Asked) -> Intake | None:
    """Take nobody any more; those in line hear of it by the letter of the decision."""
    intake, today = queries.intake_of(asked.group), timezone.localdate(asked.now)
    if intake is None or (not intake.is_open and intake.ends_on <= today):
        return intake
    return signups.change_intake(
        intake, by=asked.by, is_open=False, ends_on=min(intake.ends_on, today)
    )


def _tell(asked: _Asked, choice: rules.Choice) -> None:
    step = note(asked.group, what=choice, by=asked.by, now=asked.now)
    telling.leaders(step)
    telling.families(step)


_DOES = {
    Choice.START: _start,
    Choice.POSTPONE: _postpone,
    Choice.MERGE: _merge,
    Choice.CANCEL: _cancel,
}
