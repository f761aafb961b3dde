"""What one says when people sign up to an activity or a date: numbers only."""

import datetime as dt
from enum import Enum
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pirtti.core import timewords
from pirtti.core.formfields import ClockField, DayField
from pirtti.desk.forms.base import DeskForm
from pirtti.signups import messages, rules
from pirtti.signups.forms import AGE_UNCLEAR, AgeField
from pirtti.signups.models import Intake
from pirtti.signups.rules import Refusal

_PLAIN = (
    "counts", "capacity", "minimum", "most_adults", "most_children", "needs",
    "when_full", "needs_approval", "asks_ages",
)  # fmt: skip
PLACES: dict[Enum, str] = {
    Refusal.SEATS_TAKEN: "capacity",
    Refusal.MINIMUM_ABOVE: "minimum",
    Refusal.WINDOW_BACKWARDS: "closes_on",
}


class LimitField(AgeField):
    """The youngest or oldest age; 0 is a newborn, a due month is no limit."""

    def to_python(self, value: Any) -> Any:
        """Read an age; 0 may stand alone."""
        text = str(value or "").strip()
        if text == "0":
            return 0
        months = super().to_python(text)
        if months is not None and months <= 0 and "/" in text:
            raise forms.ValidationError(str(AGE_UNCLEAR), code="unclear")
        return months

    def prepare_value(self, value: Any) -> Any:
        """Show 0 as it is typed."""
        return "0" if value == 0 else super().prepare_value(value)


class IntakeForm(DeskForm):
    """How many fit in, who, from when to when, and what is handled."""

    capacity = forms.IntegerField(
        label=_("How many seats are there?"), min_value=1, max_value=rules.MOST_SEATS
    )
    counts = forms.ChoiceField(
        label=_("One seat is for"),
        choices=Intake.Counts.choices,
        widget=forms.RadioSelect,
    )
    minimum = forms.IntegerField(
        label=_("The fewest with whom it is held"),
        help_text=_("0 when it is held whoever comes."),
        min_value=0,
        max_value=rules.MOST_SEATS,
    )
    most_adults = forms.IntegerField(
        label=_("Adults of one family, at most"), min_value=0, max_value=10
    )
    most_children = forms.IntegerField(
        label=_("Children of one family, at most"), min_value=0, max_value=12
    )
    opens_on = DayField(
        label=_("Signing up begins on"),
        help_text=_("Leave empty for at once."),
        required=False,
    )
    opens_at = ClockField(label=_("at"), required=False)
    closes_on = DayField(
        label=_("Last day for signing up"),
        help_text=_("Leave empty when one may sign up to the end."),
        required=False,
    )
    ends_on = DayField(
        label=_("Last day of the activity"),
        help_text=_("30 days later all that families told is erased."),
    )
    needs_approval = forms.BooleanField(
        label=_("We answer each family before it has a seat"), required=False
    )
    asks_ages = forms.BooleanField(
        label=_("Ask the ages of the children (never a birth date)"), required=False
    )
    youngest = LimitField(
        label=_("Youngest child"),
        help_text=_("For example 8 mo or 2 y. Leave empty for all ages."),
        required=False,
    )
    oldest = LimitField(label=_("Oldest child"), required=False)
    needs = forms.MultipleChoiceField(
        label=_("What can you really arrange when a family needs it?"),
        help_text=_("Families can tick these, and only these."),
        choices=list(messages.NEEDS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    when_full = forms.ChoiceField(
        label=_("When all seats are taken"),
        choices=Intake.WhenFull.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, intake: Intake, **options: Any) -> None:
        """Begin with what holds now; one date has its own last day."""
        options["initial"] = _begins(intake)
        super().__init__(*args, **options)
        if intake.occurrence_id:
            del self.fields["ends_on"]

    def refuse(self, reason: Enum | None) -> None:
        """Put the sentence of a refusal at its field."""
        if reason in PLACES:
            self.add_error(PLACES[reason], str(messages.REFUSALS[reason]))
            return
        super().refuse(reason)

    def clean(self) -> dict[str, Any]:
        """Refuse ages that are the wrong way round, and an hour without its day."""
        given = super().clean() or self.cleaned_data
        low, high = given.get("youngest"), given.get("oldest")
        if low is not None and high is not None and low > high:
            self.add_error("oldest", _("The oldest is younger than the youngest."))
        if given.get("opens_at") and not given.get("opens_on"):
            self.add_error("opens_on", _("Give the day, too."))
        return given

    @property
    def values(self) -> dict[str, Any]:
        """Return the arguments of `signups.actions.open_intake` and `change_intake`."""
        given = self.cleaned_data
        opens, closes = given["opens_on"], given["closes_on"]
        begins = given["opens_at"] or dt.time.min
        values = {name: given[name] for name in _PLAIN} | {
            "age_from_months": given["youngest"],
            "age_to_months": given["oldest"],
            "opens_at": timewords.to_instant(opens, begins) if opens else None,
            "closes_at": _end_of(closes) if closes else None,
        }
        if "ends_on" in given:
            values["ends_on"] = given["ends_on"]
        return values


def _end_of(day: dt.date) -> dt.datetime:
    """Return the midnight that ends a day."""
    return timewords.to_instant(day + dt.timedelta(days=1), dt.time.min)


def _begins(intake: Intake) -> dict[str, Any]:
    opens = timezone.localtime(intake.opens_at) if intake.opens_at else None
    closes = timezone.localtime(intake.closes_at) if intake.closes_at else None
    return {name: getattr(intake, name) for name in _PLAIN} | {
        "ends_on": intake.ends_on,
        "youngest": intake.age_from_months,
        "oldest": intake.age_to_months,
        "opens_on": opens.date() if opens else None,
        "opens_at": opens.time() if opens else None,
        "closes_on": (closes - dt.timedelta(seconds=1)).date() if closes else None,
    }
