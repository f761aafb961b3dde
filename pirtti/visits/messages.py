"""Words of the counter: names of categories, sums as sentences, refusals."""

from collections.abc import Mapping
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from pirtti.core import formfields
from pirtti.visits import rules
from pirtti.visits.rules import Method, Refusal

REFUSALS: dict[Enum, Promise | str] = {
    Refusal.CODE_UNKNOWN: _(
        "This code opens no counter here today. Check the six digits, or ask for today's code."
    ),
    Refusal.NOT_A_CODE: _("The shift code is six digits."),
    Refusal.TOO_MANY_TRIES: _(
        "Codes were tried many times. Wait ten minutes, or ask for the counter's link."
    ),
    Refusal.TOO_EARLY: _("The counter opens two hours before the beginning."),
    Refusal.TOO_LATE: _(
        "The counter has closed. Tell the numbers to the coordinator, who can still add them."
    ),
    Refusal.REVOKED: _(
        "This link has been replaced by a new one. Ask the coordinator for today's code."
    ),
    Refusal.CANCELLED: _("This date was cancelled, so there is nothing to count."),
    Refusal.TOO_MANY_EVENTS: _(
        "Too many taps came at once. Send them in smaller parts."
    ),
    Refusal.BAD_EVENT: _("What came was not a tap of a counter."),
    Refusal.UNKNOWN_CATEGORY: _("This place does not count that."),
    Refusal.NEEDS_REASON: _("Tell in a few words why the count changes."),
    Refusal.BELOW_ZERO: _("A number of visitors can't be below zero."),
    Refusal.TOO_LARGE: _("The number is too large: at most 9999 fit."),
    Refusal.NOT_YET: _("This date has not begun yet, so there is nothing to count."),
    Refusal.ALREADY_COUNTED: _(
        "Visitors have already been counted. Take them away first if the date did not take place."
    ),
    Refusal.NO_PLACE: _("A meeting on the net has no door to count at."),
    Refusal.BAD_WEEK: _("Give sample weeks as year and week, for example 2026-W47."),
    Refusal.BAD_KEY: _(
        "Give the counter a short name: letters a–z, digits and dashes."
    ),
}

METHODS: dict[str, Promise | str] = {
    Method.EVERY_VISIT.value: _("Every visit is counted"),
    Method.SAMPLE_WEEKS.value: _("Counted in sample weeks"),
    Method.ESTIMATE.value: _("Estimated"),
}

# The same within a line of a table or under a number.
METHOD_WORDS: dict[str, Promise | str] = {
    Method.EVERY_VISIT.value: pgettext_lazy("how counted", "every visit"),
    Method.SAMPLE_WEEKS.value: pgettext_lazy("how counted", "sample weeks"),
    Method.ESTIMATE.value: pgettext_lazy("how counted", "estimate"),
}

_LABELS: dict[str, Promise | str] = {
    rules.ADULTS: _("Adults"),
    rules.MEN: _("Fathers and other men"),
    rules.CHILDREN: _("Children"),
    "children:0": _("Children under 1"),
    "children:1-2": _("Children 1–2"),
    "children:3-6": _("Children 3–6"),
    "children:7": _("Children 7 or older"),
    rules.FIRST_TIME: pgettext_lazy("counter", "First time"),
}
_NOTES: dict[str, Promise | str] = {
    rules.MEN: _("of the adults"),
    rules.FIRST_TIME: pgettext_lazy("counter", "families"),
}


def label(category: str, own: Mapping[str, str] | None = None) -> str:
    """Name a category; `own` gives the names of the place's own ones by key."""
    if category.startswith(rules.OWN_PREFIX):
        key = category.removeprefix(rules.OWN_PREFIX)
        return (own or {}).get(key, key)
    if category.startswith(rules.LANGUAGE_PREFIX):
        code = category.removeprefix(rules.LANGUAGE_PREFIX)
        return gettext("Speaking %(language)s") % {
            "language": formfields.LANGUAGE_NAMES.get(code, code)
        }
    return str(_LABELS.get(category, category))


def note(category: str) -> str:
    """Return the small words under a category's name, perhaps empty."""
    return str(_NOTES.get(category, ""))


def visitors(sums: rules.Sums) -> str:
    """Say who came: "12 adults, 17 children, 2 families for the first time"."""
    parts = [
        ngettext("%(count)s adult", "%(count)s adults", sums.adults)
        % {"count": sums.adults},
        ngettext("%(count)s child", "%(count)s children", sums.children)
        % {"count": sums.children},
    ]
    if sums.first:
        parts.append(
            ngettext(
                "%(count)s family for the first time",
                "%(count)s families for the first time",
                sums.first,
            )
            % {"count": sums.first}
        )
    return ", ".join(parts)


def together(sums: rules.Sums) -> str:
    """Say what all phones have counted so far."""
    return gettext("All phones together: %(visitors)s.") % {"visitors": visitors(sums)}
