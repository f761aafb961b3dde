"""What a family needs becomes a task, so that nobody forgets it; leaving takes it along."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from pirtti.calendar.tests.factories import OccurrenceFactory
from pirtti.groups import actions, queries
from pirtti.groups.models import Task
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.people.models import JournalEntry
from pirtti.people.tests.factories import UserFactory
from pirtti.signups import access, rules
from pirtti.signups import actions as signups
from pirtti.signups.tests.factories import IntakeFactory, PartyFactory

pytestmark = pytest.mark.django_db

# Monday 23.11.2026 at 10 in Helsinki.
NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
THURSDAY = dt.date(2026, 11, 26)
ALL = ["child_care", "interpreter", "access", "milk", "gluten"]


@pytest.fixture
def group():
    with time_machine.travel(NOW, tick=False):
        group = GroupFactory()
        intake = queries.intake_of(group)
        intake.needs = ALL
        intake.save()
        OccurrenceFactory(activity=group.activity, on=THURSDAY)
        yield group


def family(group, needs=(), interpreter="", **values):
    return PartyFactory(
        intake=queries.intake_of(group), needs=needs, interpreter=interpreter, **values
    )


def comes_in(group, needs, interpreter=""):
    """A family that confirms its address and is in."""
    party = family(group, needs, interpreter, state="held", confirmed_at=None)
    return signups.confirm(access.word_of(party))


def whats(party):
    return sorted(Task.objects.filter(party=party).values_list("what", flat=True))


def wanted(needs):
    return rules.Wanted(adults=1, children=1, needs=frozenset(needs))


def changes(party, needs, interpreter=""):
    return signups.change_party(
        access.word_of(party),
        wanted(needs),
        nickname="Käpy",
        needs=tuple(needs),
        interpreter=interpreter,
    )


def test_each_need_becomes_one_task_due_the_day_before(group):
    party = comes_in(group, ALL, "ar")

    assert whats(party) == ["access", "allergy", "child_care", "interpreter"]
    days = set(Task.objects.values_list("due_on", flat=True))
    assert days == {THURSDAY - dt.timedelta(days=1)}
    assert set(Task.objects.values_list("group", flat=True)) == {group.pk}


def test_the_interpreter_s_language_is_told_in_the_leader_s_words(group):
    LeaderFactory(group=group, user=UserFactory(language="sv"))
    comes_in(group, ["interpreter"], "en")

    assert Task.objects.get().note.lower() in {"engelska", "english"}


def test_an_allergy_stands_in_no_note_and_no_journal(group):
    comes_in(group, ["milk", "gluten"])

    (task,) = Task.objects.all()
    assert (task.what, task.note) == ("allergy", "")
    written = str(list(JournalEntry.objects.values_list("details", flat=True)))
    assert "milk" not in written
    assert "gluten" not in written


def test_unticking_takes_the_task_away_and_ticking_again_makes_one(group):
    party = comes_in(group, ["child_care", "access"])

    changes(party, ["access"])
    assert whats(party) == ["access"]
    changes(party, ["access", "child_care"])

    assert whats(party) == ["access", "child_care"]


def test_a_task_that_is_done_stays_done_when_the_family_changes_something_else(group):
    party = comes_in(group, ["child_care"])
    actions.finish_task(Task.objects.get(), by=None)

    changes(party, ["child_care"])

    assert Task.objects.get().done_at is not None


def test_another_language_opens_the_task_again(group):
    party = comes_in(group, ["interpreter"], "ar")
    actions.finish_task(Task.objects.get(), by=None)

    changes(party, ["interpreter"], "so")

    assert Task.objects.get().done_at is None


def test_leaving_takes_the_tasks_along(group):
    party = comes_in(group, ALL)
    other = comes_in(group, ["access"])

    signups.leave(access.word_of(party))

    assert list(Task.objects.values_list("party", flat=True)) == [other.pk]


def test_being_taken_out_takes_the_tasks_along(group):
    party = comes_in(group, ALL)

    signups.remove(party, by=None)

    assert not Task.objects.exists()


def test_a_family_that_waits_makes_no_tasks_yet(group):
    party = family(group, ["access"], state="waiting")

    changes(party, ["access", "child_care"])

    assert not Task.objects.exists()


def test_sign_ups_that_are_no_group_s_make_no_tasks():
    party = PartyFactory(intake=IntakeFactory(), needs=["access"])

    assert actions.needs_to_tasks(party) == []
    assert not Task.objects.exists()


def test_a_meeting_tomorrow_makes_it_due_today(group):
    with time_machine.travel(NOW + dt.timedelta(days=3, hours=-4), tick=False):
        comes_in(group, ["access"])

        assert Task.objects.get().due_on == timezone.localdate()


def test_without_dates_a_task_has_no_day(group):
    group.activity.occurrences.all().delete()
    comes_in(group, ["access"])

    assert Task.objects.get().due_on is None


def test_a_task_is_finished_once(group):
    task = actions.add_task(group, "room", by=None, who="Talkkari")

    actions.finish_task(task, by=None)
    actions.finish_task(task, by=None)

    done = JournalEntry.objects.filter(verb="groups.task_done")
    assert done.count() == 1


def test_the_same_open_task_is_written_down_once(group):
    first = actions.add_task(group, "room", note="Avain", by=None)

    assert actions.add_task(group, "room", note="Avain", by=None) == first
    actions.finish_task(first, by=None)
    assert actions.add_task(group, "room", note="Avain", by=None) != first
