"""A plan of training as a template: copied, then changed with its sessions."""

from collections.abc import Iterator
from enum import Enum
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pirtti.core.formfields import TextField
from pirtti.desk.forms.base import DeskForm
from pirtti.desk.forms.network import NameField, PlacedForm
from pirtti.desk.forms.programme import put_in, said_in
from pirtti.desk.forms.training import MOST_COUPLES
from pirtti.desk.forms.training_table import CONTENT_MOST, TITLE_MOST
from pirtti.network import access
from pirtti.network.access import Viewer
from pirtti.network.models import Organisation
from pirtti.network.rules import May
from pirtti.training import actions, messages, rules
from pirtti.training.models import PlanSession, TrainingPlan

MOST_WEEKS = 26
_TEXTS = ("title", "content")
_PLAIN = (
    *("phase", "presenter_kind", "has_parallel", "leader_wish"),
    "is_family_evening",
)
NEW = "new"


def _weeks(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_WEEKS)


class CopyForm(PlacedForm):
    """Under which name, and whose own, a plan is copied."""

    name = NameField(label=_("Name of your own plan"))
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Whose plan it is")
    )

    def __init__(
        self, *args: Any, plan: TrainingPlan, viewer: Viewer, **options: Any
    ) -> None:
        super().__init__(
            *args, initial={"name": plan.name}, auto_id="id_copy_%s", **options
        )
        own = access.organisations_where(viewer, May.RUN_GROUPS).order_by("slug")
        chooser: Any = self.fields["organisation"]
        chooser.queryset = own
        chooser.initial = own.first()


class PlanForm(PlacedForm):
    """What holds for all sessions of a plan."""

    WHERE: ClassVar[dict[Enum, str]] = {rules.Refusal.NO_SUCH_RHYTHM: "every"}

    name = NameField(label=_("Name"))
    variant = forms.ChoiceField(
        label=_("For whom"), choices=[*messages.VARIANTS.items()]
    )
    couples = forms.IntegerField(
        label=_("For how many couples or families"),
        min_value=1,
        max_value=MOST_COUPLES,
        help_text=_("Twelve couples is what the model recommends."),
    )
    every = forms.TypedChoiceField(
        label=_("How often"),
        coerce=int,
        choices=[(1, _("Every week")), (2, _("Every second week"))],
    )
    weeks_before = _weeks(
        _("The last meeting before: weeks before the first due month")
    )
    weeks_after = _weeks(_("The first meeting after: weeks after the last due month"))

    def __init__(self, *args: Any, plan: TrainingPlan, **options: Any) -> None:
        known = {name: getattr(plan, name) for name in self.base_fields}
        super().__init__(*args, initial=known, **options)


class PlanSessionForm(DeskForm):
    """One session of a plan; its texts in one language, the others stay."""

    title = TextField(max_length=TITLE_MOST, label=_("About what"))
    content = TextField(
        max_length=CONTENT_MOST, multiline=True, required=False, label=_("In short")
    )
    phase = forms.ChoiceField(
        label=_("When in the training"), choices=[*messages.PHASES.items()]
    )
    number = forms.IntegerField(
        label=_("Its turn"), min_value=1, max_value=2 * rules.MOST_MEETINGS
    )
    presenter_kind = forms.ChoiceField(
        label=_("Who usually presents it"),
        required=False,
        choices=[("", _("Not told")), *Organisation.Kind.choices],
    )
    has_parallel = forms.BooleanField(
        label=_("Fathers have a session of their own at the same time"), required=False
    )
    leader_wish = forms.ChoiceField(
        label=_("Who leads the fathers’ own session"),
        choices=[*messages.WISHES.items()],
    )
    is_family_evening = forms.BooleanField(
        label=_("An evening of the whole family"), required=False
    )
    is_gone = forms.BooleanField(label=_("Leave this session out"), required=False)

    def __init__(
        self, *args: Any, session: PlanSession, language: str, **options: Any
    ) -> None:
        self.session, self.language = session, language
        known: dict[str, Any] = {name: getattr(session, name) for name in _PLAIN}
        known |= {name: said_in(getattr(session, name), language) for name in _TEXTS}
        known["number"] = session.order
        prefix = f"s{session.pk}" if session.pk else NEW
        super().__init__(*args, initial=known, prefix=prefix, **options)
        # A title that is there in another language may stay as it is.
        self.fields["title"].required = bool(known["title"])
        self.fields["content"].widget.attrs["rows"] = 3
        if not session.pk:
            del self.fields["is_gone"]

    @property
    def row(self) -> actions.Row:
        """Return the session as it is to be."""
        given = self.cleaned_data
        values = {name: given[name] for name in _PLAIN}
        for name in _TEXTS:
            known = getattr(self.session, name)
            values[name] = put_in(known, self.language, given[name])
        return actions.Row(self.session, values, given["number"])


class PlanTable:
    """The form of a plan and those of its sessions, with an empty one for one more."""

    def __init__(self, data: Any, *, plan: TrainingPlan, language: str) -> None:
        self.language, self.plan = language, plan
        self.form = PlanForm(data, plan=plan)
        found = list(plan.sessions.all())
        self.rows = [
            PlanSessionForm(data, session=one, language=language) for one in found
        ]
        more = PlanSession(
            plan=plan, phase=rules.Phase.AFTER, order=len(found) + 1, title=""
        )
        is_more = data is not None and bool(data.get(f"{NEW}-title", "").strip())
        self.more = PlanSessionForm(
            data if is_more else None, session=more, language=language
        )

    @property
    def all(self) -> Iterator[DeskForm]:
        """Give every form that was sent."""
        yield self.form
        yield from (row for row in self.rows if row.add_prefix("number") in row.data)
        if self.more.is_bound:
            yield self.more

    @property
    def is_valid(self) -> bool:
        """Say whether all that was sent is in order; every form says what is not."""
        return not [form for form in self.all if not form.is_valid()]

    @property
    def faulty(self) -> list[PlanSessionForm]:
        """Return the sessions that need correcting."""
        return [one for one in (*self.rows, self.more) if one.is_bound and one.errors]

    @property
    def sessions(self) -> list[actions.Row]:
        """Return the sessions that stay, and the new one."""
        sent = [form for form in self.all if isinstance(form, PlanSessionForm)]
        return [form.row for form in sent if not form.cleaned_data.get("is_gone")]
