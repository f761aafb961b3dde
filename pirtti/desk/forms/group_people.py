"""Who leads a group, and what is to be done for it."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pirtti.core.formfields import DayField, TextField
from pirtti.desk.forms.network import PlacedForm
from pirtti.groups.models import Leader, Task
from pirtti.groups.rules import Refusal
from pirtti.people.models import User


class LeaderForm(PlacedForm):
    """Somebody who leads a group, named by an e-mail address."""

    WHERE: ClassVar = {Refusal.LEADER_TWICE: "email", Refusal.DATE_PAST: "ends_on"}

    email = forms.EmailField(
        max_length=254,
        label=_("E-mail of the leader"),
        help_text=_(
            "The leader signs in by a code that is sent there. Members never see it."
        ),
    )
    alias = TextField(
        max_length=40,
        label=_("Name that members see"),
        help_text=_("A first name or nickname is enough."),
    )
    part = forms.ChoiceField(
        label=pgettext_lazy("leader", "Part"), choices=Leader.Part.choices
    )
    language = forms.ChoiceField(
        label=_("Language of a new account"), choices=settings.LANGUAGES
    )
    ends_on = DayField(
        label=_("Last day"),
        help_text=_(
            "For example 31.5.2027. A leader’s part always ends; it can be given anew."
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, auto_id="id_leader_%s", **options)


class TaskForm(PlacedForm):
    """Something to be done, by whom and until when."""

    what = forms.ChoiceField(label=_("What"), choices=Task.What.choices)
    note = TextField(
        max_length=200,
        required=False,
        label=_("In a few words"),
        help_text=_("Nothing about a family, please."),
    )
    leader = forms.ModelChoiceField(
        Leader.objects.none(),
        label=_("Who does it"),
        required=False,
        empty_label=_("Not agreed yet, or somebody else"),
    )
    who = TextField(max_length=60, required=False, label=_("Somebody else"))
    due_on = DayField(label=_("Until"), required=False)

    def __init__(self, *args: Any, leaders: list[Leader], **options: Any) -> None:
        """Offer the leaders by the names that members know them by."""
        super().__init__(*args, auto_id="id_task_%s", **options)
        field = self.fields["leader"]
        field.queryset = Leader.objects.filter(pk__in=[one.pk for one in leaders])  # type: ignore[attr-defined]
        field.label_from_instance = lambda leader: leader.alias  # type: ignore[attr-defined]

    @property
    def task(self) -> dict[str, Any]:
        """Return the arguments of `groups.actions.add_task`."""
        given = dict(self.cleaned_data)
        leader: Leader | None = given.pop("leader")
        owner: User | None = leader.user if leader else None
        return given | {"owner": owner}
