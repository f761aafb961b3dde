"""An idea in words, the same for whoever has it and those who answer."""

from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from pirtti.core import content, timewords
from pirtti.core.formfields import LANGUAGE_NAMES
from pirtti.founding import messages, rules
from pirtti.founding.models import GroupIdea, IdeaNote
from pirtti.proposals.words import day_and_month
from pirtti.signups import words as signups

# A picture, a label and what is told.
Fact = tuple[str, str, str]
_MONTHS = 12


def facts(idea: GroupIdea) -> list[Fact]:
    """Tell an idea as labels and words; what nobody told is left out."""
    found = [
        ("hand-heart", _("Who leads"), _leads(idea)),
        ("send", _("Telling people"), _telling(idea)),
        ("users", _("For whom"), _for_whom(idea)),
        ("users", _("Especially for"), _especially(idea)),
        ("link", _("With whom"), _with(idea)),
        ("calendar-days", _("How often and how long"), _rhythm(idea)),
        ("map-pin", _("Where it meets"), _one(messages.MEETS, idea.meets)),
        ("sparkles", _("What you do together"), _together(idea)),
        ("info", _("What is needed"), needed(idea)),
    ]
    return [fact for fact in found if fact[2]]


def title(idea: GroupIdea) -> str:
    """Return the working name of an idea, or neutral words for it."""
    return idea.name or _("An idea for a group")


def needed(idea: GroupIdea) -> str:
    """Tell what there is and what is missing: `A room: Missing`."""
    lines = [
        _("%(thing)s: %(has)s")
        % {"thing": label, "has": _one(messages.HAS, getattr(idea, name))}
        for name, label in messages.RESOURCES.items()
        if getattr(idea, name)
    ]
    if idea.wants_support:
        lines.append(_("A support person would be welcome at the beginning"))
    return "\n".join([*lines, idea.resources]).strip()


def history(idea: GroupIdea) -> list[tuple[IdeaNote, str, str]]:
    """Return what was said with each step and its time in words, the oldest first."""
    return [
        (note, str(messages.NOTES[rules.What(note.what)]), _moment(note))
        for note in idea.notes.select_related("by")
    ]


def months(low: int | None, high: int | None) -> str:
    """Write ages in months: `0–11 months`, years where they are whole."""
    if low is None and high is None:
        return ""
    whole = all(one is None or one % _MONTHS == 0 for one in (low, high))
    unit = _MONTHS if whole and max(low or 0, high or 0) >= 2 * _MONTHS else 1
    low, high = (low or 0) // unit, None if high is None else high // unit
    ages = f"{low}+" if high is None else f"{low}–{high}"
    if unit == 1:
        return _("%(ages)s months old") % {"ages": ages}
    return _("%(ages)s years old") % {"ages": ages}


def _moment(note: IdeaNote) -> str:
    local = timezone.localtime(note.at)
    day = f"{WEEKDAYS_ABBR[local.weekday()]} {day_and_month(local.date())}"
    time = timewords.show_time(local.time(), language())
    return _("%(day)s at %(time)s") % {"day": day, "time": time}


def _leads(idea: GroupIdea) -> str:
    who = [_one(messages.LEADING, idea.leading), _one(messages.LEADS_AS, idea.leads_as)]
    return "\n".join(part for part in (idea.alias, *who) if part)


def _telling(idea: GroupIdea) -> str:
    named = ", ".join(_one(messages.CHANNELS, one) for one in idea.channels)
    return "\n".join(part for part in (named, idea.telling) if part)


def _for_whom(idea: GroupIdea) -> str:
    parts = (
        idea.for_whom,
        _one(messages.AUDIENCE, idea.audience),
        _one(messages.JOINING, idea.joining),
    )
    return "\n".join(part for part in parts if part)


def _especially(idea: GroupIdea) -> str:
    parts = [content.shown(one.name, language()).text for one in idea.audiences.all()]
    parts.append(months(idea.age_from_months, idea.age_to_months))
    parts += [_one(messages.LIFE_STAGES, one) for one in idea.life_stages]
    parts += [str(LANGUAGE_NAMES.get(one, one)) for one in idea.languages]
    return ", ".join(part for part in parts if part)


def _with(idea: GroupIdea) -> str:
    parts = [content.shown(one.name, language()).text for one in idea.partners.all()]
    return "\n".join(part for part in (", ".join(parts), idea.networks) if part)


def _rhythm(idea: GroupIdea) -> str:
    number = idea.meetings
    times = (
        ngettext("%(number)s meeting", "%(number)s meetings", number)
        % {"number": number}
        if number
        else ""
    )
    until = _("until %(day)s") % {"day": signups.day(idea.until)} if idea.until else ""
    parts = (_one(messages.HOW_OFTEN, idea.how_often), times, until)
    return ", ".join(part for part in parts if part)


def _together(idea: GroupIdea) -> str:
    parts = (_one(messages.CONTENT, idea.content), idea.themes)
    return "\n".join(part for part in parts if part)


def _one(words: messages.Words, value: str) -> str:
    return str(words.get(value, ""))


def language() -> str:
    """Return the language of the page: two letters."""
    return (get_language() or "fi")[:2]
