"""What the one who answers an idea for a group decides."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from pirtti.calendar.models import ActivityKind
from pirtti.core.formfields import DayField, I18nText, TextField
from pirtti.desk.forms.base import DeskForm, Group
from pirtti.founding import rules
from pirtti.founding.actions import Plan, PlannedTask
from pirtti.founding.models import GroupIdea
from pirtti.groups import rules as group_rules
from pirtti.groups import words
from pirtti.groups.models import Task
from pirtti.network import access
from pirtti.network.access import Viewer
from pirtti.network.models import Organisation, Place
from pirtti.network.rules import May
from pirtti.people.models import User

AXES: dict[str, type[Any]] = {
    "audience": group_rules.Audience,
    "joining": group_rules.Joining,
    "entry": group_rules.Entry,
    "leadership": group_rules.Leadership,
    "meets": group_rules.Meets,
    "listing": group_rules.Listing,
}
# What a beginning group may lack (S2, the association's duties).
TASKS = ("room", "child_care", "budget", "catering", "telling")
_LEADS = {
    rules.LeadsAs.EXPERIENCE: group_rules.Leadership.EXPERIENCE,
    rules.LeadsAs.WORKER: group_rules.Leadership.PROFESSIONAL,
}
_LABELS = dict(Task.What.choices)
_STARTED = {
    rules.LeadsAs.PEER: ["parents"],
    rules.LeadsAs.EXPERIENCE: ["volunteers"],
}


def _axis(name: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=words.AXES[name],  # type: ignore[arg-type]
        choices=[*words.VALUES[name].items()],
    )


class AcceptForm(DeskForm):
    """A group made of an idea: what the proposer told stands there already."""

    name = I18nText(
        max_length=120,
        label=_("Name of the group"),
        help_text=_("A neutral name. One language is enough."),
    )
    kind = forms.ModelChoiceField(ActivityKind.objects.all(), label=_("What kind"))
    place = forms.ModelChoiceField(
        Place.objects.none(),
        label=_("Place"),
        required=False,
        empty_label=_("None: it meets online"),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Who arranges it"),
        required=False,
        empty_label=_("The leaders themselves"),
    )
    alias = TextField(max_length=40, label=_("Name of the leader, as members read it"))
    ends_on = DayField(
        label=_("Last day"),
        help_text=_("The group and the leader’s part end then; both can go on."),
    )
    audience = _axis("audience")
    joining = _axis("joining")
    entry = _axis("entry")
    leadership = _axis("leadership")
    meets = _axis("meets")
    listing = _axis("listing")
    category = forms.ChoiceField(
        label=_("Form of the group"), choices=[*words.CATEGORIES.items()]
    )
    started_by = forms.MultipleChoiceField(
        label=_("Who had the idea"),
        choices=[*words.INITIATORS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = TextField(
        max_length=600,
        multiline=True,
        required=False,
        label=_("A sentence to the leader"),
    )

    def __init__(
        self, *args: Any, viewer: Viewer, idea: GroupIdea, **options: Any
    ) -> None:
        """Offer the viewer's own places and organisations."""
        self.viewer, self.idea = viewer, idea
        options["initial"] = _initial(idea) | options.get("initial", {})
        super().__init__(*args, **options)
        what = May.RUN_GROUPS
        places = access.places_where(viewer, what).order_by("slug")
        own = access.organisations_where(viewer, what).order_by("slug")
        self.fields["place"].queryset = places  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = own  # type: ignore[attr-defined]
        if idea.meets != group_rules.Meets.ONLINE:
            self.initial.setdefault("place", _only_one(places))
        for name in TASKS:
            self._ask_task(name)

    def _ask_task(self, name: str) -> None:
        label = _LABELS[name]
        self.fields[f"{name}_by"] = forms.ChoiceField(
            label=label,
            required=False,
            choices=[
                ("", _("Nothing to do")),
                ("me", _("I see to it")),
                ("leader", _("The leader sees to it")),
                ("later", _("Somebody, to be agreed")),
            ],
            initial="me" if name in missing(self.idea) else "",
        )
        self.fields[f"{name}_on"] = DayField(
            label=_("%(thing)s: until when?") % {"thing": label},
            required=False,
            initial=timezone.localdate() + dt.timedelta(days=rules.TASK_DAYS),
        )

    def clean(self) -> dict[str, Any]:
        """A targeted group is never listed; an end that is gone ends nothing."""
        given = super().clean() or self.cleaned_data
        ends_on = given.get("ends_on")
        if ends_on:
            self.refuse(rules.refuse_until(ends_on, today=timezone.localdate()))
        if given.get("audience") == group_rules.Audience.TARGETED:
            given["listing"] = group_rules.Listing.UNLISTED.value
        if not given.get("place") and given.get("meets") == group_rules.Meets.ON_SITE:
            self.refuse(rules.Refusal.NEEDS_PLACE)
        return given

    def as_plan(self, by: User) -> Plan:
        """Return what was decided."""
        given = self.cleaned_data
        axes = {name: kind(given[name]) for name, kind in AXES.items()}
        return Plan(
            axes=group_rules.Axes(**axes),
            tasks=[*self._tasks(by)],
            **{name: given[name] for name in _PLAIN},
        )

    def _tasks(self, by: User) -> list[PlannedTask]:
        given = self.cleaned_data
        return [
            PlannedTask(
                name,
                due_on=given[f"{name}_on"],
                owner=by if given[f"{name}_by"] == "me" else None,
                is_leaders=given[f"{name}_by"] == "leader",
            )
            for name in TASKS
            if given[f"{name}_by"]
        ]

    def groups(self) -> list[Group]:
        """Return the fields under their headings; the axes are folded away."""
        tasks = tuple((f"{name}_by", f"{name}_on") for name in TASKS)
        return [
            Group(self, "", _ALWAYS, folded=False),
            Group(self, _("What is missing"), tasks, folded=False),
            Group(
                self,
                _("What kind of group"),
                (*AXES, "category", "started_by"),
                folded=True,
            ),
            Group(self, "", ("words",), folded=False),
        ]


