"""Typing in a count, or putting one right, afterwards."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pirtti.core import formfields
from pirtti.desk.forms.network import PlacedForm
from pirtti.visits import messages, rules
from pirtti.visits.queries import Counter
from pirtti.visits.rules import Refusal


class CountForm(PlacedForm):
    """One number for each thing that the place counts, and one reason.

    Only the numbers that were changed on the page are set, so that taps that
    arrive meanwhile are not lost.
    """

    WHERE: ClassVar = {Refusal.NEEDS_REASON: "reason"}

    def __init__(self, *args: Any, counter: Counter, **options: Any) -> None:
        super().__init__(*args, **options)
        self.counted = counter.totals
        self.names = {
            f"number-{place}": category
            for place, category in enumerate(counter.categories)
        }
        self.is_first = not (counter.sheet and counter.sheet.is_counted)
        for name, category in self.names.items():
            self.fields[name] = _number(counter, category, is_first=self.is_first)
        if self.is_first:
            self.fields["method"] = forms.ChoiceField(
                label=_("How counted"),
                choices=messages.METHODS.items(),
                initial=counter.plan.method,
                widget=forms.RadioSelect,
            )
        self.fields["reason"] = formfields.TextField(
            max_length=200,
            required=not self.is_first,
            label=_("Why the count changes"),
            help_text=_("A few words, no names. For example: one phone was left out."),
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a form in which nothing was said, and more men than adults."""
        data = super().clean() or {}
        if not self.errors:
            self._refuse_more_men_than_adults(data)
        if not self.errors and not self.totals(data):
            self.add_error(
                None,
                _("Type at least one number.")
                if self.is_first
                else _("No number was changed."),
            )
        return data

    def _refuse_more_men_than_adults(self, data: dict[str, Any]) -> None:
        """Men are among the adults; where no adults are told, the men are all of them.

        Numbers that stand so already are no hindrance to changing something else.
        """
        typed = self.totals(data)
        told = typed if self.is_first else {**self.counted, **typed}
        is_about = rules.MEN in typed or rules.ADULTS in typed
        if not is_about or told.get(rules.ADULTS) is None:
            return
        if told.get(rules.MEN, 0) > told[rules.ADULTS]:
            name = next(key for key, one in self.names.items() if one == rules.MEN)
            self.add_error(
                name,
                _("Men are among the adults: there can't be more men than adults."),
            )

    def totals(self, data: dict[str, Any] | None = None) -> dict[str, int]:
        """Return the numbers that were typed, or changed, by category."""
        data = self.cleaned_data if data is None else data
        return {
            category: data[name]
            for name, category in self.names.items()
            if data.get(name) is not None
            and (self.is_first or name in self.changed_data)
        }

    def as_change(self) -> dict[str, Any]:
        """Return the arguments of `visits.actions.set_totals`."""
        data = self.cleaned_data
        return {
            "totals": self.totals(),
            "reason": data["reason"],
            "method": data.get("method"),
        }


def _number(counter: Counter, category: str, *, is_first: bool) -> forms.IntegerField:
    return forms.IntegerField(
        label=messages.label(category, counter.own),
        help_text=messages.note(category),
        required=False,
        min_value=0,
        max_value=rules.LARGEST_TOTAL,
        initial=(counter.totals[category] or None)
        if is_first
        else counter.totals[category],
        show_hidden_initial=not is_first,
        error_messages={
            "min_value": str(messages.REFUSALS[Refusal.BELOW_ZERO]),
            "max_value": str(messages.REFUSALS[Refusal.TOO_LARGE]),
        },
    )
