"""What the leaders' own pages show."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise

from pirtti.calendar.models import Occurrence
from pirtti.desk.queries import courses as course_pages
from pirtti.desk.queries.groups import Life
from pirtti.groups.models import Group, Leader
from pirtti.meetings import leading_access as access
from pirtti.meetings import leading_messages as messages
from pirtti.meetings.models import (
    MeetingMessage,
    MeetingNote,
    PoolMember,
    SubstituteRequest,
)
from pirtti.meetings.queries import attended, board, leading_families
from pirtti.meetings.queries import leading as queries
from pirtti.network.access import Viewer
from pirtti.people.models import User
from pirtti.signups.models import Party
from pirtti.visits import messages as visit_messages

Talk = Sequence[tuple[str, Promise | str, str]]


@dataclass(frozen=True)
class MyGroups:
    """A leader's day."""

    today: dt.date
    led: list[queries.Led]
    pools: list[PoolMember]
    asked: list[SubstituteRequest]
    standing_in: list[SubstituteRequest]
    courses: list[course_pages.Row]
    training_url: str = messages.TRAINING_URL


def my_groups(viewer: Viewer, *, now: dt.datetime) -> MyGroups:
    """Read a leader's first page (about a dozen queries, however many groups)."""
    return MyGroups(
        today=timezone.localdate(now),
        led=queries.groups_led(viewer, now=now),
        pools=list(access.pools_of(viewer)),
        asked=access.requests_open_to(viewer, now=now),
        standing_in=access.taken_by(viewer, now=now),
        courses=course_pages.coming_rows(viewer, now=now)[: course_pages.MOST_SHOWN],
    )


@dataclass(frozen=True)
class MyGroup:
    """A group with what helps its leaders."""

    read: queries.GroupPage
    life: Life
    today: dt.date
    talk: Talk
    training_url: str
    reported: int

    @property
    def is_alone(self) -> bool:
        """Say whether nobody shares the responsibility."""
        return len(self.read.leaders) == 1


def my_group(group: Group, viewer: Viewer, *, now: dt.datetime) -> MyGroup:
    """Read a leader's page of one group."""
    return MyGroup(
        read=queries.group_page(group, viewer, now=now),
        life=Life(group, timezone.localdate(now)),
        today=timezone.localdate(now),
        talk=messages.TALK,
        training_url=messages.TRAINING_URL,
        reported=board.reported(group).count(),
    )


@dataclass(frozen=True)
class Meeting:
    """One meeting as its leaders see it."""

    note: MeetingNote
    request: SubstituteRequest | None
    written: list[MeetingMessage]
    counted: str
    has_begun: bool
    is_over: bool
    can_count: bool


def meeting(group: Group, date: Occurrence, *, now: dt.datetime) -> Meeting:
    """Read what stands around the form of one meeting (four queries)."""
    del group
    came = attended.came_to(date)
    return Meeting(
        note=queries.note_of(date),
        request=request_of(date),
        written=queries.messages_of(date),
        counted=visit_messages.visitors(came) if came else "",
        has_begun=date.starts_at <= now,
        is_over=date.ends_at <= now,
        can_count=date.starts_at <= now and not date.is_cancelled,
    )


def request_of(date: Occurrence) -> SubstituteRequest | None:
    """Return the request to stand in at a meeting that was not taken back."""
    return queries.requests_of([date]).get(date.pk)


@dataclass(frozen=True)
class FamilyPage:
    """One family, opened for a leader."""

    family: leading_families.Family
    may_approve: bool
    is_in: bool


def family(group: Group, party: Party) -> FamilyPage:
    """Open what a family told, for the leader who calls or answers it."""
    del group
    found = leading_families.opened(party)
    return FamilyPage(
        family=found,
        may_approve=found.has_asked,
        is_in=party.state == Party.State.IN,
    )


@dataclass(frozen=True)
class RequestPage:
    """A meeting that somebody asks one to lead; hidden groups are not named before."""

    request: SubstituteRequest
    is_named: bool
    is_mine: bool
    is_open: bool


def request_page(
    request: SubstituteRequest, viewer: Viewer, *, now: dt.datetime
) -> RequestPage:
    """Say what one may know of a request: the name of a hidden group only when in it."""
    group = request.group
    is_mine = request.taken_by_id == viewer.pk and request.withdrawn_at is None
    leads = Leader.objects.filter(
        group=group, user=viewer.pk, ends_on__gte=timezone.localdate(now)
    )
    return RequestPage(
        request=request,
        is_named=not group.is_hidden or is_mine or leads.exists(),
        is_mine=is_mine,
        is_open=not (request.taken_at or request.withdrawn_at) and now < request.until,
    )


def alias_of(user: User) -> str:
    """Return the name under which somebody led last; never the account's."""
    last = Leader.objects.filter(user=user).order_by("-pk").first()
    return last.alias if last else ""
