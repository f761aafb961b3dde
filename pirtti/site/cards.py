"""What a card of one date says, as plain words in the language of the page.

Made before the template runs: a template that only prints is quick, and the same
words serve lists, detail pages and tests. The order of a card is the same
everywhere (F3): time, open now, name, place and distance, age, price, booking.
"""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext

from pirtti.calendar import rules
from pirtti.calendar.card_rows import CardRow
from pirtti.calendar.models import Activity
from pirtti.core import content, timewords
from pirtti.network.models import Area
from pirtti.proposals import rules as proposal_rules
from pirtti.site import list_data

# Languages by how they call themselves on a tag: "in Swedish", said in Swedish.
SPOKEN = {
    "ar": "بالعربية",
    "en": "In English",
    "es": "En español",
    "et": "Eesti keeles",
    "fa": "به فارسی",
    "fi": "Suomeksi",
    "fr": "En français",
    "ku": "Bi kurdî",
    "ru": "По-русски",
    "se": "Davvisámegillii",
    "so": "Af-Soomaali",
    "sq": "Në shqip",
    "sv": "På svenska",
    "th": "ภาษาไทย",
    "tr": "Türkçe",
    "uk": "Українською",
    "vi": "Tiếng Việt",
    "zh": "中文",
}
# Everybody is a family here: this audience is not worth a tag.
EVERYBODY = "families"
MOST_AUDIENCES = 2
# A longer note on the price belongs to the activity's page.
SHORT_NOTE = 28


@dataclass(frozen=True, slots=True)
class Tag:
    """A few words in a pill; `language` when they are not in the page's own."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One date as a card shows it; `html` is the whole card."""

    pk: int
    url: str
    starts_at: dt.datetime
    day: dt.date
    colour: str
    machine_time: str
    time: str
    full_time: str
    is_open: bool
    is_cancelled: bool
    name: str
    name_language: str
    where: str
    where_language: str
    latitude: str
    longitude: str
    tags: list[Tag]
    theme: str
    guest: str
    reason: str
    html: str = ""
    # What machines are told of it (`list_data`).
    data: str = ""


class Writer:
    """Write cards in the language in use, at one moment; made once a page."""

    def __init__(
        self, *, now: dt.datetime, area: Area | None = None, with_day: bool = False
    ) -> None:
        """`area` is the page's own, which its cards need not repeat."""
        self.now = now
        self.language = get_language() or "fi"
        self._area_id = area.pk if area else None
        self._with_day = with_day
        self._today = timezone.localdate(now)

    def card(self, row: CardRow) -> Card:
        """Write one card, or find it as it was written before."""
        is_open = rules.is_open(self.now, row.starts_at, row.ends_at)
        if row.stale_told_at and not is_doubtful(row.stale_told_at, self._today):
            row = row._replace(stale_told_at=None)
        write = _write if settings.DEBUG else _written
        return write(
            row,
            self.language,
            is_open=is_open and not row.is_cancelled,
            tell_area=self._area_id not in {None, row.area_id},
            with_day=self._with_day,
        )


def _write(
    row: CardRow, language: str, *, is_open: bool, tell_area: bool, with_day: bool
) -> Card:
    name, place = (
        content.stored(row.name, language),
        content.stored(row.place_name, language),
    )
    start, end = timezone.localtime(row.starts_at), timezone.localtime(row.ends_at)
    times = _times(start, end, language, in_sentence=True)
    full_time = f"{day_short(start.date())} {times}"
    card = Card(
        pk=row.pk,
        url=reverse("site:event", args=[row.pk]),
        starts_at=row.starts_at,
        day=start.date(),
        colour=row.colour,
        machine_time=f"{start:%Y-%m-%dT%H:%M}",
        time=full_time if with_day else _times(start, end, language),
        full_time=full_time,
        is_open=is_open,
        is_cancelled=row.is_cancelled,
        name=name.text,
        name_language=name.language if name.is_missing else "",
        where=_where(row, place, language, tell_area=tell_area),
        where_language=place.language if place.is_missing else "",
        latitude=_degrees(row.latitude),
        longitude=_degrees(row.longitude),
        tags=tags(row, language),
        theme=content.stored(row.theme, language).text,
        guest=content.stored(row.guest, language).text,
        reason=content.stored(row.reason, language).text if row.is_cancelled else "",
    )
    html = get_template("site/_card.html").render({"card": card})
    data = list_data.event(row, card.url, language)
    return replace(card, html=SafeString(html), data=data)


# A card is made of nothing but its row and these words, so one that was written
# before is as good as new. About 2 kB each.
_written = lru_cache(maxsize=2048)(_write)


def _where(
    row: CardRow, place: content.Shown, language: str, *, tell_area: bool
) -> str:
    if row.place_name is None:
        return gettext("Online")
    area = content.stored(row.area_name, language).text
    if not tell_area or area in place.text:
        return place.text
    return f"{place.text}, {area}"


