"""What a family is asked when it signs up: this, and nothing else."""

import re
import uuid
from enum import Enum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pirtti.core import forms as core_forms
from pirtti.core import messages as core_messages
from pirtti.core.formfields import LANGUAGE_NAMES, TextField
from pirtti.signups import ages, messages, rules, words
from pirtti.signups.access import Told
from pirtti.signups.models import Intake
from pirtti.signups.rules import Refusal

# A number as people write it; what is stored holds digits and a plus only.
_PHONE = re.compile(r"\+?[0-9][0-9 ()/.-]{4,22}[0-9]")
_KEY = re.compile(r"[0-9a-f]{32}")
FEWEST_DIGITS, MOST_DIGITS = 6, 15
# So many ages are asked at once; more children are under a fold.
AGES_SHOWN = 3
# Where on the form the sentence of a refusal stands: the first of these it has.
PLACES: dict[Enum, tuple[str, ...]] = {
    Refusal.NOBODY_COMES: ("adults",),
    Refusal.TOO_MANY_ADULTS: ("adults",),
    Refusal.TOO_MANY_CHILDREN: ("children", "age_1"),
    Refusal.CHILD_NEEDED: ("children", "age_1"),
    Refusal.AGES_NEEDED: ("age_1",),
    Refusal.AGE_OUTSIDE: ("age_1",),
    Refusal.NEED_NOT_HANDLED: ("needs",),
    Refusal.MORE_THAN_THERE_IS: ("adults",),
}
CONTACT_UNCLEAR = _(
    "Give one e-mail address, for example perhe@koti.example, or a phone number in digits."
)
AGE_UNCLEAR = _(
    "Write the age with its unit, for example 8 mo or 2 y 3 mo. A child to be born: the due "
    "month, for example 3/2027."
)


class ContactField(forms.CharField):
    """One contact: an e-mail address or a phone number, as the family likes."""

    def to_python(self, value: Any) -> str:
        """Return an address as it was typed, a number as digits."""
        text = str(value or "").strip()
        if not text or "@" in text:
            return text
        digits = re.sub(r"[^0-9+]", "", text)
        fits = FEWEST_DIGITS <= len(digits.lstrip("+")) <= MOST_DIGITS
        if not _PHONE.fullmatch(text) or not fits or "+" in digits[1:]:
            raise ValidationError(str(CONTACT_UNCLEAR), code="unclear")
        return digits

    def run_validators(self, value: Any) -> None:
        """Check an address the way mail servers read it."""
        super().run_validators(value)
        if "@" in str(value):
            EmailValidator(message=core_messages.NOT_AN_EMAIL)(value)


