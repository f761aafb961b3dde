"""Decisions about accounts and links; no Django."""

import datetime as dt
from enum import Enum, StrEnum, auto

# A one-time link made on the command line or by a coordinator (`reliability.md` row 37, 39).
SIGN_IN_LINK_HOURS = 24
# A signed-in person who does nothing writes down "still here" this often at most.
SEEN_EVERY_SECONDS = 600
# Lists of families open for so long after signing in, however long the session lasts.
FRESH_SECONDS = 12 * 3600
# Turning a second step on asks for a sign-in that is not older than this (row 34).
SURE_SECONDS = 3600
# The picture that an app reads is good for so long; recovery codes are shown for so long.
OFFER_SECONDS = 3600
CODES_SHOWN_SECONDS = 600
# How the second step of signing in is meant: asked of some roles, or required of them.
ASKED, REQUIRED = "asked", "required"


class News(StrEnum):
    """What happened to somebody's second step; its owner gets a letter about each."""

    ON = "on"
    OFF = "off"
    RENEWED = "renewed"
    CODE_USED = "code_used"
    TAKEN_OFF = "taken_off"


class Refusal(Enum):
    """Why something about an account was not done."""

    LINK_UNKNOWN = auto()
    LINK_USED = auto()
    LINK_OLD = auto()
    ACCOUNT_CLOSED = auto()
    TOO_MANY_TRIES = auto()
    EMAIL_TAKEN = auto()
    SECOND_STEP_ON = auto()
    SECOND_STEP_OFF = auto()


def refuse_link(
    *,
    used_at: dt.datetime | None,
    expires_at: dt.datetime,
    now: dt.datetime,
    is_active: bool,
) -> Refusal | None:
    """Say why a one-time sign-in link does not open, or None when it does."""
    if used_at is not None:
        return Refusal.LINK_USED
    if now >= expires_at:
        return Refusal.LINK_OLD
    return None if is_active else Refusal.ACCOUNT_CLOSED


def tokens_left(
    *, tokens: float, seconds: float, capacity: int, per_hour: float
) -> float:
    """Return how many tries a bucket holds after `seconds` of refilling.

    Token bucket: `capacity` tries at once, `per_hour` new ones an hour.
    """
    return min(float(capacity), tokens + max(seconds, 0.0) * per_hour / 3600)


def is_over(
    *, signed_in_at: float, seen_at: float, now: float, idle: int, longest: int
) -> bool:
    """Say whether a signed-in session has ended (moments and lengths in seconds).

    It ends `longest` after signing in, or when nothing was done for `idle`
    (`reliability.md` row 43). Clocks that go back end nothing.
    """
    return now - signed_in_at >= longest or now - seen_at >= idle
