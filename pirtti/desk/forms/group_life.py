"""A group's steps: asking families to join, deciding, going on."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pirtti.calendar.models import Activity
from pirtti.core import content
from pirtti.core.formfields import DayField, I18nText
from pirtti.desk import words
from pirtti.desk.forms.base import Group as Heading
from pirtti.desk.forms.network import PlacedForm
from pirtti.desk.forms.rhythm import RhythmFields
from pirtti.groups.models import Group
from pirtti.groups.rules import Choice, Refusal

CHOICES = [
    (Choice.START.value, _("The group begins")),
    (Choice.POSTPONE.value, _("It begins later")),
    (Choice.MERGE.value, _("It goes on together with another group")),
    (Choice.CANCEL.value, _("It does not begin")),
]
_REASON = 300


class GroupChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of several groups, told by name and place."""

    def label_from_instance(self, group: Any) -> str:
        """Name a group in the language of the page."""
        name = content.shown(group.activity.name, words.language()).text
        return f"{name} ({_where(group.activity)})"


def _where(activity: Activity) -> str:
    where = activity.place.name if activity.place else activity.area.name
    return content.shown(where, words.language()).text


class RecruitForm(PlacedForm):
    """From when on families are asked to join, and when it is decided."""

    WHERE: ClassVar = {
        Refusal.DATE_PAST: "decision_on",
        Refusal.DATE_BACKWARDS: "decision_on",
    }

    decision_on = DayField(
        label=_("Decision day"),
        required=False,
        help_text=_(
            "On this day you see who is in and decide whether the group begins. Leave"
            " empty when it starts in any case."
        ),
    )


class DecisionForm(PlacedForm):
    """What becomes of a group; families are told at once."""

    WHERE: ClassVar = {
        Refusal.DATE_PAST: "until",
        Refusal.DATE_BACKWARDS: "until",
        Refusal.OTHER_IS_FULL: "into",
        Refusal.OTHER_NOT_OPEN: "into",
        Refusal.SAME_GROUP: "into",
        Refusal.REASON_NEEDED: "reason",
    }

    choice = forms.ChoiceField(
        label=_("What do you decide?"), choices=CHOICES, widget=forms.RadioSelect
    )
    until = DayField(
        label=_("New decision day"),
        required=False,
        help_text=_("When it begins later: the meetings move by as many whole weeks."),
    )
    into = GroupChoice(
        Group.objects.none(),
        label=_("The other group"),
        required=False,
        empty_label=_("Choose a group"),
        help_text=_("Families that fit move there. Each is told and can say no."),
    )
    reason = I18nText(
        max_length=_REASON,
        required=False,
        label=_("Why it does not begin"),
        help_text=_("Families read this sentence."),
    )

    def __init__(self, *args: Any, others: QuerySet[Group], **options: Any) -> None:
        """Offer the other groups that take families now."""
        super().__init__(*args, **options)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for the other group where none is chosen."""
        given = super().clean() or {}
        if given.get("choice") == Choice.MERGE and not given.get("into"):
            self.add_error("into", _("Choose one of these."))
        return given

    @property
    def decision(self) -> dict[str, Any]:
        """Return the arguments of `groups.actions.decide`, only what the choice needs."""
        given = self.cleaned_data
        needs = {
            Choice.POSTPONE: "until",
            Choice.MERGE: "into",
            Choice.CANCEL: "reason",
        }
        name = needs.get(Choice(given["choice"]))
        return {"choice": given["choice"]} | ({name: given[name]} if name else {})


class MoveOnForm(PlacedForm):
    """Until when the same families go on together."""

    WHERE: ClassVar = {Refusal.DATE_PAST: "until"}

    until = DayField(
        label=_("Until"), required=False, help_text=_("Leave empty for half a year.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, auto_id="id_on_%s", **options)


class FollowOnForm(PlacedForm):
    """The group that is offered to the families at the end."""

    WHERE: ClassVar = {
        Refusal.OTHER_NOT_OPEN: "other",
        Refusal.SAME_GROUP: "other",
    }

    other = GroupChoice(
        Group.objects.none(),
        label=_("The next group"),
        empty_label=_("Choose a group"),
        help_text=_(
            "Families get a letter with the way there. Nothing they told you is passed on."
        ),
    )

    def __init__(self, *args: Any, others: QuerySet[Group], **options: Any) -> None:
        """Offer the other groups that take families now."""
        super().__init__(*args, auto_id="id_next_%s", **options)
        self.fields["other"].queryset = others  # type: ignore[attr-defined]


class DatesForm(RhythmFields):
    """When a group meets."""

    @property
    def groups(self) -> list[Heading]:
        """Return the fields in the order of the form of activities."""
        return [Heading(self, "", self.rhythm_rows, folded=False)]
