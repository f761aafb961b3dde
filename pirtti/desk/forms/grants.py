"""Calls for grants, a group's application, the decision on it, and the report."""

import re
from enum import Enum
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pirtti.core.formfields import DayField, PriceField, TextField
from pirtti.desk.forms.network import NameField, PlacedForm, paragraph
from pirtti.grants import access, messages, money, rules
from pirtti.grants.models import GrantApplication, GrantCall, GrantReport
from pirtti.grants.queries import Proposal
from pirtti.grants.rules import Refusal
from pirtti.network.access import Viewer
from pirtti.network.models import Area, Organisation

TEXT_MOST = 2000
_THOUSANDS = re.compile(r"(?<=[0-9])\s(?=[0-9]{3}(?![0-9]))")
# Fields of a call that are stored as they are typed.
_VALUES = ("name", "about", "for_groups", "opens_on", "closes_on", "report_due_on")


class MoneyField(PriceField):
    """A sum in euros, stored in cents: 500, 1 200, 249,90."""

    def read(self, text: str) -> int:
        """Read a sum, its thousands apart or not."""
        return super().read(_THOUSANDS.sub("", text))


class CallForm(PlacedForm):
    """A call for grants; the organisation of one that is there stays."""

    WHERE: ClassVar[dict[Enum, str]] = {
        Refusal.WINDOW_BACKWARDS: "closes_on",
        Refusal.WINDOW_TOO_LONG: "closes_on",
        Refusal.REPORT_TOO_EARLY: "report_due_on",
        Refusal.REPORT_TOO_LATE: "report_due_on",
        Refusal.MOST_OUT_OF_RANGE: "most_cents",
        Refusal.ASKED_MORE: "most_cents",
    }

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation that grants")
    )
    area = forms.ModelChoiceField(
        Area.objects.none(),
        label=_("For whom"),
        required=False,
        empty_label=_("The groups of the organisation and its members"),
        help_text=_("With an area it is for every group that meets there."),
    )
    name = NameField(label=_("Name"))
    about = paragraph(
        _("What the money is for"), _("Leaders read this before they apply.")
    )
    for_groups = forms.ChoiceField(
        label=_("Which groups"),
        choices=list(messages.FOR_GROUPS.items()),
        widget=forms.RadioSelect,
        initial=rules.ForGroups.BOTH,
    )
    opens_on = DayField(label=_("First day to apply"))
    closes_on = DayField(label=_("Last day to apply"))
    report_due_on = DayField(
        label=_("Report is due on"),
        help_text=_("Leaders are reminded two weeks before."),
    )
    most_cents = MoneyField(label=_("The most for one group, euros"))

    def __init__(
        self, *args: Any, viewer: Viewer, call: GrantCall | None = None, **options: Any
    ) -> None:
        """Offer one's own organisations; begin with next January, or what is stored."""
        self.call = call or GrantCall()
        super().__init__(*args, initial=self._stored(), **options)
        fields: Any = self.fields
        own = access.granters(viewer).order_by("slug")
        fields["organisation"].queryset = own
        fields["area"].queryset = access.areas_for(viewer).order_by("path")
        if self.call.pk:
            del fields["organisation"]
        else:
            fields["organisation"].initial = access.usual_granter(viewer)

    def _stored(self) -> dict[str, Any]:
        if self.call.pk:
            names = (*_VALUES, "most_cents")
            stored = {name: getattr(self.call, name) for name in names}
            return stored | {"area": self.call.area_id}
        return vars(rules.usual_days(timezone.localdate()))

    def filled(self) -> GrantCall:
        """Return the call as it was typed, not stored yet."""
        given = self.cleaned_data
        for name in (*_VALUES, "most_cents", "area"):
            setattr(self.call, name, given[name])
        if "organisation" in given:
            self.call.organisation = given["organisation"]
        return self.call


