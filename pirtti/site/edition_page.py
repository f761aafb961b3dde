"""An edition of a season's calendar, sorted by weekday for its page."""

import datetime as dt
from dataclasses import dataclass

from pirtti.planning import rules, words
from pirtti.planning.models import Edition
from pirtti.planning.queries import lines as queries

ONCE = "once"


@dataclass(frozen=True)
class Entry:
    """One line of the page; without an address when families find it no more."""

    line: rules.Line
    time: str
    rhythm: str
    slug: str


@dataclass(frozen=True)
class Weekday:
    """What is promised for one weekday, earliest first."""

    key: str
    name: str
    entries: list[Entry]


@dataclass(frozen=True)
class EditionPage:
    """The page of an edition."""

    edition: Edition
    days: list[Weekday]
    single: list[Entry]
    changes: list[rules.LineChange]
    others: list[int]
    unconfirmed: int


def edition_page(edition: Edition, *, today: dt.date) -> EditionPage:
    """Read what the page of an edition shows (seven queries)."""
    lines = queries.frozen(edition)
    public = queries.activities_called(line.slug for line in lines)
    entries = [_entry(line, public) for line in lines]
    regular = [one for one in entries if one.line.frequency != ONCE]
    others = edition.round.editions.exclude(pk=edition.pk).order_by("number")
    return EditionPage(
        edition=edition,
        days=_days(regular),
        single=sorted(
            (one for one in entries if one.line.frequency == ONCE),
            key=lambda one: (one.line.starts_on, one.line.starts_at),
        ),
        changes=queries.changes_since(edition, today=today),
        others=list(others.values_list("number", flat=True)),
        unconfirmed=sum(not line.promised_by for line in lines),
    )


def _entry(line: rules.Line, public: set[str]) -> Entry:
    start = dt.time.fromisoformat(line.starts_at)
    end = dt.time.fromisoformat(line.ends_at)
    return Entry(
        line=line,
        time=words.times(start, end),
        rhythm=words.rhythm_of_line(line),
        slug=line.slug if line.slug in public else "",
    )


def _days(entries: list[Entry]) -> list[Weekday]:
    days = []
    for number in range(7):
        here = [one for one in entries if number in one.line.weekdays]
        here.sort(key=lambda one: (one.line.starts_at, one.line.place))
        if here:
            days.append(Weekday(f"day-{number}", words.weekday(number), here))
    return days
