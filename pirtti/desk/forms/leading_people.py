"""What leaders type of people and things: who came, materials, standing in."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pirtti.calendar.models import Occurrence
from pirtti.core import content
from pirtti.core.formfields import DayField, TextField
from pirtti.desk import words
from pirtti.desk.forms.base import DeskForm
from pirtti.groups.models import Group
from pirtti.meetings import leading_access as access
from pirtti.meetings.queries import leading_families as queries
from pirtti.network.access import Viewer
from pirtti.network.models import Area
from pirtti.visits import messages as visit_messages
from pirtti.visits import queries as visit_queries
from pirtti.visits import rules as visit_rules

LINE = 120


class AreaChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of areas by their names."""

    def label_from_instance(self, obj: Any) -> str:
        """Name an area in the page's language."""
        return content.shown(obj.name, words.language()).text


class AttendanceForm(DeskForm):
    """How many came; where the group agreed to it, nicknames are ticked."""

    def __init__(
        self, *args: Any, group: Group, meeting: Occurrence, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.ticks = group.ticks_names
        self.families = 0
        if self.ticks:
            there = _ticks(group, meeting)
            self.fields["there"], self.families = there, len(there.choices)  # type: ignore[arg-type]
        self.names = {
            f"number-{place}": category
            for place, category in enumerate(_categories(meeting))
        }
        for name, category in self.names.items():
            self.fields[name] = forms.IntegerField(
                label=visit_messages.label(category),
                required=False,
                min_value=0,
                max_value=visit_rules.LARGEST_TOTAL,
            )

    def as_attendance(self) -> dict[str, Any]:
        """Return the arguments of `meetings.actions.store_attendance`."""
        given = self.cleaned_data
        return {
            "totals": {
                category: given[name]
                for name, category in self.names.items()
                if given.get(name) is not None
            },
            "there": [int(pk) for pk in given["there"]] if self.ticks else None,
        }


def _categories(meeting: Occurrence) -> list[str]:
    """Return adults and children as the place counts them; on the net just these."""
    if meeting.place is None:
        return [visit_rules.ADULTS, visit_rules.CHILDREN]
    counted = visit_queries.categories_of(meeting.place, {})
    children = [key for key in counted if key.startswith(visit_rules.CHILDREN)]
    return [visit_rules.ADULTS, *children]


def _ticks(group: Group, meeting: Occurrence) -> forms.MultipleChoiceField:
    known = [queries.opened(party) for party in queries.families(group, only_in=True)]
    return forms.MultipleChoiceField(
        label=_("Who was there"),
        required=False,
        choices=[
            (
                str(one.party.pk),
                f"{one.nickname} ({one.party.adults} + {one.party.children})",
            )
            for one in known
        ],
        initial=[str(pk) for pk in queries.ticked(meeting)],
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Adults + children. Ticks are erased 30 days after the group ends."
        ),
    )


class MaterialForm(DeskForm):
    """Something that the leaders like to have at hand."""

    title = TextField(max_length=LINE, label=_("Name of the material"))
    url = forms.URLField(
        max_length=300,
        label=_("Address in the net"),
        assume_scheme="https",
        help_text=_("For example https://www.mll.fi/"),
    )

    def clean_url(self) -> str:
        """Refuse what is no page, such as a file server."""
        address: str = self.cleaned_data["url"]
        if not address.startswith(("https://", "http://")):
            raise ValidationError(self.fields["url"].error_messages["invalid"])
        return address


class PoolForm(DeskForm):
    """In which area one may be asked to stand in, and until when."""

    area = AreaChoice(Area.objects.none(), label=_("Area"))
    ends_on = DayField(
        label=_("Until"),
        help_text=_("You can say no at any time, and to each meeting."),
    )

    def __init__(self, *args: Any, viewer: Viewer, **options: Any) -> None:
        until = timezone.localdate() + dt.timedelta(days=182)
        super().__init__(*args, initial={"ends_on": until}, **options)
        self.fields["area"].queryset = access.areas_led(viewer)  # type: ignore[attr-defined]


class AliasForm(DeskForm):
    """The name that the members read of whoever stands in."""

    alias = TextField(
        max_length=40,
        label=_("The name that the members see"),
        help_text=_("A first name or a nickname is enough."),
    )
