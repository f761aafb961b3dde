"""What the pages of an activity and of one date show, ready for their templates."""

import datetime as dt
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from pirtti.calendar import rhythm_words, rules
from pirtti.calendar.models import Activity, Occurrence
from pirtti.core import content, timewords
from pirtti.core.content import Shown, shown
from pirtti.groups import besides
from pirtti.network.models import Place
from pirtti.presence import queries as presence
from pirtti.site import (
    cards,
    date_lines,
    facts,
    group_page,
    lookups,
    people,
    place_page,
    signup_words,
)

MOST_DATES = 10
MOST_OTHERS = 3
# The form itself tells the number of free seats exactly.
SEATS_HOLD = dt.timedelta(seconds=30)


@dataclass(frozen=True)
class Where:
    """Where it is held; `is_linked` when the place has a public page."""

    place: Place | None
    name: Shown
    room: Shown
    address: str
    entrance: Shown
    online_url: str

    @property
    def is_linked(self) -> bool:
        """Say whether the place has a page that everybody may see."""
        return self.place is not None and self.place.is_published


@dataclass(frozen=True)
class ActivityPage:
    """An activity as its page tells about it."""

    activity: Activity
    around: lookups.Around
    name: Shown
    about: Shown
    easy: Shown
    facts: facts.Facts
    where: Where
    rhythms: list[str]
    dates: list[lookups.DateRow]
    places: lookups.Places
    lines: list[SafeString]
    until: dt.datetime | None
    # What it is as a group; None for all that is none.
    group: group_page.GroupPart | None = None
    # How many seats are free, where one signs up now.
    seats: signup_words.Seats | None = None

    @property
    def wished(self) -> list[SafeString]:
        """Return the lines of coming dates whose theme families wished for."""
        return [
            line
            for date, line in zip(self.dates, self.lines, strict=True)
            if date.is_wished and not date.is_cancelled
        ]

    @property
    def missing(self) -> list[str]:
        """List the languages that stand in for the page's own (F15)."""
        return content.missing_languages([self.about, self.easy, *self.facts.said])


@dataclass(frozen=True)
class EventPage:
    """One date as its page tells about it, with what comes instead or after."""

    date: Occurrence
    activity: Activity
    around: lookups.Around
    name: Shown
    theme: Shown
    guest: Shown
    reason: Shown
    about: Shown
    facts: facts.Facts
    where: Where
    is_open: bool
    is_past: bool
    is_moved: bool
    other_dates: list[lookups.DateRow]
    other_lines: list[SafeString]
    people: list[people.Someone]
    until: dt.datetime | None
    # How many seats are free, where one signs up now.
    seats: signup_words.Seats | None = None

    @property
    def missing(self) -> list[str]:
        """List the languages that stand in for the page's own (F15)."""
        own = [self.theme, self.guest, self.reason, self.about]
        return content.missing_languages([*own, *self.facts.said])


def activity_page(
    activity: Activity, *, now: dt.datetime, language: str
) -> ActivityPage:
    """Read what the page of an activity shows.

    Six queries with the activity itself; one more where one signs up, three more
    for a group.
    """
    dates = lookups.dates_of(activity, since=now, limit=MOST_DATES)
    today = timewords.from_instant(now)[0]
    places = lookups.places_of(dates, activity)
    around = lookups.around(activity)
    also = besides.of_activity(activity)
    seats = signup_words.seats_of(activity, now) if also.has_intake else None
    return ActivityPage(
        activity=activity,
        around=around,
        name=shown(activity.name, language),
        about=shown(activity.about, language),
        easy=shown(activity.easy, language),
        facts=facts.of_activity(
            activity,
            around,
            language,
            who=activity.who,
            has_sign_up=seats is not None,
        ),
        where=where_of(activity, language),
        rhythms=[
            capfirst(
                rhythm_words.rhythm(series, language, cards.day_and_month, today=today)
            )
            for series in lookups.rhythms(activity, today=today)
        ],
        dates=dates,
        places=places,
        lines=date_lines.lines(dates, activity, places, language),
        group=group_page.part(activity, also.group, now=now),
        seats=seats,
        until=_until(now, seats, [(date.starts_at, date.ends_at) for date in dates]),
    )


def event_page(date: Occurrence, *, now: dt.datetime, language: str) -> EventPage:
    """Read what the page of one date shows (six queries with the date itself)."""
    activity = date.activity
    if activity.place_id == date.place_id:
        activity.place = date.place
    others = _others(date, now=now)
    around = lookups.around(activity)
    seats = None if _is_over(date, now) else signup_words.seats_of(date, now)
    return EventPage(
        date=date,
        activity=activity,
        around=around,
        name=shown(activity.name, language),
        theme=shown(date.theme, language),
        guest=shown(date.guest, language),
        reason=shown(date.reason, language),
        about=shown(activity.about, language),
        facts=facts.of_activity(
            activity,
            around,
            language,
            who=date.who or activity.who,
            has_sign_up=seats is not None,
        ),
        where=where_of(date, language),
        is_open=not date.is_cancelled
        and rules.is_open(now, date.starts_at, date.ends_at),
        is_past=date.ends_at <= now,
        is_moved=date.on != date.rule_on,
        other_dates=others,
        other_lines=date_lines.lines(
            others, activity, lookups.places_of(others, activity), language
        ),
        people=_there(date, now),
        seats=seats,
        until=_until(now, seats, [(date.starts_at, date.ends_at)]),
    )


def _until(
    now: dt.datetime,
    seats: signup_words.Seats | None,
    times: list[tuple[dt.datetime, dt.datetime]],
) -> dt.datetime | None:
    """Return until when a page holds: not long where it tells how many seats are free."""
    changes = rules.next_change(now, times)
    if seats is None:
        return changes
    soon = now + SEATS_HOLD
    return min(changes, soon) if changes else soon


def _is_over(date: Occurrence, now: dt.datetime) -> bool:
    return date.is_cancelled or date.ends_at <= now


def _there(date: Occurrence, now: dt.datetime) -> list[people.Someone]:
    """Tell who is at the place on the day of a date; of advice, at its time."""
    place = date.place
    if place is None or not place.is_published:
        return []
    if _is_over(date, now):
        return []
    here = presence.at_place(place, date.on)
    if date.activity.kind.is_drop_in_advice:
        here = [
            one
            for one in here
            if one.starts_at < date.ends_at and date.starts_at < one.ends_at
        ]
    return [people.someone(one) for one in here]


def _others(date: Occurrence, *, now: dt.datetime) -> list[lookups.DateRow]:
    """Return the next dates that take place, after this one and after now."""
    since = max(now, date.starts_at)
    found = lookups.dates_of(
        date.activity, since=since, limit=MOST_OTHERS + 1, is_planned=True
    )
    return [other for other in found if other.pk != date.pk][:MOST_OTHERS]


def where_of(held: Activity | Occurrence, language: str) -> Where:
    """Tell where an activity or one date of it is held."""
    activity = held.activity if isinstance(held, Occurrence) else held
    place = held.place
    return Where(
        place=place,
        name=shown(place.name, language) if place else Shown(_("Online"), language),
        room=shown(held.room.name if held.room else None, language),
        address=place_page.address(place, language) if place else "",
        entrance=shown(place.entrance if place else None, language),
        online_url=activity.online_url,
    )