_PLAIN = (
    "name", "kind", "place", "organisation", "alias", "ends_on", "category",
    "started_by", "words",
)  # fmt: skip
_ALWAYS = ("name", "kind", "place", "organisation", "alias", "ends_on")


def _only_one(places: QuerySet[Place]) -> int | None:
    """Return the place of those who have just one, chosen already."""
    found = list(places.values_list("pk", flat=True)[:2])
    return found[0] if len(found) == 1 else None


def missing(idea: GroupIdea) -> list[str]:
    """Name the tasks that come from what an idea lacks; telling is always one."""
    lacks = [
        task
        for name, task in rules.RESOURCES.items()
        if getattr(idea, name) == rules.Has.MISSING
    ]
    return [*lacks, "telling"]


def _initial(idea: GroupIdea) -> dict[str, Any]:
    """Begin with what the proposer told."""
    audience = group_rules.Audience(idea.audience or group_rules.Audience.EVERYONE)
    leads = rules.LeadsAs(idea.leads_as) if idea.leads_as else rules.LeadsAs.PEER
    today = timezone.localdate()
    peers = ActivityKind.objects.filter(slug="peer-group").values_list("pk", flat=True)
    return {
        "name": LazyI18nString({idea.language: idea.name}),
        "kind": peers.first(),
        "alias": idea.alias,
        "ends_on": rules.usual_end(
            idea.until, idea.meetings, idea.how_often, today=today
        ),
        "audience": audience.value,
        "joining": idea.joining or group_rules.Joining.ROLLING.value,
        "entry": _entry(audience).value,
        "leadership": _LEADS.get(leads, group_rules.Leadership.VOLUNTEER).value,
        "meets": idea.meets or group_rules.Meets.ON_SITE.value,
        "listing": group_rules.usual_listing(audience).value,
        "category": group_rules.Category.OTHER.value,
        "started_by": _STARTED.get(leads, []),
    }


def _entry(audience: group_rules.Audience) -> group_rules.Entry:
    if audience == group_rules.Audience.EVERYONE:
        return group_rules.Entry.SIGN_UP
    return group_rules.Entry.INVITATION


class IdeaWordsForm(DeskForm):
    """A sentence to whoever has the idea."""

    words = TextField(
        max_length=600,
        multiline=True,
        label=_("What do you want to say?"),
        help_text=_("It is sent by e-mail. A kind and plain sentence is best."),
    )
