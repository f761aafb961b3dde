"""A new cohort of family training: its place, the months of its babies."""

import datetime as dt
import re
from enum import Enum
from typing import Any, ClassVar

from django import forms
from django.db import IntegrityError
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from pirtti.calendar.models import Activity
from pirtti.core.formfields import I18nText
from pirtti.core.models import CODE_LETTERS, new_code
from pirtti.desk.forms import choices
from pirtti.desk.forms.network import NAME_MOST, PlacedForm
from pirtti.groups.rules import Audience, Axes, Entry, Joining, Listing
from pirtti.network import access
from pirtti.network.access import Viewer
from pirtti.network.models import Organisation, Place
from pirtti.network.rules import May
from pirtti.training import access as training
from pirtti.training import actions, rules
from pirtti.training.models import Cohort, TrainingPlan
from pirtti.training.rules import Refusal

MOST_COUPLES = 60
_KEY = re.compile(f"[{CODE_LETTERS}]{{7}}")
_MONTHS_AHEAD = 15
# Whoever begins now reaches those whose babies are due from then on.
_USUAL_AHEAD = 4
OPEN, INVITED = "open", "invited"


class MonthField(forms.TypedChoiceField):
    """A month; its value is its first day."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=dt.date.fromisoformat, **options)

    def offer(self, today: dt.date) -> None:
        """Offer the months around today by their names."""
        months = (
            rules.first_of_month(today, ahead=ahead) for ahead in range(_MONTHS_AHEAD)
        )
        self.choices = [
            (one.isoformat(), capfirst(f"{MONTHS[one.month]} {one.year}"))
            for one in months
        ]


class CohortForm(PlacedForm):
    """A new cohort: its plan, its place, the months in which the babies are due."""

    WHERE: ClassVar[dict[Enum, str]] = {
        Refusal.DUE_BACKWARDS: "due_to",
        Refusal.DUE_TOO_WIDE: "due_to",
    }

    key = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    plan = forms.ModelChoiceField(TrainingPlan.objects.none(), label=_("Plan"))
    name = I18nText(
        max_length=NAME_MOST,
        required=False,
        label=_("Name that families see"),
        help_text=_("Leave empty for the plan’s own name."),
    )
    place = forms.ModelChoiceField(Place.objects.none(), label=_("Place"))
    organisers = choices.Ticks(Organisation.objects.none(), label=_("Organisers"))
    due_from = MonthField(label=_("Babies are due from"))
    due_to = MonthField(label=_("Babies are due until"))
    couples = forms.IntegerField(
        label=_("For how many couples or families"),
        min_value=1,
        max_value=MOST_COUPLES,
        initial=rules.USUAL_COUPLES,
        help_text=_("Twelve couples is what the model recommends."),
    )
    way_in = forms.ChoiceField(
        label=_("How families get in"),
        choices=[
            (OPEN, _("By signing up: it is in the calendar")),
            (INVITED, _("By a personal invitation: it is nowhere in public")),
        ],
        widget=forms.RadioSelect,
        initial=OPEN,
    )

    def __init__(self, *args: Any, viewer: Viewer, **options: Any) -> None:
        super().__init__(*args, initial={"key": new_code()}, **options)
        self.viewer = viewer
        fields: Any = self.fields
        fields["plan"].queryset = training.plans_of(viewer).order_by("pk")
        places = access.places_where(viewer, May.RUN_GROUPS)
        fields["place"].queryset = places.select_related("area").order_by("slug")
        own = access.organisations_where(viewer, May.RUN_GROUPS)
        fields["organisers"].queryset = own.order_by("slug")
        today = timezone.localdate()
        for ahead, name in enumerate(("due_from", "due_to"), start=_USUAL_AHEAD):
            fields[name].offer(today)
            fields[name].initial = rules.first_of_month(today, ahead=ahead).isoformat()

    def make(self, by: Any) -> Cohort:
        """Make the cohort as it was typed, once. Raises Refused.

        The same form sent twice, also at the same moment, gives the first one's cohort.
        """
        given = self.cleaned_data["key"]
        key = given if _KEY.fullmatch(given) else new_code()
        try:
            return self._made(key) or self._make(key, by)
        except IntegrityError:
            # Sent twice at the same moment, or the key is somebody else's.
            return self._made(key) or self._make(new_code(), by)

    def _made(self, key: str) -> Cohort | None:
        made = training.cohorts_of(self.viewer)
        return made.filter(group__activity__code=key).first()

    def _make(self, key: str, by: Any) -> Cohort:
        given = self.cleaned_data
        plan: TrainingPlan = given["plan"]
        return actions.make_cohort(
            plan,
            Activity(
                code=key,
                kind=choices.course_kind(),
                name=given["name"] if str(given["name"]) else plan.name,
                place=given["place"],
                area=given["place"].area,
            ),
            due_from=given["due_from"],
            due_to=given["due_to"],
            couples=given["couples"],
            organisers=given["organisers"],
            axes=_axes(given["way_in"]),
            by=by,
        )


def _axes(way_in: str) -> Axes:
    """A cohort is closed: the same families from the first meeting on."""
    if way_in == OPEN:
        return Axes(joining=Joining.CLOSED, entry=Entry.SIGN_UP)
    return Axes(
        audience=Audience.DIRECTED,
        joining=Joining.CLOSED,
        entry=Entry.INVITATION,
        listing=Listing.UNLISTED,
    )
