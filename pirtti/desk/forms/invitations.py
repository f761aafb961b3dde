"""A pile of personal invitations: who hands them over, how many, until when."""

import re
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pirtti.core.formfields import DayField
from pirtti.desk.forms import around
from pirtti.desk.forms.base import DeskForm
from pirtti.network.models import Area, Organisation
from pirtti.signups import rules
from pirtti.signups.models import Invitation

_KEY = re.compile(r"[0-9a-f]{32}")
USUAL_IN_PILE = 16


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
        max_value=rules.MOST_IN_PILE,
        initial=USUAL_IN_PILE,
        help_text=_("Eight cards fit on a sheet."),
    )
    valid_until = DayField(
        label=_("Valid until"), help_text=_("For example the day of the first meeting.")
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, area: Area, **options: Any) -> None:
        options.setdefault("initial", {"key": uuid.uuid4().hex})
        super().__init__(*args, **options)
        chooser: Any = self.fields["organisation"]
        chooser.queryset = around.organisations(area)

    def clean_key(self) -> str:
        """Keep a key that this form could have made; anything else is no key."""
        key = str(self.cleaned_data["key"])
        return key if _KEY.fullmatch(key) else ""
