"""Decisions about sending; no Django."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

# How long a letter belongs to who took it for sending; longer than any mail server
# may think about one (RFC 5321 §4.5.3.2 allows ten minutes after the text).
LEASE = dt.timedelta(minutes=12)
SMTP_SECONDS = 60
# After each failed try; then it is given up: about a day and a half.
WAITS = tuple(
    dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, *([360] * 5))
)
# Mails that nobody has confirmed the wish for (`reliability.md` threat 11).
MOST_UNASKED = 3
UNASKED_WITHIN = dt.timedelta(days=1)
# Letters live on so long after their end; a dead address is left alone so long.
KEPT = dt.timedelta(days=7)
DEAD_KEPT = dt.timedelta(days=90)
# A due letter older than this says that nobody sends (`reliability.md` §3.10).
LATE = dt.timedelta(minutes=10)


class Policy(StrEnum):
    """What a crash between sending and noting it leads to (`reliability.md` §3.6)."""

    AT_MOST_ONCE = "at_most_once"
    AT_LEAST_ONCE = "at_least_once"


class Refusal(Enum):
    """Why something about a letter was not done."""

    NOT_FAILED = auto()


class Stage(Enum):
    """How far a mail had come when sending failed."""

    # The server never took it: sending again can't make two of it.
    NOT_TAKEN = auto()
    # The line broke while it was handed over: it may have been taken.
    UNKNOWN = auto()


@dataclass(frozen=True)
class Fault:
    """Why a mail was not sent, without a word of what the server said of whom.

    `code` is SMTP's (0: no answer), `enhanced` its second number (RFC 3463) or empty.
    """

    stage: Stage
    code: int = 0
    enhanced: str = ""
    name: str = ""
    at_recipient: bool = False

    @property
    def is_final(self) -> bool:
        """Say whether the server will say the same tomorrow (5xx)."""
        return 500 <= self.code < 600  # noqa: PLR2004 - SMTP's word for "never"

    @property
    def is_dead_address(self) -> bool:
        """Say whether there is nobody at the address (RFC 3463 §3.2: 5.1.x, 5.2.1).

        5.7.x is about us, not about them; 552 and 5.2.2 are a full mailbox.
        """
        if not (self.at_recipient and self.is_final):
            return False
        if self.enhanced:
            return self.enhanced.startswith("5.1.") or self.enhanced == "5.2.1"
        return self.code in {550, 551, 553}

    def __str__(self) -> str:
        parts = [self.name, str(self.code or ""), self.enhanced]
        return " ".join(part for part in parts if part)


_ENHANCED = re.compile(rb"\A([245]\.[0-9]{1,3}\.[0-9]{1,3})\b")


def enhanced_code(said: bytes) -> str:
    """Return the enhanced status code that an answer begins with, or nothing."""
    found = _ENHANCED.match(said.strip())
    return found[1].decode() if found else ""


class Ending(Enum):
    """What becomes of a letter after a failed try."""

    AGAIN = auto()
    GIVEN_UP = auto()


def after_fault(fault: Fault, *, policy: Policy, attempts: int) -> Ending:
    """Decide whether to try again after the `attempts`-th failed try.

    What may have been sent already is sent again only when twice is better than
    never.
    """
    if fault.is_final:
        return Ending.GIVEN_UP
    if fault.stage is Stage.UNKNOWN and policy is Policy.AT_MOST_ONCE:
        return Ending.GIVEN_UP
    return Ending.AGAIN if attempts <= len(WAITS) else Ending.GIVEN_UP


def wait_after(attempts: int) -> dt.timedelta:
    """Return how long to wait after the `attempts`-th failed try (from 1)."""
    return WAITS[min(max(attempts, 1), len(WAITS)) - 1]


def masked(address: str) -> str:
    """Return an address as staff may see it: `a…@centre.example`."""
    name, at, domain = address.rpartition("@")
    return f"{name[:1]}…{at}{domain}" if at else "…"
