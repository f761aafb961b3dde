"""What the sheets of a month and a week say, of an area or a place."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pirtti.calendar import rules as calendar_rules
from pirtti.calendar.card_rows import CardRow
from pirtti.calendar.models import Activity
from pirtti.core import addresses, content, timewords
from pirtti.network.models import Area, Place
from pirtti.papers import queries, rules, sheets, writing
from pirtti.site import cards, place_page
from pirtti.site.print_words import Speaker

SIZES = ("a4", "a3")


@dataclass(frozen=True)
class Choice:
    """What the address of a sheet asks for."""

    first: dt.date
    size: str
    speaker: Speaker
    today: dt.date


def choice(query: QueryDict, *, is_week: bool = False) -> Choice:
    """Read `?month=2026-12&size=a3&with=sv` or `?week=2026-W48`.

    Raises Http404 for what makes no sense or lies too far away: a wrong sheet on the
    wall is worse than none.
    """
    today = timezone.localdate()
    first = _monday(query, today) if is_week else _month(query, today)
    size = query.get("size", SIZES[0])
    if first is None or size not in SIZES:
        raise Http404
    if not rules.may_print(first.replace(day=1), today=today):
        raise Http404
    return Choice(first, size, speaker(query), today)


def _month(query: QueryDict, today: dt.date) -> dt.date | None:
    text = query.get("month", "")
    return rules.parse_month(text) if text else today.replace(day=1)


def _monday(query: QueryDict, today: dt.date) -> dt.date | None:
    text = query.get("week", "")
    try:
        week = calendar_rules.parse_week(text) if text else None
    except calendar_rules.BadWeek:
        raise Http404 from None
    return (week or calendar_rules.week_of(today)).monday


def speaker(query: QueryDict) -> Speaker:
    """Return the page's language, and the one beside it (`?with=sv`); Http404 if unknown."""
    own, beside = (get_language() or "fi")[:2], query.get("with", "")
    if beside and beside not in dict(settings.LANGUAGES):
        raise Http404
    return Speaker((own, beside) if beside and beside != own else (own,))


