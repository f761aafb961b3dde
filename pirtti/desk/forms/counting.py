"""How a place counts: method, sample weeks, what is counted besides visits."""

import zlib
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pirtti.core import formfields
from pirtti.desk.forms.network import NameField, PlacedForm
from pirtti.network import geodata
from pirtti.visits import messages, rules
from pirtti.visits.models import CountingPlan
from pirtti.visits.rules import Refusal

MOST_WEEKS = 60


class PlanForm(PlacedForm):
    """The counting plan of a place."""

    WHERE: ClassVar = {Refusal.BAD_WEEK: "sample_weeks"}

    method = forms.ChoiceField(
        label=_("How visits are counted"),
        choices=messages.METHODS.items(),
        widget=forms.RadioSelect,
    )
    sample_weeks = formfields.TextField(
        max_length=900,
        required=False,
        label=_("Sample weeks"),
        help_text=_(
            "Year and week with commas between, for example 2026-W47, 2027-W12."
        ),
    )
    counts_men = forms.BooleanField(
        required=False,
        label=_("Fathers and other men are counted too"),
        help_text=_("Fewer than five are never shown."),
    )
    counts_age_bands = forms.BooleanField(
        required=False, label=_("Children are counted by age")
    )
    languages = formfields.LanguagesField(label=_("Languages that are counted"))

    def __init__(self, *args: Any, plan: CountingPlan, **options: Any) -> None:
        options["initial"] = {
            "method": plan.method,
            "sample_weeks": ", ".join(plan.sample_weeks),
            "counts_men": plan.counts_men,
            "counts_age_bands": plan.counts_age_bands,
            "languages": plan.languages,
        }
        super().__init__(*args, **options)

    def clean_sample_weeks(self) -> list[str]:
        """Return the weeks as a list; each must be one."""
        typed: list[str] = (
            self.cleaned_data["sample_weeks"].upper().replace(",", " ").split()
        )
        if len(typed) > MOST_WEEKS or any(map(rules.refuse_sample_week, typed)):
            raise ValidationError(str(messages.REFUSALS[Refusal.BAD_WEEK]))
        return typed

    def clean(self) -> dict[str, Any]:
        """Refuse sample weeks without any week."""
        data = super().clean() or {}
        samples = data.get("method") == rules.Method.SAMPLE_WEEKS
        if samples and data.get("sample_weeks") == []:
            self.add_error("sample_weeks", _("Tell which weeks are counted."))
        return data


class CategoryForm(PlacedForm):
    """A counter of the place's own."""

    name = NameField(
        label=_("A counter of your own"), help_text=_("For example: grandparents.")
    )

    def as_change(self) -> dict[str, Any]:
        """Return the arguments of `visits.actions.add_category`."""
        name = self.cleaned_data["name"]
        first = next(text for text in name.data.values() if text)
        number = zlib.crc32(first.encode())
        key = geodata.slug_for(first)[:24].strip("-") or f"own-{number}"
        return {"key": key, "name": name}
