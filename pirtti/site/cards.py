"""What a card of one date says, as plain words in the language of the page.

Made before the template runs: a template that only prints is quick, and the same
words serve lists, detail pages and tests. The order of a card is the same
everywhere (F3): time, open now, name, place and distance, age, price, booking.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import get_language, gettext, ngettext
from i18nfield.strings import LazyI18nString

from pirtti.calendar import rules
from pirtti.calendar.models import Activity, Audience, Occurrence
from pirtti.core import content, timewords
from pirtti.network.models import Area

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
    """One date as a card shows it."""

    pk: int
    url: str
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


class Writer:
    """Write cards in one language at one moment; made once a page."""

    def __init__(
        self,
        *,
        now: dt.datetime,
        area: Area | None = None,
        with_day: bool = False,
        language: str | None = None,
    ) -> None:
        """`area` is the page's own, which its cards need not repeat."""
        self.language = language or get_language() or "fi"
        self.now = now
        self.area_id = area.pk if area else None
        self.with_day = with_day
        # Finding an address costs more than writing a card: find it once.
        self._before, _zero, self._behind = reverse("site:event", args=[0]).rpartition("0")

    def card(self, date: Occurrence) -> Card:
        """Write one card; the date comes with `with_card()`."""
        activity = date.activity
        name = self.said(activity.name)
        where, where_language = self._where(date)
        start = timezone.localtime(date.starts_at)
        end = timezone.localtime(date.ends_at)
        full_time = f"{day_short(start.date())} {self._times(start, end, in_sentence=True)}"
        place = date.place
        return Card(
            pk=date.pk,
            url=f"{self._before}{date.pk}{self._behind}",
            day=start.date(),
            colour=activity.kind.colour,
            machine_time=f"{start:%Y-%m-%dT%H:%M}",
            time=full_time if self.with_day else self._times(start, end),
            full_time=full_time,
            is_open=not date.is_cancelled
            and rules.is_open(self.now, date.starts_at, date.ends_at),
            is_cancelled=date.is_cancelled,
            name=name.text,
            name_language=name.language if name.is_missing else "",
            where=where,
            where_language=where_language,
            latitude=_degrees(place.latitude if place else None),
            longitude=_degrees(place.longitude if place else None),
            tags=tags(activity, self.language),
            theme=self.said(date.theme).text,
            guest=self.said(date.guest).text,
            reason=self.said(date.reason).text if date.is_cancelled else "",
        )

    def said(self, text: LazyI18nString) -> content.Shown:
        """Choose the words in the page's language."""
        return content.shown(text, self.language)

    def _times(
        self, start: dt.datetime, end: dt.datetime, *, in_sentence: bool = False
    ) -> str:
        return timewords.show_range(
            start.time(), end.time(), self.language, in_sentence=in_sentence
        )

    def _where(self, date: Occurrence) -> tuple[str, str]:
        if date.place is None:
            return gettext("Online"), ""
        place = self.said(date.place.name)
        language = place.language if place.is_missing else ""
        if date.area_id == self.area_id or self.area_id is None:
            return place.text, language
        area = self.said(date.area.name).text
        return (f"{place.text}, {area}" if area not in place.text else place.text), language


def tags(activity: Activity, language: str) -> list[Tag]:
    """Write the pills of a card: age, for whom, price, booking, language."""
    words = [
        age_label(activity.age_from_months, activity.age_to_months),
        *_audience_words(activity.audiences.all(), language),
        *price_words(activity, language),
        booking_word(activity),
    ]
    return [Tag(word) for word in words if word] + language_tags(
        activity.languages, language
    )


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
        ages = f"{parts.low}–{parts.high}" if parts.low != parts.high else str(parts.low)
    if parts.in_years:
        return ngettext("%(ages)s yr", "%(ages)s yrs", parts.high or 2) % {"ages": ages}
    return gettext("%(ages)s mo") % {"ages": ages}


def price_words(activity: Activity, language: str) -> list[str]:
    """Tell the price: free, a sum, or to ask; a short note stands beside it."""
    note = content.shown(activity.price_note, language).text
    short = note if len(note) <= SHORT_NOTE else ""
    if activity.price_cents is None:
        return [short or gettext("Ask about the price")]
    if activity.price_cents == 0:
        return [gettext("Free"), short]
    price = timewords.show_price(activity.price_cents, language)
    # "Porridge 1 €" says the sum already.
    return [short if short and price in short.replace(" ", timewords.NBSP) else price]


def booking_word(activity: Activity) -> str:
    """Tell whether one may just come (F3)."""
    if activity.sign_up == Activity.SignUp.NEEDED:
        return gettext("Book a place")
    if activity.sign_up == Activity.SignUp.WANTED:
        return gettext("Tell us you are coming")
    if activity.kind.is_drop_in_advice:
        return gettext("No appointment")
    return gettext("No booking")


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
    """Write the heading of a day: `Tänään, maanantai 23.11.`, `tiistai 24.11.`"""
    if day == today:
        return gettext("Today, %(day)s") % {"day": day_long(day)}
    return day_long(day)


def _audience_words(audiences: Iterable[Audience], language: str) -> list[str]:
    words = [
        content.shown(audience.name, language).text
        for audience in audiences
        if audience.slug != EVERYBODY
    ]
    return words[:MOST_AUDIENCES]


def _degrees(value: float | None) -> str:
    """Write a coordinate for machines: a full stop in every language."""
    return "" if value is None else f"{value:.5f}"
