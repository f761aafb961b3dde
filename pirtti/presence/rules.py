"""Decisions about who is where on which day; no Django."""

import datetime as dt
from collections.abc import Container
from dataclasses import dataclass
from enum import Enum, auto

# A card is looked at again at least once a year: faces and tasks change.
LONGEST_CARD_DAYS = 366
# What is told of a worker is erased so long after the card has ended.
ERASED_AFTER_DAYS = 30
EVERY, EVEN, ODD = "any", "even", "odd"


class Refusal(Enum):
    """Why a card or a time was not stored."""

    CARD_UNTIL_GONE = auto()
    CARD_TOO_LONG = auto()
    PHOTO_NEEDS_CONSENT = auto()
    CARD_ENDED = auto()
    NEEDS_WEEKDAY_OR_DAY = auto()
    ENDS_BEFORE_START = auto()
    SEASON_BACKWARDS = auto()
    DAY_IS_GONE = auto()
    CARD_OUT_OF_REACH = auto()
    ROOM_ELSEWHERE = auto()
    NOT_THAT_DAY = auto()
    THERE_ALREADY = auto()


@dataclass(frozen=True)
class Times:
    """When somebody is at a place: a weekday (Monday = 0) of a season, or one day."""

    weekday: int | None
    on: dt.date | None
    starts_at: dt.time
    ends_at: dt.time
    parity: str = EVERY
    first_on: dt.date | None = None
    last_on: dt.date | None = None


def is_there(
    times: Times, day: dt.date, *, valid_until: dt.date, away: Container[dt.date] = ()
) -> bool:
    """Say whether these times hold on `day`: in season, card in force, not away.

    Even and odd are ISO weeks, as everywhere. `valid_until` is the card's last day.
    """
    if day > valid_until or day in away:
        return False
    if times.on is not None:
        return times.on == day
    if times.weekday != day.weekday() or not _in_season(times, day):
        return False
    is_even = day.isocalendar().week % 2 == 0
    return times.parity == EVERY or (times.parity == EVEN) == is_even


def _in_season(times: Times, day: dt.date) -> bool:
    return (times.first_on is None or times.first_on <= day) and (
        times.last_on is None or day <= times.last_on
    )


def refuse_card(
    *,
    valid_until: dt.date,
    has_photo: bool,
    has_consent: bool,
    today: dt.date,
    is_new: bool,
) -> Refusal | None:
    """Say why a card can't be like this, or None.

    Every card ends within a year. A card that is there may be ended at once, by
    telling a day that is gone; a new one may not begin so. A face needs the word of
    the one whose it is.
    """
    if is_new and valid_until < today:
        return Refusal.CARD_UNTIL_GONE
    if (valid_until - today).days > LONGEST_CARD_DAYS:
        return Refusal.CARD_TOO_LONG
    return Refusal.PHOTO_NEEDS_CONSENT if has_photo and not has_consent else None


def refuse_times(
    times: Times, *, valid_until: dt.date, today: dt.date
) -> Refusal | None:
    """Say why nobody can be there at these times, or None."""
    if (times.weekday is None) == (times.on is None):
        return Refusal.NEEDS_WEEKDAY_OR_DAY
    if times.ends_at <= times.starts_at:
        return Refusal.ENDS_BEFORE_START
    if times.first_on and times.last_on and times.last_on < times.first_on:
        return Refusal.SEASON_BACKWARDS
    last = times.on or times.last_on
    if last is not None and last < today:
        return Refusal.DAY_IS_GONE
    first = times.on or times.first_on or today
    return Refusal.CARD_ENDED if valid_until < max(first, today) else None


def last_day_kept(today: dt.date) -> dt.date:
    """Return the day before which a card must have ended to be erased today."""
    return today - dt.timedelta(days=ERASED_AFTER_DAYS)
