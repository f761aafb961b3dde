"""Giving a role: to whom, which, where and until when."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from pirtti.core import formfields
from pirtti.core import messages as core_messages
from pirtti.desk import words
from pirtti.desk.forms.network import PlacedForm
from pirtti.desk.queries import roles as queries
from pirtti.network import messages
from pirtti.network.access import Viewer
from pirtti.network.rules import Refusal, Role

_HEADINGS = {
    "place": _("Places"),
    "organisation": _("Organisations"),
    "area": _("Areas"),
}


class RoleForm(PlacedForm):
    """A role for a colleague; an account is made when there is none."""

    WHERE: ClassVar = {
        Refusal.ROLE_NEEDS_END: "ends_on",
        Refusal.ROLE_ENDS_BEFORE_START: "ends_on",
        Refusal.ROLE_TOO_LONG: "ends_on",
        Refusal.ROLE_ABOVE_OWN: "role",
        Refusal.ROLE_NEEDS_ONE_SCOPE: "scope",
    }

    email = forms.EmailField(max_length=254, label=_("E-mail of the colleague"))
    name = formfields.TextField(
        max_length=80,
        required=False,
        label=_("Name that colleagues see"),
        help_text=_("Needed only when the address has no account yet."),
    )
    language = forms.ChoiceField(
        label=_("Language of a new account"), choices=settings.LANGUAGES
    )
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    scope = forms.ChoiceField(label=_("Where the role holds"))
    ends_on = formfields.DayField(
        label=_("Last day"),
        help_text=_("For example 31.12.2027. Every role ends; it can be given anew."),
    )

    def __init__(self, *args: Any, viewer: Viewer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.viewer, self.roles = viewer, queries.roles_to_give(viewer)
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.value, capfirst(str(messages.ROLES[role]))) for role in self.roles
        ]
        self.fields["scope"].choices = [  # type: ignore[attr-defined]
            (_HEADINGS[kind], [(f"{kind}-{one.pk}", str(one)) for one in found])
            for kind, found in queries.scopes(viewer).items()
        ]

    @property
    def what_roles_do(self) -> list[tuple[str, list[Promise | str]]]:
        """Return each role that may be given with what it lets one do."""
        return [
            (capfirst(str(messages.ROLES[role])), messages.role_sentences(role))
            for role in self.roles
        ]

    def clean_scope(self) -> Any:
        """Return the place, organisation or area that was chosen."""
        scope = queries.scope_named(self.viewer, self.cleaned_data["scope"])
        if scope is None:
            raise ValidationError(core_messages.CHOOSE_ONE)
        return scope

    def clean_role(self) -> Role:
        """Return the role as a value of the rules."""
        return Role(self.cleaned_data["role"])

    def clean(self) -> dict[str, Any]:
        """Ask for a name where an account is to be made; refuse a role held already."""
        data = super().clean() or {}
        if self.errors:
            return data
        if not data["name"] and not queries.has_account(data["email"]):
            self.add_error(
                "name", _("This address has no account yet. Give a name for it.")
            )
        held = queries.holds_already(
            data["email"], data["role"], data["scope"], today=timezone.localdate()
        )
        if held is not None:
            until = words.day_and_year(held.ends_on)
            self.add_error(
                "email",
                _("This person has the role here already, until %(day)s.")
                % {"day": until},
            )
        return data

    def as_change(self, today: dt.date) -> dict[str, Any]:
        """Return the arguments of `invitations.invite`."""
        roles = queries.givers_roles(self.viewer, self.cleaned_data["scope"])
        return self.cleaned_data | {"today": today, "givers_roles": roles}
