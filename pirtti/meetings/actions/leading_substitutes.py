"""Asking for somebody to stand in at one meeting, and standing in."""

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone

from pirtti.calendar.followers import DateEvent, Happening
from pirtti.calendar.models import Occurrence
from pirtti.core.refusals import Refused
from pirtti.groups import access as groups_access
from pirtti.groups.models import Group, Leader
from pirtti.meetings import leading_access as access
from pirtti.meetings import leading_rules as rules
from pirtti.meetings.actions import leading_letters
from pirtti.meetings.models import PoolMember, SubstituteRequest
from pirtti.network.models import Area
from pirtti.people.models import JournalEntry, User

Refusal = rules.Refusal


def ask_substitute(group: Group, meeting: Occurrence, *, by: User) -> SubstituteRequest:
    """Ask the other leaders and the pool of the area to lead one meeting.

    Asked twice it is one request. Raises Refused when it is over or cancelled.
    """
    reason = rules.refuse_change(
        ends_at=meeting.starts_at,
        is_cancelled=meeting.is_cancelled,
        now=timezone.now(),
    )
    if reason:
        raise Refused(reason)
    try:
        return _ask(group, meeting, by)
    except IntegrityError:
        raise Refused(Refusal.ALREADY_ASKED) from None


@transaction.atomic
def _ask(group: Group, meeting: Occurrence, by: User) -> SubstituteRequest:
    request = SubstituteRequest.objects.create(
        group=group,
        occurrence=meeting,
        asked_by=by,
        asked_at=timezone.now(),
        until=meeting.starts_at,
    )
    leading_letters.ask_substitutes(request, access.asked_for(request).values())
    JournalEntry.record("groups.substitute_asked", by=by, on=group, meeting=meeting.pk)
    return request


@transaction.atomic
def take_request(
    request: SubstituteRequest, *, alias: str, by: User
) -> SubstituteRequest:
    """Stand in: the first who says so leads on that day. Pressed twice it is once.

    Raises Refused when somebody was quicker or nobody is needed any more.
    """
    now = timezone.now()
    free = SubstituteRequest.objects.filter(
        pk=request.pk, taken_at=None, withdrawn_at=None, until__gt=now
    )
    if not free.update(taken_by=by, taken_at=now):
        _refuse_taking(request, by, now)
        return request
    told = access.asked_for(request)
    if request.asked_by is not None:
        told[request.asked_by.pk] = request.asked_by
    told.pop(by.pk, None)
    _lead(request.group, by, alias=alias, today=timezone.localdate(now))
    leading_letters.tell_taken(request, told.values())
    JournalEntry.record("groups.substitute_taken", by=by, on=request.group)
    return request


def _refuse_taking(request: SubstituteRequest, by: User, now: dt.datetime) -> None:
    request.refresh_from_db(fields=["taken_by", "taken_at", "withdrawn_at", "until"])
    if request.taken_by_id == by.pk and request.withdrawn_at is None:
        return
    reason = rules.refuse_taking(
        is_taken=request.taken_at is not None,
        is_withdrawn=request.withdrawn_at is not None,
        until=request.until,
        now=now,
    )
    raise Refused(reason or Refusal.REQUEST_OVER)


def _lead(group: Group, user: User, *, alias: str, today: dt.date) -> None:
    """Let somebody lead on the next day on which they stand in, and on no other.

    Who leads the group anyway is left alone. There is one row a person and group, so
    after one day comes the next (`settle_days`).
    """
    row = Leader.objects.filter(group=group, user=user).first()
    is_leader = row is not None and row.part == Leader.Part.LEADER
    if row is not None and is_leader and row.ends_on >= today:
        return
    taken = SubstituteRequest.objects.filter(
        group=group, taken_by=user, withdrawn_at=None
    )
    days = taken.values_list("occurrence__on", flat=True)
    day = rules.next_stand_in(days, today=today)
    if day is None:
        return
    row = row or Leader(group=group, user=user)
    row.alias = alias or row.alias
    row.part, row.starts_on, row.ends_on = Leader.Part.SUBSTITUTE, day, day
    row.save()


