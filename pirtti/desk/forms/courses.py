"""Forms of courses: a new one, what is told of it, who was there, a certificate."""

import re
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from pirtti.calendar.models import Activity, Occurrence
from pirtti.core.formfields import DayField, TextField
from pirtti.core.models import CODE_LETTERS, new_code
from pirtti.core.refusals import Refused
from pirtti.courses import access, actions, queries, rules
from pirtti.courses.models import Course, CourseSeat
from pirtti.courses.rules import Refusal
from pirtti.desk import messages, words
from pirtti.desk import rules as desk_rules
from pirtti.desk.forms import choices
from pirtti.desk.forms.base import Group
from pirtti.desk.forms.network import NameField, PlacedForm, TimesField, paragraph
from pirtti.network.access import Viewer
from pirtti.network.models import Organisation, Place
from pirtti.people.models import User

_KEY = re.compile(f"[{CODE_LETTERS}]{{7}}")
# More days are added on the activity's own page.
DAYS, SHOWN = 6, 3
TITLE_MOST, WHO_MOST = 100, 80


class CourseForm(PlacedForm):
    """What is told of a course, its seats, and what earns a certificate."""

    WHERE: ClassVar = {
        Refusal.NEEDED_OUT_OF_RANGE: "needed",
        Refusal.SEATS_OUT_OF_RANGE: "capacity",
        Refusal.SEATS_TAKEN: "capacity",
        Refusal.NO_SESSIONS: "day1",
    }

    name = NameField(label=_("Name of the course"))
    about = paragraph(_("What it is about"))
    kind = forms.ChoiceField(
        label=_("What kind of course"), choices=Course.Kind.choices
    )
    for_whom = forms.ChoiceField(
        label=_("For whom"),
        choices=Course.ForWhom.choices,
        help_text=_("This tells for whom it was made. Everybody else may come, too."),
    )
    capacity = forms.IntegerField(
        label=_("Seats"),
        min_value=1,
        max_value=rules.MOST_SEATS,
        initial=rules.USUAL_SEATS,
    )
    needed = forms.IntegerField(
        label=_("How many sessions earn a certificate"),
        min_value=1,
        max_value=rules.MOST_SESSIONS,
        initial=1,
    )

    def __init__(
        self, *args: Any, course: Course | None = None, **options: Any
    ) -> None:
        if course is not None:
            told = {
                name: getattr(course, name)
                for name in ("kind", "for_whom", "capacity", "needed")
            }
            activity = course.activity
            told |= {"name": activity.name, "about": activity.about}
            options["initial"] = told
        super().__init__(*args, **options)

    def refuse(self, reason: Any) -> None:
        """Put a refusal at its field, or above the form where that is not shown."""
        if self.WHERE.get(reason) in self.fields:
            super().refuse(reason)
        else:
            self.refuse_if_sent(reason)


