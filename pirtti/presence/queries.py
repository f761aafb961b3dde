"""Reads about who is where."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from pirtti.core import timewords
from pirtti.core.content import Shown, shown
from pirtti.network.models import Area, Place
from pirtti.presence import rules
from pirtti.presence.models import Stay, WorkerCard

_TIMES = (
    *("place_id", "weekday", "on", "parity"),
    *("starts_at", "ends_at", "first_on", "last_on"),
)
_NAMELESS = ("card__title", "card__valid_until", "card__organisation__name")
# A place by its number, and a day there.
PlaceDay = tuple[int, dt.date]


@dataclass(frozen=True)
class Present:
    """Somebody who is at a place on a day, from when to when."""

    stay: Stay
    on: dt.date

    @property
    def card(self) -> WorkerCard:
        """Return the card of the one who is there."""
        return self.stay.card

    @property
    def starts_at(self) -> dt.datetime:
        """Return the instant when they come."""
        return timewords.to_instant(self.on, self.stay.starts_at)

    @property
    def ends_at(self) -> dt.datetime:
        """Return the instant when they go."""
        return timewords.to_instant(self.on, self.stay.ends_at)

    def times(self, language: str) -> str:
        """Tell from when to when: `9–12`."""
        return timewords.show_range(self.stay.starts_at, self.stay.ends_at, language)

    def said(self, language: str) -> Shown:
        """Name who it is: the first name, where told, and the role."""
        title = shown(self.card.title, language)
        if not self.card.first_name:
            return title
        return Shown(
            f"{self.card.first_name}, {title}", title.language, title.is_missing
        )


def at_place(place: Place, day: dt.date) -> list[Present]:
    """List who is at a place on a day, in the order of coming (one query)."""
    return _on(Stay.objects.filter(place=place), day)


def still_at_place(place: Place, now: dt.datetime) -> list[Present]:
    """List who is at a place today and has not gone yet (one query)."""
    day = timewords.from_instant(now)[0]
    return [one for one in at_place(place, day) if one.ends_at > now]


def still_in_area(area: Area, now: dt.datetime) -> list[Present]:
    """List who is at the public places of an area today and has not gone yet."""
    day = timewords.from_instant(now)[0]
    return [one for one in in_area(area, day) if one.ends_at > now]


def in_area(area: Area, day: dt.date) -> list[Present]:
    """List who is at the public places of an area and below on a day (one query)."""
    stays = Stay.objects.filter(
        place__area__path__startswith=area.path or "", place__is_published=True
    )
    return _on(stays.select_related("place"), day)


def _on(stays: QuerySet[Stay], day: dt.date) -> list[Present]:
    likely = (
        stays.filter(
            Q(on=day) | Q(weekday=day.weekday()),
            card__is_shown=True,
            card__valid_until__gte=day,
        )
        .exclude(away__on=day)
        .select_related("card__organisation", "room")
        .order_by("starts_at", "pk")
    )
    return [
        Present(stay, day)
        for stay in likely
        if rules.is_there(stay.as_rule(), day, valid_until=stay.card.valid_until)
    ]


def on_days(
    wanted: Collection[PlaceDay], *, within: Area
) -> dict[PlaceDay, list[Present]]:
    """List who is at public places on days, in the order of coming.

    Two queries however many days there are, one when nobody is told. Only places in
    `within` and below are looked at: whoever keeps the answer knows by its version
    when somebody's times have changed. Of a card only what `nameless_line` tells is
    read, since there may be hundreds.
    """
    if not wanted:
        return {}
    likely: defaultdict[
        tuple[int, int | None], list[tuple[Stay, rules.Times, set[dt.date]]]
    ]
    likely = defaultdict(list)
    for stay in _stays_from(wanted, within):
        weekday = stay.on.weekday() if stay.on else stay.weekday
        away = {one.on for one in stay.away.all()}
        likely[stay.place_id, weekday].append((stay, stay.as_rule(), away))
    found = {}
    for place, day in wanted:
        here = [
            Present(stay, day)
            for stay, times, away in likely.get((place, day.weekday()), ())
            if rules.is_there(times, day, valid_until=stay.card.valid_until, away=away)
        ]
        if here:
            found[place, day] = here
    return found


def _stays_from(wanted: Collection[PlaceDay], within: Area) -> QuerySet[Stay]:
    first = min(day for _place, day in wanted)
    return (
        Stay.objects.filter(
            place__in={place for place, _day in wanted},
            place__is_published=True,
            place__area__path__startswith=within.path or "",
            card__is_shown=True,
            card__valid_until__gte=first,
        )
        .exclude(on__lt=first)
        .exclude(last_on__lt=first)
        .select_related("card__organisation")
        .only(*_TIMES, *_NAMELESS)
        .prefetch_related("away")
        .order_by("starts_at", "pk")
    )


def nameless_line(present: Present, language: str) -> str:
    """Tell of somebody without their name: `Terveydenhoitaja, Neuvola, 9–12`.

    For what leaves the service and is kept elsewhere, such as calendars.
    """
    card = present.card
    names = [shown(card.title, language), shown(card.organisation.name, language)]
    return ", ".join([*map(str, names), present.times(language)])


def stays_at(place: Place, *, today: dt.date) -> list[Stay]:
    """List the times told for a place that are not over for good (one query)."""
    return list(
        Stay.objects.filter(place=place)
        .exclude(on__lt=today)
        .exclude(last_on__lt=today)
        .select_related("card__organisation", "room")
        .order_by("weekday", "on", "starts_at", "pk")
    )


def away_on(places: Iterable[int], day: dt.date) -> list[Stay]:
    """List those who are told to be away from these places on a day (one query)."""
    return list(
        Stay.objects.filter(place__in=list(places), away__on=day)
        .select_related("card__organisation", "place")
        .order_by("starts_at", "pk")
    )


def today_at(places: QuerySet[Place], day: dt.date) -> list[Present]:
    """List who is at any of these places on a day (one query)."""
    return _on(Stay.objects.filter(place__in=places).select_related("place"), day)
