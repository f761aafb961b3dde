"""What the forms of ideas have in common."""

from enum import Enum
from typing import Any, ClassVar

from pirtti.core import forms as core_forms
from pirtti.founding import messages, rules
from pirtti.founding.models import GroupIdea
from pirtti.groups import messages as groups

# Where the sentence of a refusal stands.
PLACES: dict[Enum, str] = {
    rules.Refusal.NEEDS_AREA: "where",
    rules.Refusal.NEEDS_CONTACT: "contact",
    rules.Refusal.NEEDS_WORDS: "words",
    rules.Refusal.AGES_BACKWARDS: "age_to_months",
    rules.Refusal.UNTIL_GONE: "until",
    rules.Refusal.UNTIL_TOO_FAR: "until",
}

# Leading begins in the groups: they may refuse too.
_SENTENCES = groups.REFUSALS | messages.REFUSALS


class PlainForm(core_forms.Form):
    """A form that puts the sentence of a refusal at the field it speaks of."""

    def refuse(self, reason: Enum | None) -> None:
        """Put the sentence of a refusal where it belongs."""
        if reason is not None:
            where = PLACES.get(reason)
            sentence = str(_SENTENCES[reason])
            self.add_error(where if where in self.fields else None, sentence)


class StepForm(PlainForm):
    """One step; `rows` names its fields that hold several rows."""

    rows: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, idea: GroupIdea, **options: Any) -> None:
        self.idea = idea
        options["initial"] = self._known() | options.get("initial", {})
        super().__init__(*args, **options)

    def _known(self) -> dict[str, Any]:
        """Return what was told before."""
        names = [name for name in self.base_fields if hasattr(self.idea, name)]
        known = {
            name: getattr(self.idea, name) for name in names if name not in self.rows
        }
        for name in self.rows:
            known[name] = [one.pk for one in getattr(self.idea, name).all()]
        return known

    @property
    def stored(self) -> dict[str, Any]:
        """Return the arguments of `founding.actions.save_step`."""
        given = dict(self.cleaned_data)
        rows = {name: given.pop(name) for name in self.rows}
        contact = {"contact": given.pop("contact")} if "contact" in given else {}
        return {"values": given, "rows": rows, **contact}
