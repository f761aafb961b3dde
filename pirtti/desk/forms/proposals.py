"""What coordinators decide about proposals, and what partners with an account ask."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pirtti.core import messages as core_messages
from pirtti.core.formfields import DayField, I18nText, TextField
from pirtti.desk.forms.base import DeskForm
from pirtti.network import access
from pirtti.network.access import Viewer
from pirtti.network.models import Area, Organisation, Place
from pirtti.network.rules import May
from pirtti.proposals import access as proposal_access
from pirtti.proposals import messages, queries, rules
from pirtti.proposals.forms import ProposalForm
from pirtti.proposals.models import Proposal

_SCOPE = re.compile(r"(place|area)-([0-9]{1,18})")
MOST_VALUES = 3000


class WordsForm(DeskForm):
    """A sentence to the proposer."""

    words = TextField(
        max_length=600,
        multiline=True,
        label=_("What do you want to say?"),
        help_text=_("The proposer reads this by e-mail and in the history."),
    )


class ApproveForm(DeskForm):
    """Approving; one press is enough when the place is known."""

    place = forms.ModelChoiceField(Place.objects.none(), label=_("Place"))
    note = TextField(
        max_length=600,
        multiline=True,
        required=False,
        label=_("Note of the house meeting"),
        help_text=_("Only colleagues read this."),
    )
    valid_until = DayField(
        required=False,
        label=_("The actor is welcome until"),
        help_text=_("Leave empty for a year."),
    )

    def __init__(
        self, *args: Any, viewer: Viewer, proposal: Proposal, **options: Any
    ) -> None:
        """Ask for the place only when the proposal names none."""
        super().__init__(*args, **options)
        if proposal.place_id is not None:
            del self.fields["place"]
            return
        own = access.places_where(viewer, May.PUBLISH).within(proposal.area)  # type: ignore[attr-defined]
        self.fields["place"].queryset = own.order_by("slug")  # type: ignore[attr-defined]

    def clean_valid_until(self) -> dt.date | None:
        """Refuse a day that is gone."""
        return _day_to_come(self, self.cleaned_data["valid_until"])


class LinkForm(DeskForm):
    """A link for proposing: where, for whom, until when."""

    scope = forms.ChoiceField(label=_("Proposals for"))
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=pgettext_lazy("link", "Given to"),
        required=False,
        empty_label=_("Anybody who has the link"),
        help_text=_("The organisation is then chosen already on the page."),
    )
    last_on = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave empty for 90 days. You can close it at any time."),
    )

    def __init__(self, *args: Any, viewer: Viewer, **options: Any) -> None:
        """Offer the places and areas where the viewer decides about proposals."""
        super().__init__(*args, **options)
        self.rows: dict[str, QuerySet[Any]] = {
            "place": access.places_where(viewer, May.PUBLISH).order_by("slug"),
            "area": access.areas_where(viewer, May.PUBLISH),
        }
        titles = {"place": _("Places"), "area": _("Areas")}
        self.fields["scope"].choices = [  # type: ignore[attr-defined]
            (titles[kind], [(f"{kind}-{one.pk}", str(one)) for one in rows])
            for kind, rows in self.rows.items()
        ]
        partners = Place.partners.through.objects.filter(
            place__in=self.rows["place"].values("pk")
        )
        known = Organisation.objects.filter(
            pk__in=partners.values("organisation_id")
        ) | Organisation.objects.filter(area__in=self.rows["area"].values("pk"))
        self.fields["organisation"].queryset = known.distinct()  # type: ignore[attr-defined]

    def clean_scope(self) -> Place | Area:
        """Return the place or area that was chosen."""
        found = _SCOPE.fullmatch(self.cleaned_data["scope"])
        row = self.rows[found[1]].filter(pk=int(found[2])).first() if found else None
        if row is None:
            raise ValidationError(core_messages.CHOOSE_ONE)
        return row  # type: ignore[no-any-return]

    def clean_last_on(self) -> dt.date | None:
        """Refuse a day that is gone or too far."""
        day: dt.date | None = self.cleaned_data["last_on"]
        if day is not None:
            self.refuse(rules.refuse_link_days(day, today=timezone.localdate()))
        return day

    def as_link(self) -> dict[str, Any]:
        """Return the arguments of `proposals.actions.make_link`."""
        return dict(self.cleaned_data)


class ElsewhereForm(ProposalForm, DeskForm):
    """A proposal in the name of one's own organisation, for another's place."""

    def __init__(self, *args: Any, viewer: Viewer, area: Area, **options: Any) -> None:
        """Offer one's own organisations, and the places where one has no say."""
        own = proposal_access.organisations_to_speak_for(viewer).order_by("slug")
        first = own.first()
        begin: dict[str, Any] = {"organisation": first}
        if first is not None:
            begin["contact_title"] = str(first.contact_title)
            begin["email"] = first.contact_email
        options["initial"] = begin | options.get("initial", {})
        super().__init__(*args, area=area, **options)
        del self.fields["organisation_name"], self.fields["organisation_kind"]
        self.fields["organisation"].queryset = own  # type: ignore[attr-defined]
        self.fields["organisation"].required = True
        self.fields["organisation"].empty_label = str(core_messages.CHOOSE)  # type: ignore[attr-defined]
        mine = access.places_where(viewer, May.EDIT_CALENDAR)
        others = queries.places_to_propose(area).exclude(pk__in=mine.values("pk"))
        self.fields["place"].queryset = others  # type: ignore[attr-defined]


class ValuesForm(DeskForm):
    """The values of a place, one a line."""

    text = I18nText(
        max_length=MOST_VALUES,
        multiline=True,
        required=False,
        label=_("What this place stands for"),
        help_text=_(
            "One value a line. The same line in each language means the same. Leave"
            " everything empty to have the usual values."
        ),
    )

    def __init__(self, *args: Any, place: Place, **options: Any) -> None:
        """Begin with what the place stands for now."""
        options["initial"] = {"text": queries.values_text(place)}
        super().__init__(*args, auto_id="id_values_%s", **options)


class DecisionForm(DeskForm):
    """What the house decided about an actor."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Actor"),
        required=False,
        empty_label=_("It is not on this list"),
    )
    organisation_name = TextField(
        max_length=120, label=_("Name of another actor"), required=False
    )
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[(key.value, label) for key, label in messages.DECISIONS.items()],
        widget=forms.RadioSelect,
        initial=rules.Decision.APPROVED.value,
    )
    note = TextField(
        max_length=600,
        multiline=True,
        required=False,
        label=_("Note of the house meeting"),
        help_text=_("Only colleagues read this."),
    )
    valid_until = DayField(
        required=False,
        label=_("Until"),
        help_text=_("Leave empty when it holds for now."),
    )

    def __init__(self, *args: Any, place: Place, **options: Any) -> None:
        """Offer the organisations around the place."""
        super().__init__(*args, auto_id="id_actor_%s", **options)
        known = queries.known_organisations(area=place.area, place=place)
        self.fields["organisation"].queryset = known  # type: ignore[attr-defined]

    def clean_valid_until(self) -> dt.date | None:
        """Refuse a day that is gone."""
        return _day_to_come(self, self.cleaned_data["valid_until"])

    def as_decision(self) -> dict[str, Any]:
        """Return the arguments of `proposals.actions.decide_actor`."""
        given = dict(self.cleaned_data)
        return given | {"decision": rules.Decision(given["decision"])}


def _day_to_come(form: DeskForm, day: dt.date | None) -> dt.date | None:
    if day is not None and day < timezone.localdate():
        form.refuse(rules.Refusal.VALID_UNTIL_GONE)
    return day
