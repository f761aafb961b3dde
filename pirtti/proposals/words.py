"""A proposal in words, the same for those who send it and those who decide."""

import datetime as dt

from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS_ABBR
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pirtti.calendar import rhythm_words
from pirtti.calendar.models import Series
from pirtti.core import content, timewords
from pirtti.proposals import messages, rules
from pirtti.proposals.models import Proposal, ProposalStep

# A picture, a label and what is told.
Fact = tuple[str, str, str]


def facts(proposal: Proposal) -> list[Fact]:
    """Tell what is proposed as labels and words; what nobody told is left out."""
    found = [
        ("calendar-days", _("When"), when(proposal)),
        ("map-pin", _("Place"), place(proposal)),
        ("sparkles", _("What kind"), _shown(proposal.kind.name)),
        ("users", _("For whom"), _for_whom(proposal)),
        ("euro", _("Price"), _price(proposal)),
        ("calendar-plus", _("Booking"), _booking(proposal)),
        ("info", _("About"), _shown(proposal.about)),
    ]
    return [fact for fact in found if fact[2]]


def when(proposal: Proposal) -> str:
    """Tell the rhythm and from which day on: `Every Tuesday at 9.30–11.30, from 1.12.`"""
    if proposal.how_often == rules.HowOften.ONCE:
        times = timewords.show_range(
            proposal.starts_at, proposal.ends_at, _language(), in_sentence=True
        )
        return capfirst(f"{_day(proposal.starts_on)} {times}")
    series = Series(weekday=proposal.starts_on.weekday(), **proposal.as_series())
    rhythm = rhythm_words.rhythm(series, _language(), day_and_month)
    first = day_and_month(proposal.starts_on)
    said = _("%(rhythm)s, from %(day)s on") % {"rhythm": rhythm, "day": first}
    return capfirst(rhythm if first in rhythm else said)


def day_and_month(day: dt.date) -> str:
    """Write a day: `25.11.`, `25.11`, `25 November`."""
    if _language() == "en":
        return f"{day.day} {MONTHS[day.month]}"
    return f"{day.day}.{day.month}" + ("." if _language() == "fi" else "")


def place(proposal: Proposal) -> str:
    """Tell the place, or the proposer's own words for it."""
    return _shown(proposal.place.name) if proposal.place else proposal.place_words


def days(found: list[dt.date]) -> str:
    """Write the first days of a list: `1.12., 8.12., 15.12. …`"""
    first = ", ".join(_day(day) for day in found[:3])
    return f"{first} …" if len(found) > 3 else first  # noqa: PLR2004 - as sliced above


def history(proposal: Proposal) -> list[tuple[ProposalStep, str, str]]:
    """Return the history with each step and its time in words, the oldest first."""
    return [
        (step, str(messages.STEPS[rules.Step(step.what)]), _moment(step.at))
        for step in proposal.steps.select_related("by")
    ]


def _moment(at: dt.datetime) -> str:
    """Write when something was done: `ke 25.11. klo 14.05`."""
    local = timezone.localtime(at)
    time = timewords.show_time(local.time(), _language())
    return _("%(day)s at %(time)s") % {"day": _day(local.date()), "time": time}


def _day(day: dt.date) -> str:
    return f"{WEEKDAYS_ABBR[day.weekday()]} {day_and_month(day)}"


def _for_whom(proposal: Proposal) -> str:
    audiences = [_shown(one.name) for one in proposal.audiences.all()]
    return ", ".join([*audiences, *_ages(proposal.age_from, proposal.age_to)])


def _ages(low: int | None, high: int | None) -> list[str]:
    if low is None and high is None:
        return []
    ages = f"{low or 0}+" if high is None else f"{low or 0}–{high}"
    return [_("%(ages)s years old") % {"ages": ages}]


def _price(proposal: Proposal) -> str:
    if proposal.price_cents is None:
        return _("Ask about the price")
    if proposal.price_cents == 0:
        return _("Free")
    return timewords.show_price(proposal.price_cents, _language())


def _booking(proposal: Proposal) -> str:
    told = [str(proposal.get_sign_up_display()), proposal.sign_up_how]
    return ". ".join(part for part in told if part)


def _shown(text: object) -> str:
    return content.shown(text, _language()).text


def _language() -> str:
    return (get_language() or "fi")[:2]
