"""What leaders type of a meeting: its plan, a message, a move, a reason."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from pirtti.calendar import programme_queries
from pirtti.calendar import rules as calendar_rules
from pirtti.calendar.models import Occurrence, Theme
from pirtti.core import content
from pirtti.core.formfields import ClockField, DayField, TextField
from pirtti.desk import words
from pirtti.desk.forms.base import DeskForm
from pirtti.meetings import leading_messages as messages
from pirtti.meetings import leading_rules as rules
from pirtti.meetings.queries import leading as queries

LINE, PARAGRAPH = 120, 600


class StoredTheme(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of the themes in store."""

    def label_from_instance(self, obj: Any) -> str:
        """Say a theme in the page's language."""
        return content.shown(obj.text, words.language()).text


class PlanForm(DeskForm):
    """What members read before they come, how the meeting goes, what it is about."""

    practical = TextField(
        max_length=PARAGRAPH,
        multiline=True,
        required=False,
        label=_("Practical message to the members"),
        help_text=_("They see it on their own page, for example: ring the green bell."),
    )
    intro = TextField(
        max_length=300,
        multiline=True,
        required=False,
        label=_("Short beginning"),
        help_text=_("After it comes free talk."),
    )
    intro_minutes = forms.IntegerField(
        min_value=0,
        max_value=rules.MOST_INTRO_MINUTES,
        required=False,
        label=_("Minutes for the beginning"),
    )
    stored = StoredTheme(
        Theme.objects.none(),
        required=False,
        label=_("Theme from the store"),
        empty_label=_("None: as written below"),
    )
    theme = TextField(max_length=LINE, required=False, label=_("Theme"))
    guest = TextField(
        max_length=LINE,
        required=False,
        label=_("Guest"),
        help_text=_("By role, for example “dental nurse”."),
    )

    def __init__(
        self, *args: Any, meeting: Occurrence, is_template: bool = False, **options: Any
    ) -> None:
        """Begin with what is noted, or with the ready plan when that is asked for."""
        self.meeting = meeting
        super().__init__(
            *args, initial=_planned(meeting, is_template=is_template), **options
        )
        stored = programme_queries.in_store(meeting.activity)
        if stored.exists():
            self.fields["stored"].queryset = stored  # type: ignore[attr-defined]
        else:
            del self.fields["stored"]

    def as_plan(self) -> dict[str, Any]:
        """Return the arguments of `meetings.actions.plan_meeting`."""
        given = self.cleaned_data
        return {
            "practical": given["practical"],
            "intro": given["intro"],
            "intro_minutes": given["intro_minutes"] or 0,
            "theme": said_here(given["theme"], self.meeting.theme),
            "guest": said_here(given["guest"], self.meeting.guest),
            "stored": given.get("stored"),
        }


def _planned(meeting: Occurrence, *, is_template: bool) -> dict[str, Any]:
    note = queries.note_of(meeting)
    told = {
        "practical": note.practical,
        "intro": note.intro,
        "intro_minutes": note.intro_minutes or None,
        "theme": content.shown(meeting.theme, words.language()).text,
        "guest": content.shown(meeting.guest, words.language()).text,
    }
    if is_template:
        told["intro"] = str(messages.USUAL_INTRO)
        told["intro_minutes"] = rules.USUAL_INTRO_MINUTES
    return told


def said_here(typed: str, before: LazyI18nString | str | None) -> LazyI18nString | str:
    """Put what was typed in the page's language beside what stands in the others.

    What is shown in another language and was left as it is, stays so.
    """
    language = words.language()
    shown = content.shown(before, language)
    if typed == shown.text and before is not None:
        return before
    if not typed:
        return ""
    data = getattr(before, "data", before)
    known = dict(data) if isinstance(data, dict) else {}
    return LazyI18nString(known | {language: typed})


class ReasonForm(DeskForm):
    """Why a meeting is cancelled; members read it."""

    reason = TextField(
        max_length=LINE,
        label=_("Why is it cancelled?"),
        help_text=_("Members read this. A few words are enough."),
    )

    def as_text(self) -> LazyI18nString:
        """Return the reason in the page's language."""
        return LazyI18nString({words.language(): self.cleaned_data["reason"]})


class MoveForm(DeskForm):
    """The new day and times of one meeting."""

    day = DayField(label=_("Day"), help_text=_("For example 25.11."))
    starts_at = ClockField(label=_("Begins at"), help_text=_("For example 9.30"))
    ends_at = ClockField(label=_("Ends at"), help_text=_("For example 11.30"))

    def __init__(self, *args: Any, meeting: Occurrence, **options: Any) -> None:
        initial = {
            "day": meeting.on,
            "starts_at": timezone.localtime(meeting.starts_at).time(),
            "ends_at": timezone.localtime(meeting.ends_at).time(),
        }
        super().__init__(*args, initial=initial, **options)

    def clean(self) -> dict[str, Any]:
        """Check that the times can be."""
        given = super().clean() or self.cleaned_data
        start, end = given.get("starts_at"), given.get("ends_at")
        if start and end:
            self.refuse(calendar_rules.refuse_times(start, end))
        return given

    def as_move(self) -> dict[str, Any]:
        """Return the arguments of `meetings.actions.move_meeting`."""
        given = self.cleaned_data
        return {
            "on": given["day"],
            "starts_at": given["starts_at"],
            "ends_at": given["ends_at"],
        }


class MessageForm(DeskForm):
    """A message to all members about one meeting."""

    text = TextField(
        max_length=PARAGRAPH,
        multiline=True,
        label=_("Message"),
        help_text=_(
            "Write so that somebody else may read it over the shoulder: no names, "
            "nothing about anybody’s health."
        ),
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=32, min_length=32)

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("initial", {"key": uuid.uuid4().hex})
        super().__init__(*args, **options)
