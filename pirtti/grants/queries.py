"""What was asked for and granted, who owes a report, what a group's counts propose."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from pirtti.calendar.models import Occurrence
from pirtti.grants import rules
from pirtti.grants.models import GrantApplication, GrantCall
from pirtti.groups.models import Group
from pirtti.visits.models import CountSheet

State = rules.State


@dataclass(frozen=True)
class Sums:
    """What a call came to: numbers of applications, and cents."""

    applications: int = 0
    waiting: int = 0
    asked: int = 0
    granted: int = 0
    used: int = 0


def sums(call: GrantCall) -> Sums:
    """Add up what was asked for, granted and used in a call (one query)."""
    seen = GrantApplication.objects.filter(call=call, state__in=rules.SEEN)
    found = seen.aggregate(
        applications=Count("pk"),
        waiting=Count("pk", filter=Q(state=State.SENT)),
        asked=Coalesce(Sum("cents"), 0),
        granted=Coalesce(Sum("granted_cents"), 0),
        used=Coalesce(Sum("report__cents_used"), 0),
    )
    return Sums(**found)


def applications(call: GrantCall) -> QuerySet[GrantApplication]:
    """List the applications of a call that were sent, the first first."""
    return (
        GrantApplication.objects.filter(call=call, state__in=rules.SEEN)
        .select_related("group__activity", "report")
        .order_by("sent_at", "pk")
    )


def with_numbers(calls: QuerySet[GrantCall]) -> QuerySet[GrantCall]:
    """Let calls know how many applications they have, and how many wait."""
    seen = Q(applications__state__in=rules.SEEN)
    return calls.annotate(
        number=Count("applications", filter=seen),
        waiting=Count("applications", filter=Q(applications__state=State.SENT)),
    )


def most_asked(call: GrantCall) -> int:
    """Return the largest sum that was asked for in a call; 0 when none was."""
    sent = GrantApplication.objects.filter(call=call, state__in=rules.SEEN)
    return sent.aggregate(most=Max("cents"))["most"] or 0


def has_decisions(call: GrantCall) -> bool:
    """Say whether something was decided in a call."""
    decided = GrantApplication.objects.filter(call=call, state__in=rules.DECIDED)
    return decided.exists()


def applications_of(group: Group) -> dict[int, GrantApplication]:
    """Return what a group has applied for, by call (one query)."""
    own = GrantApplication.objects.filter(group=group).select_related("call", "report")
    return {application.call_id: application for application in own}


@dataclass(frozen=True)
class Proposal:
    """What a group's own counts say for its report: meetings held, visits counted."""

    since: dt.date
    until: dt.date
    meetings: int
    visits: int


def proposal(application: GrantApplication, *, today: dt.date) -> Proposal:
    """Propose the numbers of a report: meetings since the call opened (two queries).

    Meetings that were cancelled, or counted as not held, are left out.
    """
    call = application.call
    until = min(today, call.report_due_on)
    held = Occurrence.objects.filter(
        activity=application.group.activity_id,
        state=Occurrence.State.PLANNED,
        on__range=(call.opens_on, until),
        ends_at__lte=timezone.now(),
    ).exclude(count_sheet__outcome=CountSheet.Outcome.DID_NOT_HAPPEN)
    counted = CountSheet.objects.filter(
        occurrence__in=held.values("pk"), outcome=CountSheet.Outcome.COUNTED
    ).aggregate(
        adults=Coalesce(Sum("adults"), 0), children=Coalesce(Sum("children"), 0)
    )
    came = counted["adults"] + counted["children"]
    return Proposal(call.opens_on, until, held.count(), came)


def to_remind(now: dt.datetime) -> QuerySet[GrantApplication]:
    """Return what was granted and not reported, whose day of the report is near."""
    soon = timezone.localdate(now) + rules.REMINDED_BEFORE
    return GrantApplication.objects.filter(
        state=State.GRANTED,
        report=None,
        reminded_on=None,
        call__report_due_on__lte=soon,
    )


def waits_since(now: dt.datetime) -> dt.datetime | None:
    """Say whether somebody is to be reminded; None when nobody is (one query)."""
    return now if to_remind(now).exists() else None


def late_by_call(pks: list[int], *, today: dt.date) -> dict[int, int]:
    """Count the reports that are missing after their day, by call (one query)."""
    missing = GrantApplication.objects.filter(
        call__in=pks, call__report_due_on__lt=today, state=State.GRANTED, report=None
    )
    rows = missing.order_by().values_list("call").annotate(number=Count("pk"))
    return dict(rows)
