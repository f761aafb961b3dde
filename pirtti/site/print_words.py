"""Say things on paper in one language, or in two side by side."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils import translation
from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from pirtti.calendar import holidays_fi
from pirtti.core import content, timewords
from pirtti.network import rules
from pirtti.network.rules import Hours
from pirtti.papers.sheets import Fact, Said, Words
from pirtti.site import cards, facts


@dataclass(frozen=True)
class Speaker:
    """The languages of a sheet, the reader's own first."""

    languages: tuple[str, ...]

    @property
    def own(self) -> str:
        """Return the language of the page that was asked for."""
        return self.languages[0]

    def say(self, write: Callable[[str], str]) -> Said:
        """Write something in each language; what comes out the same stands once."""
        told = []
        for code in self.languages:
            with translation.override(code):
                told.append(Words(str(write(code)), code))
        return _once(told)

    def text(self, text: LazyI18nString | str | None) -> Said:
        """Show what somebody wrote, in another language where these are missing."""
        shown = [content.shown(text, code) for code in self.languages]
        return _once([Words(one.text, one.language) for one in shown])

    def stored(self, text: str | None) -> Said:
        """Show a text as it is stored (JSON)."""
        shown = [content.stored(text, code) for code in self.languages]
        return _once([Words(one.text, one.language) for one in shown])

    def month(self, first: dt.date) -> Said:
        """Name a month: `Joulukuu 2026`."""
        return self.say(lambda _code: f"{capfirst(MONTHS[first.month])} {first.year}")

    def week(self, monday: dt.date) -> Said:
        """Name a week with its days: `Viikko 48, 23.11.–29.11.`"""
        sunday = monday + dt.timedelta(days=6)

        def write(_code: str) -> str:
            days = f"{cards.day_and_month(monday)}–{cards.day_and_month(sunday)}"
            number = monday.isocalendar().week
            return _("Week %(number)s, %(days)s") % {"number": number, "days": days}

        return self.say(write)

    def weekday(self, number: int) -> Said:
        """Name a weekday; Monday is 0."""
        return self.say(lambda _code: capfirst(WEEKDAYS[number]))

    def day(self, day: dt.date) -> Said:
        """Name a day: `Keskiviikko 25.11.`"""
        return self.say(lambda _code: capfirst(cards.day_long(day)))

    def holiday(self, day: dt.date) -> Said:
        """Name the public holiday of a day; nothing on other days."""
        return self.say(lambda code: holidays_fi.holiday_name(day, code) or "")

    def facts(
        self, tell: Callable[[str], facts.Facts], icons: Iterable[str]
    ) -> list[Fact]:
        """Tell the facts with these icons, each heading and line in every language."""
        told = []
        for code in self.languages:
            with translation.override(code):
                told.append({fact.icon: fact for fact in tell(code).known})
        found = []
        for icon in icons:
            same = [known[icon] for known in told if icon in known]
            if same:
                labels = zip(same, self.languages, strict=False)
                found.append(
                    Fact(
                        _once([Words(fact.label, code) for fact, code in labels]),
                        _side_by_side(same),
                    )
                )
        return found

    def opening(self, lines: Iterable[Hours], *, today: dt.date) -> Said:
        """Tell the weekly opening hours: `ma–pe 9–15`, days that are alike together."""
        groups = _alike(list(lines), today)
        return self.say(
            lambda code: ", ".join(_open(hours, days, code) for hours, days in groups)
        )


def _open(hours: list[tuple[dt.time, dt.time]], days: list[int], code: str) -> str:
    first, last = WEEKDAYS_ABBR[days[0]], WEEKDAYS_ABBR[days[-1]]
    span = str(first) if len(days) == 1 else f"{first}–{last}"
    times = ", ".join(timewords.show_range(*pair, code) for pair in hours)
    return f"{span} {times}"


def _alike(
    lines: list[Hours], today: dt.date
) -> list[tuple[list[tuple[dt.time, dt.time]], list[int]]]:
    """Group the weekdays after each other that have the same hours."""
    monday = today - dt.timedelta(days=today.weekday())
    week = [
        (rules.open_hours(monday + dt.timedelta(days=day), lines, []), day)
        for day in range(7)
    ]
    groups = groupby(week, key=lambda pair: pair[0])
    return [(hours, [day for _hours, day in days]) for hours, days in groups if hours]


def _side_by_side(same: list[facts.Fact]) -> list[Said]:
    """Return lines of a fact as told in each language, one beside the other."""
    told = [
        [Words(line.said.text, line.said.language) for line in fact.lines]
        for fact in same
    ]
    if len({len(lines) for lines in told}) == 1:
        return [_once(list(pair)) for pair in zip(*told, strict=True)]
    return [[line] for lines in told for line in lines]


def _once(words: list[Words]) -> Said:
    found: dict[str, Words] = {}
    for one in words:
        if one.text:
            found.setdefault(one.text.casefold(), one)
    return list(found.values())
