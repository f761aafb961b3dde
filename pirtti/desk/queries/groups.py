"""The groups that one runs, and one of them: states, steps and numbers, no families."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pirtti.core import small_cells
from pirtti.desk import words as desk_words
from pirtti.desk.queries.activities import JournalLine, journal_of
from pirtti.groups import access, overview, queries, rules, words
from pirtti.groups.models import Group, Leader, Step, Task
from pirtti.network.access import Viewer
from pirtti.signups import messages as signup_messages
from pirtti.signups import queries as signups
from pirtti.signups.models import Intake

State = rules.State
AT_ONCE = 30
# Where somebody has to do something stands first.
_ORDER = (
    *(State.DECISION, State.RECRUITING, State.PLANNED, State.IDEA, State.RUNNING),
    *(State.ENDED, State.CANCELLED),
)
_OVER = (State.ENDED, State.CANCELLED)


@dataclass(frozen=True)
class Row:
    """One group of the list."""

    group: Group
    facts: rules.Facts
    state: str
    decision: str
    next_on: str
    lacks: list[str]


@dataclass(frozen=True)
class ListPage:
    """One page of the groups that one runs."""

    rows: list[Row]
    shows_over: bool
    number: int
    has_more: bool

    @property
    def next_number(self) -> int:
        """Return the number of the page after this one."""
        return self.number + 1


def list_page(
    viewer: Viewer, *, now: dt.datetime, shows_over: bool = False, number: int = 1
) -> ListPage:
    """Read one page of the groups that one runs (seven queries)."""
    run = access.groups_run_by(viewer)
    shown = run.filter(state__in=_OVER) if shows_over else run.exclude(state__in=_OVER)
    first = (number - 1) * AT_ONCE
    found = list(_ordered(shown)[first : first + AT_ONCE + 1])
    rows = rows_of(found[:AT_ONCE], now=now)
    return ListPage(rows, shows_over, number, len(found) > AT_ONCE)


def _ordered(groups: QuerySet[Group]) -> QuerySet[Group]:
    places = [When(state=state, then=Value(at)) for at, state in enumerate(_ORDER)]
    order = Case(*places, default=Value(len(places)), output_field=IntegerField())
    return (
        groups.annotate(order=order)
        .select_related("activity__kind", "activity__place", "activity__area")
        .order_by("order", F("decision_on").asc(nulls_last=True), "pk")
    )


def rows_of(groups: Iterable[Group], *, now: dt.datetime) -> list[Row]:
    """Return groups as lines of a list (five queries)."""
    groups, today = list(groups), timezone.localdate(now)
    facts = overview.facts_of(groups, now=now)
    return [_row(group, facts[group.pk], today) for group in groups]


def _row(group: Group, facts: rules.Facts, today: dt.date) -> Row:
    return Row(
        group=group,
        facts=facts,
        state=str(words.STATES[State(group.state)]),
        decision=decision_words(group, today),
        next_on=desk_words.moment_day(facts.next_at) if facts.next_at else "",
        lacks=[str(words.LACKS[each]) for each in rules.lacks(facts, today=today)],
    )


def decision_words(group: Group, today: dt.date) -> str:
    """Say how long it is to the decision; empty when none is to come."""
    if group.decision_on is None or State(group.state) != State.RECRUITING:
        return ""
    days = (group.decision_on - today).days
    if days <= 0:
        return _("It is decided today.")
    said = ngettext("It is decided tomorrow.", "It is decided in %(days)s days.", days)
    return said % {"days": days}


@dataclass(frozen=True)
class TaskRow:
    """One task, and who does it by the name that members know."""

    task: Task
    who: str
    is_late: bool


@dataclass(frozen=True)
class Life:
    """Which steps a group can take now, for whoever leads or runs it."""

    group: Group
    today: dt.date

    @property
    def state(self) -> str:
        """Say where in its life the group is."""
        return str(words.STATES[State(self.group.state)])

    @property
    def decision(self) -> str:
        """Say how long it is to the decision; empty when none is to come."""
        return decision_words(self.group, self.today)

    @property
    def can_recruit(self) -> bool:
        """Say whether families can be asked to join now."""
        return State(self.group.state) in {State.IDEA, State.PLANNED}

    @property
    def can_decide(self) -> bool:
        """Say whether it is still open whether the group starts."""
        return State(self.group.state) in {
            *(State.IDEA, State.PLANNED, State.RECRUITING, State.DECISION),
        }

    @property
    def is_running(self) -> bool:
        """Say whether the group runs."""
        return State(self.group.state) == State.RUNNING

    @property
    def is_over(self) -> bool:
        """Say whether the group has ended, or never began."""
        return State(self.group.state) in _OVER


@dataclass(frozen=True)
class GroupPage:
    """All that the page of a group shows beside its forms."""

    row: Row
    life: Life
    axes: list[tuple[str, str]]
    steps: list[tuple[Step, str]]
    leaders: list[Leader]
    tasks: list[TaskRow]
    done: list[TaskRow]
    intake: Intake | None
    numbers: signups.Numbers | None
    channels: list[tuple[str, int | small_cells.Hidden]]
    dates: list[str]
    journal: list[JournalLine]

    @property
    def group(self) -> Group:
        """Return the group."""
        return self.row.group

    @property
    def tells_split(self) -> bool:
        """Say whether families are enough to be told apart in adults and children."""
        numbers = self.numbers
        return numbers is not None and not small_cells.is_hidden(
            small_cells.protect_one(numbers.families_in)
        )


def group_page(group: Group, *, now: dt.datetime) -> GroupPage:
    """Read the page of a group (about a dozen queries)."""
    today = timezone.localdate(now)
    intake = queries.intake_of(group)
    leaders = leaders_of(group, today=today)
    tasks = _tasks(group, leaders, today)
    return GroupPage(
        row=rows_of([group], now=now)[0],
        life=Life(group, today),
        axes=words.axes_of(group),
        steps=[(step, step_words(step)) for step in queries.story(group)],
        leaders=leaders,
        tasks=[row for row in tasks if row.task.done_at is None],
        done=[row for row in tasks if row.task.done_at is not None],
        intake=intake,
        numbers=signups.numbers(intake) if intake else None,
        channels=_channels(intake) if intake else [],
        dates=[desk_words.when(date) for date in queries.coming(group, now=now)[:6]],
        journal=journal_of(group),
    )


def _tasks(group: Group, leaders: list[Leader], today: dt.date) -> list[TaskRow]:
    """Return a group's tasks; an account that leads stands there by its alias."""
    aliases = {leader.user_id: leader.alias for leader in leaders}
    return [
        TaskRow(
            task,
            aliases.get(task.owner_id or 0, str(task.owner or "")) or task.who,
            task.due_on is not None and task.due_on < today,
        )
        for task in group.tasks.select_related("owner", "party")
    ]


