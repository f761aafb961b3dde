"""Sentences of training: refusals, and why a cohort's days are what they are."""

import datetime as dt
from collections.abc import Callable
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from pirtti.training.rules import LeaderWish, Phase, Proposed, Refusal, Variant

REFUSALS: dict[Enum, Promise | str] = {
    Refusal.NO_DUE_MONTHS: _("Nobody has told yet when the baby is due."),
    Refusal.DUE_BACKWARDS: _("The latest due month is before the earliest one."),
    Refusal.DUE_TOO_WIDE: _(
        "The due months are more than six months apart. Make two cohorts of it."
    ),
    Refusal.NO_MEETINGS: _("Give 1–20 meetings on at least one side of the births."),
    Refusal.NO_SUCH_RHYTHM: _("Choose a weekday, and every week or every second week."),
    Refusal.TOO_LATE: _(
        "It is too late for these due months: the first meeting would be within a week "
        "or already over. Choose fewer meetings before the births."
    ),
    Refusal.NO_OPEN_DAYS: _(
        "It is closed on this weekday for months. Choose another weekday."
    ),
    Refusal.NO_SESSIONS: _("This cohort has no sessions."),
    Refusal.DAYS_MISSING: _("Give one day for each session."),
    Refusal.DAYS_NOT_IN_ORDER: _("The days have to come one after another."),
    Refusal.DAY_GONE: _("The first day is already gone."),
    Refusal.NEEDS_DATE: _("The session needs a date first."),
    Refusal.PARALLEL_ALREADY: _("The fathers’ own session is there already."),
    Refusal.LEADER_MISSING: _(
        "Tell who leads it, by role: for example “father worker”."
    ),
    Refusal.ROOM_THE_SAME: _(
        "Choose another room than that of the session itself: both are at the same time."
    ),
    Refusal.SAME_ACTIVITY: _("An evening is linked to another activity than its own."),
}
PHASES: dict[Phase, Promise | str] = {
    Phase.BEFORE: _("Before the births"),
    Phase.AFTER: _("After the births"),
}
VARIANTS: dict[Variant, Promise | str] = {
    Variant.NONE: _("For all"),
    Variant.YOUNG: _("Young parents"),
    Variant.SINGLE: _("One-parent families"),
    Variant.MULTICULTURAL: _("Families of many languages"),
}
WISHES: dict[LeaderWish, Promise | str] = {
    LeaderWish.ANYBODY: _("anybody may lead it"),
    LeaderWish.MAN: _("a man should lead it"),
}
ShowDay = Callable[[dt.date], str]


def reasons(found: Proposed, day: ShowDay) -> list[str]:
    """Say in words why the days are what they are; `day` writes a day."""
    said = []
    if found.before:
        said.append(
            gettext(
                "Babies are due from %(first)s on, so the last meeting before the births "
                "is on %(last)s: at least four weeks earlier, as babies may hurry."
            )
            % {"first": day(found.births_from), "last": day(found.before[-1])}
        )
    if found.after:
        said.append(
            gettext(
                "The latest babies are due by %(last)s, so the first meeting after the "
                "births is on %(first)s, about eight weeks later."
            )
            % {"last": day(found.births_to), "first": day(found.after[0])}
        )
    return [*said, *_changes(found, day)]


def _changes(found: Proposed, day: ShowDay) -> list[str]:
    said = []
    if found.skipped:
        said.append(
            ngettext(
                "Left out, as it is closed or a public holiday: %(days)s.",
                "Left out, as these are closed or public holidays: %(days)s.",
                len(found.skipped),
            )
            % {"days": ", ".join(day(one) for one in found.skipped)}
        )
    if found.was_hurried:
        said.append(
            gettext(
                "Every second week would begin too early, so it meets every week here."
            )
        )
    return said
