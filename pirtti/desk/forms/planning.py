"""Opening a planning round, telling a coming change, the times of a year."""

from enum import Enum
from typing import Any, ClassVar

from django import forms
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from pirtti.core.formfields import DayField, I18nText, TextField
from pirtti.desk.forms.network import NameField, PlacedForm
from pirtti.network import access
from pirtti.network.access import Viewer
from pirtti.network.models import Area, Organisation
from pirtti.planning import access as planning
from pirtti.planning.models import Round, YearMark
from pirtti.planning.rules import Refusal

MOST_NOTICE, USUAL_NOTICE = 90, 14
CHANGE_MOST = 500
LAST_DAY = 31


class RoundForm(PlacedForm):
    """A new planning round."""

    WHERE: ClassVar[dict[Enum, str]] = {
        Refusal.SEASON_ENDS_BEFORE_START: "last_on",
        Refusal.SEASON_TOO_LONG: "last_on",
        Refusal.DEADLINE_GONE: "deadline",
        Refusal.DEADLINE_AFTER_START: "deadline",
        Refusal.TOO_FAR_AHEAD: "first_on",
    }

    area = forms.ModelChoiceField(Area.objects.none(), label=_("Area"))
    name = NameField(
        label=_("Name of the season"), help_text=_("For example: spring 2027.")
    )
    first_on = DayField(label=_("First day of the season"))
    last_on = DayField(label=_("Last day of the season"))
    deadline = DayField(
        label=_("Answers are wanted by"),
        help_text=_("A reminder goes out a week before."),
    )
    notice_days = forms.IntegerField(
        label=_("Changes are told how many days ahead"),
        help_text=_("What the partners agreed on. It is told on the page of answers."),
        min_value=1,
        max_value=MOST_NOTICE,
        initial=USUAL_NOTICE,
    )

    def __init__(self, *args: Any, viewer: Viewer, **options: Any) -> None:
        super().__init__(*args, **options)
        area: Any = self.fields["area"]
        area.queryset = access.areas_where(viewer, planning.LEAD)
        area.initial = area.queryset.first()

    def filled(self) -> Round:
        """Return the round as it was typed; nothing is stored yet."""
        return Round(**self.cleaned_data)


class DeadlineForm(PlacedForm):
    """Another deadline for a round."""

    WHERE: ClassVar[dict[Enum, str]] = {
        Refusal.DEADLINE_GONE: "deadline",
        Refusal.DEADLINE_AFTER_START: "deadline",
    }

    deadline = DayField(label=_("Answers are wanted by"))

    def __init__(self, *args: Any, planned: Round, **options: Any) -> None:
        super().__init__(*args, initial={"deadline": planned.deadline}, **options)


class ComingChangeForm(PlacedForm):
    """What will change, told by an own organisation."""

    WHERE: ClassVar[dict[Enum, str]] = {Refusal.DAY_IS_GONE: "from_on"}

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation")
    )
    text = TextField(
        max_length=CHANGE_MOST, multiline=True, label=_("What will change")
    )
    from_on = DayField(label=_("From when"), help_text=_("For example 1.3."))

    def __init__(self, *args: Any, viewer: Viewer, **options: Any) -> None:
        super().__init__(*args, **options)
        organisation: Any = self.fields["organisation"]
        organisation.queryset = access.organisations_where(
            viewer, planning.TAKE_PART
        ).select_related("area")

    def told(self) -> dict[str, Any]:
        """Return what was typed as `actions.tell_change` takes it."""
        return self.cleaned_data | {"area": self.cleaned_data["organisation"].area}


class MarkForm(PlacedForm):
    """A time of an organisation's year."""

    WHERE: ClassVar[dict[Enum, str]] = {Refusal.NO_SUCH_DAY: "first_day"}

    kind = forms.ChoiceField(label=_("What"), choices=YearMark.Kind.choices)
    first_day = forms.IntegerField(label=_("Day"), min_value=1, max_value=LAST_DAY)
    first_month = forms.TypedChoiceField(label=_("Month"), coerce=int)
    last_day = forms.IntegerField(
        label=_("Last day, unless it is one day"),
        min_value=1,
        max_value=LAST_DAY,
        required=False,
    )
    last_month = forms.TypedChoiceField(
        label=_("Last month"), coerce=int, required=False, empty_value=None
    )
    note = I18nText(max_length=90, label=_("In a few words"), required=False)

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.organisation = organisation
        months = [(number, capfirst(str(name))) for number, name in MONTHS.items()]
        first: Any = self.fields["first_month"]
        last: Any = self.fields["last_month"]
        first.choices, last.choices = months, [("", _("The same")), *months]

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """Return the fields in the rows in which they are shown."""
        names = (
            ("kind",),
            ("first_day", "first_month"),
            ("last_day", "last_month"),
            ("note",),
        )
        return [[self[name] for name in row] for row in names]

    def filled(self) -> YearMark:
        """Return the mark as it was typed; nothing is stored yet."""
        given = self.cleaned_data
        return YearMark(
            organisation=self.organisation,
            kind=given["kind"],
            first_month=given["first_month"],
            first_day=given["first_day"],
            last_month=given["last_month"] or given["first_month"],
            last_day=given["last_day"] or given["first_day"],
            note=given["note"],
        )
