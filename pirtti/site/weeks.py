"""What the front page of an area shows: today and the next days, or one week.

The address says everything (F5): `when=week&week=2026-W49&age=0-1&for=fathers&free=1
&booking=no`, and `after=` where a long list goes on. What makes no sense in it is
left out, and the page says so.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext

from pirtti.calendar import holidays_fi, queries, rules
from pirtti.calendar.card_rows import CardRow
from pirtti.core import content, timewords
from pirtti.network.models import Area
from pirtti.network.rules import Level
from pirtti.presence import queries as presence
from pirtti.site import cards, people

# Today and the next days with something on; more is one tap away.
MOST_DAYS = 5
WORKDAYS = 5
TODAY, WEEK = "today", "week"
_FILTERS = ("age", "for", "free", "booking")
_ORDER = ("when", "week", *_FILTERS, "after")
FATHERS = "fathers"


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice as a link; a chosen filter's link takes the choice away."""

    label: str
    url: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Day:
    """The cards of one day."""

    on: dt.date
    # The day as an address within the page tells it.
    key: str
    title: str
    note: str
    is_today: bool
    cards: list[cards.Card]
    # Who is there today, in one quiet line (F17).
    here: str = ""


@dataclass(frozen=True)
class Choices:
    """What the address asks for."""

    path: str
    when: str
    week: rules.Week | None
    filters: queries.Filters
    after: queries.Cursor | None
    audience_name: str = ""
    # Something in the address was left out.
    is_odd: bool = False

    def url(self, **changes: str | None) -> str:
        """Return the address with some parts changed; None takes a part away."""
        parts: dict[str, str | None] = {
            "when": WEEK if self.when == WEEK else None,
            "week": str(self.week) if self.week else None,
            **self.filters.as_query(),
            **changes,
        }
        # Always in the same order: one choice of things, one address, one kept page.
        told = [(name, parts.get(name) or "") for name in _ORDER]
        query = urlencode([(name, value) for name, value in told if value])
        return f"{self.path}?{query}" if query else self.path


@dataclass
class ListPage:
    """The front page of an area, ready for its template."""

    choices: Choices
    days: list[Day] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    next_card: cards.Card | None = None
    more_url: str = ""
    week: rules.Week | None = None
    previous_url: str = ""
    next_url: str = ""
    previous_week: int = 0
    next_week: int = 0
    # Until when the clock does not change the page.
    until: dt.datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing at all to show."""
        return not any(day.cards for day in self.days)

    @property
    def shown_cards(self) -> list[cards.Card]:
        """Return all cards that are shown."""
        return [card for day in self.days for card in day.cards]

    @property
    def is_narrowed(self) -> bool:
        """Say whether a filter is on."""
        return bool(self.choices.filters.as_query())

    @property
    def all_url(self) -> str:
        """Return the address without filters."""
        return self.choices.url(**dict.fromkeys(_FILTERS))


def choices_of(query: QueryDict, path: str) -> Choices:
    """Read an address; never fails, whatever it holds."""
    filters = queries.Filters.from_query(query)
    name = _audience_name(filters.audience)
    if not name:
        filters = filters.but(audience=None)
    told = filters.as_query()
    week = _week(query.get("week", ""))
    after = queries.Cursor.parse(query.get("after", ""))
    odd = (
        any(query.get(key) and query[key] != told.get(key) for key in _FILTERS),
        query.get("when", TODAY) not in {TODAY, WEEK, ""},
        bool(query.get("week")) and week is None,
        bool(query.get("after")) and after is None,
    )
    # A week alone, as in a shortened address, asks for that week too.
    when = WEEK if query.get("when", WEEK if week else TODAY) == WEEK else TODAY
    return Choices(
        path, when, week if when == WEEK else None, filters, after, name, any(odd)
    )


def list_page(
    area: Area, choices: Choices, *, now: dt.datetime, area_ids: list[int] | None = None
) -> ListPage:
    """Build an area's front page; two queries, and one more when nothing is on."""
    page = ListPage(choices, chips=chips(choices))
    writer = cards.Writer(now=now, area=area)
    if choices.when == WEEK:
        _fill_week(page, area, writer, area_ids)
    else:
        _fill_today(page, area, writer, area_ids)
    return page


def _fill_today(
    page: ListPage, area: Area, writer: cards.Writer, area_ids: list[int] | None
) -> None:
    """Show what is still on today, then the next days with something on."""
    today, choices = _day_of(writer.now), page.choices
    span = queries.Span(
        start=_midnight(today),
        end=_midnight(today + dt.timedelta(days=rules.HORIZON_DAYS)),
        not_over_at=writer.now,
        after=choices.after,
    )
    coming = queries.coming_cards(
        area, span, filters=choices.filters, area_ids=area_ids
    )
    days = _days([writer.card(row) for row in coming.rows], today)
    shown = days[:MOST_DAYS]
    if choices.after is None and (not shown or not shown[0].is_today):
        planned = (card for day in shown for card in day.cards if not card.is_cancelled)
        page.next_card = next(planned, None)
        shown = [_day(today, [], today), *shown[: MOST_DAYS - 1]]
    here = _workers(area, writer.now) if choices.after is None else []
    if shown and shown[0].is_today:
        shown[0] = replace(shown[0], here=people.in_one_line(here))
    page.days = shown
    _tell_more(page, coming)
    _tell_until(page, coming, writer.now, here)


