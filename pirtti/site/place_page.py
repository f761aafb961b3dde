"""What the page of a place shows, made ready for its template."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pirtti.calendar import card_rows, queries, rules
from pirtti.calendar.models import Occurrence
from pirtti.core import content, timewords
from pirtti.core.content import Shown, shown
from pirtti.network.models import Place
from pirtti.site import cards, facts, lookups, opening

MOST_DATES = 10
# Today's dates stand in the same read, so it takes a few more.
MOST_READ = 30


@dataclass(frozen=True)
class Here:
    """Somebody who is at the place today, with the times and the date's page."""

    said: Shown
    date: Occurrence
    is_advice: bool


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
    facts: facts.Facts
    opening: opening.Opening
    here_today: list[Here]
    cards: list[cards.Card]
    has_date_now: bool
    partners: list[facts.Line]
    until: dt.datetime | None

    @property
    def missing(self) -> list[str]:
        """List the languages that stand in for the page's own (F15)."""
        texts = [self.about, self.easy, self.first_time, self.greeter]
        return content.missing_languages([*texts, *self.facts.said])


def place_page(place: Place, *, now: dt.datetime, language: str) -> PlacePage:
    """Read what the page of a place shows (six queries with the place itself)."""
    today, _clock = timewords.from_instant(now)
    hours = opening.opening_of(place, now=now)
    midnight = timewords.to_instant(today, dt.time.min)
    read = queries.dates_of_place(place, since=midnight, limit=MOST_READ)
    dates = [date for date in read if date.ends_at > now][:MOST_DATES]
    spans = [*hours.spans, *((date.starts_at, date.ends_at) for date in read)]
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
        here_today=_here(read, today, language),
        cards=_cards(dates, now=now, language=language),
        has_date_now=any(
            rules.is_open(now, date.starts_at, date.ends_at)
            for date in dates
            if not date.is_cancelled
        ),
        partners=facts.organisers(others, language),
        until=rules.next_change(now, spans),
    )


def address(place: Place, language: str) -> str:
    """Return the street address on one line; empty when nobody has told it."""
    town = f"{place.postal_code} {shown(place.town, language)}".strip()
    return ", ".join(part for part in (place.street, town) if part)


def _here(dates: list[Occurrence], today: dt.date, language: str) -> list[Here]:
    """List who is there today (F17): as told of the date, else of its activity."""
    found = []
    for date in dates:
        if date.is_cancelled or timewords.from_instant(date.starts_at)[0] != today:
            continue
        advice = date.activity.kind.is_drop_in_advice
        said = shown(date.who, language) or shown(date.activity.who, language)
        if not said and advice:
            said = shown(date.activity.name, language)
        if said:
            found.append(Here(said, date, advice))
    return found


def _cards(
    dates: list[Occurrence], *, now: dt.datetime, language: str
) -> list[cards.Card]:
    """Write the cards; on a place's own page they name the room, not the place."""
    writer = cards.Writer(now=now, with_day=True)
    written = []
    for date in dates:
        row = card_rows.CardRow.of(date)
        room = str(shown(date.room.name, language)) if date.room else ""
        row = row._replace(place_name=room, latitude=None, longitude=None)
        written.append(writer.card(row))
    return written


def default_welcome() -> str:
    """Say what awaits a family anywhere, where the place has no words of its own."""
    return _(
        "Come as you are. You may come late and leave early, and crying is fine."
        " Nobody asks for your name or your reason for coming."
    )
