"""The decision day: start, postpone, merge or cancel, and families told in one go."""

import datetime as dt
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from pirtti.calendar import actions as calendar
from pirtti.core.refusals import Refused
from pirtti.groups import queries, quiet, rules, words
from pirtti.groups.actions import telling
from pirtti.groups.actions.steps import go, locked, note, prolong
from pirtti.groups.models import Group
from pirtti.people.models import User
from pirtti.signups import access
from pirtti.signups import actions as signups
from pirtti.signups import queries as signup_queries
from pirtti.signups import rules as signup_rules
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
    weeks. "merge" needs `into`: each family that fits moves there, and can say no by
    its link. "cancel" needs a `reason` that families read; it works before the
    decision day too.
    """
    group = _locked(group, into if choice == Choice.MERGE else None)
    asked = _Asked(group, by, now or timezone.now(), until, into, reason)
    with quiet.told_as_one():
        return _DOES[Choice(choice)](asked)


def _locked(group: Group, into: Group | None) -> Group:
    """Lock a group and the one it joins, always in the order of their numbers."""
    both = {one.pk: one for one in (group, into) if one is not None}
    fresh = {pk: locked(both[pk]) for pk in sorted(both)}
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
    """Move the coming meetings by whole weeks.

    A rhythm without a last day fills later weeks itself: of it only the meetings
    before the new first one are cancelled.
    """
    coming = queries.coming(asked.group, now=asked.now)
    if not coming:
        return
    later = dt.timedelta(weeks=weeks)
    first = coming[0].on + later
    for date in reversed(coming):
        if not queries.goes_on(date):
            calendar.change_occurrence(date, by=asked.by, on=date.on + later)
        elif date.on < first:
            calendar.cancel_occurrence(date, reason=words.BEGINS_LATER, by=asked.by)


def _merge(asked: _Asked) -> Group:
    group = asked.group
    go(group, State.CANCELLED)
    into, other = _open_other(asked)
    families = list(queries.families_in(group))
    moved = [_move(party, other, by=asked.by) for party in families]
    if families and not any(moved):
        raise Refused(Refusal.OTHER_IS_FULL)
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


def _move(party: Party, to: Intake, *, by: User | None) -> bool:
    """Move a family that is in; sign-ups tell it. False when it does not fit there."""
    to.refresh_from_db()
    wanted = _wanted(party)
    seats = signup_rules.seats_of(to.counts, wanted)
    fits = signup_rules.refuse_party(wanted, signup_queries.terms(to)) is None
    if not fits or to.waiting or seats > to.free:
        return False
    signups.move_party(party, to, by=by)
    return True


def _wanted(party: Party) -> signup_rules.Wanted:
    """Return what a family asks for, its children as old as they are today."""
    told_on, today = timezone.localdate(party.made_at), timezone.localdate()
    ages = tuple(
        signup_rules.age_now(months, told_on=told_on, today=today)
        for months in party.ages
    )
    needs = frozenset(access.told_of(party).needs)
    return signup_rules.Wanted(party.adults, party.children, ages, needs)


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
    _stop_sign_up(asked)
    asked.group.save()


def _stop_sign_up(asked: _Asked) -> None:
    """Take nobody any more; those in line hear of it by the letter of the decision."""
    intake, today = queries.intake_of(asked.group), timezone.localdate(asked.now)
    if intake is not None:
        signups.change_intake(
            intake, by=asked.by, is_open=False, ends_on=min(intake.ends_on, today)
        )
        signups.call_off(intake)


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
