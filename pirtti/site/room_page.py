"""What the page of a group's room shows to one of its families."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from pirtti.calendar import ical
from pirtti.calendar import queries as calendar
from pirtti.calendar.models import Activity, Occurrence
from pirtti.meetings.queries import board, ratings
from pirtti.meetings.rooms import Member
from pirtti.signups import access as signups

MOST_DATES = 8


@dataclass(frozen=True)
class Room:
    """The room: `rate` is a meeting one may say something about, if there is one."""

    nickname: str
    next: Occurrence | None
    practical: str
    dates: list[Occurrence]
    leaders: list[str]
    wishes: list[board.Wished]
    board: board.Board | None
    rate: Occurrence | None
    may_close: bool
    next_group: Activity | None


def of(member: Member, *, before: int | None) -> Room:
    """Read the room; `before` leads to older messages of the board."""
    now = timezone.now()
    dates = [] if member.is_over else coming(member, now)
    next_date = next((date for date in dates if not date.is_cancelled), None)
    has_board = member.group.has_board
    return Room(
        nickname=signups.told_of(member.party).nickname,
        next=next_date,
        practical=board.practical_of(next_date),
        dates=[date for date in dates if date is not next_date],
        leaders=board.leaders(member.group),
        wishes=board.wishes(member.group),
        board=board.of_member(member, before=before) if has_board else None,
        rate=ratings.to_rate(member, now),
        may_close=ratings.may_close(member, now),
        next_group=_next_group(member),
    )


def coming(member: Member, now: dt.datetime) -> list[Occurrence]:
    """List the next dates, those under way and cancelled ones too."""
    return calendar.dates_of_activity(
        member.group.activity, since=now, limit=MOST_DATES
    )


def dates_of_feed(member: Member, now: dt.datetime) -> list[Occurrence]:
    """List the dates of a group's calendar, from a month back to half a year ahead."""
    found = member.group.activity.occurrences.between(*ical.window(now))
    return list(found.select_related("place").order_by("starts_at", "pk"))


def wants_news(member: Member) -> bool:
    """Say whether a family gets a mail when the board has something new."""
    return board.wants_news(member)


def _next_group(member: Member) -> Activity | None:
    """Return what is offered at the end; a hidden one is told by its letter only."""
    following = member.group.follow_on
    if following is None or not following.activity.is_published:
        return None
    return following.activity
