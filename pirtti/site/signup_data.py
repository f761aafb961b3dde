"""What is stored about a family, for the family itself; its dates for a calendar."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from pirtti.calendar import ical
from pirtti.calendar.models import Occurrence
from pirtti.core import content
from pirtti.core.formfields import LANGUAGE_NAMES
from pirtti.meetings.queries import board
from pirtti.signups import access, messages, words
from pirtti.signups.models import Party
from pirtti.site import intakes


def lines(party: Party) -> list[tuple[str, str]]:
    """Tell what is stored in plain words: label and value."""
    told = access.told_of(party)
    ages = ", ".join(words.age(age) for age in intakes.ages_today(party))
    needs = ", ".join(str(messages.NEEDS[need]) for need in _known(told.needs))
    found = [
        (_("Name we use"), told.nickname),
        (_("Contact"), told.contact),
        (_("Adults"), str(party.adults)),
        (_("Children"), str(party.children)),
        (_("Ages of the children"), ages),
        (_("You need"), needs),
        (_("Language of the interpreter"), _language(told.interpreter)),
        (_("How you heard of it"), str(messages.HEARD.get(party.heard, ""))),
        (_("Signed up on"), words.day(party.made_at.date())),
    ]
    return [(label, value) for label, value in found if value]


def _known(needs: tuple[str, ...]) -> list[str]:
    return [need for need in needs if need in messages.NEEDS]


def _language(code: str) -> str:
    return str(LANGUAGE_NAMES.get(code, code))


def export(party: Party) -> dict[str, Any]:
    """Return all that is stored about a family, in words of its own."""
    told = access.told_of(party)
    return {
        "signed_up_to": words.title(party.intake),
        "nickname": told.nickname,
        "contact": told.contact,
        "by_phone": party.by_phone,
        "language": party.language,
        "adults": party.adults,
        "children": party.children,
        "ages_in_months": party.ages,
        "needs": list(told.needs),
        "interpreter": told.interpreter,
        "heard": party.heard,
        "state": party.state,
        "place_in_line": party.place_in_line,
        "answer_until": party.until.isoformat() if party.until else None,
        "by_invitation": party.code_id is not None,
        "made_at": party.made_at.isoformat(),
        "confirmed_at": party.confirmed_at.isoformat() if party.confirmed_at else None,
        "room": board.export_of(party),
    }


def calendar_file(
    party: Party,
    dates: list[Occurrence],
    *,
    host: str,
    now: dt.datetime,
    more: Iterable[str] = (),
) -> bytes:
    """Write the dates as iCalendar: a discreet one tells neither name nor place.

    `more` are lines that the file says of itself.
    """
    is_discreet = words.is_discreet(party.intake)
    body = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Pirtti//Pirtti//{words.language().upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *more,
    ]
    for date in dates:
        body += [
            "BEGIN:VEVENT",
            ical.fold(f"UID:{_uid(date, is_discreet=is_discreet)}@{host}"),
            f"DTSTAMP:{ical.stamp(now)}",
            f"SEQUENCE:{date.sequence}",
            f"DTSTART:{ical.stamp(date.starts_at)}",
            f"DTEND:{ical.stamp(date.ends_at)}",
            f"STATUS:{'CANCELLED' if date.is_cancelled else 'CONFIRMED'}",
            ical.fold(f"SUMMARY:{ical.escape(words.title(party.intake))}"),
            *([] if is_discreet else _location(date)),
            "END:VEVENT",
        ]
    return ical.whole(body)


def _uid(date: Occurrence, *, is_discreet: bool) -> str:
    """Return the sign of a date: the public feed's own, where there is one."""
    return f"{date.uid}" if not is_discreet else f"own-{date.uid}"


def _location(date: Occurrence) -> list[str]:
    if date.place is None:
        return []
    name = content.shown(date.place.name, words.language()).text
    parts = [name, date.place.street]
    return [ical.fold(f"LOCATION:{ical.escape(', '.join(filter(None, parts)))}")]
