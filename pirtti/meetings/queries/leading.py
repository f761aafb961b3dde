"""What leaders see: their groups, a group's next meeting, needs, tasks and families."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from pirtti.calendar import programme_queries
from pirtti.calendar.models import Occurrence, Theme, Wish
from pirtti.core.formfields import LANGUAGE_NAMES
from pirtti.groups import access as groups
from pirtti.groups.models import Group, Leader, Task
from pirtti.meetings import leading_messages as messages
from pirtti.meetings.models import (
    GroupMaterial,
    MeetingMessage,
    MeetingNote,
    SubstituteRequest,
)
from pirtti.meetings.queries import attended, leading_families
from pirtti.network.access import Viewer
from pirtti.signups import access as signups
from pirtti.signups import queries as signup_queries
from pirtti.signups import rules as signup_rules
from pirtti.signups.models import Intake, Party
from pirtti.visits import rules as visits

State = signup_rules.State
MOST_MEETINGS = 6
MOST_WISHES = 12
MOST_TASKS = 30


@dataclass(frozen=True)
class Led:
    """A group that one leads, as one's own first page shows it."""

    part: Leader
    meetings: list[Occurrence]
    to_call: int = 0
    asked: int = 0

    @property
    def group(self) -> Group:
        """Return the group."""
        return self.part.group


def groups_led(viewer: Viewer, *, now: dt.datetime) -> list[Led]:
    """List one's groups with today's meetings and the next one (three queries)."""
    parts = list(
        groups.led_by(viewer).select_related(
            "group__activity__kind", "group__activity__place", "group__activity__intake"
        )
    )
    activities = [part.group.activity_id for part in parts]
    coming: dict[int, list[Occurrence]] = {pk: [] for pk in activities}
    soon = _coming(now).filter(
        activity__in=activities, starts_at__lt=now + dt.timedelta(days=100)
    )
    today = timezone.localdate(now)
    for meeting in soon:
        known = coming[meeting.activity_id]
        if meeting.on == today or not any(one.on > today for one in known):
            known.append(meeting)
    waiting = leading_families.waiting_for_leaders(activities)
    return [
        Led(part, coming[pk], *waiting.get(pk, (0, 0)))
        for part, pk in zip(parts, activities, strict=True)
    ]


def _coming(now: dt.datetime) -> QuerySet[Occurrence]:
    return (
        Occurrence.objects.filter(ends_at__gt=now)
        .select_related("place", "room", "activity")
        .order_by("starts_at", "pk")
    )


def coming(group: Group, *, now: dt.datetime) -> list[Occurrence]:
    """List the next meetings, cancelled ones too (one query)."""
    found = _coming(now).filter(activity=group.activity_id)
    return list(found.select_related("meeting_note")[:MOST_MEETINGS])


def note_of(meeting: Occurrence) -> MeetingNote:
    """Return what is noted of a meeting, empty when nothing is."""
    note: MeetingNote | None = getattr(meeting, "meeting_note", None)
    return note or MeetingNote(occurrence=meeting)


def last_meetings(group: Group, *, now: dt.datetime) -> list[Occurrence]:
    """List the last meetings, with what was counted (one query)."""
    past = Occurrence.objects.filter(
        activity=group.activity_id, starts_at__lte=now, state=Occurrence.State.PLANNED
    )
    known = past.select_related("count_sheet", "meeting_count", "place")
    return list(known.order_by("-starts_at")[:3])


@dataclass(frozen=True)
class NeedLine:
    """One thing to prepare: `An interpreter (Somali)`, `Child care, 2 children`."""

    need: str
    words: Promise | str
    language: str
    families: int
    children: int


def needs(group: Group) -> list[NeedLine]:
    """Say what the families that are in need, without a name (one query)."""
    families: Counter[tuple[str, str]] = Counter()
    children: Counter[tuple[str, str]] = Counter()
    for party in Party.objects.filter(
        intake__activity=group.activity_id, state=State.IN
    ):
        told = signups.told_of(party)
        for need in told.needs:
            spoken = told.interpreter if need == signup_rules.Need.INTERPRETER else ""
            families[need, spoken] += 1
            children[need, spoken] += party.children
    order = [each.value for each in signup_rules.Need]
    return [
        NeedLine(
            need=need,
            words=messages.NEEDS[signup_rules.Need(need)],
            language=str(LANGUAGE_NAMES.get(spoken, spoken)),
            families=number,
            children=children[need, spoken]
            if need == signup_rules.Need.CHILD_CARE
            else 0,
        )
        for (need, spoken), number in sorted(
            families.items(), key=lambda one: (order.index(one[0][0]), one[0][1])
        )
    ]


@dataclass(frozen=True)
class GroupPage:
    """All that a leader's page of one group shows."""

    group: Group
    part: Leader
    meetings: list[Occurrence]
    past: list[tuple[Occurrence, visits.Sums | None]]
    numbers: signup_queries.Numbers | None
    to_call: int
    needs: list[NeedLine]
    tasks: list[Task]
    wishes: list[Wish]
    stored: list[Theme]
    materials: list[GroupMaterial]
    leaders: list[Leader]
    requests: dict[int, SubstituteRequest]
    came: attended.Came

    @property
    def next(self) -> Occurrence | None:
        """Return the next meeting that takes place."""
        return next((one for one in self.meetings if not one.is_cancelled), None)

    @property
    def note(self) -> MeetingNote | None:
        """Return what is noted of the next meeting."""
        return note_of(self.next) if self.next else None

    @property
    def request(self) -> SubstituteRequest | None:
        """Return the request for somebody to stand in at the next meeting."""
        return self.requests.get(self.next.pk) if self.next else None


def group_page(group: Group, viewer: Viewer, *, now: dt.datetime) -> GroupPage:
    """Read a leader's page of one group (about a dozen queries)."""
    intake: Intake | None = getattr(group.activity, "intake", None)
    today = timezone.localdate(now)
    meetings = coming(group, now=now)
    wishes = group.activity.wishes.filter(state=Wish.State.NEW)
    return GroupPage(
        group=group,
        part=groups.led_by(viewer).get(group=group),
        meetings=meetings,
        past=[(one, attended.came_to(one)) for one in last_meetings(group, now=now)],
        numbers=signup_queries.numbers(intake) if intake else None,
        to_call=leading_families.to_call(intake) if intake else 0,
        needs=needs(group),
        tasks=list(
            group.tasks.filter(done_at=None).select_related("owner", "party")[
                :MOST_TASKS
            ]
        ),
        wishes=list(wishes.order_by("wished_on", "pk")[:MOST_WISHES]),
        stored=list(programme_queries.in_store(group.activity)[:MOST_WISHES]),
        materials=list(group.materials.all()),
        leaders=list(
            group.leaders.filter(
                starts_on__lte=today, ends_on__gte=today, user__is_active=True
            )
        ),
        requests=requests_of(meetings),
        came=attended.came(group),
    )


def requests_of(meetings: list[Occurrence]) -> dict[int, SubstituteRequest]:
    """Return the requests to stand in, by meeting (one query)."""
    found = SubstituteRequest.objects.filter(
        occurrence__in=meetings, withdrawn_at=None
    ).select_related("taken_by")
    return {one.occurrence_id: one for one in found}


def messages_of(meeting: Occurrence) -> list[MeetingMessage]:
    """List what was written to the members about a meeting (one query)."""
    return list(meeting.meeting_messages.select_related("by")[:10])


def by_phone(group: Group) -> int:
    """Count the families that are in and are reached by calling only."""
    return Party.objects.filter(
        intake__activity=group.activity_id, state=State.IN, by_phone=True
    ).count()
