"""What the card of a group says, as plain words in the language of the page.

As with the cards of dates: made before the template runs, and remembered, since it is
made of nothing but its row, the day and these words.
"""

import datetime as dt
import json
from dataclasses import dataclass, replace
from functools import lru_cache

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from pirtti.calendar import rhythm_words
from pirtti.calendar.models import Series
from pirtti.core import content, timewords
from pirtti.groups import rules, words
from pirtti.groups.group_rows import GroupRow, SeriesRow
from pirtti.network.models import Area
from pirtti.site import cards, group_words

MOST_RHYTHMS = 2


@dataclass(frozen=True, slots=True)
class GroupCard:
    """One group as a card shows it; `html` is the whole card."""

    url: str
    colour: str
    name: str
    name_language: str
    rhythm: str
    where: str
    where_language: str
    tags: list[cards.Tag]
    led: str
    room: str
    # Whether a family gets in now: then the words stand out.
    has_room: bool
    next_date: str
    html: str = ""


class Writer:
    """Write the cards of groups in the language in use, at one moment."""

    def __init__(self, *, now: dt.datetime, area: Area | None = None) -> None:
        """`area` is the page's own, which its cards need not repeat."""
        self.now, self.today = now, timewords.from_instant(now)[0]
        self.language = get_language() or "fi"
        self._area_id = area.pk if area else None

    def card(self, row: GroupRow) -> GroupCard:
        """Write one card, or find it as it was written before."""
        write = _write if settings.DEBUG else _written
        return write(
            row,
            self.language,
            self.today,
            group_words.room(row, now=self.now, today=self.today),
            tell_area=self._area_id not in {None, row.area_id},
        )


def _write(
    row: GroupRow,
    language: str,
    today: dt.date,
    room: group_words.Room,
    *,
    tell_area: bool,
) -> GroupCard:
    name = content.stored(row.name, language)
    place = content.stored(row.place_name, language)
    card = GroupCard(
        url=reverse("site:activity", args=[row.slug]),
        colour=row.colour,
        name=name.text,
        name_language=name.language if name.is_missing else "",
        rhythm="; ".join(rhythms(row, language, today)[:MOST_RHYTHMS]),
        where=_where(row, place.text, language, tell_area=tell_area),
        where_language=place.language if place.is_missing else "",
        tags=_tags(row, language),
        led=str(group_words.LED[row.leadership]),
        room=group_words.room_words(row, room),
        has_room=room in {group_words.Room.JUST_COME, group_words.Room.SEATS},
        next_date=next_words(row, today),
    )
    html = get_template("site/_group_card.html").render({"card": card})
    return replace(card, html=SafeString(html))


# About 2 kB each.
_written = lru_cache(maxsize=2048)(_write)


def rhythms(row: GroupRow, language: str, today: dt.date) -> list[str]:
    """Say when a group meets: `Torstaisin klo 17.30–19 parillisilla viikoilla`."""
    return [
        capfirst(
            rhythm_words.rhythm(
                _series(each), language, cards.day_and_month, today=today
            )
        )
        for each in row.rhythms
    ]


def _series(row: SeriesRow) -> Series:
    """Make the rhythm that a row tells of; it is never stored."""
    lists = {name: json.loads(getattr(row, name) or "[]") for name in _LISTS}
    told = row._asdict()  # noqa: SLF001 - the public way out, whatever its name
    return Series(**told | lists)


_LISTS = ("weekdays", "nth")


def next_words(row: GroupRow, today: dt.date) -> str:
    """Say when it meets next, or begins."""
    if row.next_at is None:
        return ""
    day, clock = timewords.from_instant(row.next_at)
    told = {
        "day": cards.day_short(day),
        "time": timewords.show_time(clock, get_language() or "fi"),
    }
    if row.first_on is not None and row.first_on >= today:
        return gettext("Begins on %(day)s at %(time)s") % told
    return gettext("Next time on %(day)s at %(time)s") % told


def _where(row: GroupRow, place: str, language: str, *, tell_area: bool) -> str:
    """Tell where it meets: a place with its area, the net, or both."""
    if row.meets == rules.Meets.ONLINE or not place:
        return gettext("Online")
    area = content.stored(row.area_name, language).text
    told = f"{place}, {area}" if tell_area and area not in place else place
    if row.meets == rules.Meets.BOTH:
        return gettext("%(place)s, and online") % {"place": told}
    return told


def _tags(row: GroupRow, language: str) -> list[cards.Tag]:
    """Write the pills: age, for whom, at which stage of life, how in, language."""
    stages = json.loads(row.life_stages) if row.life_stages else []
    said = [
        cards.age_label(row.age_from_months, row.age_to_months),
        *cards.audience_words(row.audiences, language),
        *(
            str(words.LIFE_STAGES[stage])
            for stage in stages
            if stage in words.LIFE_STAGES
        ),
        str(group_words.ENTRY[row.entry]) if row.entry in _TOLD_ENTRY else "",
    ]
    spoken = json.loads(row.languages) if row.languages else []
    told = [cards.Tag(word) for word in said if word]
    return told + cards.language_tags(spoken, language)


_TOLD_ENTRY = {rules.Entry.INVITATION, rules.Entry.OWN_WORKER}
