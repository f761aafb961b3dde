"""What has happened in the demo's groups: steps, messages, answers after meetings."""

import datetime as dt
from typing import get_type_hints

from django.utils import timezone

from pirtti.calendar.models import Occurrence
from pirtti.core import timewords
from pirtti.demo.neighbourhood.files import Raw
from pirtti.groups.models import Group, Step
from pirtti.groups.rules import Axes, State
from pirtti.meetings import rooms
from pirtti.meetings.actions import board, ratings
from pirtti.meetings.rating_rules import LINES
from pirtti.people.models import User
from pirtti.signups.models import Party

# When a group was written down and asked for families, in days before its beginning.
WRITTEN_DOWN, ASKED_FOR = 60, 30
# What each next family answers differs a little from what the row says.
_OTHERS = (0, 1, -1, 0, 1, -2)


def axes_of(raw: Raw) -> Axes:
    """Return the six axes of a row; what it does not tell is as usual."""
    kinds = get_type_hints(Axes)
    return Axes(**{name: kinds[name](value) for name, value in raw["axes"].items()})


def tell_story(group: Group, *, today: dt.date) -> None:
    """Date the steps that a group has taken already."""
    Step.objects.filter(group=group).delete()
    begins = group.first_on or today
    steps = [
        (State.PLANNED, "made", begins - dt.timedelta(days=WRITTEN_DOWN)),
        (State.RECRUITING, "recruiting", begins - dt.timedelta(days=ASKED_FOR)),
        (State.RUNNING, "run", begins),
        (State.ENDED, "ended", group.ends_on or today),
    ]
    Step.objects.bulk_create(
        Step(group=group, state=state, what=what, at=_noon(min(on, today)))
        for state, what, on in steps
        if _has_come(State(group.state), state)
    )


def _has_come(now: State, step: State) -> bool:
    order = [State.PLANNED, State.RECRUITING, State.RUNNING, State.ENDED]
    return order.index(step) <= order.index(now)


def write_board(
    group: Group, raw: Raw, families: dict[str, Party], *, today: dt.date
) -> None:
    """Write the messages of a group's board, as its members and a leader would."""
    for number, row in enumerate(raw.get("board", [])):
        at = timewords.to_instant(
            today + dt.timedelta(days=row["days"]), dt.time(row["hour"])
        )
        key = f"demo {raw['slug']} {number}"
        if row["who"] == "leader":
            leader: User = group.leaders.select_related("user").earliest("pk").user
            board.write_as_leader(group, text=row["text"], key=key, by=leader, now=at)
            continue
        member = rooms.Member(families[row["who"]], group)
        board.write(member, text=row["text"], key=key, now=at)


def answer(group: Group, raw: Raw, families: dict[str, Party]) -> None:
    """Let all who are in answer about the last meetings, one row for each meeting."""
    rows = raw.get("ratings", [])
    held = Occurrence.objects.filter(
        activity=group.activity,
        ends_at__lte=timezone.now() - dt.timedelta(hours=1),
        state=Occurrence.State.PLANNED,
    ).order_by("-starts_at")[: len(rows)]
    inside = [party for party in families.values() if party.state == Party.State.IN]
    for meeting, middle in zip(reversed(held), rows[-len(held) :], strict=False):
        for number, party in enumerate(inside):
            values = _values(middle, _OTHERS[number % len(_OTHERS)])
            at = meeting.ends_at + dt.timedelta(minutes=30 + number)
            ratings.rate(rooms.Member(party, group), meeting, values, now=at)


def _values(middle: list[int], other: int) -> dict[str, int | None]:
    return {
        line: max(0, min(10, value + other))
        for line, value in zip(LINES, middle, strict=True)
    }


def _noon(day: dt.date) -> dt.datetime:
    return timewords.to_instant(day, dt.time(12))
