"""What leaders and those who run groups write about the support of a beginning group."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pirtti.core.formfields import DayField, TextField
from pirtti.desk.forms.base import DeskForm
from pirtti.founding import queries
from pirtti.founding.models import SupportVisit
from pirtti.groups.models import Group
from pirtti.network.access import Viewer
from pirtti.people.models import User


class SupportAskForm(DeskForm):
    """Asking for a support person."""

    words = TextField(
        max_length=300,
        required=False,
        label=_("With what would you like help?"),
        help_text=_("Tell of no single person."),
    )


class SupportForm(DeskForm):
    """Naming the support person."""

    person = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Support person"),
        required=False,
        empty_label=_("Nobody"),
    )

    def __init__(
        self, *args: Any, viewer: Viewer, group: Group, **options: Any
    ) -> None:
        options["initial"] = {"person": group.support_id}
        super().__init__(*args, **options)
        known = queries.colleagues(viewer, also=group.support_id)
        self.fields["person"].queryset = known  # type: ignore[attr-defined]


class VisitForm(DeskForm):
    """Noting a visit or advice."""

    on = DayField(label=_("When"), help_text=_("For example 25.11."))
    kind = forms.ChoiceField(
        label=_("How"),
        choices=SupportVisit.Kind.choices,
        widget=forms.RadioSelect,
        initial=SupportVisit.Kind.VISIT,
    )
    note = TextField(
        max_length=200,
        required=False,
        label=_("What it was about"),
        help_text=_("In a few words, without persons."),
    )


class PairForm(DeskForm):
    """Asking somebody to lead together."""

    email = forms.EmailField(
        max_length=254,
        label=_("E-mail address of the second leader"),
        help_text=_(
            "One mail is sent. The address is forgotten unless the answer is yes."
        ),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
