"""What an organisation is asked in a round: the same with and without an account."""

from enum import Enum
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pirtti.calendar import messages as calendar_messages
from pirtti.calendar import rules as calendar
from pirtti.calendar.models import Series
from pirtti.core import forms as core_forms
from pirtti.core.formfields import ClockField, DayField
from pirtti.network.models import Place
from pirtti.planning import messages, rules
from pirtti.planning.actions import Rhythm
from pirtti.planning.models import Ask, Promise
from pirtti.planning.queries import answers as queries
from pirtti.planning.words import weekday

KEEP, WEEKLY, LAST = "keep", "weekly", "last"
HOW_OFTEN = [
    (WEEKLY, _("Every week")),
    ("even", _("Even weeks")),
    ("odd", _("Odd weeks")),
    ("two", _("Every other week")),
    ("1", _("On the first one of the month")),
    ("2", _("On the second one of the month")),
    ("3", _("On the third one of the month")),
    ("4", _("On the fourth one of the month")),
    (LAST, _("On the last one of the month")),
]
_WHERE: dict[Enum, str] = {
    rules.Refusal.NEEDS_WEEKDAY: "weekdays",
    calendar.RuleFault.END_NOT_AFTER_START: "ends_at",
    calendar.RuleFault.CROSSES_MIDNIGHT: "ends_at",
    calendar.RuleFault.TOO_LONG: "ends_at",
    calendar.RuleFault.NO_DATES: "ends_on",
    calendar.RuleFault.ENDS_BEFORE_START: "ends_on",
    calendar.RuleFault.AGES_BACKWARDS: "age_to",
}


def sentence(reason: Enum) -> str:
    """Return the sentence of a refusal of planning or of the calendar."""
    for table in (messages.REFUSALS, calendar_messages.REFUSALS):
        if reason in table:
            return str(table[reason])
    raise KeyError(reason)


class RhythmForm(core_forms.Form):
    """When something meets in the season that is planned."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("Weekdays"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    starts_at = ClockField(label=_("Begins at"), help_text=_("For example 9.30"))
    ends_at = ClockField(label=_("Ends at"), help_text=_("For example 11.30"))
    how_often = forms.ChoiceField(label=_("How often"), choices=HOW_OFTEN)
    starts_on = DayField(
        label=_("First day"),
        help_text=_("Leave empty when it begins with the season."),
        required=False,
    )
    ends_on = DayField(
        label=_("Last day"),
        help_text=_("Leave empty when it goes on to the end of the season."),
        required=False,
    )
    place = forms.ModelChoiceField(
        Place.objects.none(), label=_("Place"), required=False
    )

    def __init__(self, *args: Any, ask: Ask, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ask = ask
        days: Any = self.fields["weekdays"]
        days.choices = [(number, weekday(number)) for number in range(7)]
        place: Any = self.fields["place"]
        place.queryset = queries.places_to_choose(ask)

    def refuse(self, reason: Enum) -> None:
        """Put the sentence of a refusal at the field it speaks of."""
        where = _WHERE.get(reason)
        self.add_error(where if where in self.fields else None, sentence(reason))

    def clean(self) -> dict[str, Any]:
        """Keep the days within the season."""
        given = super().clean() or self.cleaned_data
        planned = self.ask.round
        for name in ("starts_on", "ends_on"):
            day = given.get(name)
            if day and not planned.first_on <= day <= planned.last_on:
                self.add_error(name, _("That day is not in the season."))
        return given

    def rhythm(self) -> Rhythm:
        """Return what was typed as the action takes it."""
        given = self.cleaned_data
        return Rhythm(
            weekdays=tuple(given["weekdays"]),
            starts_at=given["starts_at"],
            ends_at=given["ends_at"],
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            place=given["place"],
            **self.pattern(given["how_often"]),
        )

    def pattern(self, chosen: str) -> dict[str, Any]:
        """Return how often as the calendar names it."""
        if chosen == LAST or chosen.isdigit():
            nth = -1 if chosen == LAST else int(chosen)
            return {"frequency": Series.Frequency.MONTHLY, "nth": (nth,)}
        if chosen in {Series.Parity.EVEN, Series.Parity.ODD}:
            return {"parity": chosen}
        return {"interval": 2 if chosen == "two" else 1}


class ChangeForm(RhythmForm):
    """What is different with a rhythm of last season."""

    def __init__(
        self,
        *args: Any,
        series: Series,
        promise: Promise | None = None,
        **options: Any,
    ) -> None:
        self.series = series
        source = promise if promise is not None and promise.has_rhythm else series
        options.setdefault("initial", self._initial(source))
        super().__init__(*args, **options)
        often: Any = self.fields["how_often"]
        often.choices = [(KEEP, _("As often as before")), *HOW_OFTEN]
        place: Any = self.fields["place"]
        place.empty_label = _("Where it was")

    def _initial(self, source: Promise | Series) -> dict[str, Any]:
        days = source.weekdays
        if not days and isinstance(source, Series):
            days = [source.weekday]
        found: dict[str, Any] = {
            "weekdays": days,
            "starts_at": source.starts_at,
            "ends_at": source.ends_at,
            "how_often": KEEP,
            "place": source.place_id,
        }
        if isinstance(source, Promise):
            found |= {"starts_on": source.starts_on, "ends_on": source.ends_on}
            found["how_often"] = _often(source, self.series)
        return found

    def pattern(self, chosen: str) -> dict[str, Any]:
        """Return how often; "as before" is what the rhythm was."""
        if chosen != KEEP:
            return super().pattern(chosen)
        series = self.series
        return {
            "frequency": series.frequency,
            "interval": series.interval,
            "parity": series.parity,
            "nth": tuple(series.nth),
        }


def _often(promise: Promise, series: Series) -> str:
    """Return which choice tells how often a promise meets."""
    names = ("frequency", "interval", "parity", "nth")
    if all(getattr(promise, name) == getattr(series, name) for name in names):
        return KEEP
    if promise.nth:
        return LAST if promise.nth[0] == -1 else str(promise.nth[0])
    if promise.parity != Series.Parity.ANY:
        return promise.parity
    return "two" if promise.interval == 2 else WEEKLY  # noqa: PLR2004
