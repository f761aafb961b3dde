"""A rhythm with all that it can have: new, and changed from a day on."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from pirtti.calendar import rules as calendar_rules
from pirtti.calendar.models import Activity, Series
from pirtti.core import content
from pirtti.core.formfields import ClockField, DayField, I18nText
from pirtti.desk import messages, rules
from pirtti.desk.forms import choices
from pirtti.desk.forms.base import DeskForm, Group
from pirtti.desk.forms.rhythm import (
    ONCE,
    RHYTHMS,
    PatternFields,
    RhythmFields,
    chosen_rhythm,
)
from pirtti.desk.messages import THEMES
from pirtti.network.access import Viewer

FOLLOWING, ALL = "following", "all"
SCOPES = [
    (FOLLOWING, _("From a day on")),
    (ALL, _("All coming dates")),
]
LEADERS = ("leader_1", "leader_2", "leader_3", "leader_4")
MORE_TIMES = (("starts_2", "ends_2"), ("starts_3", "ends_3"))
Pair = tuple[dt.time | None, dt.time | None]
_LEADER_HINT = _("By role, for example “parish worker”.")


def _leader() -> I18nText:
    return I18nText(max_length=120, help_text=_LEADER_HINT, required=False)


class MoreFields(DeskForm):
    """What a rhythm may have of its own beside its days and times."""

    skips_public_holidays = forms.BooleanField(
        label=_("Pauses on public holidays"), required=False
    )
    skips_school_holidays = forms.BooleanField(
        label=_("Pauses when schools are on holiday"), required=False
    )
    place = choices.PlaceField(label=_("Place of this rhythm"), required=False)
    room = choices.RoomField(label=_("Room of this rhythm"), required=False)
    leader_1, leader_2, leader_3, leader_4 = (_leader() for _name in LEADERS)
    theme_every = forms.TypedChoiceField(
        label=_("Themes"),
        choices=list(THEMES.items()),
        coerce=int,
        required=False,
        empty_value=0,  # type: ignore[arg-type]
        help_text=_("Themes themselves are written in the programme of the activity."),
    )

    def __init__(
        self, *args: Any, viewer: Viewer, activity: Activity, **options: Any
    ) -> None:
        self.activity = activity
        super().__init__(*args, **options)
        for number, name in enumerate(LEADERS, start=1):
            self.fields[name].label = _("Leader %(number)s") % {"number": number}
        places = choices.places_for(viewer, activity.place_id)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]
        self.fields["place"].empty_label = str(_("As the activity"))  # type: ignore[attr-defined]
        self.fields["room"].queryset = choices.rooms_in(places)  # type: ignore[attr-defined]
        self.fields["room"].empty_label = str(_("As the activity"))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Check that the room is in the place."""
        given = super().clean() or self.cleaned_data
        place = given.get("place") or self.activity.place
        if choices.is_elsewhere(given.get("room"), place):
            self.refuse(rules.Refusal.ROOM_ELSEWHERE)
        return given

    def more(self) -> dict[str, Any]:
        """Return these values as `calendar.actions` takes them."""
        given = self.cleaned_data
        leaders = (content.plain(given[name]) for name in LEADERS)
        names = ("skips_public_holidays", "skips_school_holidays", "place", "room")
        return {
            **{name: given[name] for name in names},
            "leaders": [
                text if isinstance(text, dict) else {"fi": text}
                for text in leaders
                if text
            ],
            "theme_every": given["theme_every"],
        }

    def more_groups(self) -> Iterator[Group]:
        """Yield the groups of the page, folded unless something is told there."""
        pauses = ("skips_public_holidays", "skips_school_holidays")
        yield Group(self, _("Pauses on holidays"), pauses, folded=True)
        yield Group(self, _("Another place or room"), ("place", "room"), folded=True)
        yield Group(self, _("Leaders who take turns"), LEADERS, folded=True)
        yield Group(self, _("Themes"), ("theme_every",), folded=True)


class SeriesForm(MoreFields, RhythmFields):
    """A new rhythm for an activity that exists; several times a day make one each."""

    starts_2 = ClockField(label=_("Begins at"), required=False)
    ends_2 = ClockField(label=_("Ends at"), required=False)
    starts_3 = ClockField(label=_("Begins at"), required=False)
    ends_3 = ClockField(label=_("Ends at"), required=False)

    def clean(self) -> dict[str, Any]:
        """Check every pair of times, and that they do not overlap."""
        given = super().clean()
        pairs = [_pair(given, ("starts_at", "ends_at"))]
        for names in MORE_TIMES:
            pair = _pair(given, names)
            self._ask_for_both(names, pair)
            start, end = pair
            if start and end:
                fault = calendar_rules.refuse_times(start, end)
                fault = fault or rules.refuse_overlap((start, end), pairs)  # type: ignore[assignment]
                self._refuse_at(names[1], fault)
            pairs.append(pair)
        given["pairs"] = [pair for pair in pairs if all(pair)]
        return given

    def _ask_for_both(self, names: tuple[str, str], pair: Pair) -> None:
        for name, time in zip(names, pair, strict=True):
            if any(pair) and time is None and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])

    def _refuse_at(self, name: str, reason: Any) -> None:
        if reason is not None:
            self.add_error(name, str(messages.sentence(reason)))

    def as_all_series(self) -> list[dict[str, Any]]:
        """Return the arguments of `calendar.actions.add_series`, one for each time."""
        shared = self.as_series() | self.more()
        return [
            shared | {"starts_at": start, "ends_at": end}
            for start, end in self.cleaned_data["pairs"]
        ]

    def groups(self) -> list[Group]:
        """Return the fields in the order of the page."""
        first = ("day", ("starts_at", "ends_at"), "rhythm", "interval", "nth")
        return [
            Group(self, "", first, folded=False),
            Group(self, _("Several weekdays"), ("weekdays",), folded=True),
            Group(self, _("Several times a day"), MORE_TIMES, folded=True),
            Group(self, _("Last day of the season"), ("until",), folded=True),
            *self.more_groups(),
        ]


