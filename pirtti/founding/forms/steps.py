"""The six steps of an idea: few questions, none of them needed to go on."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pirtti.calendar.models import Audience
from pirtti.core.formfields import DayField, LanguagesField, TextField
from pirtti.founding import access, messages, queries, rules
from pirtti.founding.forms.base import StepForm
from pirtti.founding.models import GroupIdea
from pirtti.founding.rules import Step
from pirtti.network.models import Organisation
from pirtti.proposals.form_fields import Ticks


def _one_of(words: messages.Words, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=[*words.items()], widget=forms.RadioSelect, required=False, **options
    )


def _some_of(words: messages.Words, **options: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        choices=[*words.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        **options,
    )


def _months(label: Any, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=rules.OLDEST_MONTHS,
        **options,
    )


class LeaderForm(StepForm):
    """Who leads: a name of one's choice and one address."""

    alias = TextField(
        max_length=40,
        required=False,
        label=_("By which name may you be called?"),
        help_text=_("A first name or a nickname. Members read only this."),
        widget=forms.TextInput({"autocomplete": "nickname"}),
    )
    contact = forms.EmailField(
        max_length=254,
        required=False,
        label=_("E-mail address"),
        help_text=_(
            "For the answer to your idea. It is stored locked, and goes from the idea "
            "when the group exists."
        ),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    leading = _one_of(
        messages.LEADING,
        label=_("Do you lead alone or with somebody?"),
        help_text=_(
            "With two leaders nobody carries it alone. A pair can be found later."
        ),
    )
    leads_as = _one_of(messages.LEADS_AS, label=_("How do you lead?"))

    def _known(self) -> dict[str, Any]:
        return super()._known() | {"contact": access.contact_of(self.idea) or ""}


class TellingForm(StepForm):
    """Where people are told of it."""

    channels = _some_of(messages.CHANNELS, label=_("Where could people hear of it?"))
    telling = TextField(
        max_length=400,
        multiline=True,
        required=False,
        label=_("Anything else about telling people?"),
    )


class WhomForm(StepForm):
    """For whom it is."""

    rows = ("audiences",)

    for_whom = TextField(
        max_length=600,
        multiline=True,
        required=False,
        label=_("For whom is the group?"),
        help_text=_(
            "In your own words, for example “parents of a first baby in our part of "
            "town”. Tell of no single person."
        ),
    )
    audience = _one_of(messages.AUDIENCE, label=_("Who can find it?"))
    joining = _one_of(messages.JOINING, label=_("May newcomers join later?"))
    audiences = Ticks(Audience.objects.all(), label=_("Especially for"), required=False)
    age_from_months = _months(_("Youngest child, in months"))
    age_to_months = _months(
        _("Oldest child, in months"), help_text=_("A year is 12 months, three are 36.")
    )
    life_stages = _some_of(
        messages.LIFE_STAGES,
        label=_("When a child needs special support"),
        help_text=_("Leave empty when it is not about that."),
    )
    languages = LanguagesField(label=_("Languages of the group"))

    def clean(self) -> dict[str, Any]:
        """Check the ages together."""
        given = super().clean() or self.cleaned_data
        self.refuse(
            rules.refuse_ages(given.get("age_from_months"), given.get("age_to_months"))
        )
        return given


class NetworksForm(StepForm):
    """With whom one could join forces."""

    rows = ("partners",)

    partners = Ticks(
        Organisation.objects.none(),
        required=False,
        label=_("With whom would you like to work?"),
        help_text=_("Nobody is asked before your idea is answered."),
    )
    networks = TextField(
        max_length=600,
        multiline=True,
        required=False,
        label=_("Who else could join in?"),
        help_text=_("Associations, groups and services, no names of persons."),
    )

    def __init__(self, *args: Any, idea: GroupIdea, **options: Any) -> None:
        """Offer the organisations of the town, and those that were chosen."""
        super().__init__(*args, idea=idea, **options)
        near = queries.partners_near(idea.area).order_by("slug")
        first = [one.pk for one in near[: queries.MOST_PARTNERS]]
        chosen = [one.pk for one in idea.partners.all()]
        offered = Organisation.objects.filter(pk__in=first + chosen).order_by("slug")
        self.fields["partners"].queryset = offered  # type: ignore[attr-defined]
        if not (first or chosen):
            del self.fields["partners"]
            self.rows = ()  # type: ignore[assignment,misc]


class ResourcesForm(StepForm):
    """What there is and what is missing."""

    room = _one_of(messages.HAS, label=messages.RESOURCES["room"])
    child_care = _one_of(messages.HAS, label=messages.RESOURCES["child_care"])
    food = _one_of(messages.HAS, label=messages.RESOURCES["food"])
    budget = _one_of(messages.HAS, label=messages.RESOURCES["budget"])
    resources = TextField(
        max_length=400,
        multiline=True,
        required=False,
        label=_("Anything else about what is needed?"),
        help_text=_("For example which room there is, or what the money is for."),
    )
    wants_support = forms.BooleanField(
        required=False,
        label=_("I would like a support person at the beginning (one to three visits)"),
    )


class ContentForm(StepForm):
    """What one does together, how often and how long."""

    name = TextField(
        max_length=120,
        required=False,
        label=_("A name for the group, if you have one"),
        help_text=_(
            "A neutral name that tells nothing of anybody’s situation is best."
        ),
    )
    content = _one_of(messages.CONTENT, label=_("What do you do together?"))
    themes = TextField(
        max_length=600,
        multiline=True,
        required=False,
        label=_("Which themes?"),
        help_text=_("For example sleep, play, two languages at home."),
    )
    meets = _one_of(messages.MEETS, label=_("Where does it meet?"))
    how_often = _one_of(messages.HOW_OFTEN, label=_("How often?"))
    meetings = forms.IntegerField(
        label=_("How many meetings?"),
        required=False,
        min_value=1,
        max_value=rules.MOST_MEETINGS,
    )
    until = DayField(
        label=_("Until when?"),
        required=False,
        help_text=_(
            "Deciding the length at the start makes it easier to join and to lead. "
            "Half a year is common."
        ),
    )

    def clean_until(self) -> dt.date | None:
        """Refuse a day that is gone or too far."""
        until: dt.date | None = self.cleaned_data["until"]
        self.refuse(rules.refuse_until(until, today=timezone.localdate()))
        return until


FORMS: dict[Step, type[StepForm]] = {
    Step.LEADER: LeaderForm,
    Step.TELLING: TellingForm,
    Step.WHOM: WhomForm,
    Step.NETWORKS: NetworksForm,
    Step.RESOURCES: ResourcesForm,
    Step.CONTENT: ContentForm,
}
