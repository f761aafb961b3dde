"""Cards of workers, and when they are at a place."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from pirtti.core import formfields
from pirtti.desk.forms.base import Group
from pirtti.desk.forms.choices import RoomField, rooms_in
from pirtti.desk.forms.network import (
    NameField,
    PhotoField,
    PlacedForm,
    TimesField,
    line,
)
from pirtti.desk.forms.places import Heading
from pirtti.network.access import Viewer
from pirtti.network.models import Organisation, Place
from pirtti.presence import access
from pirtti.presence.models import Stay, WorkerCard
from pirtti.presence.rules import Refusal

GROUPS = (
    Heading(
        _("What families ask about"), ("organisation", "title", "topics", "languages")
    ),
    Heading(
        _("A name and a face, only if the worker wants"),
        ("first_name", "photo", "remove_photo", "has_consent"),
    ),
    Heading(_("Until when"), ("valid_until", "is_shown")),
)
NAMES = (
    *("organisation", "title", "topics", "languages", "first_name", "has_consent"),
    *("valid_until", "is_shown"),
)
ONE_DAY = ""


class CardForm(PlacedForm):
    """Everything that families see of a worker."""

    WHERE: ClassVar = {
        Refusal.CARD_UNTIL_GONE: "valid_until",
        Refusal.CARD_TOO_LONG: "valid_until",
        Refusal.PHOTO_NEEDS_CONSENT: "has_consent",
    }

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation")
    )
    title = NameField(label=_("Role"), help_text=_("For example: public health nurse."))
    topics = line(
        _("What one may ask about"), _("For example: sleep, feeding, vaccines.")
    )
    languages = formfields.LanguagesField(label=_("Languages spoken"))
    first_name = formfields.TextField(
        max_length=40,
        required=False,
        label=_("First name"),
        help_text=_("Not needed: the role is enough."),
    )
    photo = PhotoField(
        required=False,
        label=_("Photo of the face"),
        help_text=_(
            "JPEG, PNG or WebP, at most 5 megabytes. Where it was taken is wiped off."
        ),
    )
    remove_photo = forms.BooleanField(required=False, label=_("Take the photo away"))
    has_consent = forms.BooleanField(
        required=False,
        label=_("The worker has agreed to being shown with a photo"),
        help_text=_(
            "They may change their mind at any time: take the photo away, and it is"
            " deleted at once."
        ),
    )
    valid_until = formfields.DayField(
        label=_("The card holds until"),
        help_text=_(
            "A year at most. After it the card is not shown, and 30 days later it is"
            " erased with its photo."
        ),
    )
    is_shown = forms.BooleanField(
        required=False, initial=True, label=_("Shown to families")
    )

    def __init__(
        self, *args: Any, viewer: Viewer, card: WorkerCard, **options: Any
    ) -> None:
        if card.pk:
            options["initial"] = {name: getattr(card, name) for name in NAMES}
        super().__init__(*args, **options)
        self.card = card
        own = access.organisations_where(viewer).order_by("slug")
        self.fields["organisation"].queryset = own  # type: ignore[attr-defined]
        if not card.photo:
            del self.fields["remove_photo"]

    @property
    def groups(self) -> list[Group]:
        """Return the fields under their headings."""
        return [Group(self, head.title, head.names, folded=False) for head in GROUPS]

    def filled(self) -> WorkerCard:
        """Return the card with what was typed; nothing is stored yet."""
        for name in NAMES:
            setattr(self.card, name, self.cleaned_data[name])
        if self.cleaned_data["photo"]:
            self.card.photo = self.cleaned_data["photo"]
        elif self.cleaned_data.get("remove_photo"):
            self.card.photo = ""
        return self.card


def _weekdays() -> list[tuple[str, Any]]:
    named = [(str(number), str(name).capitalize()) for number, name in WEEKDAYS.items()]
    return [*named, (ONE_DAY, _("On one day only"))]


class StayForm(PlacedForm):
    """When a worker is at a place: every week, or on one day."""

    WHERE: ClassVar = {
        Refusal.NEEDS_WEEKDAY_OR_DAY: "on",
        Refusal.ENDS_BEFORE_START: "times",
        Refusal.SEASON_BACKWARDS: "last_on",
        Refusal.DAY_IS_GONE: "on",
        Refusal.CARD_ENDED: "card",
        Refusal.ROOM_ELSEWHERE: "room",
        Refusal.THERE_ALREADY: "times",
    }

    card = forms.ModelChoiceField(WorkerCard.objects.none(), label=_("Whose card"))
    weekday = forms.TypedChoiceField(
        required=False,
        label=_("Weekday"),
        choices=_weekdays,
        coerce=int,
        empty_value=None,
        initial="0",
    )
    on = formfields.DayField(
        required=False, label=_("Day"), help_text=_("Only when it is one day.")
    )
    parity = forms.ChoiceField(
        required=False, label=_("Weeks"), choices=Stay.Parity.choices
    )
    times = TimesField(
        label=_("From when to when"), help_text=_("For example 9.30–11.30.")
    )
    room = RoomField(required=False, label=_("Room"))
    first_on = formfields.DayField(required=False, label=_("From day"))
    last_on = formfields.DayField(required=False, label=_("Until day"))

    def __init__(
        self, *args: Any, viewer: Viewer, place: Place, today: dt.date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.place = place
        choices = access.cards_for_place(viewer, place).filter(valid_until__gte=today)
        self.fields["card"].queryset = choices  # type: ignore[attr-defined]
        self.fields["card"].label_from_instance = _card_label  # type: ignore[attr-defined]
        rooms = rooms_in(Place.objects.filter(pk=place.pk))
        self.fields["room"].queryset = rooms  # type: ignore[attr-defined]

    def filled(self) -> Stay:
        """Return the time with what was typed; nothing is stored yet."""
        data = self.cleaned_data
        starts_at, ends_at = data["times"]
        is_weekly = data["on"] is None
        return Stay(
            card=data["card"],
            place=self.place,
            room=data["room"],
            weekday=data["weekday"] if is_weekly else None,
            on=data["on"],
            parity=(data["parity"] if is_weekly else "") or Stay.Parity.ANY,
            starts_at=starts_at,
            ends_at=ends_at,
            first_on=data["first_on"] if is_weekly else None,
            last_on=data["last_on"] if is_weekly else None,
        )


def _card_label(card: WorkerCard) -> str:
    name = f"{card.first_name}, {card.title}" if card.first_name else str(card.title)
    return f"{name} – {card.organisation.name}"


class AwayForm(PlacedForm):
    """The day of which a button speaks."""

    on = forms.DateField(input_formats=["%Y-%m-%d"])
