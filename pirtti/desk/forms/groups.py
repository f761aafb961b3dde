"""What a group is: its six axes, whom it is for, and how many families fit in."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pirtti.core import timewords
from pirtti.core.formfields import DayField, I18nText
from pirtti.desk.forms.base import Group as Heading
from pirtti.desk.forms.network import PlacedForm
from pirtti.desk.group_actions import Settings
from pirtti.groups import queries, rules, words
from pirtti.groups.models import Group
from pirtti.groups.rules import Refusal
from pirtti.network.models import Area
from pirtti.signups import messages as signup_messages
from pirtti.signups import rules as signup_rules
from pirtti.signups.models import Intake
from pirtti.signups.rules import Refusal as SeatRefusal

_KINDS: dict[str, Any] = {
    "audience": rules.Audience,
    "joining": rules.Joining,
    "entry": rules.Entry,
    "leadership": rules.Leadership,
    "meets": rules.Meets,
    "listing": rules.Listing,
}
# Fields of the sign-up that are stored as they are typed.
_SEATS = (
    *("counts", "capacity", "minimum", "most_adults", "most_children", "asks_ages"),
    *("age_from_months", "age_to_months", "needs", "when_full", "needs_approval"),
)
_VALUES = (
    *("category", "life_stages", "started_by", "method", "ends_on"),
    *("has_board", "ticks_names"),
)
MOST_PEOPLE = 20
_METHOD = 2000


def _axis(name: str) -> forms.ChoiceField:
    label: Any = words.AXES[name]
    return forms.ChoiceField(label=label, widget=forms.RadioSelect)


def _number(label: Any, *, least: int, most: int, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, **options)


def _ticks(choices: Any, label: Any, **options: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        choices=list(choices.items()),
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        **options,
    )


class GroupForm(PlacedForm):
    """The settings of a group and of its sign-up."""

    WHERE: ClassVar = {
        Refusal.MUST_BE_UNLISTED: "listing",
        SeatRefusal.SEATS_TAKEN: "capacity",
        SeatRefusal.MINIMUM_ABOVE: "minimum",
        SeatRefusal.WINDOW_BACKWARDS: "closes_on",
    }

    audience = _axis("audience")
    joining = _axis("joining")
    entry = _axis("entry")
    leadership = _axis("leadership")
    meets = _axis("meets")
    listing = _axis("listing")
    category = forms.ChoiceField(
        label=_("Form of the group"), choices=list(words.CATEGORIES.items())
    )
    life_stages = _ticks(
        words.LIFE_STAGES, _("For families of children with a special need")
    )
    started_by = _ticks(words.INITIATORS, _("Who had the idea"))
    method = I18nText(
        max_length=_METHOD,
        multiline=True,
        required=False,
        label=_("How the group works"),
        help_text=_("For example: everybody tells how the week was, then a theme."),
    )
    ends_on = DayField(
        label=_("Last day of the group"),
        required=False,
        help_text=_("Leave empty when it goes on for now."),
    )
    has_board = forms.BooleanField(
        label=_("The group has a message board for its members"),
        required=False,
        initial=True,
    )
    ticks_names = forms.BooleanField(
        label=_("The group has agreed to tick who is there, by nickname"),
        required=False,
    )
    counts = forms.ChoiceField(
        label=_("One seat is for"), choices=Intake.Counts.choices
    )
    capacity = _number(_("Seats"), least=1, most=signup_rules.MOST_SEATS)
    minimum = _number(
        _("At least so many are needed"),
        least=0,
        most=signup_rules.MOST_SEATS,
        help_text=_("0 means that the group begins in any case."),
    )
    most_adults = _number(_("Adults of one family at most"), least=0, most=MOST_PEOPLE)
    most_children = _number(
        _("Children of one family at most"), least=0, most=MOST_PEOPLE
    )
    asks_ages = forms.BooleanField(
        label=_("Ask the children’s ages in months"), required=False
    )
    age_from_months = _number(
        _("Youngest child, months"),
        least=signup_rules.UNBORN_MONTHS,
        most=signup_rules.OLDEST_MONTHS,
        required=False,
    )
    age_to_months = _number(
        _("Oldest child, months"),
        least=signup_rules.UNBORN_MONTHS,
        most=signup_rules.OLDEST_MONTHS,
        required=False,
    )
    needs = _ticks(
        signup_messages.NEEDS,
        _("Needs that the group really looks after"),
        help_text=_(
            "Only these are asked. Each becomes a task, so that none is forgotten."
        ),
    )
    when_full = forms.ChoiceField(
        label=_("When all seats are taken"),
        choices=Intake.WhenFull.choices,
        widget=forms.RadioSelect,
    )
    needs_approval = forms.BooleanField(
        label=_("A leader says yes to each family"),
        required=False,
        help_text=_("Who has a personal invitation needs no answer."),
    )
    opens_on = DayField(label=_("Sign-up opens on"), required=False)
    closes_on = DayField(label=_("Last day to sign up"), required=False)

    def __init__(
        self, *args: Any, area: Area, group: Group | None = None, **options: Any
    ) -> None:
        """Begin with what is stored; call values as people of the area do."""
        self.intake = queries.intake_of(group) if group else None
        options["initial"] = _stored(group, self.intake) | options.get("initial", {})
        super().__init__(*args, **options)
        own = words.own_words(area)
        for axis in words.AXES:
            self.fields[axis].choices = [  # type: ignore[attr-defined]
                (value, str(own.get((axis, value)) or word))
                for value, word in words.VALUES[axis].items()
            ]

    @property
    def groups(self) -> list[Heading]:
        """Return the fields under their headings."""
        axes = tuple(words.AXES)
        seats = (
            *("counts", ("capacity", "minimum"), ("most_adults", "most_children")),
            *("asks_ages", ("age_from_months", "age_to_months"), "needs"),
            *("when_full", "needs_approval", ("opens_on", "closes_on")),
        )
        more = ("life_stages", "started_by", "method", "has_board", "ticks_names")
        return [
            Heading(self, _("What kind of group"), axes, folded=False),
            Heading(self, "", ("category", "ends_on"), folded=False),
            Heading(self, _("Signing up"), seats, folded=False),
            Heading(self, _("More about the group"), more, folded=True),
        ]

    def clean(self) -> dict[str, Any]:
        """Check the axes together."""
        given = super().clean() or self.cleaned_data
        if all(given.get(axis) for axis in _KINDS):
            self.refuse(rules.refuse_axes(self._axes()))
        return given

    def _axes(self) -> rules.Axes:
        given = self.cleaned_data
        return rules.Axes(**{axis: kind(given[axis]) for axis, kind in _KINDS.items()})

    @property
    def settings(self) -> Settings:
        """Return what was typed; where one just walks in no sign-up is made."""
        given, axes = self.cleaned_data, self._axes()
        seats = {name: given[name] for name in _SEATS} | {
            "needs_invitation": axes.entry == rules.Entry.INVITATION,
            "opens_at": _moment(given["opens_on"], dt.time(0)),
            "closes_at": _moment(given["closes_on"], dt.time(23, 59)),
        }
        has_none = axes.entry == rules.Entry.WALK_IN and self.intake is None
        values = {name: given[name] for name in _VALUES}
        return Settings(axes, values, None if has_none else seats)


def _moment(day: dt.date | None, time: dt.time) -> dt.datetime | None:
    return timewords.to_instant(day, time) if day else None


def _stored(group: Group | None, intake: Intake | None) -> dict[str, Any]:
    """Return what is stored of a group; for a new one what is usual."""
    group, intake = group or Group(), intake or Intake()
    names = (*_KINDS, *_VALUES)
    found = {name: getattr(group, name) for name in names}
    found |= {name: getattr(intake, name) for name in _SEATS}
    return found | {
        "opens_on": _day(intake.opens_at),
        "closes_on": _day(intake.closes_at),
    }


def _day(at: dt.datetime | None) -> dt.date | None:
    return timezone.localdate(at) if at else None
