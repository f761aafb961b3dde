"""Reads about training: a cohort's plan for its families, what lacks, closed days."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from pirtti.calendar import holidays_fi
from pirtti.calendar.models import Activity, Occurrence
from pirtti.core import small_cells
from pirtti.groups.models import Group
from pirtti.signups import queries as signups
from pirtti.signups import rules as signup_rules
from pirtti.signups.models import Intake
from pirtti.training import rules
from pirtti.training.models import Cohort, CohortSession, LinkedEvening

# A child that was this old when the family signed up is not the one it trains for.
_NEWBORN_MONTHS = 2
MOST_COHORTS = 200
MOST_EVENINGS = 6


@dataclass(frozen=True)
class Span:
    """From which month to which the babies of those signed up are due.

    How many families each month has is not told: a month with one family would point
    at it.
    """

    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class Plan:
    """What a group's families meet for: the sessions before and after the births."""

    cohort: Cohort
    sessions: list[CohortSession]

    @property
    def before(self) -> list[CohortSession]:
        """Return the sessions before the births."""
        return [one for one in self.sessions if one.phase == rules.Phase.BEFORE]

    @property
    def after(self) -> list[CohortSession]:
        """Return the sessions after the births."""
        return [one for one in self.sessions if one.phase == rules.Phase.AFTER]


def due_months(intake: Intake, *, today: dt.date | None = None) -> Counter[dt.date]:
    """Count the due months of the families that are in, by their first days.

    They follow from the ages told at sign-up: a child to be born has a negative one,
    and one born meanwhile was due about when it was born. Never show the counts
    (`Span` is for that).
    """
    today = today or timezone.localdate()
    found: Counter[dt.date] = Counter()
    told = signups.parties_in(intake).values_list("ages", "made_at")
    for ages, made_at in told:
        youngest = min(ages, default=None)
        if youngest is None or youngest > _NEWBORN_MONTHS:
            continue
        told_on = timezone.localdate(made_at)
        age = signup_rules.age_now(youngest, told_on=told_on, today=today)
        found[rules.due_month(age, today=today)] += 1
    return found


def due_span(intake: Intake, *, today: dt.date | None = None) -> Span | None:
    """Return from which month to which babies are due; None when too few told."""
    months = due_months(intake, today=today)
    if months.total() < small_cells.LIMIT:
        return None
    return Span(min(months), max(months))


def plan_of(group: Group) -> Plan | None:
    """Return the session plan of a group for its families; None when it trains nobody.

    Who may see the group may see its plan: ask `groups.access` first. Two queries.
    """
    cohort = Cohort.objects.filter(group=group).select_related("plan").first()
    if cohort is None:
        return None
    return Plan(cohort, list(sessions(cohort)))


def sessions(cohort: Cohort) -> QuerySet[CohortSession]:
    """Return the sessions of a cohort in their order, with dates and presenters."""
    return cohort.sessions.select_related(
        "occurrence__series",
        "occurrence__place",
        "occurrence__room",
        "parallel__room",
        "parallel__place",
        "presenter",
        "plan_session",
    ).order_by("order")


def evenings_of(activity: Activity, *, now: dt.datetime) -> list[LinkedEvening]:
    """List the coming family evenings that a weekly group's families are asked to.

    An evening of a hidden group is told by no page: only public dates are listed.
    """
    return list(
        activity.linked_evenings.filter(
            occurrence__ends_at__gt=now,
            occurrence__is_public=True,
            occurrence__state=Occurrence.State.PLANNED,
        )
        .select_related("occurrence__activity", "occurrence__place")
        .order_by("occurrence__starts_at")[:MOST_EVENINGS]
    )


def with_gaps(cohorts: QuerySet[Cohort]) -> list[Cohort]:
    """List cohorts with the numbers of sessions that lack a presenter, a date, a leader.

    They stand as `sessions_all`, `lack_presenter`, `lack_date` and `lack_leader`.
    """
    lack_leader = Q(sessions__has_parallel=True, sessions__parallel=None)
    return list(
        cohorts.select_related("plan", "group__activity__place")
        .annotate(
            sessions_all=Count("sessions", distinct=True),
            lack_presenter=Count(
                "sessions",
                filter=Q(sessions__presenter=None, sessions__presenter_note=""),
                distinct=True,
            ),
            lack_date=Count(
                "sessions", filter=Q(sessions__occurrence=None), distinct=True
            ),
            lack_leader=Count("sessions", filter=lack_leader, distinct=True),
        )
        .order_by("-due_from", "pk")[:MOST_COHORTS]
    )


def closed_days(activity: Activity) -> Callable[[dt.date], bool]:
    """Return what says whether a day is closed: public holiday or house closed.

    School holidays do not count: babies are born in them too.
    """
    place = activity.place
    shut = (
        [
            (one.first_on, one.last_on)
            for one in place.opening_exceptions.filter(opens=None)
        ]
        if place
        else []
    )

    def is_closed(day: dt.date) -> bool:
        on_holiday = holidays_fi.holiday_name(day, "fi") is not None
        return on_holiday or any(first <= day <= last for first, last in shut)

    return is_closed