def _pair(given: dict[str, Any], names: tuple[str, str]) -> Pair:
    return given.get(names[0]), given.get(names[1])


class EditSeriesForm(MoreFields, PatternFields):
    """What a rhythm becomes, and from when on."""

    scope = forms.ChoiceField(
        label=_("Which dates"),
        choices=SCOPES,
        widget=forms.RadioSelect,
        initial=FOLLOWING,
    )
    since = DayField(
        label=_("From which day on"),
        help_text=_("For example 1.3. Earlier dates stay as they are."),
        required=False,
    )
    starts_at = ClockField(label=_("Begins at"), help_text=_("For example 9.30"))
    ends_at = ClockField(label=_("Ends at"), help_text=_("For example 11.30"))

    def __init__(self, *args: Any, series: Series, **options: Any) -> None:
        self.series = series
        options["initial"] = initial_of(series) | options.get("initial", {})
        super().__init__(*args, activity=series.activity, **options)
        self.fields["rhythm"].choices = [  # type: ignore[attr-defined]
            choice for choice in RHYTHMS if choice[0] != ONCE
        ]
        self.fields["since"].one_required = True  # type: ignore[attr-defined]
        weekdays = self.fields["weekdays"]
        weekdays.required, weekdays.help_text = True, ""
        weekdays.error_messages["required"] = str(
            messages.sentence(calendar_rules.RuleFault.NO_SUCH_WEEKDAY)
        )
        self.fields["nth"].help_text = _("Only for “once or twice a month”.")

    def clean(self) -> dict[str, Any]:
        """Ask for the day when only the dates from a day on change."""
        given = super().clean()
        day, is_following = given.get("since"), given.get("scope") == FOLLOWING
        if is_following and "since" not in self.errors:
            if day is None:
                self.add_error("since", self.fields["since"].error_messages["required"])
            else:
                self._refuse_since(day)
        until = given.get("until")
        if is_following and day and until and until < day:
            self.refuse(calendar_rules.RuleFault.ENDS_BEFORE_START)
        return given

    def _refuse_since(self, day: dt.date) -> None:
        reason = rules.refuse_moving(day, today=timezone.localdate())
        if reason:
            self.add_error("since", str(messages.sentence(reason)))

    @property
    def since_day(self) -> dt.date | None:
        """Return the first day that changes; None when all coming dates do."""
        given = self.cleaned_data
        return given["since"] if given["scope"] == FOLLOWING else None

    def as_change(self) -> dict[str, Any]:
        """Return the values for `calendar.actions.change_series`."""
        given, pattern = self.cleaned_data, self.pattern()
        is_monthly = pattern["frequency"] == Series.Frequency.MONTHLY
        if is_monthly and self.series.frequency == pattern["frequency"]:
            pattern["interval"] = self.series.interval
        return {
            **pattern,
            **self.more(),
            "starts_at": given["starts_at"],
            "ends_at": given["ends_at"],
        }

    def groups(self) -> list[Group]:
        """Return the fields in the order of the page."""
        when = (("starts_at", "ends_at"), "weekdays", "rhythm", "interval", "nth")
        return [
            Group(self, _("Which dates change"), ("scope", "since"), folded=False),
            Group(self, _("When it meets from then on"), when, folded=False),
            Group(self, _("Last day of the season"), ("until",), folded=True),
            *self.more_groups(),
        ]


def initial_of(series: Series) -> dict[str, Any]:
    """Return how the form shows a stored rhythm."""
    leaders = dict(zip(LEADERS, map(LazyI18nString, series.leaders), strict=False))
    return {
        "rhythm": chosen_rhythm(series),
        "interval": series.interval if series.interval > 1 else None,
        "nth": series.nth,
        "weekdays": series.weekdays or [series.weekday],
        "until": series.ends_on,
        "starts_at": series.starts_at,
        "ends_at": series.ends_at,
        "skips_public_holidays": series.skips_public_holidays,
        "skips_school_holidays": series.skips_school_holidays,
        "place": series.place_id,
        "room": series.room_id,
        "theme_every": series.theme_every,
        **leaders,
    }
