"""Whatever families do in whatever order: seats are exact and nobody overtakes the line."""

import datetime as dt
import uuid

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from pirtti.core.refusals import Refused
from pirtti.signups import access, actions, queries, rules
from pirtti.signups.access import Told
from pirtti.signups.models import Intake, Party
from pirtti.signups.tests.factories import IntakeFactory

State = rules.State
START = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
SIZES = st.tuples(st.integers(1, 2), st.integers(0, 4))


class Line(RuleBasedStateMachine):
    """Families come, confirm, wait, answer, change and leave; clocks run on."""

    when_full = Intake.WhenFull.OFFERS

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = START
        self.intake = IntakeFactory(
            capacity=6,
            counts="people",
            when_full=self.when_full,
            ends_on=dt.date(2027, 6, 1),
        )

    def teardown(self):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def families(self, *states):
        return list(self.intake.parties.filter(state__in=states).order_by("pk"))

    def pick(self, data, *states):
        found = self.families(*states)
        return data.draw(st.sampled_from(found)) if found else None

    @initialize(sizes=st.lists(SIZES, min_size=3, max_size=5))
    def some_are_there(self, sizes):
        for size in sizes:
            self.somebody_comes_and_confirms(size)

    @rule(size=SIZES)
    def somebody_comes_and_confirms(self, size):
        party = self.come(size)
        actions.confirm(access.word_of(party), now=self.now)

    @rule(size=SIZES)
    def somebody_comes(self, size):
        self.come(size)

    def come(self, size):
        waited = self.families(State.WAITING)
        free = Intake.objects.get(pk=self.intake.pk).free
        key = uuid.uuid4().hex
        party = actions.sign_up(
            self.intake,
            rules.Wanted(*size),
            told=Told("Käpy", f"{key}@koti.example"),
            by_phone=False,
            language="fi",
            key=key,
            network=key,
            now=self.now,
        )
        has_seat = party.state == State.HELD
        assert has_seat == (not waited and sum(size) <= free)
        return party

    @rule(data=st.data())
    def somebody_confirms(self, data):
        party = self.pick(data, State.HELD, State.WAITING)
        if party:
            actions.confirm(access.word_of(party), now=self.now)

    @rule(data=st.data())
    def an_offer_is_taken(self, data):
        party = self.pick(data, State.OFFERED)
        if party and party.until > self.now:
            actions.accept_offer(access.word_of(party), now=self.now)
            assert Party.objects.get(pk=party.pk).state == State.IN

    @rule(data=st.data())
    def somebody_leaves(self, data):
        party = self.pick(data, *State)
        if party:
            actions.leave(access.word_of(party), now=self.now)
            assert not Party.objects.filter(pk=party.pk).exists()

    @rule(data=st.data(), size=SIZES)
    def somebody_changes(self, data, size):
        party = self.pick(data, State.IN, State.WAITING, State.OFFERED)
        if party is None:
            return
        waited = self.families(State.WAITING)
        try:
            changed = actions.change_party(
                access.word_of(party),
                rules.Wanted(*size),
                nickname="Käpy",
                now=self.now,
            )
        except Refused:
            assert sum(size) > party.seats
            return
        if State.WAITING not in {changed.state, party.state}:
            assert sum(size) <= party.seats or not waited

    @rule(more=st.integers(-2, 3))
    def the_room_changes(self, more):
        now = Intake.objects.get(pk=self.intake.pk)
        wanted = max(now.capacity + more, 6)
        if wanted >= now.taken:
            actions.change_intake(now, by=None, capacity=wanted)
        else:
            with pytest.raises(Refused):
                actions.change_intake(now, by=None, capacity=wanted)

    @rule(minutes=st.sampled_from([10, 40, 60 * 24, 60 * 80]))
    def time_goes_by(self, minutes):
        self.now += dt.timedelta(minutes=minutes)
        actions.end_what_is_over(self.now)
        held = self.families(State.HELD, State.OFFERED)
        assert all(party.until > self.now for party in held)

    @invariant()
    def seats_are_exact(self):
        intake = Intake.objects.get(pk=self.intake.pk)
        assert intake.taken <= intake.capacity
        assert not queries.wrong_counters()

    @invariant()
    def whoever_fits_first_does_not_wait(self):
        intake = Intake.objects.get(pk=self.intake.pk)
        ready = queries.queue(intake).filter(confirmed_at__isnull=False)
        first = ready.first()
        assert first is None or first.seats > intake.free

    @precondition(lambda self: self.families(State.WAITING))
    @invariant()
    def nobody_is_passed_over_too_often(self):
        assert all(
            party.passed <= rules.MOST_PASSED for party in self.families(State.WAITING)
        )


class Promoting(Line):
    """The same where an open seat is given at once."""

    when_full = Intake.WhenFull.PROMOTE


@pytest.mark.django_db
@pytest.mark.parametrize("machine", [Line, Promoting])
def test_whatever_families_do_the_seats_are_exact(machine):
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


def families(*sizes, passed=0):
    return [rules.InLine(pk, seats, passed) for pk, seats in enumerate(sizes, 1)]


@pytest.mark.parametrize(
    ("queue", "free", "given", "passed"),
    [
        (families(2, 2, 2), 4, [1, 2], []),
        (families(4, 1), 2, [2], [1]),
        (families(4, 1, 1), 2, [2, 3], [1]),
        (families(4, 3), 2, [], []),
        (families(4, 1, passed=rules.MOST_PASSED), 2, [], []),
        (families(), 3, [], []),
        (families(1), 0, [], []),
    ],
)
def test_whose_turn_it_is(queue, free, given, passed):
    assert rules.whose_turn(queue, free) == (given, passed)


@pytest.mark.parametrize(
    ("now", "hours", "end"),
    [
        ("2026-11-23T10:00", 48, "2026-11-25T10:00"),
        ("2026-11-23T22:30", 48, "2026-11-26T09:00"),
        ("2026-11-24T02:00", 48, "2026-11-26T09:00"),
        ("2026-11-24T21:00", 24, "2026-11-26T09:00"),
        ("2026-11-24T08:59", 24, "2026-11-25T09:00"),
    ],
)
def test_no_offer_ends_at_night(now, hours, end):
    assert rules.offer_ends(dt.datetime.fromisoformat(now), hours).isoformat() == (
        f"{end}:00"
    )
