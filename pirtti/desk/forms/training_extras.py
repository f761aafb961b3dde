"""What a session of training has besides: the fathers' own one, a linked evening."""

from enum import Enum
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from pirtti.calendar.models import Activity
from pirtti.core.formfields import TextField
from pirtti.core.messages import CHOOSE
from pirtti.desk.forms import around
from pirtti.desk.forms.network import PlacedForm
from pirtti.network.models import Room
from pirtti.training.models import Cohort, CohortSession
from pirtti.training.rules import Refusal

ROLE_MOST = 120


class FathersForm(PlacedForm):
    """The fathers' own session: who leads it, in which room."""

    WHERE: ClassVar[dict[Enum, str]] = {
        Refusal.LEADER_MISSING: "who",
        Refusal.ROOM_THE_SAME: "room",
    }

    who = TextField(
        max_length=ROLE_MOST,
        label=_("Who leads it"),
        help_text=_("By role, for example “father worker”."),
    )
    room = forms.ModelChoiceField(
        Room.objects.none(),
        label=_("Room"),
        required=False,
        empty_label=_("It is told later"),
    )

    def __init__(
        self, *args: Any, session: CohortSession, near: "Near", **options: Any
    ) -> None:
        super().__init__(*args, auto_id=f"id_fathers{session.pk}_%s", **options)
        room: Any = self.fields["room"]
        room.queryset = near.rooms
        room.choices = near.room_choices


class EveningForm(PlacedForm):
    """The weekly group whose families are asked to an evening."""

    activity = forms.ModelChoiceField(
        Activity.objects.none(), label=_("Weekly group that is asked to come")
    )

    def __init__(
        self, *args: Any, session: CohortSession, near: "Near", **options: Any
    ) -> None:
        super().__init__(*args, auto_id=f"id_evening{session.pk}_%s", **options)
        chooser: Any = self.fields["activity"]
        chooser.queryset = near.weekly
        chooser.choices = near.weekly_choices


class Near:
    """What all forms of one cohort's page offer, read once: rooms, weekly groups."""

    def __init__(self, cohort: Cohort) -> None:
        activity = cohort.group.activity
        self.rooms = Room.objects.filter(place=activity.place_id).order_by("pk")
        self._activity = activity

    @cached_property
    def room_choices(self) -> list[tuple[object, object]]:
        """Return the rooms of the house."""
        return [("", _("It is told later")), *((one.pk, one) for one in self.rooms)]

    @cached_property
    def weekly(self) -> QuerySet[Activity]:
        """Return the weekly groups of the town."""
        return around.weekly_groups(self._activity.area, but=self._activity)

    @cached_property
    def weekly_choices(self) -> list[tuple[object, object]]:
        """Return them by name."""
        return [("", CHOOSE), *((one.pk, one) for one in self.weekly)]
