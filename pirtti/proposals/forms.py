"""What somebody who proposes an activity is asked: the same with and without an account."""

import datetime as dt
import re
from enum import Enum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from pirtti.calendar import messages as calendar_messages
from pirtti.calendar import rules as calendar_rules
from pirtti.calendar.models import Activity, ActivityKind, Audience
from pirtti.core import content
from pirtti.core import forms as core_forms
from pirtti.core.formfields import ClockField, DayField, I18nText, PriceField, TextField
from pirtti.network.models import Area, Organisation, Place
from pirtti.proposals import messages, queries, rules
from pirtti.proposals.models import Proposal, new_key

OLDEST_CHILD = 28
LONGEST_KEY = 40
# Where the sentence of a refusal stands.
PLACES: dict[Enum, str] = {
    rules.Refusal.DAY_GONE: "starts_on",
    rules.Refusal.DAY_TOO_FAR: "starts_on",
    rules.Refusal.UNTIL_BEFORE_DAY: "ends_on",
    rules.Refusal.NEEDS_PLACE: "place_words",
    rules.Refusal.NEEDS_ORGANISATION: "organisation_name",
    calendar_rules.RuleFault.AGES_BACKWARDS: "age_to",
    calendar_rules.RuleFault.END_NOT_AFTER_START: "ends_at",
    calendar_rules.RuleFault.CROSSES_MIDNIGHT: "ends_at",
    calendar_rules.RuleFault.TOO_LONG: "ends_at",
    calendar_rules.RuleFault.NO_DATES: "ends_on",
    calendar_rules.RuleFault.ENDS_BEFORE_START: "ends_on",
}
_STORED = (
    "organisation", "organisation_name", "organisation_kind", "contact_title", "email",
    "name", "kind", "place", "place_words", "age_from", "age_to", "starts_on", "ends_on",
    "starts_at", "ends_at", "how_often", "price_cents", "sign_up", "sign_up_how",
)  # fmt: skip


_ROW = re.compile(r"[0-9]{1,18}")