class ApplyForm(PlacedForm):
    """What a group applies for; `draft` in what was sent keeps it for later."""

    WHERE: ClassVar[dict[Enum, str]] = {
        Refusal.NOTHING_ASKED: "cents",
        Refusal.ABOVE_MOST: "cents",
        Refusal.PURPOSE_NEEDED: "purpose",
    }

    cents = MoneyField(label=_("How many euros the group needs"))
    purpose = TextField(
        max_length=TEXT_MOST,
        multiline=True,
        label=_("What the money is for"),
        help_text=_("For example: rent of the room, coffee, an instructor. No names."),
    )
    meetings = forms.IntegerField(
        label=_("How many meetings are planned"),
        min_value=1,
        max_value=rules.MOST_MEETINGS,
    )

    def __init__(
        self,
        *args: Any,
        call: GrantCall,
        application: GrantApplication | None,
        **options: Any,
    ) -> None:
        """Begin with what was written before; say what the most is."""
        if application is not None:
            names = ("cents", "purpose", "meetings")
            options["initial"] = {name: getattr(application, name) for name in names}
        super().__init__(*args, **options)
        most = _("At most %(most)s for one group.")
        self.fields["cents"].help_text = most % {"most": money.told(call.most_cents)}

    @property
    def sends(self) -> bool:
        """Say whether it is to be sent, not only kept."""
        return "draft" not in self.data

    @property
    def wanted(self) -> rules.Wanted:
        """Return what the group asks for."""
        return rules.Wanted(**self.cleaned_data)


class DecisionForm(PlacedForm):
    """Granting a sum, or declining with a sentence."""

    WHERE: ClassVar[dict[Enum, str]] = {
        Refusal.NOTHING_GRANTED: "granted",
        Refusal.MORE_THAN_ASKED: "granted",
        Refusal.REASON_NEEDED: "reason",
    }
    GRANT, DECLINE = "grant", "decline"

    what = forms.ChoiceField(
        label=_("Decision"),
        choices=[(GRANT, _("Grant")), (DECLINE, _("Do not grant this time"))],
        widget=forms.RadioSelect,
    )
    granted = MoneyField(label=_("How many euros are granted"), required=False)
    reason = TextField(
        max_length=TEXT_MOST,
        multiline=True,
        required=False,
        label=_("Reason"),
        help_text=_("Needed when you grant less than asked, or nothing."),
    )

    def __init__(
        self, *args: Any, application: GrantApplication, **options: Any
    ) -> None:
        super().__init__(*args, initial={"granted": application.cents}, **options)

    @property
    def decision(self) -> dict[str, Any]:
        """Return what is granted (None: declined) and why."""
        given = self.cleaned_data
        granted = given["granted"] or 0 if given["what"] == self.GRANT else None
        return {"granted": granted, "reason": given["reason"]}


class ReportForm(PlacedForm):
    """What became of a grant; numbers begin with the group's own counts."""

    WHERE: ClassVar[dict[Enum, str]] = {
        Refusal.MORE_THAN_GRANTED: "cents_used",
        Refusal.DONE_NEEDED: "done",
    }

    cents_used = MoneyField(label=_("How many euros of the grant were used"))
    done = TextField(
        max_length=TEXT_MOST,
        multiline=True,
        label=_("What was done"),
        help_text=_("In a few sentences, without names."),
    )
    meetings = forms.IntegerField(
        label=_("Meetings held"), min_value=0, max_value=rules.MOST_MEETINGS
    )
    visits = forms.IntegerField(
        label=_("Visits in all"), min_value=0, max_value=rules.MOST_VISITS
    )

    def __init__(
        self,
        *args: Any,
        report: GrantReport | None,
        proposal: Proposal,
        **options: Any,
    ) -> None:
        begin: Any = report or proposal
        names = ("cents_used", "done", "meetings", "visits")
        options["initial"] = {name: getattr(begin, name, None) for name in names}
        super().__init__(*args, **options)

    @property
    def told(self) -> rules.Told:
        """Return what is reported."""
        return rules.Told(**self.cleaned_data)
