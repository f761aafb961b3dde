"""The one statement that finds: words to things, things to their next dates.

Written by hand: it is the same on SQLite and PostgreSQL, its shape does not depend on
the question, and everything from the words to the order of the rows stays in the
database. Names of tables are ours; every value is a parameter.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from pirtti.calendar import rules
from pirtti.calendar.models import Activity, Occurrence
from pirtti.search.models import Entry, Posting
from pirtti.search.understanding import Question

# A thing in an area that was named, as if its place were called so.
AROUND = 10


class Asked(NamedTuple):
    """One key to look for: of which word, by which way, which part of that way."""

    word: int
    way: int
    size: int
    part: int
    term: int
    loss: int


class Branch(NamedTuple):
    """A branch of areas: everything whose path begins so."""

    word: int
    path: str


@dataclass(frozen=True)
class Order:
    """Where a list of finds goes on: after this score, instant and row."""

    score: int
    starts_at: dt.datetime
    pk: int


@dataclass(frozen=True)
class Search:
    """All that one reading needs. Words that need not be found have numbers below 0."""

    question: Question
    asked: Sequence[Asked]
    around: Sequence[Branch]
    required: int
    now: dt.datetime
    within: str = ""
    after: Order | None = None

    def on(self, **changes: Any) -> "Search":
        """Return the same search with some parts changed."""
        return Search(**(vars(self) | changes))


_ENTRY = Entry._meta.db_table
_POSTING = Posting._meta.db_table
_ACTIVITY = Activity._meta.db_table
_DATE = Occurrence._meta.db_table

# What has a word in one of its ways: by one key (most ways), by all parts of a way, or
# by lying in an area of that name.
_FOUND = f"""
parts AS (
  SELECT p.entry_id, a.word, a.way, a.size, MAX(p.weight) - MAX(a.loss) AS worth
  FROM asked a JOIN {_POSTING} p ON p.term_id = a.term {{{{only}}}}
  WHERE a.size > 1 GROUP BY p.entry_id, a.word, a.way, a.size, a.part
), ways AS (
  SELECT p.entry_id, a.word, p.weight - a.loss AS worth
  FROM asked a JOIN {_POSTING} p ON p.term_id = a.term {{{{only}}}}
  WHERE a.size = 1 AND p.weight > a.loss
  UNION ALL
  SELECT entry_id, word, MIN(worth) FROM parts
  GROUP BY entry_id, word, way, size HAVING COUNT(*) = size AND MIN(worth) > 0
  UNION ALL
  SELECT e.id, b.word, {AROUND} FROM around b
  JOIN {_ENTRY} e ON e.path >= b.low AND e.path < b.high
), best AS (
  SELECT entry_id, word, MAX(worth) AS worth FROM ways GROUP BY entry_id, word
), found AS MATERIALIZED ({{found}})"""  # noqa: S608

# With something to find; and without: everything fits, and words only rank it.
_HAVING = """
  SELECT entry_id, SUM(worth) AS score FROM best GROUP BY entry_id
  HAVING SUM(CASE WHEN word >= 0 THEN 1 ELSE 0 END) >= %s"""
_ALL = f"""
  SELECT e.id AS entry_id, COALESCE(SUM(best.worth), 0) AS score
  FROM {_ENTRY} e LEFT JOIN best ON best.entry_id = e.id GROUP BY e.id"""  # noqa: S608

_DATES = f""", dates AS MATERIALIZED (
  SELECT f.score, (
    SELECT o.id FROM {_DATE} o
    WHERE o.activity_id = e.number AND o.is_public
      AND o.starts_at >= %s AND o.ends_at > %s {{days}}
    ORDER BY o.starts_at, o.id LIMIT 1
  ) AS pk
  FROM found f JOIN {_ENTRY} e ON e.id = f.entry_id AND e.kind = 'activity'
  JOIN {_ACTIVITY} a ON a.id = e.number
  WHERE a.is_published {{narrowed}}
)
SELECT d.pk, d.score FROM dates d JOIN {_DATE} o ON o.id = d.pk {{after}}
ORDER BY d.score DESC, o.starts_at, o.id LIMIT %s"""  # noqa: S608

_NO_ACTIVITY = f"""
  JOIN {_ENTRY} e ON e.id = p.entry_id AND e.kind <> 'activity'"""
_THINGS = f"""
SELECT e.kind, e.slug, e.name FROM found f JOIN {_ENTRY} e ON e.id = f.entry_id
WHERE e.kind <> 'activity' {{narrowed}}
ORDER BY f.score DESC, e.kind, e.slug LIMIT %s"""  # noqa: S608


class _Statement:
    """A statement and its values, written side by side so that neither gets lost."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.values: list[Any] = []
        self.sql = ""

    def given(self, *values: Any) -> str:
        """Take values; return their gaps for the statement."""
        self.values += values
        return ", ".join(["%s"] * len(values))

    def begin(self, only: str = "") -> None:
        """Write what is looked for, and which things have it; `only` some of them."""
        asked = [row[:] for row in self.search.asked] or [(-1, 0, 1, 0, -1, 0)]
        around = [
            (word, path, path[:-1] + "/") for word, path in self.search.around
        ] or [(-1, "~", "~")]
        self.sql = (
            f"WITH asked(word, way, size, part, term, loss) AS ({self._rows(asked)}), "
            f"around(word, low, high) AS ({self._rows(around)}), "
        )
        found = _ALL
        if self.search.required:
            found = _HAVING
            self.values.append(self.search.required)
        self.sql += _FOUND.replace("{{only}}", only).replace("{found}", found)

    def _rows(self, rows: Iterable[Sequence[Any]]) -> str:
        return "VALUES " + ", ".join(f"({self.given(*row)})" for row in rows)

    def days(self) -> str:
        """Narrow to the days asked for."""
        days = self.search.question.days
        return f'AND o."on" IN ({self.given(*map(_day, days))})' if days else ""

    def within(self) -> str:
        """Narrow to a branch of areas. A path ends with a full stop; `/` comes next."""
        path = self.search.within
        if not path:
            return ""
        return f"AND e.path >= {self.given(path)} AND e.path < {self.given(path[:-1] + '/')}"

    def filters(self) -> str:
        """Narrow by price, booking and age."""
        question, said = self.search.question, []
        if question.free:
            said.append("AND a.price_cents = 0")
        if question.no_booking:
            said.append(f"AND a.sign_up <> {self.given(Activity.SignUp.NEEDED.value)}")
        if question.ages:
            low, high = question.ages
            said.append(
                f"AND (a.age_from_months IS NULL OR a.age_from_months <= {self.given(high)})"
                f" AND (a.age_to_months IS NULL OR a.age_to_months >= {self.given(low)})"
            )
        return " ".join(said)

    def after(self) -> str:
        """Go on behind the last row that was shown."""
        last = self.search.after
        if last is None:
            return ""
        at = _moment(last.starts_at)
        return (
            f"WHERE (d.score < {self.given(last.score)} OR (d.score = {self.given(last.score)}"
            f" AND (o.starts_at > {self.given(at)} OR (o.starts_at = {self.given(at)}"
            f" AND o.id > {self.given(last.pk)}))))"
        )


def dates(search: Search, *, limit: int) -> list[tuple[int, int]]:
    """Return the next date of each activity found, best first, with its score."""
    written = _Statement(search)
    written.begin()
    since = search.now - rules.LONGEST_MEETING
    written.given(_moment(since), _moment(search.now))
    days = written.days()
    narrowed = f"{written.within()} {written.filters()}"
    after = written.after()
    written.given(limit)
    sql = written.sql + _DATES.format(days=days, narrowed=narrowed, after=after)
    return [(int(pk), int(score)) for pk, score in _rows(sql, written.values)]


def things(search: Search, *, limit: int) -> list[tuple[str, str, str]]:
    """Return kind, slug and name (as stored) of other things found, best first."""
    written = _Statement(search)
    written.begin(only=_NO_ACTIVITY)
    narrowed = written.within()
    written.given(limit)
    sql = written.sql + _THINGS.format(narrowed=narrowed)
    return _rows(sql, written.values)


def _rows(sql: str, values: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _moment(at: dt.datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)


def _day(day: dt.date) -> Any:
    return connection.ops.adapt_datefield_value(day)
