"""Many dates at once: extra days, the same change for several, one reason for all."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pirtti.calendar import rules as calendar_rules
from pirtti.calendar.models import Activity, Occurrence
from pirtti.calendar.rules import Refusal
from pirtti.core import messages as core_messages
from pirtti.core import timewords
from pirtti.core.formfields import ClockField, I18nText
from pirtti.desk import messages, rules, words
from pirtti.desk.forms import choices
from pirtti.desk.forms.base import DeskForm
from pirtti.desk.forms.dates import ONE_IS_ENOUGH
from pirtti.network.access import Viewer

CHANGE, CANCEL = "change", "cancel"
# Days are told apart by commas, semicolons, line breaks or the word "and".
_BETWEEN = re.compile(r"[,;\n]|\bja\b|\boch\b|\band\b")


class DaysField(forms.CharField):
    """Several days in one line: 24.11., 1.12. and 8.12."""

    def to_python(self, value: Any) -> list[dt.date]:  # type: ignore[override]
        """Return the days, each once, earliest first."""
        parts = [part.strip() for part in _BETWEEN.split(str(value or ""))]
        typed = [part for part in parts if part]
        if len(typed) > rules.MOST_EXTRA_DAYS:
            raise ValidationError(
                str(messages.sentence(rules.Refusal.TOO_MANY_DAYS)), code="too_many"
            )
        return sorted({_read(part) for part in typed})

    def run_validators(self, value: Any) -> None:
        """Everything was said in `to_python`."""


def _read(part: str) -> dt.date:
    """Read one day; raises ValidationError with a sentence that says what is wrong."""
    today = timezone.localdate()
    try:
        day = timewords.parse_date(part, today=today)
    except timewords.Unreadable as bad:
        sentence = str(core_messages.TIME_FAULTS[bad.reason])
        raise ValidationError(sentence, code=bad.reason.name.lower()) from bad
    reason = rules.refuse_moving(day, today=today)
    if reason:
        raise ValidationError(str(messages.sentence(reason)), code=reason.name.lower())
    return day


class ExtraDatesForm(DeskForm):
    """Single days beside the rhythm."""

    days = DaysField(
        label=_("Which days"),
        help_text=_("One or several, for example 24.11., 1.12. and 8.12."),
        max_length=600,
    )
    starts_at = ClockField(label=_("Begins at"), help_text=_("For example 9.30"))
    ends_at = ClockField(label=_("Ends at"), help_text=_("For example 11.30"))

    def clean(self) -> dict[str, Any]:
        """Check the times."""
        given = super().clean() or self.cleaned_data
        start, end = given.get("starts_at"), given.get("ends_at")
        if start and end:
            self.refuse(calendar_rules.refuse_times(start, end))
        return given


class ManyDatesForm(DeskForm):
    """Some coming dates of an activity: another time, place or room, or cancelled."""

    dates = forms.TypedMultipleChoiceField(
        label=_("Which dates"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    starts_at = ClockField(label=_("Begins at"), required=False)
    ends_at = ClockField(label=_("Ends at"), required=False)
    place = choices.PlaceField(label=_("Place"), required=False)
    room = choices.RoomField(label=_("Room"), required=False)
    reason = I18nText(
        max_length=120,
        label=_("Why are they cancelled?"),
        help_text=ONE_IS_ENOUGH,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        viewer: Viewer,
        activity: Activity,
        dates: list[Occurrence],
        **options: Any,
    ) -> None:
        self.coming = {date.pk: date for date in dates}
        super().__init__(*args, **options)
        self.fields["dates"].choices = [(date.pk, _label(date)) for date in dates]  # type: ignore[attr-defined]
        self.fields["dates"].error_messages["required"] = str(
            messages.sentence(rules.Refusal.NO_DATES_TICKED)
        )
        places = choices.places_for(viewer, activity.place_id)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]
        self.fields["place"].empty_label = str(_("Leave as it is"))  # type: ignore[attr-defined]
        self.fields["room"].queryset = choices.rooms_in(places)  # type: ignore[attr-defined]
        self.fields["room"].empty_label = str(_("Leave as it is"))  # type: ignore[attr-defined]

    @property
    def is_cancelling(self) -> bool:
        """Say whether the button for cancelling was pressed."""
        return self.data.get("do") == CANCEL

    def clean(self) -> dict[str, Any]:
        """Ask for what the pressed button needs."""
        given = super().clean() or self.cleaned_data
        if self.is_cancelling:
            if not given.get("reason") and "reason" not in self.errors:
                self.refuse(Refusal.NEEDS_REASON)
            return given
        start, end = given.get("starts_at"), given.get("ends_at")
        if start and end:
            self.refuse(calendar_rules.refuse_times(start, end))
        if not self.errors and not self.as_change():
            self.refuse(rules.Refusal.NOTHING_TO_CHANGE)
        self._check_room(given)
        return given

    def _check_room(self, given: dict[str, Any]) -> None:
        room, place = given.get("room"), given.get("place")
        for pk in given.get("dates") or ():
            if choices.is_elsewhere(room, place or self.coming[pk].place):
                self.refuse(rules.Refusal.ROOM_ELSEWHERE)
                return

    @property
    def chosen(self) -> list[Occurrence]:
        """Return the dates that were ticked."""
        return [self.coming[pk] for pk in self.cleaned_data["dates"]]

    def as_change(self) -> dict[str, Any]:
        """Return what is to change; what was left empty stays as it is."""
        given = self.cleaned_data
        names = ("starts_at", "ends_at", "place", "room")
        found = {name: given[name] for name in names if given.get(name)}
        if "place" in found and "room" not in found:
            found["room"] = None
        return found


def _label(date: Occurrence) -> str:
    return words.when(date)
