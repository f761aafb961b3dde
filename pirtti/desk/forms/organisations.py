"""What is told of an organisation, and whom to ask there."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pirtti.desk.forms.base import Group
from pirtti.desk.forms.network import NameField, PhoneField, PlacedForm, line, paragraph
from pirtti.desk.forms.places import Heading
from pirtti.desk.queries import organisations as queries
from pirtti.network.access import Viewer
from pirtti.network.models import Area, Organisation
from pirtti.network.rules import Refusal

GROUPS = (
    Heading(
        _("The organisation"), ("name", "kind", "parent", "area", "about", "website")
    ),
    Heading(_("For families"), ("email", "phone")),
    Heading(_("Whom partners ask"), ("contact_title", "contact_email", "deputy_email")),
)
NAMES = tuple(name for head in GROUPS for name in head.names)
_ROLE_ADDRESS = _("An address of the role, not of the person, so that it lasts.")


class OrganisationForm(PlacedForm):
    """Everything that is told of one organisation."""

    WHERE: ClassVar = {Refusal.ORGANISATION_UNDER_ITSELF: "parent"}

    name = NameField(label=_("Name"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Organisation.Kind.choices)
    parent = forms.ModelChoiceField(
        Organisation.objects.none(),
        required=False,
        label=_("Belongs to"),
        empty_label=_("Nothing larger"),
        help_text=_("A local association to its district, a district to its union."),
    )
    area = forms.ModelChoiceField(Area.objects.none(), label=_("Area"))
    about = paragraph(_("What it does for families"))
    website = forms.URLField(
        max_length=300, required=False, label=_("Website"), assume_scheme="https"
    )
    email = forms.EmailField(max_length=254, required=False, label=_("E-mail"))
    phone = PhoneField(max_length=40, required=False, label=_("Phone"))
    contact_title = line(
        _("Role of the contact person"),
        _("For example: family work coordinator."),
        most=90,
    )
    contact_email = forms.EmailField(
        max_length=254,
        required=False,
        label=_("E-mail of the contact person"),
        help_text=_ROLE_ADDRESS,
    )
    deputy_email = forms.EmailField(
        max_length=254,
        required=False,
        label=_("E-mail of the deputy"),
        help_text=_ROLE_ADDRESS,
    )

    def __init__(
        self, *args: Any, viewer: Viewer, organisation: Organisation, **options: Any
    ) -> None:
        if organisation.pk:
            options["initial"] = {name: getattr(organisation, name) for name in NAMES}
        super().__init__(*args, **options)
        self.organisation = organisation
        choices = queries.choices_for(viewer, organisation)
        self.fields["parent"].queryset = choices.parent  # type: ignore[attr-defined]
        self.fields["area"].queryset = choices.area  # type: ignore[attr-defined]

    @property
    def groups(self) -> list[Group]:
        """Return the fields under their headings."""
        return [Group(self, head.title, head.names, folded=False) for head in GROUPS]

    def clean(self) -> dict[str, Any]:
        """Refuse an organisation that is there already."""
        data = super().clean() or {}
        if not self.errors and queries.is_there(
            self.organisation, data["name"], data["area"]
        ):
            self.add_error(
                "name", _("There is already an organisation with this name here.")
            )
        return data

    def filled(self) -> Organisation:
        """Return the organisation with what was typed; nothing is stored yet."""
        for name in NAMES:
            setattr(self.organisation, name, self.cleaned_data[name])
        return self.organisation
