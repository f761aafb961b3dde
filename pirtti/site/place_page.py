"""What the page of a place shows, made ready for its template."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pirtti.calendar import rules
from pirtti.calendar.card_rows import CardRow
from pirtti.calendar.models import Occurrence
from pirtti.core import content, timewords
from pirtti.core.content import Shown, shown
from pirtti.network.models import Place
from pirtti.presence import queries as presence
from pirtti.site import cards, facts, lookups, opening, people

MOST_DATES = 10


@dataclass(frozen=True)
class Here:
    """Somebody who is at the place today, with the times and the date's number."""

    said: Shown
    date: int
    times: str
    booking: str

    @property
    def is_advice(self) -> bool:
        """Say whether one may come for advice without an appointment."""
        return bool(self.booking)


@dataclass(frozen=True)
class PlacePage:
    """A place as its page tells about it; `until` is when the clock changes it."""

    place: Place
    name: Shown
    about: Shown
    easy: Shown
    first_time: Shown
    greeter: Shown
    photo_text: Shown
    address: str
    partners: list[facts.Line]
    facts: facts.Facts
    opening: opening.Opening
    here_today: list[Here]
    people: list[people.Someone]
    cards: list[cards.Card]
    has_date_now: bool
    until: dt.datetime | None

    @property
    def missing(self) -> list[str]:
        """List the languages that stand in for the page's own (F15)."""
        texts = [self.about, self.easy, self.first_time, self.greeter]
        return content.missing_languages([*texts, *self.facts.said])


def place_page(place: Place, *, now: dt.datetime, language: str) -> PlacePage:
    """Read what the page of a place shows (eight queries with the place itself)."""
    hours = opening.opening_of(place, now=now)
    rows = lookups.cards_of_place(place, since=now, limit=MOST_DATES)
    here = lookups.who_is_at(_today(rows, hours.today.on))
    workers = presence.still_at_place(place, now)
    spans = [*hours.spans, *((row.starts_at, row.ends_at) for row in rows)]
    spans += [(one.starts_at, one.ends_at) for one in workers]
    others = [place.host, *lookups.partners(place)]
    return PlacePage(
        place=place,
        name=shown(place.name, language),
        about=shown(place.about, language),
        easy=shown(place.easy, language),
        first_time=shown(place.first_time, language),
        greeter=shown(place.greeter, language),
        photo_text=shown(place.photo_text, language),
        address=address(place, language),
        facts=facts.of_place(place, language),
        opening=hours,
        here_today=_here(here, language),
        people=[people.someone(one) for one in workers],
        cards=_cards(rows, now=now),
        has_date_now=any(
            rules.is_open(now, row.starts_at, row.ends_at)
            for row in rows
            if not row.is_cancelled
        ),
        partners=facts.organisers(others, language),
        until=rules.next_change(now, spans),
    )


def address(place: Place, language: str) -> str:
    """Return the street address on one line; empty when nobody has told it."""
    town = f"{place.postal_code} {shown(place.town, language)}".strip()
    return ", ".join(part for part in (place.street, town) if part)


def _today(rows: list[CardRow], today: dt.date) -> list[int]:
    """Return the numbers of the dates that are held today and are not over."""
    return [
        row.pk
        for row in rows
        if not row.is_cancelled and timewords.from_instant(row.starts_at)[0] == today
    ]


def _here(dates: list[Occurrence], language: str) -> list[Here]:
    """List who is there today (F17): as told of the date, else of its activity."""
    found = []
    for date in dates:
        activity = date.activity
        is_advice = activity.kind.is_drop_in_advice
        said = shown(date.who, language) or shown(activity.who, language)
        if not said and is_advice:
            said = shown(activity.name, language)
        if said:
            start = timewords.from_instant(date.starts_at)[1]
            end = timewords.from_instant(date.ends_at)[1]
            times = timewords.show_range(start, end, language)
            booking = cards.booking_word(activity.sign_up, is_advice=True)
            found.append(Here(said, date.pk, times, booking if is_advice else ""))
    return found


def _cards(rows: list[CardRow], *, now: dt.datetime) -> list[cards.Card]:
    """Write the cards; on a place's own page they need not name it."""
    writer = cards.Writer(now=now, with_day=True)
    # `_replace` is the public method of every NamedTuple.
    bare = [row._replace(place_name="", latitude=None) for row in rows]
    return [writer.card(row) for row in bare]


def default_welcome() -> str:
    """Say what awaits a family anywhere, where the place has no words of its own."""
    return _(
        "Come as you are. You may come late and leave early, and crying is fine."
        " Nobody asks for your name or your reason for coming."
    )
