"""The questions of a proposal: who, what, for whom, where, when."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pirtti.calendar.models import Activity, ActivityKind, Audience
from pirtti.core import forms as core_forms
from pirtti.core.formfields import ClockField, DayField, I18nText, PriceField, TextField
from pirtti.network.models import Organisation, Place
from pirtti.proposals.models import Proposal

OLDEST_CHILD = 28
LONGEST_KEY = 40
_ROW = re.compile(r"[0-9]{1,18}")


class Ticks(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Ticks for rows; what can't be a row's number is no choice."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        """Refuse numbers that no database holds, which Django would pass on."""
        if any(not _ROW.fullmatch(str(one)) for one in value or ()):
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice"
            )
        return super().clean(value)


class ProposalFields(core_forms.Form):
    """A proposed activity: who, what, for whom, where, when."""

    key = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=LONGEST_KEY
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Your organisation"),
        required=False,
        empty_label=_("It is not on this list"),
    )
    organisation_name = TextField(
        max_length=120,
        label=_("Name of your organisation or group"),
        required=False,
        help_text=_("Only when it is not on the list above."),
    )
    organisation_kind = forms.ChoiceField(
        label=_("What kind of organisation"),
        choices=Organisation.Kind.choices,
        initial=Organisation.Kind.ASSOCIATION,
    )
    contact_title = TextField(
        max_length=100,
        label=_("Who answers, by role"),
        help_text=_("For example “family worker” or “chair of the association”."),
    )
    email = forms.EmailField(
        max_length=254,
        label=_("E-mail address"),
        help_text=_("An address of the role or the association is best."),
    )
    name = I18nText(
        max_length=120,
        label=_("Name of the activity"),
        help_text=_("As families see it. One language is enough."),
    )
    kind = forms.ModelChoiceField(
        ActivityKind.objects.all(), label=_("What kind"), empty_label=_("Choose a kind")
    )
    about = TextField(
        max_length=2000,
        multiline=True,
        label=_("Tell about it"),
        required=False,
        help_text=_("What do you do there, and what should a family know?"),
    )
    audiences = Ticks(
        Audience.objects.all(),
        label=_("Especially for"),
        help_text=_("Leave empty when it is for everybody."),
        required=False,
    )
    age_from = forms.IntegerField(
        label=_("Youngest child, years"),
        required=False,
        min_value=0,
        max_value=OLDEST_CHILD,
    )
    age_to = forms.IntegerField(
        label=_("Oldest child, years"),
        required=False,
        min_value=0,
        max_value=OLDEST_CHILD,
    )
    place = forms.ModelChoiceField(
        Place.objects.none(),
        label=_("Place"),
        required=False,
        empty_label=_("Somewhere else, or not sure yet"),
    )
    place_words = TextField(
        max_length=200,
        label=_("The place in your own words"),
        required=False,
        help_text=_("Only when it is not on the list above."),
    )
    starts_on = DayField(label=_("First day"), help_text=_("For example 25.11."))
    starts_at = ClockField(label=_("Begins at"), help_text=_("For example 9.30"))
    ends_at = ClockField(label=_("Ends at"), help_text=_("For example 11.30"))
    how_often = forms.ChoiceField(
        label=_("How often"),
        choices=Proposal.HowOften.choices,
        widget=forms.RadioSelect,
        initial=Proposal.HowOften.WEEKLY,
    )
    ends_on = DayField(
        label=_("Last day"),
        help_text=_("Leave empty when it goes on for now."),
        required=False,
    )
    price_cents = PriceField(
        label=_("Price in euros"),
        required=False,
        help_text=_("0 when it is free. Leave empty when one should ask."),
    )
    sign_up = forms.ChoiceField(
        label=_("Booking"),
        choices=Activity.SignUp.choices,
        widget=forms.RadioSelect,
        initial=Activity.SignUp.NONE,
    )
    sign_up_how = TextField(max_length=200, label=_("How to book"), required=False)
    values = forms.MultipleChoiceField(
        label=_("What the place stands for"),
        help_text=_(
            "Tick what fits your way of working. The rest can be talked about."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