def leaders_of(group: Group, *, today: dt.date) -> list[Leader]:
    """List who leads a group now or later, by the names that members know."""
    found = group.leaders.filter(ends_on__gte=today)
    return list(found.select_related("user").order_by("part", "pk"))


def step_words(step: Step) -> str:
    """Say what a step was."""
    return str(words.STEPS.get(step.what, words.STATES[State(step.state)]))


def _channels(intake: Intake) -> list[tuple[str, int | small_cells.Hidden]]:
    """Say by which way how many families came; a few are not told apart.

    How many are in stands on the same page: where that number would give a way away,
    nothing is told yet.
    """
    counted = sorted(signups.by_channel(intake).items(), key=lambda item: -item[1])
    shown = small_cells.protect([number for _name, number in counted])
    if small_cells.is_hidden(shown.total):
        return []
    return [
        (str(signup_messages.HEARD.get(name, _("In another way"))), number)
        for (name, _number), number in zip(counted, shown.cells, strict=True)
    ]


def others_to_join(viewer: Viewer, group: Group) -> QuerySet[Group]:
    """Return the other groups that one runs or leads, or that all can see nearby."""
    near = Q(
        listing=rules.Listing.PUBLIC,
        activity__is_published=True,
        activity__area__path__startswith=_around(group),
    )
    led = Q(pk__in=access.led_by(viewer).values("group"))
    run = Q(pk__in=access.groups_run_by(viewer).order_by().values("pk"))
    return (
        Group.objects.filter(near | led | run)
        .filter(state__in=(State.RECRUITING, State.DECISION, State.RUNNING))
        .exclude(pk=group.pk)
        .select_related("activity__place", "activity__area")
        .order_by("pk")
    )


def _around(group: Group) -> str:
    """Return the path of the group's municipality, or of what there is above it."""
    parts = (group.activity.area.path or "-").split(".")
    return ".".join(parts[:3]) + "."