def _times(
    start: dt.datetime, end: dt.datetime, language: str, *, in_sentence: bool = False
) -> str:
    return timewords.show_range(
        start.time(), end.time(), language, in_sentence=in_sentence
    )


def tags(row: CardRow, language: str) -> list[Tag]:
    """Write the pills of a card: age, for whom, price, booking, language."""
    words = [
        age_label(row.age_from_months, row.age_to_months),
        *audience_words(row.audiences, language),
        *price_words(
            row.price_cents, content.stored(row.price_note, language).text, language
        ),
        booking_word(row.sign_up, is_advice=row.is_drop_in_advice),
        gettext("Check with the organiser") if row.stale_told_at else "",
    ]
    spoken = json.loads(row.languages) if row.languages else []
    return [Tag(word) for word in words if word] + language_tags(spoken, language)


def age_label(from_months: int | None, to_months: int | None) -> str:
    """Tell for which ages: `0–6 v`, `0–11 kk`, `3+ v`; nothing when for all.

    Both ends count; `calendar.rules.age_label_parts` has the numbers.
    """
    if from_months is None and to_months is None:
        return ""
    parts = rules.age_label_parts(from_months, to_months)
    if parts.high is None:
        ages = f"{parts.low}+"
    else:
        ages = (
            f"{parts.low}–{parts.high}" if parts.low != parts.high else str(parts.low)
        )
    if parts.in_years:
        return ngettext("%(ages)s yr", "%(ages)s yrs", parts.high or 2) % {"ages": ages}
    return gettext("%(ages)s mo") % {"ages": ages}


def price_words(cents: int | None, note: str, language: str) -> list[str]:
    """Tell the price: free, a sum, or to ask; a short note stands beside it."""
    short = note if len(note) <= SHORT_NOTE else ""
    if cents is None:
        return [short or gettext("Ask about the price")]
    if cents == 0:
        return [gettext("Free"), short]
    price = timewords.show_price(cents, language)
    # "Porridge 1 €" says the sum already.
    says_sum = price in short.replace(" ", timewords.NBSP)
    return [short] if says_sum else [price, short]


def booking_word(sign_up: str, *, is_advice: bool) -> str:
    """Tell whether one may just come (F3)."""
    if sign_up == Activity.SignUp.NEEDED:
        return gettext("Booking needed")
    if sign_up == Activity.SignUp.WANTED:
        return gettext("Tell us you are coming")
    return gettext("No appointment") if is_advice else gettext("No booking")


def is_doubtful(told_at: dt.datetime | None, today: dt.date) -> bool:
    """Say whether families should check with the organiser (C4)."""
    told_on = timezone.localdate(told_at) if told_at else None
    return proposal_rules.is_doubtful(told_on, today=today)


def language_tags(spoken: Iterable[str], language: str) -> list[Tag]:
    """Tell in which languages it is held, unless the page's own is among them."""
    spoken = list(spoken)
    if language in spoken:
        return []
    return [Tag(language_label(code), code) for code in spoken]


def language_label(code: str) -> str:
    """Say "in this language" in that language: `sv` gives `På svenska`."""
    return SPOKEN.get(code, code.upper())


def day_short(day: dt.date) -> str:
    """Write a day: `ke 25.11.`, `ons 25.11`, `Wed 25 November`."""
    return f"{WEEKDAYS_ABBR[day.weekday()]} {day_and_month(day)}"


def day_long(day: dt.date) -> str:
    """Write a day: `keskiviikko 25.11.`, `onsdag 25.11`, `Wednesday 25 November`."""
    return f"{WEEKDAYS[day.weekday()]} {day_and_month(day)}"


def day_and_month(day: dt.date) -> str:
    """Write a day without its name; Swedish has no full stop at the end."""
    language = (get_language() or "fi")[:2]
    if language == "en":
        return f"{day.day} {MONTHS[day.month]}"
    return f"{day.day}.{day.month}" + ("." if language == "fi" else "")


def day_title(day: dt.date, today: dt.date) -> str:
    """Write the heading of a day: `Tänään, maanantai 23.11.`, `Tiistai 24.11.`"""
    if day == today:
        return gettext("Today, %(day)s") % {"day": day_long(day)}
    return capfirst(day_long(day))


def audience_words(audiences: Iterable[tuple[str, str]], language: str) -> list[str]:
    """Name for whom it is, two at most; families are everybody here."""
    words = [
        content.stored(name, language).text
        for slug, name in audiences
        if slug != EVERYBODY
    ]
    return words[:MOST_AUDIENCES]


def _degrees(value: float | None) -> str:
    """Write a coordinate for machines: a full stop in every language."""
    return "" if value is None else f"{value:.5f}"