def _workers(area: Area, now: dt.datetime) -> list[presence.Present]:
    """List who is still there today; a larger area has too many to name."""
    is_small = area.level in {Level.MUNICIPALITY, Level.NEIGHBOURHOOD}
    return presence.still_in_area(area, now) if is_small else []


def _fill_week(
    page: ListPage, area: Area, writer: cards.Writer, area_ids: list[int] | None
) -> None:
    """Show one ISO week from Monday to Sunday."""
    today, choices = _day_of(writer.now), page.choices
    week = choices.week or rules.week_of(today)
    start, end = _midnight(week.monday), _midnight(week.monday + dt.timedelta(days=7))
    coming = queries.coming_cards(
        area,
        queries.Span(start, end, after=choices.after),
        filters=choices.filters,
        area_ids=area_ids,
    )
    page.week = week
    page.days = _days([writer.card(row) for row in coming.rows], today)
    if page.days and choices.after is None and coming.more is None:
        page.days = _with_empty_days(page.days, week, today)
    if not page.days:
        found = queries.next_date(
            area, after=max(end, writer.now), filters=choices.filters, area_ids=area_ids
        )
        page.next_card = writer.card(CardRow.of(found)) if found else None
    _tell_more(page, coming)
    _tell_weeks(page, week)
    _tell_until(page, coming, writer.now)


def chips(choices: Choices) -> list[Chip]:
    """Write the chips: when, then four plain choices (F5); all are links."""
    on = choices.filters
    at_start = choices.after is None
    made = [
        Chip(
            gettext("Today"),
            choices.url(when=None, week=None),
            choices.when == TODAY and at_start,
        ),
        Chip(gettext("Week"), choices.url(when=WEEK), choices.when == WEEK),
        _switch(choices, gettext("0–1 yrs"), "age", "0-1", is_on=on.age == "0-1"),
        _switch(
            choices, gettext("Fathers"), "for", FATHERS, is_on=on.audience == FATHERS
        ),
        _switch(choices, gettext("Free"), "free", "1", is_on=on.free),
        _switch(choices, gettext("No booking"), "booking", "no", is_on=on.no_booking),
    ]
    if on.audience and on.audience != FATHERS:
        made.insert(
            2, _switch(choices, choices.audience_name, "for", on.audience, is_on=True)
        )
    return made


def _switch(choices: Choices, label: str, key: str, value: str, *, is_on: bool) -> Chip:
    return Chip(label, choices.url(**{key: None if is_on else value}), is_on)


def _days(shown: Iterable[cards.Card], today: dt.date) -> list[Day]:
    return [
        _day(on, list(group), today)
        for on, group in groupby(shown, lambda card: card.day)
    ]


def _day(on: dt.date, shown: list[cards.Card], today: dt.date) -> Day:
    note = holidays_fi.holiday_name(on, get_language() or "fi") or ""
    return Day(on, on.isoformat(), cards.day_title(on, today), note, on == today, shown)


def _with_empty_days(days: list[Day], week: rules.Week, today: dt.date) -> list[Day]:
    """Add the working days with nothing on, so that the week reads as a week."""
    known = {day.on: day for day in days}
    for step in range(WORKDAYS):
        on = week.monday + dt.timedelta(days=step)
        known.setdefault(on, _day(on, [], today))
    return [known[on] for on in sorted(known)]


def _tell_more(page: ListPage, coming: queries.ComingCards) -> None:
    """Say where the list goes on: after the last card that is shown."""
    last = next((day.cards[-1] for day in reversed(page.days) if day.cards), None)
    if last is None or (coming.more is None and coming.rows[-1].pk == last.pk):
        return
    cursor = queries.Cursor(last.starts_at, last.pk)
    page.more_url = page.choices.url(after=str(cursor))


def _tell_weeks(page: ListPage, week: rules.Week) -> None:
    before = rules.week_of(week.monday - dt.timedelta(days=7))
    behind = rules.week_of(week.monday + dt.timedelta(days=7))
    page.previous_week, page.next_week = before.iso_week, behind.iso_week
    page.previous_url = page.choices.url(week=str(before))
    page.next_url = page.choices.url(week=str(behind))


def _tell_until(
    page: ListPage,
    coming: queries.ComingCards,
    now: dt.datetime,
    here: Iterable[presence.Present] = (),
) -> None:
    spans = [(row.starts_at, row.ends_at) for row in coming.rows]
    spans += [(one.starts_at, one.ends_at) for one in here]
    page.until = rules.next_change(now, spans)


def _week(text: str) -> rules.Week | None:
    try:
        return rules.parse_week(text)
    except rules.BadWeek:
        return None


def _audience_name(slug: str | None) -> str:
    """Return the name of a chosen audience; empty when there is no such audience."""
    if slug == FATHERS:
        return gettext("Fathers")
    found = queries.audience(slug) if slug else None
    return content.shown(found.name, get_language() or "fi").text if found else ""


def _day_of(now: dt.datetime) -> dt.date:
    return timewords.from_instant(now)[0]


def _midnight(day: dt.date) -> dt.datetime:
    return timewords.to_instant(day, dt.time.min)