def head(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return what every sheet says of itself: its short link for ever, as QR too (F13)."""
    address = addresses.absolute(request, reverse("short", args=[code]))
    return {
        "publisher": settings.INSTALLATION_NAME,
        "short": address.partition("://")[2].rstrip("/"),
        "qr": writing.drawn_code(address),
        "qr_words": _("QR code: %(address)s") % {"address": address},
    }


def month(request: HttpRequest, held: Area | Place, chosen: Choice) -> bytes:
    """Write the month of an area or a place."""
    after = rules.step(chosen.first, 1)
    found = queries.dates(held, chosen.first, after)
    by_day = _by_day(found, held, chosen)
    is_list = rules.is_list(len(found.rows))
    sheet = sheets.Dates(
        **_common(request, held, chosen, found, chosen.speaker.month(chosen.first)),
        paper=chosen.size,
        flipped=not is_list,
        kind="list" if is_list else "grid",
        days=[_day(day, by_day, chosen) for day in sorted(by_day)],
        weeks=[] if is_list else _weeks(by_day, chosen),
        weekdays=[chosen.speaker.weekday(day) for day in range(_columns(by_day))],
        week=chosen.speaker.say(lambda _code: _("wk")),
    )
    return writing.month(sheet, on=chosen.today)


def week(request: HttpRequest, held: Area | Place, chosen: Choice) -> bytes:
    """Write a week of an area or a place on A5."""
    found = queries.dates(held, chosen.first, chosen.first + dt.timedelta(days=7))
    by_day = _by_day(found, held, chosen)
    told = [chosen.first + dt.timedelta(days=day) for day in range(_columns(by_day))]
    sheet = sheets.Dates(
        **_common(request, held, chosen, found, chosen.speaker.week(chosen.first)),
        paper="a5",
        flipped=False,
        kind="list",
        days=[_day(day, by_day, chosen) for day in told],
    )
    return writing.week(sheet, on=chosen.today)


def _columns(by_day: dict[dt.date, list[sheets.Entry]]) -> int:
    return rules.columns({day.weekday() for day in by_day})


def _common(
    request: HttpRequest,
    held: Area | Place,
    chosen: Choice,
    found: queries.Found,
    span: sheets.Said,
) -> dict[str, Any]:
    say = chosen.speaker.say
    name = chosen.speaker.text(held.name)
    return {
        **head(request, held.code),
        "title": f"{name[0].text if name else ''}: {span[0].text}",
        "language": chosen.speaker.own,
        "name": name,
        "about": about(held, chosen.speaker),
        "span": span,
        "notes": _notes(held, chosen, found),
        "printed": say(lambda _code: _printed(chosen.today)),
        "empty": say(lambda _code: _("No dates have been told yet.")),
        "nothing": say(lambda _code: _("Nothing planned.")),
        "is_empty": not found.rows,
    }


def about(held: Area | Place, speaker: Speaker) -> sheets.Said:
    """Tell where a place is, or for whom an area's calendar is."""
    if isinstance(held, Place):
        address = place_page.address(held, speaker.own)
        return [sheets.Words(address, speaker.own)] if address else []
    return speaker.say(lambda _code: _("Open activities for families with children"))


def _printed(today: dt.date) -> str:
    day = cards.day_and_month(today) + ("" if get_language() == "fi" else " ")
    return _("printed %(day)s") % {"day": f"{day}{today.year}"}


def _notes(
    held: Area | Place, chosen: Choice, found: queries.Found
) -> list[sheets.Said]:
    say, notes = chosen.speaker.say, []
    if isinstance(held, Place):
        lines = [line.as_rule() for line in held.opening_hours.all()]
        opening = chosen.speaker.opening(lines, today=max(chosen.first, chosen.today))
        if opening:
            label = say(lambda _code: _("Opening hours"))
            words = zip(label, opening, strict=False)
            notes.append(
                [sheets.Words(f"{a.text}: {b.text}", b.language) for a, b in words]
            )
    if found.is_cut:
        notes.append(say(lambda _code: _("More is on than fits on paper.")))
    notes.append(say(lambda _code: _("Changes and cancellations are told here:")))
    return notes


def _by_day(
    found: queries.Found, held: Area | Place, chosen: Choice
) -> dict[dt.date, list[sheets.Entry]]:
    by_day: dict[dt.date, list[sheets.Entry]] = defaultdict(list)
    for row in found.rows:
        day = timezone.localtime(row.starts_at).date()
        by_day[day].append(
            entry(row, chosen.speaker, tells_place=isinstance(held, Area))
        )
    return by_day


def entry(row: CardRow, speaker: Speaker, *, tells_place: bool) -> sheets.Entry:
    """Tell one date in few words: what a family needs to decide, and no more."""
    start, end = timezone.localtime(row.starts_at), timezone.localtime(row.ends_at)
    place = speaker.stored(row.place_name)
    if row.place_name is None:
        place = speaker.say(lambda _code: _("Online"))
    return sheets.Entry(
        time=timewords.show_range(start.time(), end.time(), speaker.own),
        name=speaker.stored(row.name),
        place=place if tells_place or row.place_name is None else [],
        theme=[] if row.is_cancelled else speaker.stored(row.theme),
        facts=[] if row.is_cancelled else _facts(row, speaker),
        cancelled=speaker.say(lambda _code: _("Cancelled")) if row.is_cancelled else [],
        reason=speaker.stored(row.reason) if row.is_cancelled else [],
    )


def _facts(row: CardRow, speaker: Speaker) -> list[sheets.Said]:
    """Tell ages, a price and a booking, where there are any."""
    told = [speaker.say(lambda _code: _ages(row))]
    if row.price_cents:
        told.append(speaker.say(lambda code: _price(row, code)))
    if row.sign_up == Activity.SignUp.NEEDED:
        told.append(speaker.say(lambda _code: _("Booking needed")))
    return [one for one in told if one]


def _ages(row: CardRow) -> str:
    """Tell for which ages on one line: `0–6 v`."""
    label = cards.age_label(row.age_from_months, row.age_to_months)
    return label.replace(" ", timewords.NBSP)


def _price(row: CardRow, language: str) -> str:
    note = content.stored(row.price_note, language).text
    return ", ".join(filter(None, cards.price_words(row.price_cents, note, language)))


def _day(
    day: dt.date,
    by_day: dict[dt.date, list[sheets.Entry]],
    chosen: Choice,
    *,
    is_outside: bool = False,
) -> sheets.Day:
    return sheets.Day(
        number=f"{day.day}." if is_outside is False else f"{day.day}.{day.month}.",
        title=chosen.speaker.day(day),
        note=[] if is_outside else chosen.speaker.holiday(day),
        entries=by_day.get(day, []),
        is_outside=is_outside,
    )


def _weeks(
    by_day: dict[dt.date, list[sheets.Entry]], chosen: Choice
) -> list[sheets.Week]:
    most = _columns(by_day)
    found = []
    for days in rules.weeks(chosen.first):
        shown = [
            _day(day, by_day, chosen, is_outside=day.month != chosen.first.month)
            for day in days[:most]
        ]
        if not all(day.is_outside for day in shown):
            found.append(sheets.Week(str(days[0].isocalendar().week), shown))
    return found