class AgeField(forms.CharField):
    """One child's age, as people say it; a value in months, None when left empty."""

    def to_python(self, value: Any) -> Any:
        """Read an age or the month in which a child is due."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return ages.read(text, today=timezone.localdate())
        except ages.Unreadable as bad:
            raise ValidationError(str(AGE_UNCLEAR), code="unclear") from bad

    def run_validators(self, value: Any) -> None:
        """Everything was said in `to_python`."""

    def prepare_value(self, value: Any) -> Any:
        """Show stored months as people write them."""
        return words.age(value) if isinstance(value, int) else value


class WantedForm(core_forms.Form):
    """Who comes and what is needed there: asked at first, and changed later."""

    nickname = TextField(
        max_length=rules.MOST_NICKNAME,
        label=_("What may we call you?"),
        help_text=_(
            "A first name or a nickname is enough. Those who lead see it; others who come"
            " see it only if you write to them."
        ),
        widget=forms.TextInput({"autocomplete": "nickname"}),
    )

    def __init__(self, *args: Any, intake: Intake, **options: Any) -> None:
        self.intake = intake
        super().__init__(*args, **options)
        if intake.occurrence_id is not None:
            # On one date nobody writes to anybody.
            self.fields["nickname"].help_text = _(
                "A first name or a nickname is enough."
            )
        self._ask_who_comes()
        self._ask_needs()

    def _ask_who_comes(self) -> None:
        intake = self.intake
        couples = intake.counts == Intake.Counts.COUPLES
        self.fields["adults"] = forms.IntegerField(
            label=_("How many adults come?"),
            min_value=0,
            max_value=max(intake.most_adults, 0),
            initial=min(2 if couples else 1, intake.most_adults),
        )
        if intake.asks_ages:
            self._ask_ages()
        elif intake.most_children:
            self.fields["children"] = forms.IntegerField(
                label=_("How many children come?"),
                min_value=0,
                max_value=intake.most_children,
                initial=0 if couples else 1,
            )

    def _ask_ages(self) -> None:
        """Ask for one age a child: how many come is told by how many are filled in."""
        for number in range(1, self.intake.most_children + 1):
            self.fields[f"age_{number}"] = AgeField(
                label=gettext("Child %(number)s: age") % {"number": number},
                required=False,
                max_length=40,
                widget=forms.TextInput({"autocomplete": "off"}),
            )

    def _ask_needs(self) -> None:
        handled = [need for need in rules.Need if need in self.intake.needs]
        ticks = [need for need in handled if need != rules.Need.INTERPRETER]
        if ticks:
            self.fields["needs"] = forms.MultipleChoiceField(
                label=_("Do you need something of this?"),
                help_text=_("Tick only what we should arrange. Nobody asks why."),
                choices=[(need.value, messages.NEEDS[need]) for need in ticks],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        if rules.Need.INTERPRETER in handled:
            self.fields["interpreter"] = forms.ChoiceField(
                label=_("An interpreter"),
                choices=[("", _("No interpreter")), *LANGUAGE_NAMES.items()],
                required=False,
            )

    @property
    def who_fields(self) -> list[forms.BoundField]:
        """Return the fields about who comes, ages apart."""
        return [self[name] for name in ("adults", "children") if name in self.fields]

    @property
    def first_ages(self) -> list[forms.BoundField]:
        """Return the ages that are asked at once."""
        return self._ages[:AGES_SHOWN]

    @property
    def more_ages(self) -> list[forms.BoundField]:
        """Return the ages under a fold."""
        return self._ages[AGES_SHOWN:]

    @property
    def has_more_ages(self) -> bool:
        """Say whether the fold has to be open."""
        return any(field.value() or field.errors for field in self.more_ages)

    @property
    def need_fields(self) -> list[forms.BoundField]:
        """Return the fields about what is needed."""
        return [self[name] for name in ("needs", "interpreter") if name in self.fields]

    @property
    def _ages(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("age_")]

    @property
    def wanted(self) -> rules.Wanted:
        """Return what the family asks for; the form is in order."""
        given = self.cleaned_data
        known = [given[name] for name in self.fields if name.startswith("age_")]
        told = tuple(age for age in known if age is not None)
        return rules.Wanted(
            adults=given["adults"],
            children=len(told)
            if self.intake.asks_ages
            else given.get("children", 0) or 0,
            ages=told,
            needs=frozenset(self.needs),
        )

    @property
    def needs(self) -> tuple[str, ...]:
        """Return what was ticked; a language chosen is an interpreter needed."""
        ticked = list(self.cleaned_data.get("needs", []))
        if self.cleaned_data.get("interpreter"):
            ticked.append(rules.Need.INTERPRETER.value)
        return tuple(ticked)

    @property
    def interpreter(self) -> str:
        """Return the language an interpreter is needed for; empty for none."""
        return str(self.cleaned_data.get("interpreter", ""))

    def refuse(self, reason: Enum | None) -> None:
        """Put the sentence of a refusal at the field it speaks of."""
        if reason is None:
            return
        where = next(
            (name for name in PLACES.get(reason, ()) if name in self.fields), None
        )
        self.add_error(where, str(messages.REFUSALS[reason]))


class SignUpForm(WantedForm):
    """Signing up: how to reach the family, besides; `key` makes sending twice harmless."""

    contact = ContactField(
        label=_("E-mail address or phone number"),
        help_text=_("One is enough. Only for this, and only the leaders see it."),
        max_length=254,
        widget=forms.TextInput({"autocomplete": "email"}),
        error_messages={"required": messages.CONTACT_MISSING},
    )
    heard = forms.ChoiceField(
        label=_("How did you hear of this?"),
        choices=[("", _("I would rather not say")), *messages.HEARD.items()],
        required=False,
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("initial", {"key": uuid.uuid4().hex})
        super().__init__(*args, **options)
        self.order_fields(["nickname", "contact"])

    def clean_key(self) -> str:
        """Take the key of the form that was opened; one that somebody made up is not one."""
        key = str(self.cleaned_data["key"])
        return key if _KEY.fullmatch(key) else uuid.uuid4().hex

    @property
    def is_by_phone(self) -> bool:
        """Say whether a person has to call or text."""
        return "@" not in self.cleaned_data["contact"]

    @property
    def told(self) -> Told:
        """Return what is stored sealed."""
        given = self.cleaned_data
        return Told(given["nickname"], given["contact"], self.needs, self.interpreter)


class ChangeForm(WantedForm):
    """Changing who comes and what is needed; the contact stays."""

    def __init__(
        self, *args: Any, told: Told, known: list[int], **options: Any
    ) -> None:
        """Begin with what is known now; `known` are the ages as of today."""
        self.begins = {
            "nickname": told.nickname,
            "needs": list(told.needs),
            "interpreter": told.interpreter,
            **{f"age_{number}": age for number, age in enumerate(known, start=1)},
        }
        options["initial"] = self.begins | options.get("initial", {})
        super().__init__(*args, **options)


class AlertForm(core_forms.Form):
    """An address to which one mail goes when a seat opens."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Only for this one mail. Nobody here sees it."),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    def refuse(self, reason: Enum | None) -> None:
        """Say why it was not done."""
        if reason is not None:
            self.add_error(None, str(messages.REFUSALS[reason]))
