"""When it meets: the fields of a rhythm, in a form of their own or with a new activity."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pirtti.calendar import rules as calendar_rules
from pirtti.calendar.models import Series
from pirtti.core.formfields import ClockField, DayField
from pirtti.desk import rules
from pirtti.desk.forms.base import DeskForm

ONCE, WEEKLY, EVEN, ODD, EVERY_N = "once", "weekly", "even", "odd", "every_n"
RHYTHMS = [
    (WEEKLY, _("Every week")),
    (EVEN, _("Even weeks")),
    (ODD, _("Odd weeks")),
    (EVERY_N, _("Every few weeks")),
    (ONCE, _("Once")),
]
LEAST_BETWEEN = 2
_THIS_WEEK_IS_EVEN = _("This is week %(number)s, an even one.")
_THIS_WEEK_IS_ODD = _("This is week %(number)s, an odd one.")


class RhythmFields(DeskForm):
    """Day, times and how often."""

    day = DayField(label=_("First day"), help_text=_("For example 25.11."))
    starts_at = ClockField(label=_("Begins at"), help_text=_("For example 9.30"))
    ends_at = ClockField(label=_("Ends at"), help_text=_("For example 11.30"))
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
    until = DayField(
        label=_("Last day"),
        help_text=_("Leave empty when it goes on for now."),
        required=False,
    )
    rhythm_rows = ("day", ("starts_at", "ends_at"), "rhythm", "interval", "until")
    rhythm_names = ("day", "starts_at", "ends_at", "rhythm", "interval", "until")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        week = timezone.localdate().isocalendar().week
        sentence = _THIS_WEEK_IS_ODD if week % 2 else _THIS_WEEK_IS_EVEN
        self.fields["rhythm"].help_text = str(sentence) % {"number": week}

    def clean(self) -> dict[str, Any]:
        """Check the day, the times and the number of weeks together."""
        given = super().clean() or self.cleaned_data
        start, end = given.get("starts_at"), given.get("ends_at")
        if start and end:
            self.refuse(calendar_rules.refuse_times(start, end))
        if given.get("day"):
            self.refuse(
                rules.refuse_first_day(given["day"], today=timezone.localdate())
            )
        missing = not given.get("interval") and "interval" not in self.errors
        if given.get("rhythm") == EVERY_N and missing:
            self.refuse(calendar_rules.RuleFault.INTERVAL_OUT_OF_RANGE)
        return given

    def as_series(self) -> dict[str, Any]:
        """Return the arguments of `calendar.actions.add_series`."""
        given = self.cleaned_data
        chosen = given["rhythm"]
        once = chosen == ONCE
        return {
            "frequency": Series.Frequency.ONCE if once else Series.Frequency.WEEKLY,
            "starts_on": given["day"],
            "starts_at": given["starts_at"],
            "ends_at": given["ends_at"],
            "ends_on": None if once else given["until"],
            "interval": given["interval"] if chosen == EVERY_N else 1,
            "parity": chosen if chosen in {EVEN, ODD} else Series.Parity.ANY,
        }


class SeriesForm(RhythmFields):
    """A new rhythm for an activity that exists."""


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