@transaction.atomic
def settle_days(today: dt.date) -> None:
    """Move on whoever stands in on several days, and whose meeting was moved."""
    coming = SubstituteRequest.objects.filter(
        taken_by__isnull=False, withdrawn_at=None, occurrence__on__gte=today
    ).select_related("group", "taken_by")
    for request in coming:
        if request.taken_by is not None:
            _lead(request.group, request.taken_by, alias="", today=today)


def follow_moved(meeting: Occurrence) -> None:
    """Let those who stand in at a moved meeting lead on its new day."""
    requests = SubstituteRequest.objects.filter(occurrence=meeting, withdrawn_at=None)
    requests.update(until=meeting.starts_at)
    for request in requests.select_related("group", "taken_by"):
        if request.taken_by is not None:
            today = timezone.localdate()
            _lead(request.group, request.taken_by, alias="", today=today)


def withdraw_of(meeting: Occurrence) -> None:
    """End the requests of a cancelled meeting; whoever stood in is told."""
    now = timezone.now()
    requests = list(
        SubstituteRequest.objects.filter(
            occurrence=meeting, withdrawn_at=None
        ).select_related("taken_by")
    )
    SubstituteRequest.objects.filter(pk__in=[each.pk for each in requests]).update(
        withdrawn_at=now
    )
    for request in requests:
        _end_day(request, meeting.on)
        if request.taken_by is not None:
            leading_letters.tell_taken(request, [request.taken_by])


def hear_dates(events: Iterable[DateEvent]) -> None:
    """Let requests follow dates: those of a cancelled one end, whoever changed it."""
    for event in events:
        if event.what == Happening.CANCELLED:
            withdraw_of(event.occurrence)
        elif event.what == Happening.MOVED:
            follow_moved(event.occurrence)


@transaction.atomic
def withdraw_request(request: SubstituteRequest, *, by: User) -> None:
    """Take a request back: whoever asked can come after all. Nobody is left waiting."""
    changed = SubstituteRequest.objects.filter(pk=request.pk, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )
    if not changed:
        return
    _end_day(request, request.occurrence.on)
    if request.taken_by is not None:
        leading_letters.tell_taken(request, [request.taken_by])
    JournalEntry.record("groups.substitute_withdrawn", by=by, on=request.group)


@transaction.atomic
def forget_substitute(group: Group, user: User, *, by: User) -> None:
    """Let somebody whose part in a group was ended not stand in there any more.

    Who leads no other group is asked no more, by any pool.
    """
    coming = SubstituteRequest.objects.filter(
        group=group,
        taken_by=user,
        withdrawn_at=None,
        occurrence__ends_at__gt=timezone.now(),
    ).select_related("occurrence", "group", "taken_by")
    for request in coming:
        withdraw_request(request, by=by)
    if not groups_access.led_by(user).exists():
        PoolMember.objects.filter(user=user).delete()


def _end_day(request: SubstituteRequest, day: dt.date) -> None:
    Leader.objects.filter(
        group=request.group_id,
        user=request.taken_by_id,
        part=Leader.Part.SUBSTITUTE,
        starts_on=day,
    ).delete()


@transaction.atomic
def join_pool(user: User, area: Area, *, ends_on: dt.date) -> PoolMember:
    """Let oneself be asked to stand in within an area, until a day; raises Refused."""
    reason = rules.refuse_pool(ends_on=ends_on, today=timezone.localdate())
    if reason:
        raise Refused(reason)
    member, _is_new = PoolMember.objects.update_or_create(
        user=user, area=area, defaults={"ends_on": ends_on}
    )
    JournalEntry.record("groups.pool_joined", by=user, on=area)
    return member


@transaction.atomic
def leave_pool(member: PoolMember, *, by: User) -> None:
    """Do not let oneself be asked any more."""
    JournalEntry.record("groups.pool_left", by=by, on=member.area)
    member.delete()
