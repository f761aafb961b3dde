"""What somebody who proposes an activity is asked: the same with and without an account."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from pirtti.calendar import messages as calendar_messages
from pirtti.calendar import rules as calendar_rules
from pirtti.core import content
from pirtti.core import forms as core_forms
from pirtti.core.formfields import TextField
from pirtti.network.models import Area, Organisation, Place
from pirtti.proposals import messages, queries, rules
from pirtti.proposals.form_fields import ProposalFields
from pirtti.proposals.models import Proposal, new_key

# What `new_key` makes.
_KEY = re.compile(r"[0-9a-f]{24}")
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


@dataclass(frozen=True)
class Part:
    """Some fields under one heading; folded when they may be left as they are."""

    title: str
    fields: list[forms.BoundField]
    is_folded: bool
    is_open: bool


class ProposalForm(ProposalFields):
    """A proposed activity, with what belongs to the link it came by."""

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
        self._offer(place, organisation)

    def _offer(self, place: Place | None, given_to: Organisation | None) -> None:
        """Let only what belongs to the link be chosen."""
        chosen = [given_to.pk] if given_to else []
        if self.proposal and self.proposal.organisation_id:
            chosen.append(self.proposal.organisation_id)
        known = queries.known_organisations(area=self.area, place=place, also=chosen)
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
        return key if _KEY.fullmatch(key) else new_key()

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

    def groups(self) -> list[Part]:
        """Return the fields under their headings; what may be left is folded away."""
        parts = (
            (_("Who proposes"), ("organisation", "organisation_name",
              "organisation_kind", "contact_title", "email")),
            (_("What"), ("name", "kind", "about")),
            (_("Where and when"), ("place", "place_words", "starts_on", "starts_at",
              "ends_at", "how_often", "ends_on")),
            (pgettext_lazy("values", "Together"), ("values",)),
        )  # fmt: skip
        may_be_left = (
            (_("For whom"), ("audiences", "age_from", "age_to")),
            (_("Price and booking"), ("price_cents", "sign_up", "sign_up_how")),
        )
        return [
            *(self._part(title, names) for title, names in parts[:3]),
            *(self._part(title, names, folded=True) for title, names in may_be_left),
            *(self._part(title, names) for title, names in parts[3:]),
        ]

    def _part(
        self, title: Promise | str, names: tuple[str, ...], *, folded: bool = False
    ) -> Part:
        fields = [self[name] for name in names if name in self.fields]
        is_open = self.is_bound or self.proposal is not None
        return Part(str(title), fields, is_folded=folded, is_open=is_open)


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
