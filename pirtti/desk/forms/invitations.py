"""A pile of personal invitations: who hands them over, how many, until when."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pirtti.core.formfields import DayField
from pirtti.desk.forms import around
from pirtti.desk.forms.base import DeskForm
from pirtti.network.models import Area, Organisation
from pirtti.signups.models import Invitation

# A pile is for one desk of one source; the printed file stays small enough to open.
MOST_IN_PILE, USUAL_IN_PILE = 200, 16
LONGEST = dt.timedelta(days=366)


class PileForm(DeskForm):
    """A new pile of invitations."""

    source = forms.ChoiceField(
        label=_("Who hands them over"), choices=Invitation.Source.choices
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Of which organisation"),
        required=False,
        empty_label=_("It is not told"),
        help_text=_("Nobody’s name is stored, of those who give nor of those who get."),
    )
    number = forms.IntegerField(
        label=_("How many"),
        min_value=1,
        max_value=MOST_IN_PILE,
        initial=USUAL_IN_PILE,
        help_text=_("Eight cards fit on a sheet."),
    )
    valid_until = DayField(
        label=_("Valid until"), help_text=_("For example the day of the first meeting.")
    )

    def __init__(self, *args: Any, area: Area, **options: Any) -> None:
        super().__init__(*args, **options)
        chooser: Any = self.fields["organisation"]
        chooser.queryset = around.organisations(area)

    def clean_valid_until(self) -> dt.date:
        """Refuse a day that is gone, or over a year away."""
        day: dt.date = self.cleaned_data["valid_until"]
        today = timezone.localdate()
        if day < today:
            raise ValidationError(
                str(_("That day is already gone. Give a day to come."))
            )
        if day - today > LONGEST:
            raise ValidationError(str(_("Invitations hold for a year at most.")))
        return day
