"""What is to be done for a group; a need that a family declares becomes a task."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from pirtti.calendar.models import Occurrence
from pirtti.groups import queries, words
from pirtti.groups.models import Group, Task
from pirtti.people.models import JournalEntry, User
from pirtti.signups import access
from pirtti.signups.followers import Happening
from pirtti.signups.models import Party

What = Task.What


@transaction.atomic
def add_task(
    group: Group,
    what: str,
    *,
    by: User | None,
    owner: User | None = None,
    who: str = "",
    due_on: dt.date | None = None,
    note: str = "",
    occurrence: Occurrence | None = None,
    party: Party | None = None,
) -> Task:
    """Write down what is to be done, by whom and until when.

    The very same thing that is still open is not written down twice.
    """
    values = {
        "what": what,
        "owner": owner,
        "who": who,
        "due_on": due_on,
        "note": note,
        "occurrence": occurrence,
        "party": party,
    }
    if party is None:
        Group.objects.select_for_update(of=("self",), no_key=True).get(pk=group.pk)
        twin = Task.objects.filter(group=group, done_at=None, **values).first()
        if twin is not None:
            return twin
    task = Task.objects.create(group=group, **values)
    JournalEntry.record("groups.task_added", by=by, on=group, task=task.pk, what=what)
    return task


@transaction.atomic
def finish_task(task: Task, *, by: User | None, now: dt.datetime | None = None) -> Task:
    """Note that something is done; a second time changes nothing."""
    open_one = Task.objects.filter(pk=task.pk, done_at=None)
    if open_one.update(done_at=now or timezone.now(), changed_at=timezone.now()):
        JournalEntry.record("groups.task_done", by=by, on=task.group, task=task.pk)
    task.refresh_from_db()
    return task


@transaction.atomic
def reopen_task(task: Task, *, by: User | None) -> Task:
    """Note that something is not done after all."""
    if Task.objects.filter(pk=task.pk, done_at__isnull=False).update(done_at=None):
        JournalEntry.record("groups.task_reopened", by=by, on=task.group, task=task.pk)
    task.refresh_from_db()
    return task


@transaction.atomic
def needs_to_tasks(party: Party) -> list[Task]:
    """Make the tasks of what a family needs, once each; what it no longer needs goes.

    They are due the day before the next meeting. Returns those that are new.
    """
    group = Group.objects.filter(activity__intake=party.intake_id).first()
    if group is None:
        return []
    told = access.told_of(party)
    wanted = {words.task_of_need(need) for need in told.needs}
    Task.objects.filter(party=party).exclude(what__in=wanted).delete()
    note = words.language_note(group, told.interpreter)
    Task.objects.filter(party=party, what=What.INTERPRETER).exclude(note=note).update(
        note=note, done_at=None, changed_at=timezone.now()
    )
    known = set(Task.objects.filter(party=party).values_list("what", flat=True))
    return [_of_need(group, what, party, note) for what in sorted(wanted - known)]


def _of_need(group: Group, what: str, party: Party, note: str) -> Task:
    """Make one task: of an allergy not even the kind stands in it, only whose it is."""
    now = timezone.now()
    meeting = next(iter(queries.coming(group, now=now)), None)
    due_on = None
    if meeting is not None:
        before = meeting.on - dt.timedelta(days=1)
        due_on = max(before, timezone.localdate(now))
    return add_task(
        group,
        what,
        note=note if what == What.INTERPRETER else "",
        due_on=due_on,
        occurrence=None,
        party=party,
        by=None,
    )


def hear_family(party: Party, what: Happening) -> None:
    """Keep the tasks of a family's needs as it comes, changes them and leaves."""
    if what == Happening.LEFT:
        Task.objects.filter(party=party).delete()
    elif party.state == Party.State.IN:
        needs_to_tasks(party)
