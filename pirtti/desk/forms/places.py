"""What is told of a place: all that makes a first visit easy."""

from typing import Any, NamedTuple

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pirtti.core import formfields
from pirtti.desk.forms.base import Group
from pirtti.desk.forms.network import (
    NameField,
    PhoneField,
    PhotoField,
    PlacedForm,
    line,
    paragraph,
)
from pirtti.desk.queries import places as queries
from pirtti.network.access import Viewer
from pirtti.network.models import Answer, Area, Organisation, Place, PlaceKind, Room

MOST_SEATS = 2000


class Heading(NamedTuple):
    """A group of fields under one heading."""

    title: Promise | str
    names: tuple[str, ...]


GROUPS = (
    Heading(_("The place"), ("name", "kind", "area", "host", "about")),
    Heading(
        pgettext_lazy("form", "Getting in"),
        (
            "street",
            "postal_code",
            "town",
            "entrance",
            "entrance_photo",
            "remove_photo",
            "photo_text",
            "transport",
            "latitude",
            "longitude",
        ),
    ),
    Heading(
        _("With a pram and a small child"),
        ("prams", "step_free", "lift", "toilet", "changing_table"),
    ),
    Heading(_("Food and price"), ("food", "allergens", "price")),
    Heading(_("Who greets you"), ("greeter", "languages")),
    Heading(_("The first time"), ("first_time",)),
    Heading(_("Easy language"), ("easy",)),
    Heading(_("Contact"), ("phone", "email", "partners")),
    Heading(_("Shown to families"), ("is_published",)),
)


def _fact(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=Answer.choices, required=False, widget=forms.RadioSelect
    )


class PlaceForm(PlacedForm):
    """Everything that is told of one place."""

    name = NameField(label=_("Name"))
    kind = forms.ModelChoiceField(PlaceKind.objects.none(), label=_("Kind of place"))
    area = forms.ModelChoiceField(Area.objects.none(), label=_("Area"))
    host = forms.ModelChoiceField(Organisation.objects.none(), label=_("Host"))
    about = paragraph(_("What kind of a place it is"))
    street = formfields.TextField(
        max_length=120, required=False, label=_("Street address")
    )
    postal_code = forms.RegexField(
        r"^[0-9]{5}$",
        required=False,
        label=_("Postal code"),
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": _("A postal code is five digits, for example 01360.")
        },
    )
    town = line(_("Town"), most=100)
    entrance = paragraph(
        _("Which door"), _("As you would tell a friend: the door, the bell, the floor.")
    )
    entrance_photo = PhotoField(
        required=False,
        label=_("Photo of the door"),
        help_text=_(
            "Without people in it. JPEG, PNG or WebP, at most 5 megabytes. "
            "Where it was taken is wiped off."
        ),
    )
    remove_photo = forms.BooleanField(required=False, label=_("Take the photo away"))
    photo_text = line(_("What the photo shows, for those who do not see it"), most=150)
    transport = paragraph(_("How to get there"))
    latitude = forms.FloatField(
        required=False,
        min_value=59,
        max_value=71,
        label=_("Latitude"),
        help_text=_("For finding what is near, for example 60.3236."),
    )
    longitude = forms.FloatField(
        required=False,
        min_value=19,
        max_value=32,
        label=_("Longitude"),
        help_text=_("For example 25.0590."),
    )
    prams = _fact(_("Is there room for prams?"))
    step_free = _fact(_("Is the way in without steps?"))
    lift = _fact(_("Is there a lift?"))
    toilet = _fact(_("Is there a toilet?"))
    changing_table = _fact(_("Is there a changing table?"))
    food = line(
        _("Food"), _("What there is to eat, or whether one may bring one's own.")
    )
    allergens = line(_("Allergens"))
    price = line(_("Price"), most=100)
    greeter = paragraph(
        _("Who greets you"), _("A role is enough: no names of persons are needed.")
    )
    languages = formfields.LanguagesField(label=_("Languages spoken"))
    first_time = paragraph(
        _("First time?"), _("Left empty, families read our own words of welcome.")
    )
    easy = paragraph(_("In easy language"))
    phone = PhoneField(max_length=40, required=False, label=_("Phone"))
    email = forms.EmailField(max_length=254, required=False, label=_("E-mail"))
    partners = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        required=False,
        label=_("Partners"),
        widget=forms.CheckboxSelectMultiple,
    )
    is_published = forms.BooleanField(
        required=False, label=_("Families see this place")
    )

    def __init__(
        self, *args: Any, viewer: Viewer, place: Place, **options: Any
    ) -> None:
        options["initial"] = _told(place) | options.get("initial", {})
        super().__init__(*args, **options)
        self.place, self.viewer = place, viewer
        choices = queries.choices_for(viewer, place)
        for name in ("kind", "area", "host", "partners"):
            self.fields[name].queryset = getattr(choices, name)  # type: ignore[attr-defined]
        if not place.entrance_photo:
            del self.fields["remove_photo"]
        if not choices.has_partners:
            del self.fields["partners"]

    @property
    def groups(self) -> list[Group]:
        """Return the fields under their headings."""
        return [Group(self, head.title, head.names, folded=False) for head in GROUPS]

    def clean(self) -> dict[str, Any]:
        """Refuse one coordinate without the other, and a place that is there already."""
        data = super().clean() or {}
        if (data.get("latitude") is None) != (data.get("longitude") is None) and not (
            {"latitude", "longitude"} & self.errors.keys()
        ):
            self.add_error("longitude", _("Give both coordinates, or neither."))
        if not self.errors and queries.is_there(self.place, data["name"], data["area"]):
            self.add_error("name", _("There is already a place with this name here."))
        return data

    def filled(self) -> Place:
        """Return the place with what was typed; nothing is stored yet."""
        data = self.cleaned_data
        for name in _PLAIN:
            setattr(self.place, name, data[name])
        if data.get("entrance_photo"):
            self.place.entrance_photo = data["entrance_photo"]
        elif data.get("remove_photo"):
            self.place.entrance_photo = ""
        return self.place


_PLAIN = tuple(
    name
    for head in GROUPS
    for name in head.names
    if name not in {"entrance_photo", "remove_photo", "partners"}
)


def _told(place: Place) -> dict[str, Any]:
    """Return what is told of a place so far, for filling the form in."""
    if place.pk is None:
        return {}
    told: dict[str, Any] = {name: getattr(place, name) for name in _PLAIN}
    return told | {"partners": place.partners.all()}


class RoomForm(PlacedForm):
    """A room of a place."""

    name = NameField(label=_("Name of the room"))
    seats = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_SEATS,
        label=_("How many people fit in"),
    )

    def __init__(self, *args: Any, room: Room, **options: Any) -> None:
        options.setdefault(
            "initial", {"name": room.name, "seats": room.seats} if room.pk else {}
        )
        super().__init__(*args, **options)
        self.room = room

    def clean(self) -> dict[str, Any]:
        """Refuse a second room of the same name."""
        data = super().clean() or {}
        if not self.errors and queries.has_room(self.room, data["name"]):
            self.add_error("name", _("There is already a room with this name here."))
        return data

    def filled(self) -> Room:
        """Return the room with what was typed."""
        self.room.name = self.cleaned_data["name"]
        self.room.seats = self.cleaned_data["seats"]
        return self.room
