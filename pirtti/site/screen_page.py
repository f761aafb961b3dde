"""What a screen on the wall shows: today, who is here, tomorrow, one after another.

A screen has no mouse: it turns by itself and never waits for anybody. The address says
how: `?look=dark|light`, `?panel=2` with `?pause=1` to stay there.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pirtti.calendar import rules
from pirtti.calendar.card_rows import CardRow
from pirtti.core import timewords
from pirtti.core.content import Shown, shown
from pirtti.network.models import Area, Place
from pirtti.papers import queries
from pirtti.presence import queries as presence
from pirtti.site import cards, opening, people

# What fits on one panel of a wall display in letters read from three metres.
MOST_ON_PANEL = 6
MOST_PEOPLE = 6
DAYS_AHEAD = 7
LOOKS = ("dark", "light")
TURN_SECONDS = 20


@dataclass(frozen=True)
class Panel:
    """One picture of the screen: dates of a day, or people."""

    title: str
    cards: "list[cards.Card]" = field(default_factory=list)
    people: "list[people.Someone]" = field(default_factory=list)
    empty: str = ""


@dataclass(frozen=True)
class Screen:
    """Everything a screen shows; `until` is when the clock changes it."""

    name: Shown
    panels: list[Panel]
    shown: int
    is_paused: bool
    look: str
    path: str
    code: str
    made_at: dt.datetime
    until: dt.datetime | None
    hours: opening.Opening | None = None
    has_date_now: bool = False
    seconds: int = TURN_SECONDS
    zone: str = timewords.HELSINKI

    def url(self, panel: int, *, pause: bool) -> str:
        """Return the address of one panel, turning on from it or staying."""
        parts = {
            "panel": str(panel) if panel > 1 else "",
            "pause": "1" if pause else "",
            "look": self.look,
        }
        query = urlencode({name: value for name, value in parts.items() if value})
        return f"{self.path}?{query}" if query else self.path

    @property
    def next_url(self) -> str:
        """Return where the screen turns to without a script."""
        return self.url(self.shown % len(self.panels) + 1, pause=False)

    @property
    def pause_url(self) -> str:
        """Return this panel, standing still."""
        return self.url(self.shown, pause=True)

    @property
    def turn_url(self) -> str:
        """Return this panel, turning again."""
        return self.url(self.shown, pause=False)

    @property
    def steps(self) -> list[tuple[int, str, bool]]:
        """List number, address and whether it is shown, of every panel."""
        numbers = range(1, len(self.panels) + 1)
        return [
            (number, self.url(number, pause=True), number == self.shown)
            for number in numbers
        ]


def of_place(place: Place, query: QueryDict, *, now: dt.datetime) -> Screen:
    """Read the screen of a place (six queries)."""
    hours = opening.opening_of(place, now=now)
    here = presence.at_place(place, timezone.localdate(now))
    path = reverse("site:place_screen", args=[place.slug])
    return _screen(place, here, query, now=now, path=path, hours=hours)


def of_area(area: Area, query: QueryDict, *, now: dt.datetime) -> Screen:
    """Read the screen of an area (four queries)."""
    here = presence.in_area(area, timezone.localdate(now))
    path = reverse("site:area_screen", args=[area.slug])
    return _screen(area, here, query, now=now, path=path)


def _screen(
    held: Area | Place,
    here: list[presence.Present],
    query: QueryDict,
    *,
    now: dt.datetime,
    path: str,
    hours: opening.Opening | None = None,
) -> Screen:
    today = timezone.localdate(now)
    found = queries.dates(held, today, today + dt.timedelta(days=DAYS_AHEAD))
    rows = [row for row in found.rows if row.ends_at > now]
    still_here = [one for one in here if one.ends_at > now]
    panels = _panels(held, rows, still_here, now=now)
    spans = [*(hours.spans if hours else ()), *((r.starts_at, r.ends_at) for r in rows)]
    spans += [(one.starts_at, one.ends_at) for one in still_here]
    return Screen(
        name=shown(held.name, _language()),
        panels=panels,
        shown=_number(query.get("panel", ""), len(panels)),
        is_paused=query.get("pause") == "1",
        look=query.get("look", "") if query.get("look") in LOOKS else "",
        path=path,
        code=held.code,
        made_at=timezone.localtime(now),
        until=rules.next_change(now, spans),
        hours=hours,
        has_date_now=any(
            rules.is_open(now, row.starts_at, row.ends_at)
            for row in rows
            if not row.is_cancelled
        ),
    )


def _panels(
    held: Area | Place,
    rows: list[CardRow],
    here: list[presence.Present],
    *,
    now: dt.datetime,
) -> list[Panel]:
    today = timezone.localdate(now)
    tomorrow = today + dt.timedelta(days=1)
    writer = cards.Writer(now=now, area=held if isinstance(held, Area) else None)
    if isinstance(held, Place):
        # `_replace` is the public method of every NamedTuple.
        rows = [row._replace(place_name="", latitude=None) for row in rows]
    told = [writer.card(row) for row in rows]
    days = {
        day: [card for card in told if card.day == day] for day in (today, tomorrow)
    }
    later = [card for card in told if card.day > tomorrow]
    return [
        *_day(
            cards.day_title(today, today),
            days[today],
            _("Nothing more is on today."),
            _next(rows, held, now),
        ),
        *_people(here, tells_place=isinstance(held, Area)),
        *_day(
            _("Tomorrow, %(day)s") % {"day": cards.day_long(tomorrow)},
            days[tomorrow],
            _("Nothing is planned for tomorrow."),
        ),
        *_later(later),
    ]


def _day(
    title: str,
    shown_cards: list[cards.Card],
    empty: str,
    instead: list[cards.Card] | None = None,
) -> list[Panel]:
    parts = _parts(shown_cards, MOST_ON_PANEL)
    if not parts:
        return [Panel(title, cards=instead or [], empty=empty)]
    return [Panel(title, cards=part) for part in parts]


def _next(
    rows: list[CardRow], held: Area | Place, now: dt.datetime
) -> list[cards.Card]:
    """Write the next thing that is held, with its day: an empty day has a way on (F2)."""
    coming = next((row for row in rows if not row.is_cancelled), None)
    area = held if isinstance(held, Area) else None
    writer = cards.Writer(now=now, area=area, with_day=True)
    return [writer.card(coming)] if coming else []


def _later(later: list[cards.Card]) -> list[Panel]:
    """Tell of the next day with something on, so that there is always a next thing."""
    if not later:
        return []
    first = [card for card in later if card.day == later[0].day]
    title = cards.day_title(later[0].day, dt.date.min)
    return [Panel(title, cards=first[:MOST_ON_PANEL])]


def _people(here: list[presence.Present], *, tells_place: bool) -> list[Panel]:
    told = [people.someone(one, tells_place=tells_place) for one in here]
    return [
        Panel(_("Who is here today"), people=part) for part in _parts(told, MOST_PEOPLE)
    ]


def _parts(things: list, most: int) -> list[list]:  # type: ignore[type-arg]
    return [things[at : at + most] for at in range(0, len(things), most)]


def _number(text: str, most: int) -> int:
    """Read which panel is asked for; the first when the address makes no sense."""
    numbers = {str(number): number for number in range(1, most + 1)}
    return numbers.get(text, 1)


def _language() -> str:
    return get_language() or "fi"
