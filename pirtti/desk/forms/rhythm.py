"""When it meets: the fields of a rhythm, in a form of their own or with a new activity."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from pirtti.calendar import rules as calendar_rules
from pirtti.calendar.models import Series
from pirtti.core.formfields import ClockField, DayField
from pirtti.desk import rules
from pirtti.desk.forms.base import DeskForm

ONCE, WEEKLY, EVEN, ODD = "once", "weekly", "even", "odd"
EVERY_N, MONTHLY = "every_n", "monthly"
RHYTHMS = [
    (WEEKLY, _("Every week")),
    (EVEN, _("Even weeks")),
    (ODD, _("Odd weeks")),
    (EVERY_N, _("Every few weeks")),
    (MONTHLY, _("Once or twice a month")),
    (ONCE, _("Once")),
]
NTH = [
    (1, _("the first")),
    (2, _("the second")),
    (3, _("the third")),
    (4, _("the fourth")),
    (-1, _("the last")),
]
LEAST_BETWEEN = 2
_THIS_WEEK_IS_EVEN = _("This is week %(number)s, an even one.")
_THIS_WEEK_IS_ODD = _("This is week %(number)s, an odd one.")


def _weekdays() -> list[tuple[int, str]]:
    """Name the weekdays in the language of the page."""
    return [(number, str(name).capitalize()) for number, name in WEEKDAYS.items()]


def ticks(choices: Any, **options: Any) -> forms.TypedMultipleChoiceField:
    """Make a field of ticks whose values are numbers."""
    return forms.TypedMultipleChoiceField(
        choices=choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        **options,
    )


class PatternFields(DeskForm):
    """How often, and on which weekdays."""

    rhythm = forms.ChoiceField(
        label=_("How often"), choices=RHYTHMS, widget=forms.RadioSelect, initial=WEEKLY
    )
    interval = forms.IntegerField(
        label=_("Every how many weeks"),
        help_text=_("Only for “every few weeks”: 2–12."),
        required=False,
        min_value=LEAST_BETWEEN,
        max_value=calendar_rules.MOST_WEEKS_BETWEEN,
    )
    nth = ticks(
        NTH,
        label=_("Which one of the month"),
        help_text=_(
            "For example the second Tuesday. Leave empty when it is as on the first day."
        ),
    )
    weekdays = ticks(
        _weekdays,
        label=_("Weekdays"),
        help_text=_("Leave empty when it is that of the first day."),
    )
    until = DayField(
        label=_("Last day"),
        help_text=_("Leave empty when it goes on for now."),
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        week = timezone.localdate().isocalendar().week
        sentence = _THIS_WEEK_IS_ODD if week % 2 else _THIS_WEEK_IS_EVEN
        self.fields["rhythm"].help_text = str(sentence) % {"number": week}

    def clean(self) -> dict[str, Any]:
        """Check the times and the number of weeks together."""
        given = super().clean() or self.cleaned_data
        start, end = given.get("starts_at"), given.get("ends_at")
        if start and end:
            self.refuse(calendar_rules.refuse_times(start, end))
        missing = not given.get("interval") and "interval" not in self.errors
        if given.get("rhythm") == EVERY_N and missing:
            self.refuse(calendar_rules.RuleFault.INTERVAL_OUT_OF_RANGE)
        return given

    def pattern(self) -> dict[str, Any]:
        """Return what tells how often, as `calendar.actions` takes it."""
        given, chosen = self.cleaned_data, self.cleaned_data["rhythm"]
        frequencies = {
            ONCE: Series.Frequency.ONCE,
            MONTHLY: Series.Frequency.MONTHLY,
        }
        return {
            "frequency": frequencies.get(chosen, Series.Frequency.WEEKLY),
            "interval": given["interval"] if chosen == EVERY_N else 1,
            "parity": chosen if chosen in {EVEN, ODD} else Series.Parity.ANY,
            "weekdays": [] if chosen == ONCE else given["weekdays"],
            "nth": given["nth"] if chosen == MONTHLY else [],
            "ends_on": None if chosen == ONCE else given["until"],
        }


class RhythmFields(PatternFields):
    """First day, times and how often: all that a new rhythm needs."""

    day = DayField(label=_("First day"), help_text=_("For example 25.11."))
    starts_at = ClockField(label=_("Begins at"), help_text=_("For example 9.30"))
    ends_at = ClockField(label=_("Ends at"), help_text=_("For example 11.30"))
    rhythm_rows = (
        *("day", ("starts_at", "ends_at"), "rhythm", "interval", "nth"),
        *("weekdays", "until"),
    )
    rhythm_names = (
        *("day", "starts_at", "ends_at", "rhythm", "interval", "nth"),
        *("weekdays", "until"),
    )

    def clean(self) -> dict[str, Any]:
        """Check the first day too."""
        given = super().clean()
        if given.get("day"):
            self.refuse(
                rules.refuse_first_day(given["day"], today=timezone.localdate())
            )
        return given

    def as_series(self) -> dict[str, Any]:
        """Return the arguments of `calendar.actions.add_series`."""
        given, pattern = self.cleaned_data, self.pattern()
        if pattern["frequency"] == Series.Frequency.MONTHLY and not pattern["nth"]:
            pattern["nth"] = [rules.nth_of(given["day"])]
        return {
            "starts_on": given["day"],
            "starts_at": given["starts_at"],
            "ends_at": given["ends_at"],
            **pattern,
        }


def chosen_rhythm(series: Series) -> str:
    """Return which of `RHYTHMS` a stored rhythm is."""
    if series.frequency != Series.Frequency.WEEKLY:
        return MONTHLY if series.frequency == Series.Frequency.MONTHLY else ONCE
    if series.parity != Series.Parity.ANY:
        return series.parity
    return EVERY_N if series.interval > 1 else WEEKLY


class EndSeriesForm(DeskForm):
    """The last day of a rhythm."""

    last_on = DayField(
        label=_("Last day"),
        help_text=_("Later dates go away, except those changed by hand."),
    )

    def __init__(self, *args: Any, series: Series, **options: Any) -> None:
        self.series = series
        super().__init__(*args, auto_id=f"id_series_{series.pk}_%s", **options)

    def clean_last_on(self) -> dt.date:
        """Refuse days that would take away what was held."""
        day: dt.date = self.cleaned_data["last_on"]
        self.refuse(
            rules.refuse_last_day(
                day, ends_on=self.series.ends_on, today=timezone.localdate()
            )
        )
        return day