class Ticks(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Ticks for rows; what can't be a row's number is no choice."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        """Refuse numbers that no database holds, which Django would pass on."""
        if any(not _ROW.fullmatch(str(one)) for one in value or ()):
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice"
            )
        return super().clean(value)


class ProposalForm(core_forms.Form):
    """A proposed activity: who, what, for whom, where, when."""

    key = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=LONGEST_KEY
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Your organisation"),
        required=False,
        empty_label=_("It is not on this list"),
    )
    organisation_name = TextField(
        max_length=120,
        label=_("Name of your organisation or group"),
        required=False,
        help_text=_("Only when it is not on the list above."),
    )
    organisation_kind = forms.ChoiceField(
        label=_("What kind of organisation"), choices=Organisation.Kind.choices
    )
    contact_title = TextField(
        max_length=100,
        label=_("Who answers, by role"),
        help_text=_("For example “family worker” or “chair of the association”."),
    )
    email = forms.EmailField(
        max_length=254,
        label=_("E-mail address"),
        help_text=_("An address of the role or the association is best."),
    )
    name = I18nText(
        max_length=120,
        label=_("Name of the activity"),
        help_text=_("As families see it. One language is enough."),
    )
    kind = forms.ModelChoiceField(
        ActivityKind.objects.all(), label=_("What kind"), empty_label=_("Choose a kind")
    )
    about = TextField(
        max_length=2000,
        multiline=True,
        label=_("Tell about it"),
        required=False,
        help_text=_("What do you do there, and what should a family know?"),
    )
    audiences = Ticks(
        Audience.objects.all(),
        label=_("Especially for"),
        help_text=_("Leave empty when it is for everybody."),
        required=False,
    )
    age_from = forms.IntegerField(
        label=_("Youngest child, years"),
        required=False,
        min_value=0,
        max_value=OLDEST_CHILD,
    )
    age_to = forms.IntegerField(
        label=_("Oldest child, years"),
        required=False,
        min_value=0,
        max_value=OLDEST_CHILD,
    )
    place = forms.ModelChoiceField(
        Place.objects.none(),
        label=_("Place"),
        required=False,
        empty_label=_("Somewhere else, or not sure yet"),
    )
    place_words = TextField(
        max_length=200,
        label=_("The place in your own words"),
        required=False,
        help_text=_("Only when it is not on the list above."),
    )
    starts_on = DayField(label=_("First day"), help_text=_("For example 25.11."))
    starts_at = ClockField(label=_("Begins at"), help_text=_("For example 9.30"))
    ends_at = ClockField(label=_("Ends at"), help_text=_("For example 11.30"))
    how_often = forms.ChoiceField(
        label=_("How often"),
        choices=Proposal.HowOften.choices,
        widget=forms.RadioSelect,
        initial=Proposal.HowOften.WEEKLY,
    )
    ends_on = DayField(
        label=_("Last day"),
        help_text=_("Leave empty when it goes on for now."),
        required=False,
    )
    price_cents = PriceField(
        label=_("Price in euros"),
        required=False,
        help_text=_("0 when it is free. Leave empty when one should ask."),
    )
    sign_up = forms.ChoiceField(
        label=_("Booking"),
        choices=Activity.SignUp.choices,
        widget=forms.RadioSelect,
        initial=Activity.SignUp.NONE,
    )
    sign_up_how = TextField(max_length=200, label=_("How to book"), required=False)
    values = forms.MultipleChoiceField(
        label=_("What the place stands for"),
        help_text=_(
            "Tick what fits your way of working. The rest can be talked about."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        area: Area,
        place: Place | None = None,
        organisation: Organisation | None = None,
        proposal: Proposal | None = None,
        **options: Any,
    ) -> None:
        """`area` and `place` are those of the link; `proposal` is one to change."""
        self.area, self.proposal, self.language = area, proposal, _page_language()
        self.only_place = place
        first = {"key": new_key(), "price_cents": 0, "organisation": organisation}
        first["place"] = place
        known = _initial(proposal) if proposal else {}
        options["initial"] = first | known | options.get("initial", {})
        super().__init__(*args, **options)
        self._offer(place)

    def _offer(self, place: Place | None) -> None:
        """Let only what belongs to the link be chosen."""
        known = queries.known_organisations(area=self.area, place=place)
        self.fields["organisation"].queryset = known  # type: ignore[attr-defined]
        if place is None:
            places = queries.places_to_propose(self.area)
            self.fields["place"].queryset = places  # type: ignore[attr-defined]
        else:
            del self.fields["place"], self.fields["place_words"]
        text = content.shown(queries.values_text(place), self.language)
        self.value_lines = [line for line in text.text.splitlines() if line.strip()]
        self.fields["values"].choices = [  # type: ignore[attr-defined]
            (str(number), line) for number, line in enumerate(self.value_lines)
        ]

    def clean_key(self) -> str:
        """Keep a key only of the shape that this form makes."""
        key: str = self.cleaned_data["key"]
        return key if key.isascii() and key.isalnum() else new_key()

    def clean(self) -> dict[str, Any]:
        """Check who, where and when together."""
        given = super().clean() or self.cleaned_data
        start, end = given.get("starts_at"), given.get("ends_at")
        if start and end:
            self.refuse(calendar_rules.refuse_times(start, end))
        if given.get("starts_on") and "ends_on" in given:
            self._check_days(given["starts_on"], given["ends_on"])
        if not self.errors.get("organisation_name") and not (
            given.get("organisation") or given.get("organisation_name")
        ):
            self.refuse(rules.Refusal.NEEDS_ORGANISATION)
        has_place = self.only_place or given.get("place") or given.get("place_words")
        if not has_place and "place_words" not in self.errors:
            self.refuse(rules.Refusal.NEEDS_PLACE)
        low, high = given.get("age_from"), given.get("age_to")
        if low is not None and high is not None and high < low:
            self.refuse(calendar_rules.RuleFault.AGES_BACKWARDS)
        return given

    def _check_days(self, first: dt.date, until: dt.date | None) -> None:
        self.refuse(rules.refuse_days(first, until, today=timezone.localdate()))

    def refuse(self, reason: Enum | None) -> None:
        """Put the sentence of a refusal at the field it speaks of."""
        if reason is None:
            return
        where = PLACES.get(reason)
        sentence = messages.REFUSALS.get(reason) or calendar_messages.REFUSALS[reason]
        self.add_error(where if where in self.fields else None, str(sentence))

    def clean_values(self) -> list[dict[str, object]]:
        """Return the values as they were read, each with whether it was ticked."""
        ticked = set(self.cleaned_data["values"])
        return [
            {"text": line, "yes": str(number) in ticked}
            for number, line in enumerate(self.value_lines)
        ]

    def apply(self, proposal: Proposal) -> Proposal:
        """Put what was typed on a proposal, unsaved."""
        given = self.cleaned_data
        for name in _STORED:
            if name in given:
                setattr(proposal, name, given[name])
        if self.only_place is not None:
            proposal.place, proposal.place_words = self.only_place, ""
        if proposal.organisation is not None:
            proposal.organisation_name = ""
        proposal.area = proposal.place.area if proposal.place else self.area
        proposal.about = self._about(proposal, given["about"])
        proposal.values = given["values"]
        proposal.language = self.language
        if proposal.pk is None:
            proposal.form_key = given["key"]
        return proposal

    def _about(self, proposal: Proposal, text: str) -> LazyI18nString:
        """Keep what was told in other languages, unless the text is gone."""
        data = getattr(proposal.about, "data", None)
        others = dict(data) if isinstance(data, dict) and text else {}
        return LazyI18nString(others | {self.language: text})

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields under their headings, in the order of the page."""
        parts = (
            (_("Who proposes"), ("organisation", "organisation_name",
              "organisation_kind", "contact_title", "email")),
            (_("What"), ("name", "kind", "about")),
            (_("Where and when"), ("place", "place_words", "starts_on", "starts_at",
              "ends_at", "how_often", "ends_on")),
            (_("For whom"), ("audiences", "age_from", "age_to")),
            (_("Price and booking"), ("price_cents", "sign_up", "sign_up_how")),
            (_("Together"), ("values",)),
        )  # fmt: skip
        return [
            (str(title), [self[name] for name in names if name in self.fields])
            for title, names in parts
        ]


class AnswerForm(core_forms.Form):
    """A sentence of the proposer, with what was changed."""

    words = TextField(
        max_length=600,
        multiline=True,
        required=False,
        label=_("Your answer"),
        help_text=_("A sentence to the place, if there is something to say."),
    )


def _page_language() -> str:
    return (get_language() or "fi")[:2]


def _initial(proposal: Proposal) -> dict[str, Any]:
    """Return what a proposal holds, for its form."""
    found = {name: getattr(proposal, name) for name in _STORED}
    found["about"] = content.shown(proposal.about, _page_language()).text
    found["audiences"] = [one.pk for one in proposal.audiences.all()]
    found["values"] = [
        str(number) for number, one in enumerate(proposal.values) if one.get("yes")
    ]
    return found
