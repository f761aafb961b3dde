"""What the posters of an activity and of a place say."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from pirtti.calendar import card_rows, rhythm_words
from pirtti.calendar.models import Activity, Series
from pirtti.network.models import Place
from pirtti.papers import queries, sheets, writing
from pirtti.site import cards, facts, lookups, place_page
from pirtti.site.print_sheets import entry, head
from pirtti.site.print_words import Speaker

MOST_DATES = 8
MOST_RHYTHMS = 9
MOST_LETTERS = 300
MOST_ON_STRIP = 60
OF_ACTIVITY = ("users", "euro", "calendar-plus", "languages", "smile", "hand-heart")
OF_PLACE = ("door-open", "baby", "accessibility", "soup", "euro", "bus")


def of_activity(request: HttpRequest, activity: Activity, speaker: Speaker) -> bytes:
    """Write the poster of an activity."""
    today = timezone.localdate()
    around = lookups.around(activity)
    rhythms = lookups.rhythms(activity, today=today)
    told = speaker.facts(
        lambda code: facts.of_activity(activity, around, code, who=activity.who),
        OF_ACTIVITY,
    )
    rows = card_rows.rows(
        list(
            card_rows.columns()
            .filter(activity=activity, ends_at__gt=timezone.now())
            .order_by("starts_at", "pk")[:MOST_DATES]
        )
    )
    sheet = sheets.Poster(
        **_common(request, activity, speaker),
        about=speaker.text(activity.kind.name),
        whens=[_rhythm(series, speaker) for series in rhythms[:3]],
        text=_shortened(speaker.text(activity.about)),
        facts=[*_where(activity, speaker), *told],
        dates=[_dated(row, speaker) for row in rows],
        dates_title=speaker.say(lambda _code: _("Coming dates")),
        strip_when=_rhythm(rhythms[0], speaker)[0].text if rhythms else "",
    )
    return writing.poster(sheet, on=today)


def of_place(request: HttpRequest, place: Place, speaker: Speaker) -> bytes:
    """Write the poster of a place."""
    today = timezone.localdate()
    lines = [line.as_rule() for line in place.opening_hours.all()]
    opening = speaker.opening(lines, today=today)
    rhythms = [
        _held(series, speaker) for series in queries.rhythms_at(place, today=today)
    ]
    regular = [
        sheets.Fact(
            speaker.say(lambda _code: _("What meets here")), rhythms[:MOST_RHYTHMS]
        )
    ]
    welcome = speaker.text(place.first_time) or speaker.say(
        lambda _code: place_page.default_welcome()
    )
    open_hours = [sheets.Fact(speaker.say(lambda _code: _("Opening hours")), [opening])]
    told = speaker.facts(lambda code: facts.of_place(place, code), OF_PLACE)
    address = place_page.address(place, speaker.own)
    sheet = sheets.Poster(
        **_common(request, place, speaker),
        about=speaker.text(place.kind.name),
        whens=[[sheets.Words(address, speaker.own)]] if address else [],
        text=_shortened(welcome),
        facts=[fact for fact in (*open_hours, *regular, *told) if any(fact.lines)],
        dates=[],
        dates_title=[],
        strip_when=address,
    )
    return writing.poster(sheet, on=today)


def _common(
    request: HttpRequest, held: Activity | Place, speaker: Speaker
) -> dict[str, Any]:
    name = speaker.text(held.name)
    return {
        **head(request, held.code),
        "title": name[0].text,
        "language": speaker.own,
        "paper": "a4",
        "flipped": False,
        "name": name,
        "invitation": speaker.say(lambda _code: _("Come as you are. More here:")),
        "strip_name": Truncator(name[0].text).chars(MOST_ON_STRIP),
    }


def _rhythm(series: Series, speaker: Speaker) -> sheets.Said:
    return speaker.say(
        lambda code: capfirst(rhythm_words.rhythm(series, code, cards.day_and_month))
    )


def _held(series: Series, speaker: Speaker) -> sheets.Said:
    """Tell what meets when: `Perhekahvila, keskiviikkoisin klo 9.30–11.30`."""
    name = speaker.text(series.activity.name)
    when = speaker.say(
        lambda code: rhythm_words.rhythm(series, code, cards.day_and_month)
    )
    pairs = zip(name * len(when) if len(name) == 1 else name, when, strict=False)
    return [sheets.Words(f"{who.text}: {how.text}", how.language) for who, how in pairs]


def _where(activity: Activity, speaker: Speaker) -> list[sheets.Fact]:
    place = activity.place
    if place is None:
        lines = [speaker.say(lambda _code: _("Online"))]
    else:
        address = place_page.address(place, speaker.own)
        own = [sheets.Words(address, speaker.own)] if address else []
        lines = [speaker.text(place.name), own, speaker.text(place.entrance)]
    told = [line for line in lines if line]
    return [sheets.Fact(speaker.say(lambda _code: _("Where")), told)] if told else []


def _dated(row: card_rows.CardRow, speaker: Speaker) -> sheets.Entry:
    """Tell a date of the poster's own activity: its day and times stand for its name."""
    start = timezone.localtime(row.starts_at)
    told = entry(row, speaker, tells_place=False)
    day = speaker.say(lambda _code: capfirst(cards.day_short(start.date())))
    return sheets.Entry(
        time=day[0].text,
        name=[sheets.Words(told.time, speaker.own)],
        theme=told.theme,
        cancelled=told.cancelled,
        reason=told.reason,
    )


def _shortened(said: sheets.Said) -> sheets.Said:
    return [
        sheets.Words(Truncator(words.text).chars(MOST_LETTERS), words.language)
        for words in said
    ]
