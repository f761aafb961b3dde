"""An activity: what it is, for whom, where and by whom."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pirtti.calendar import followers
from pirtti.calendar import rules as calendar_rules
from pirtti.calendar.models import Activity, ActivityKind, Audience
from pirtti.core.formfields import I18nText, LanguagesField, PriceField
from pirtti.core.models import CODE_LETTERS, new_code
from pirtti.desk import rules
from pirtti.desk.forms import choices
from pirtti.desk.forms.base import DeskForm, Group
from pirtti.desk.forms.links import LinkField
from pirtti.desk.forms.rhythm import RhythmFields
from pirtti.network.access import Viewer
from pirtti.network.models import Area, Organisation

UNITS = [(rules.AgeUnit.YEARS, _("years")), (rules.AgeUnit.MONTHS, _("months"))]
_KEY = re.compile(f"[{CODE_LETTERS}]{{7}}")
# The fields that are stored as they are.
_PLAIN = (
    "kind", "name", "place", "room", "online_url", "languages", "price_cents", "price_note",
    "sign_up", "sign_up_how", "about", "easy", "who",
)  # fmt: skip


class ActivityForm(DeskForm):
    """What is told of an activity; rarely needed fields are folded away."""

    name = I18nText(
        max_length=120,
        label=_("Name"),
        help_text=_("As families see it. One language is enough."),
    )
    kind = forms.ModelChoiceField(
        ActivityKind.objects.all(), label=_("What kind"), empty_label=_("Choose a kind")
    )
    place = choices.PlaceField(label=_("Place"), required=False)
    room = choices.RoomField(label=_("Room"), required=False)
    organisers = choices.Ticks(None, label=_("Who arranges it"))
    audiences = choices.Ticks(
        Audience.objects.all(),
        label=_("Especially for"),
        help_text=_("Leave empty when it is for everybody."),
        required=False,
    )
    age_from = forms.IntegerField(
        label=_("Youngest child"), required=False, min_value=0
    )
    age_to = forms.IntegerField(label=_("Oldest child"), required=False, min_value=0)
    age_unit = forms.ChoiceField(
        label=_("Ages are in"),
        choices=UNITS,
        widget=forms.RadioSelect,
        initial=rules.AgeUnit.YEARS,
    )
    who = I18nText(
        max_length=200,
        label=pgettext_lazy("form", "Who is there"),
        required=False,
        help_text=_("By role, for example “parish worker and a volunteer”."),
    )
    languages = LanguagesField(label=_("Languages spoken"))
    price_cents = PriceField(
        label=_("Price in euros"),
        required=False,
        help_text=_("0 when it is free. Leave empty when one should ask."),
    )
    price_note = I18nText(
        max_length=80, label=_("More about the price"), required=False
    )
    sign_up = forms.ChoiceField(
        label=_("Booking"),
        choices=Activity.SignUp.choices,
        widget=forms.RadioSelect,
        initial=Activity.SignUp.NONE,
    )
    sign_up_how = I18nText(max_length=200, label=_("How to book"), required=False)
    about = I18nText(
        max_length=3000, multiline=True, label=_("Tell about it"), required=False
    )
    easy = I18nText(
        max_length=2000,
        multiline=True,
        label=_("The same in easy language"),
        required=False,
    )
    online_url = LinkField(
        label=_("Address on the net"),
        required=False,
        help_text=_("When it meets online, for example https://meet.example/cafe."),
    )
    area = forms.ModelChoiceField(
        Area.objects.none(),
        label=_("Families of which area"),
        required=False,
        help_text=_("Only for what meets online without a place."),
    )

    def __init__(
        self,
        *args: Any,
        viewer: Viewer,
        activity: Activity | None = None,
        **options: Any,
    ) -> None:
        self.viewer, self.activity = viewer, activity
        if activity is not None:
            options["initial"] = _initial(activity) | options.get("initial", {})
        super().__init__(*args, **options)
        chosen = (
            list(activity.organisers.values_list("pk", flat=True)) if activity else []
        )
        places = choices.places_for(viewer, activity.place_id if activity else None)
        self._offer("place", places)
        self._offer("room", choices.rooms_in(places))
        self._offer("organisers", choices.organisations_for(viewer, chosen))
        # A group that its leaders run themselves needs nobody behind it.
        if activity is not None and not chosen:
            self.fields["organisers"].required = not followers.is_led(activity.pk)
        self._offer(
            "area", choices.areas_for(viewer, activity.area_id if activity else None)
        )
        self.fields["place"].empty_label = str(_("No place: it meets online"))  # type: ignore[attr-defined]

    def _offer(self, name: str, rows: Any) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Check ages, room and place together, and that one keeps hold of it."""
        given = super().clean() or self.cleaned_data
        unit = rules.AgeUnit(given.get("age_unit") or rules.AgeUnit.YEARS)
        low, high = rules.as_months(given.get("age_from"), given.get("age_to"), unit)
        given["ages"] = (low, high)
        self._refuse_ages(low, high, unit)
        if choices.is_elsewhere(given.get("room"), given.get("place")):
            self.refuse(rules.Refusal.ROOM_ELSEWHERE)
        self._check_where(given)
        return given

    def _refuse_ages(
        self, low: int | None, high: int | None, unit: rules.AgeUnit
    ) -> None:
        """Put what is wrong with the ages at their field, in the unit they came in."""
        reason = calendar_rules.refuse_ages(low, high)
        in_years = unit == rules.AgeUnit.YEARS
        if in_years and reason == calendar_rules.RuleFault.AGES_OUT_OF_RANGE:
            most = calendar_rules.MOST_MONTHS // rules.MONTHS_IN_YEAR
            sentence = _("Give ages in years, from 0 to %(most)s.")
            self.add_error("age_to", str(sentence) % {"most": most})
        else:
            self.refuse(reason)

    def _check_where(self, given: dict[str, Any]) -> None:
        if not {"place", "organisers", "online_url", "area"} <= given.keys():
            return
        place, organisers = given["place"], list(given["organisers"])
        if place is None and not given["online_url"]:
            self.refuse(calendar_rules.Refusal.NEEDS_PLACE)
            return
        given["area"] = place.area if place else given["area"] or self._home(organisers)
        if not choices.reaches(
            self.viewer, place=place, organisers=organisers, area=given["area"]
        ):
            self.refuse(rules.Refusal.OUT_OF_REACH)

    def _home(self, organisers: list[Organisation]) -> Area:
        """Return the area of what meets online and was given none."""
        if self.activity is not None and not organisers:
            return self.activity.area
        return organisers[0].area

    def apply(self, activity: Activity) -> Activity:
        """Put what was typed on an activity, unsaved."""
        given = self.cleaned_data
        for name in _PLAIN:
            setattr(activity, name, given[name])
        activity.age_from_months, activity.age_to_months = given["ages"]
        activity.area = given["area"]
        return activity

    def groups(self) -> list[Group]:
        """Return the fields in the order of the page."""
        return [
            Group(self, "", ("name", "kind", "place", "organisers"), folded=False),
            Group(self, _("When"), RhythmFields.rhythm_rows, folded=False),
            Group(
                self,
                _("For whom"),
                ("audiences", ("age_from", "age_to"), "age_unit"),
                folded=True,
            ),
            Group(
                self,
                _("Who is there, in which room"),
                ("who", "room", "languages"),
                folded=True,
            ),
            Group(
                self,
                _("Price and booking"),
                ("price_cents", "price_note", "sign_up", "sign_up_how"),
                folded=True,
            ),
            Group(self, _("Tell more"), ("about", "easy"), folded=True),
            Group(self, _("Meets online"), ("online_url", "area"), folded=True),
        ]