class NewCourseForm(CourseForm):
    """A new course: also where it is, who arranges it, and on which days."""

    key = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    place = forms.ModelChoiceField(Place.objects.none(), label=_("Place"))
    organisers = choices.Ticks(Organisation.objects.none(), label=_("Who arranges it"))
    times = TimesField(label=_("From when to when"), help_text="17–19")

    def __init__(self, *args: Any, viewer: Viewer, **options: Any) -> None:
        options["initial"] = {"key": new_code(), **choices.only_ones(viewer)}
        super().__init__(*args, **options)
        self.viewer = viewer
        fields: Any = self.fields
        places = choices.places_for(viewer, None)
        fields["place"].queryset = places.select_related("area")
        fields["organisers"].queryset = choices.organisations_for(viewer, [])
        for number in range(1, DAYS + 1):
            self._add_day(number)

    def groups(self) -> list[Group]:
        """Return the fields in the order of the page."""
        days: list[str | tuple[str, ...]] = [
            (f"day{number}", f"title{number}") for number in range(1, DAYS + 1)
        ]
        return [
            Group(self, "", ("name", "kind", "for_whom", "about"), folded=False),
            Group(self, _("Where"), ("place", "organisers"), folded=False),
            Group(
                self,
                pgettext_lazy("course", "Sessions"),
                ("times", *days[:SHOWN]),
                folded=False,
            ),
            Group(self, _("More sessions"), tuple(days[SHOWN:]), folded=True),
            Group(self, _("Seats"), ("capacity", "needed"), folded=False),
        ]

    def _add_day(self, number: int) -> None:
        which = {"number": number}
        self.fields[f"day{number}"] = DayField(
            label=_("Day of session %(number)s") % which, required=number == 1
        )
        self.fields[f"title{number}"] = TextField(
            max_length=TITLE_MOST,
            label=_("What session %(number)s is about") % which,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """Check that who makes it keeps hold of it."""
        given = super().clean() or self.cleaned_data
        if {"place", "organisers"} <= given.keys() and not choices.reaches(
            self.viewer,
            place=given["place"],
            organisers=list(given["organisers"]),
            area=None,
        ):
            self.add_error(
                "place", str(messages.sentence(desk_rules.Refusal.OUT_OF_REACH))
            )
        return given

    def make(self, by: User) -> Course:
        """Make the course as it was typed, once. Raises Refused.

        The same form sent twice, also at the same moment, gives the first one's course.
        """
        given = self.cleaned_data["key"]
        key = given if _KEY.fullmatch(given) else new_code()
        try:
            return self._made(key) or self._make(key, by)
        except IntegrityError:
            # Sent twice at the same moment, or the key is somebody else's.
            return self._made(key) or self._make(new_code(), by)

    def _made(self, key: str) -> Course | None:
        return access.courses_run(self.viewer).filter(activity__code=key).first()

    def _make(self, key: str, by: User) -> Course:
        given = self.cleaned_data
        activity = Activity(
            code=key,
            kind=choices.course_kind(),
            name=given["name"],
            about=given["about"],
            place=given["place"],
            area=given["place"].area,
        )
        plain = {
            name: given[name] for name in ("kind", "for_whom", "capacity", "needed")
        }
        return actions.make_course(
            activity, self._sessions(), organisers=given["organisers"], by=by, **plain
        )

    def _sessions(self) -> list[actions.Planned]:
        given = self.cleaned_data
        start, end = given["times"]
        language = (get_language() or "fi")[:2]
        return [
            actions.Planned(
                given[f"day{number}"],
                start,
                end,
                LazyI18nString({language: given[f"title{number}"]}),
            )
            for number in range(1, DAYS + 1)
            if given[f"day{number}"]
        ]


class AttendanceForm(PlacedForm):
    """Who was at a session: a tick for everybody who has a seat."""

    there = forms.TypedMultipleChoiceField(
        label=_("Who was there"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, course: Course, date: Occurrence, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.course, self.date = course, date
        there: Any = self.fields["there"]
        there.choices = [
            (one.seat.pk, one.name)
            for one in queries.people(course)
            if one.seat.state == CourseSeat.State.IN
        ]
        there.initial = sorted(queries.there_at(date))

    def store(self, by: User) -> bool:
        """Store the ticks; False with the reason on the form when that can't be."""
        try:
            actions.store_attendance(
                self.course, self.date, self.cleaned_data["there"], by=by
            )
        except Refused as refused:
            self.refuse(refused.reason)
        return not self.errors


class CertificateForm(PlacedForm):
    """Whose name stands on the certificate, and in which language it is."""

    name = TextField(
        max_length=WHO_MOST,
        label=_("Your name on the certificate"),
        help_text=_("It is printed and stored nowhere."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, initial={"language": words.language()}, **options)
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def clean_name(self) -> str:
        """Refuse a name with nothing visible in it."""
        name: str = self.cleaned_data["name"].strip()
        if not name:
            raise ValidationError(self.fields["name"].error_messages["required"])
        return name
