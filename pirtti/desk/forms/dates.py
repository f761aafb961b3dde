"""One date: changed or cancelled."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pirtti.calendar import rules as calendar_rules
from pirtti.calendar.models import Occurrence, Series
from pirtti.core.formfields import ClockField, DayField, I18nText
from pirtti.desk import rules
from pirtti.desk.forms import choices
from pirtti.desk.forms.base import DeskForm
from pirtti.network.access import Viewer

ONE_IS_ENOUGH = _("One language is enough.")


ONLY, FOLLOWING, ALL = "only", "following", "all"
REACHES = [
    (ONLY, _("Only this date")),
    (FOLLOWING, _("This and the following dates")),
    (ALL, _("All coming dates")),
]


class DateForm(DeskForm):
    """Day, times, place and texts of one date; perhaps also of those that follow."""

    reach = forms.ChoiceField(
        label=_("Which dates change"),
        choices=REACHES,
        widget=forms.RadioSelect,
        initial=ONLY,
        required=False,
        help_text=_(
            "For more than one date, day, times, place and room go over to the rhythm. "
            "You see first what would happen."
        ),
    )

    day = DayField(label=_("Day"), help_text=_("For example 25.11."))
    starts_at = ClockField(label=_("Begins at"), help_text=_("For example 9.30"))
    ends_at = ClockField(label=_("Ends at"), help_text=_("For example 11.30"))
    place = choices.PlaceField(label=_("Place"), required=False)
    room = choices.RoomField(label=_("Room"), required=False)
    theme = I18nText(
        max_length=120, label=_("Theme"), help_text=ONE_IS_ENOUGH, required=False
    )
    guest = I18nText(
        max_length=120,
        label=_("Guest"),
        help_text=_("By role, for example “dental nurse”."),
        required=False,
    )
    who = I18nText(
        max_length=200,
        label=pgettext_lazy("form", "Who is there"),
        help_text=_("By role, for example “parish worker and a volunteer”."),
        required=False,
    )

    def __init__(
        self, *args: Any, viewer: Viewer, occurrence: Occurrence, **options: Any
    ) -> None:
        self.occurrence = occurrence
        super().__init__(*args, initial=_initial(occurrence), **options)
        if occurrence.series.frequency == Series.Frequency.ONCE:
            del self.fields["reach"]
        else:  # it always has an answer: "only this date" unless told
            self.fields["reach"].one_required = True  # type: ignore[attr-defined]
        places = choices.places_for(viewer, occurrence.place_id)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]
        if occurrence.activity.online_url:
            self.fields["place"].empty_label = str(_("Online"))  # type: ignore[attr-defined]
        else:
            self.fields["place"].required = True
        self.fields["room"].queryset = choices.rooms_in(places)  # type: ignore[attr-defined]

    def clean_day(self) -> dt.date:
        """A date can be moved to a coming day only."""
        day: dt.date = self.cleaned_data["day"]
        if day != self.occurrence.on:
            self.refuse(rules.refuse_moving(day, today=timezone.localdate()))
        return day

    def clean(self) -> dict[str, Any]:
        """Check the times, and that the room is in the place."""
        given = super().clean() or self.cleaned_data
        start, end = given.get("starts_at"), given.get("ends_at")
        if start and end:
            self.refuse(calendar_rules.refuse_times(start, end))
        if choices.is_elsewhere(given.get("room"), given.get("place")):
            self.refuse(rules.Refusal.ROOM_ELSEWHERE)
        return given

    def as_change(self) -> dict[str, Any]:
        """Return the arguments of `calendar.actions.change_occurrence`."""
        return {
            "on" if name == "day" else name: self.cleaned_data[name]
            for name in self.fields
            if name != "reach"
        }

    @property
    def reaches_further(self) -> bool:
        """Say whether more than this date is to change."""
        return self.cleaned_data.get("reach") in {FOLLOWING, ALL}

    def as_rhythm(self) -> dict[str, Any]:
        """Return what the form of the rhythm is to begin with."""
        given, date = self.cleaned_data, self.occurrence
        series = date.series
        weekdays = set(series.weekdays or [series.weekday])
        if given["day"] != date.on:
            weekdays = weekdays - {date.on.weekday()} | {given["day"].weekday()}
        first = max(min(date.rule_on, given["day"]), timezone.localdate())
        is_following = given["reach"] == FOLLOWING
        asked = {
            "scope": given["reach"],
            "since": f"{first.day}.{first.month}.{first.year}" if is_following else "",
            "starts_at": f"{given['starts_at']:%H.%M}",
            "ends_at": f"{given['ends_at']:%H.%M}",
            "weekdays": sorted(weekdays),
        }
        for name, usual in (
            ("place", date.activity.place_id),
            ("room", date.activity.room_id),
        ):
            pk = given[name].pk if given[name] else None
            asked[name] = pk if pk and pk != usual else ""
        return asked


def _initial(date: Occurrence) -> dict[str, Any]:
    return {
        "day": date.on,
        "starts_at": timezone.localtime(date.starts_at).time(),
        "ends_at": timezone.localtime(date.ends_at).time(),
        "place": date.place_id,
        "room": date.room_id,
        "theme": date.theme,
        "guest": date.guest,
        "who": date.who,
    }


class CancelForm(DeskForm):
    """Why a date is cancelled; families read it."""

    reason = I18nText(
        max_length=120,
        label=_("Why is it cancelled?"),
        help_text=_(
            "Families see this, for example “The leader has fallen ill”. "
            "One language is enough."
        ),
    )
