"""Giving the sessions of a cohort their days."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Activity, Occurrence, Series
from pirtti.core.refusals import Refused
from pirtti.groups import actions as groups
from pirtti.groups.models import Group
from pirtti.people.models import JournalEntry, User
from pirtti.signups import actions as signups
from pirtti.signups.models import Intake
from pirtti.training import rules
from pirtti.training.models import (
    Cohort,
    CohortSession,
)


@dataclass(frozen=True)
class Times:
    """When a session begins and ends, by the clock on the wall."""

    starts_at: dt.time
    ends_at: dt.time


@transaction.atomic
def take_days(
    cohort: Cohort,
    days: Sequence[dt.date],
    times: Times,
    *,
    by: User | None,
    today: dt.date | None = None,
) -> list[CohortSession]:
    """Give the coming sessions these days, in their order; known dates are moved.

    Sessions whose date is over keep it. Raises Refused when there is not one day for
    each, or they do not follow each other.
    """
    today = today or timezone.localdate()
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    lock = Group.objects.select_for_update(of=("self",), no_key=True)
    lock.get(pk=cohort.group_id)
    coming = coming_sessions(cohort, today=today)
    reason = rules.refuse_days(days, sessions=len(coming), today=today)
    if reason:
        raise Refused(reason)
    for session, day in zip(coming, days, strict=True):
        _give_day(session, day, times, by)
    _keep_span(cohort, by)
    JournalEntry.record("training.days_taken", by=by, on=cohort, days=len(days))
    return coming


def coming_sessions(cohort: Cohort, *, today: dt.date) -> list[CohortSession]:
    """List the sessions that have no date yet or one to come, in their order."""
    found = cohort.sessions.select_related("occurrence__series", "parallel__series")
    return [
        one
        for one in found.order_by("order")
        if one.occurrence is None or one.occurrence.on >= today
    ]


def _give_day(
    session: CohortSession, day: dt.date, times: Times, by: User | None
) -> None:
    when: dict[str, Any] = {"starts_at": times.starts_at, "ends_at": times.ends_at}
    if session.occurrence is None:
        activity = session.cohort.group.activity
        session.occurrence = make_date(activity, day, by, **when)
        session.save(update_fields=["occurrence"])
    else:
        calendar.change_occurrence(session.occurrence, by=by, on=day, **when)
    if session.parallel is not None:
        calendar.change_occurrence(session.parallel, by=by, on=day, **when)
    tell_date(session, by)


def make_date(
    activity: Activity, day: dt.date, by: User | None, **values: Any
) -> Occurrence:
    """Make a single date of an activity; `values` are those of a series."""
    series = calendar.add_series(
        activity, frequency=Series.Frequency.ONCE, starts_on=day, by=by, **values
    )
    return series.occurrences.get()


def tell_date(session: CohortSession, by: User | None) -> None:
    """Let the calendar's date say what the session is about, and who presents it."""
    if session.occurrence is None:
        return
    session.occurrence = calendar.change_occurrence(
        session.occurrence,
        by=by,
        theme=session.title,
        guest=session.presenter_note,
        guest_organisation=session.presenter,
    )


def _keep_span(cohort: Cohort, by: User | None) -> None:
    """Let the group and its sign-up know the first and the last day."""
    found = cohort.group.activity.occurrences.order_by("on")
    days = list(found.values_list("on", flat=True))
    if not days:
        return
    groups.change_group(cohort.group, by=by, first_on=days[0], ends_on=days[-1])
    intake = Intake.objects.filter(activity=cohort.group.activity_id).first()
    if intake is not None:
        signups.change_intake(intake, by=by, ends_on=days[-1])
