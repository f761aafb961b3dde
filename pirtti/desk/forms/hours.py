"""Opening hours: weekly lines with their seasons, and days that differ."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from pirtti.core import formfields
from pirtti.desk.forms.network import PlacedForm, TimesField, line
from pirtti.network.models import Place
from pirtti.network.rules import Hours, Refusal, refuse_hours

MOST_LINES = 60
EMPTY_LINES = 3
LONGEST_EXCEPTION_DAYS = 366


def _weekdays() -> list[tuple[int, str]]:
    """Name the weekdays in the language of the page."""
    return [(number, str(name).capitalize()) for number, name in WEEKDAYS.items()]


class HoursLine(PlacedForm):
    """One weekly line: a weekday, times, perhaps a season."""

    WHERE: ClassVar = {
        Refusal.CLOSES_BEFORE_OPENING: "times",
        Refusal.SEASON_ENDS_BEFORE_START: "valid_to",
    }

    weekday = forms.TypedChoiceField(label=_("Weekday"), coerce=int, choices=_weekdays)
    times = TimesField(
        required=False,
        label=_("Open"),
        help_text=_("For example 9.30–11.30."),
        max_length=60,
    )
    valid_from = formfields.DayField(required=False, label=_("From day"))
    valid_to = formfields.DayField(required=False, label=_("Until day"))

    def clean(self) -> dict[str, Any]:
        """Refuse a line that can't be; one without times is left out."""
        data = super().clean() or {}
        if not self.errors and data.get("times"):
            self.refuse(refuse_hours(self.as_rule(data)))
        return data

    @staticmethod
    def as_rule(data: dict[str, Any]) -> Hours:
        """Return the plain values of one line."""
        opens, closes = data["times"]
        return Hours(
            data["weekday"], opens, closes, data["valid_from"], data["valid_to"]
        )


class BaseHours(forms.BaseFormSet):  # type: ignore[type-arg]
    """All weekly lines of a place."""

    def hours(self) -> list[Hours]:
        """Return the lines that have times and were not taken away, each once."""
        lines = [
            HoursLine.as_rule(form.cleaned_data)
            for form in self.forms
            if form.cleaned_data.get("times") and not form.cleaned_data.get("DELETE")
        ]
        return list(dict.fromkeys(lines))

    def add_fields(self, form: Any, index: int | None) -> None:
        """Name the tick that takes a line away."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Take this line away")


HoursFormSet = forms.formset_factory(
    HoursLine,
    formset=BaseHours,
    extra=EMPTY_LINES,
    can_delete=True,
    max_num=MOST_LINES,
    absolute_max=MOST_LINES,
    validate_max=True,
    can_delete_extra=False,
)


def hours_forms(place: Place, data: Any = None) -> Any:
    """Return the lines of a place with three empty ones for more."""
    lines = [
        {
            "weekday": line.weekday,
            "times": (line.opens, line.closes),
            "valid_from": line.valid_from,
            "valid_to": line.valid_to,
        }
        for line in place.opening_hours.all()
    ]
    return HoursFormSet(data, initial=lines, prefix="line")


class ExceptionForm(PlacedForm):
    """Days that differ: other hours, or closed."""

    WHERE: ClassVar = {
        Refusal.SEASON_ENDS_BEFORE_START: "last_on",
        Refusal.CLOSES_BEFORE_OPENING: "times",
    }

    first_on = formfields.DayField(
        label=_("First day"), help_text=_("For example 23.12.")
    )
    last_on = formfields.DayField(
        required=False, label=_("Last day"), help_text=_("Empty: just that one day.")
    )
    times = TimesField(
        required=False,
        label=_("Open"),
        max_length=60,
        help_text=_("For example 10–12. Empty: closed."),
    )
    reason = line(_("Reason, told to families"), most=130)

    def __init__(self, *args: Any, place: Place, **options: Any) -> None:
        super().__init__(*args, **options)
        self.place = place

    def clean(self) -> dict[str, Any]:
        """Refuse days that can't be, or that have an exception already."""
        data = super().clean() or {}
        if self.errors:
            return data
        first, last = data["first_on"], data["last_on"] or data["first_on"]
        data["last_on"] = last
        if (last - first).days > LONGEST_EXCEPTION_DAYS:
            self.add_error("last_on", _("An exception lasts a year at most."))
        if self._is_taken(first, last):
            self.add_error(
                "first_on",
                _("These days have an exception already. Take it away first."),
            )
        return data

    def _is_taken(self, first: dt.date, last: dt.date) -> bool:
        others = self.place.opening_exceptions.filter(
            first_on__lte=last, last_on__gte=first
        )
        return others.exists()

    def as_change(self) -> dict[str, Any]:
        """Return the arguments of `network.actions.add_exception`."""
        data = self.cleaned_data
        opens, closes = data["times"] or (None, None)
        return {
            "first_on": data["first_on"],
            "last_on": data["last_on"],
            "opens": opens,
            "closes": closes,
            "reason": data["reason"],
        }