def _initial(activity: Activity) -> dict[str, Any]:
    low, high, unit = rules.as_typed(activity.age_from_months, activity.age_to_months)
    return {
        **{name: getattr(activity, name) for name in _PLAIN},
        "kind": activity.kind_id,
        "place": activity.place_id,
        "room": activity.room_id,
        "area": None if activity.place_id else activity.area_id,
        "organisers": list(activity.organisers.values_list("pk", flat=True)),
        "audiences": list(activity.audiences.values_list("pk", flat=True)),
        "age_from": low,
        "age_to": high,
        "age_unit": unit,
    }


class NewActivityForm(ActivityForm, RhythmFields):
    """A new activity with its first rhythm; sent twice it still makes one."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("name", "kind", "place", "organisers", *RhythmFields.rhythm_names)

    def __init__(self, *args: Any, **options: Any) -> None:
        given = options.get("initial") or {}
        first = choices.only_ones(options["viewer"])
        options["initial"] = {"key": new_code(), "price_cents": 0, **first, **given}
        super().__init__(*args, **options)
        self.fields["day"].required = False
        self.fields["starts_at"].required = False
        self.fields["ends_at"].required = False
        self.fields["day"].help_text = _(
            "For example 25.11. Leave day and times empty to add them later."
        )

    def clean_key(self) -> str:
        """Keep a key that this form could have made; anything else is no key."""
        key: str = self.cleaned_data["key"]
        return key if _KEY.fullmatch(key) else ""

    def clean(self) -> dict[str, Any]:
        """Ask for the whole rhythm when a part of it is given."""
        given = super().clean()
        when = ("day", "starts_at", "ends_at")
        if any(given.get(name) for name in when):
            for name in when:
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return given

    @property
    def first_rhythm(self) -> dict[str, Any] | None:
        """Return the rhythm that was typed, or None."""
        return self.as_series() if self.cleaned_data.get("day") else None
