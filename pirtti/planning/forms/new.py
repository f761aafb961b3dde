"""Something new that an organisation promises."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from pirtti.calendar import rules as calendar
from pirtti.calendar.models import Activity, ActivityKind, Audience
from pirtti.core.formfields import I18nText
from pirtti.planning.forms.rhythms import RhythmForm
from pirtti.planning.queries import answers as queries

MOST_YEARS = 28


class NewForm(RhythmForm):
    """Something new: one rhythm more, or a new activity."""

    activity = forms.ModelChoiceField(
        Activity.objects.none(),
        label=_("More of what exists?"),
        required=False,
        empty_label=_("No, something new"),
    )
    name = I18nText(
        max_length=120,
        label=_("Name of the activity"),
        help_text=_("As families see it. One language is enough."),
        required=False,
    )
    kind = forms.ModelChoiceField(
        ActivityKind.objects.all(), label=_("Kind of activity"), required=False
    )
    audiences = forms.ModelMultipleChoiceField(
        Audience.objects.all(),
        label=_("For whom"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    age_from = forms.IntegerField(
        label=_("Youngest, in years"), required=False, min_value=0, max_value=MOST_YEARS
    )
    age_to = forms.IntegerField(
        label=_("Oldest, in years"), required=False, min_value=0, max_value=MOST_YEARS
    )

    field_order = (
        *("activity", "name", "kind", "weekdays", "starts_at", "ends_at"),
        *("how_often", "place", "starts_on", "ends_on", "audiences"),
        *("age_from", "age_to"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        activity: Any = self.fields["activity"]
        activity.queryset = queries.activities_to_choose(self.ask)

    def clean(self) -> dict[str, Any]:
        """A new activity needs a name, a kind and a place."""
        given = super().clean()
        if given.get("activity"):
            return given
        needed = {
            "name": _("Give the activity a name, or choose one that exists."),
            "kind": _("Choose a kind of activity."),
            "place": _("Choose a place."),
        }
        for name, words in needed.items():
            if not _said(given.get(name)) and name not in self.errors:
                self.add_error(name, words)
        return given

    def new(self) -> dict[str, Any]:
        """Return what was typed as `actions.promise_new` takes it."""
        given = self.cleaned_data
        if given["activity"]:
            return {"rhythm": self.rhythm(), "activity": given["activity"]}
        low, high = given["age_from"], given["age_to"]
        months = calendar.MONTHS_IN_YEAR
        return {
            "rhythm": self.rhythm(),
            "name": given["name"],
            "kind": given["kind"],
            "audiences": given["audiences"],
            "ages": (
                None if low is None else low * months,
                None if high is None else high * months + months - 1,
            ),
            "languages": [self.ask.round.area.languages[:2] or "fi"],
        }


def _said(value: object) -> bool:
    data = value.data if isinstance(value, LazyI18nString) else value
    return any(data.values()) if isinstance(data, dict) else bool(data)
