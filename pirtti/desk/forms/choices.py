"""What a person may choose: own places, their rooms, own and partner organisations."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from pirtti.calendar.models import ActivityKind
from pirtti.network import access
from pirtti.network.access import Viewer
from pirtti.network.models import Area, Organisation, Place, Room
from pirtti.network.rules import May

_ROW = re.compile(r"[0-9]{1,18}")


def places_for(viewer: Viewer, current: int | None) -> QuerySet[Place]:
    """Return the places where one plans, and the one that is chosen already."""
    own = access.places_where(viewer, May.EDIT_CALENDAR)
    return Place.objects.filter(Q(pk__in=own) | Q(pk=current)).order_by("slug")


def rooms_in(places: QuerySet[Place]) -> QuerySet[Room]:
    """Return the rooms of these places."""
    return (
        Room.objects.filter(place__in=places)
        .select_related("place")
        .order_by("place", "pk")
    )


def is_elsewhere(room: Room | None, place: Place | None) -> bool:
    """Say whether a room is not in the chosen place."""
    return room is not None and (place is None or room.place_id != place.pk)


def organisations_for(viewer: Viewer, current: list[int]) -> QuerySet[Organisation]:
    """Return own organisations first, then partners of own places and those chosen."""
    own = access.organisations_where(viewer, May.EDIT_CALENDAR)
    partners = Place.partners.through.objects.filter(
        place__in=access.places_where(viewer, May.EDIT_CALENDAR)
    ).values("organisation_id")
    first = Case(
        When(pk__in=own.values("pk"), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return (
        Organisation.objects.filter(
            Q(pk__in=own.values("pk")) | Q(pk__in=partners) | Q(pk__in=current)
        )
        .annotate(own_first=first)
        .order_by("own_first", "slug")
    )


def only_ones(viewer: Viewer) -> dict[str, object]:
    """Return the place and organisation of those who have just one, chosen already."""
    places = list(
        access.places_where(viewer, May.EDIT_CALENDAR).values_list("pk", flat=True)[:2]
    )
    own = access.organisations_where(viewer, May.EDIT_CALENDAR)
    organisations = list(own.values_list("pk", flat=True)[:2])
    chosen: dict[str, object] = {}
    if len(places) == 1:
        chosen["place"] = places[0]
    if len(organisations) == 1:
        chosen["organisers"] = organisations
    return chosen


def areas_for(viewer: Viewer, current: int | None) -> QuerySet[Area]:
    """Return the areas where one may plan something that meets on the net."""
    own = access.areas_where(viewer, May.EDIT_CALENDAR)
    organisations = access.organisations_where(viewer, May.EDIT_CALENDAR)
    return Area.objects.filter(
        Q(pk__in=own) | Q(organisations__in=organisations) | Q(pk=current)
    ).distinct()


def reaches(
    viewer: Viewer,
    *,
    place: Place | None,
    organisers: list[Organisation],
    area: Area | None,
) -> bool:
    """Say whether the viewer could still change an activity held like this."""
    places = access.places_where(viewer, May.EDIT_CALENDAR)
    if place is not None and places.filter(pk=place.pk).exists():
        return True
    own = access.organisations_where(viewer, May.EDIT_CALENDAR, by_place=False)
    if own.filter(pk__in=[one.pk for one in organisers]).exists():
        return True
    held_in = place.area if place is not None else area
    return held_in is not None and (
        access.areas_where(viewer, May.EDIT_CALENDAR).filter(pk=held_in.pk).exists()
    )


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


class PlaceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A place; the form says which ones may be chosen."""

    def __init__(self, **options: object) -> None:
        super().__init__(Place.objects.none(), **options)  # type: ignore[arg-type]


class RoomField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A room, told with its place."""

    def __init__(self, **options: object) -> None:
        options.setdefault("empty_label", _("No room named"))
        super().__init__(Room.objects.none(), **options)  # type: ignore[arg-type]

    def label_from_instance(self, obj: Room) -> str:
        """Name the room and its place."""
        return f"{obj.name} – {obj.place.name}"


def course_kind() -> ActivityKind:
    """Return the kind "course", or the first there is where a town renamed it."""
    ordered = ActivityKind.objects.order_by("order")
    return ordered.filter(slug="course").first() or ordered.earliest("order")
