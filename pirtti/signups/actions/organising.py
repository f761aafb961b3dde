"""What organisers do: open sign-up, change it, say yes or no, move families."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from pirtti.calendar.models import Activity, Occurrence
from pirtti.core.refusals import Refused
from pirtti.network import actions as network
from pirtti.people.models import JournalEntry, User
from pirtti.signups import rules
from pirtti.signups.actions import letters, seats
from pirtti.signups.followers import Happening, tell
from pirtti.signups.models import Intake, Party

State, Refusal, Kind = rules.State, rules.Refusal, rules.Kind


@transaction.atomic
def open_intake(
    thing: Activity | Occurrence, *, by: User | None, **values: Any
) -> Intake:
    """Let families sign up to an activity or to one date; raises Refused."""
    about = "activity" if isinstance(thing, Activity) else "occurrence"
    if about == "occurrence":
        values.setdefault("ends_on", thing.on)  # type: ignore[union-attr]
    intake = Intake(**{about: thing}, **values)
    _check(intake)
    intake.save()
    network.touch(intake.about.area)
    JournalEntry.record("signups.opened", by=by, on=intake, seats=intake.capacity)
    return intake


@transaction.atomic
def change_intake(intake: Intake, *, by: User | None, **values: Any) -> Intake:
    """Change what sign-up asks or how many seats there are; raises Refused.

    Seats that are taken can't go; new ones are offered to those in line at once.
    """
    locked = seats.lock(intake.pk)
    for name, value in values.items():
        setattr(locked, name, value)
    _check(locked)
    locked.save(update_fields=[*values, "changed_at"])
    network.touch(locked.about.area)
    JournalEntry.record("signups.changed", by=by, on=locked, what=sorted(values))
    seats.serve(locked.pk)
    locked.refresh_from_db()
    return locked


def _check(intake: Intake) -> None:
    reason = rules.refuse_capacity(
        capacity=intake.capacity, taken=intake.taken, minimum=intake.minimum
    )
    opens, closes = intake.opens_at, intake.closes_at
    if reason is None and opens and closes and opens >= closes:
        reason = Refusal.WINDOW_BACKWARDS
    if reason:
        raise Refused(reason)


@transaction.atomic
def close_intake(intake: Intake, *, by: User | None) -> Intake:
    """Take nobody any more; those in line are told and erased, who is in stays."""
    locked = seats.lock(intake.pk)
    Intake.objects.filter(pk=locked.pk).update(is_open=False)
    network.touch(locked.about.area)
    for party in locked.parties.exclude(state__in=[State.IN, State.GONE]):
        let_go(party, Kind.OFFER_OVER)
    JournalEntry.record("signups.closed", by=by, on=locked)
    locked.refresh_from_db()
    return locked


@transaction.atomic
def call_off(intake: Intake) -> None:
    """Promise nobody a seat any more: what it was for is cancelled or goes elsewhere.

    Who is in, asked or waits stays for the letters that tell of it; held and offered
    seats end at once, silently.
    """
    seats.lock(intake.pk)
    Intake.objects.filter(pk=intake.pk).update(is_open=False)
    promised = intake.parties.filter(state__in=[State.HELD, State.OFFERED])
    promised.update(until=timezone.now())


@transaction.atomic
def approve(party: Party, *, by: User | None) -> Party:
    """Say yes to a family that asked, or confirm one by phone; raises Refused."""
    party = seats.lock_known(party.pk, party.intake_id)
    is_unconfirmed = party.state == State.HELD and not party.by_phone
    if is_unconfirmed or party.state not in {State.ASKED, State.HELD, State.OFFERED}:
        raise Refused(Refusal.NOT_WAITING)
    if party.until is not None and timezone.now() >= party.until:
        raise Refused(Refusal.OFFER_OVER)
    party.confirmed_at = party.confirmed_at or timezone.now()
    seats.come_in(party, party.intake)
    JournalEntry.record("signups.approved", by=by, on=party.intake)
    return party


@transaction.atomic
def decline(party: Party, *, by: User | None) -> None:
    """Say no kindly: the family is told, and erased two days later."""
    party = seats.lock_known(party.pk, party.intake_id)
    let_go(party, Kind.DECLINED)
    JournalEntry.record("signups.declined", by=by, on=party.intake)


@transaction.atomic
def remove(party: Party, *, by: User | None) -> None:
    """Take a family out: it is told, and erased two days later."""
    party = seats.lock_known(party.pk, party.intake_id)
    let_go(party, Kind.REMOVED)
    JournalEntry.record("signups.removed", by=by, on=party.intake)


def let_go(party: Party, kind: rules.Kind, *, now: dt.datetime | None = None) -> None:
    """End a family's time here with a letter; its intake is locked.

    The row stays two days, so that the letter still finds its address, and a leader
    the number of a family that is to be called.
    """
    if party.state == State.GONE:
        return
    now = now or timezone.now()
    tell(party, Happening.LEFT)
    seats.give_back(party)
    if party.state == State.IN:
        seats.count(party.intake_id, left=1)
        # An invitation that brought somebody in is used for good.
        party.code = None
    party.state, party.until = State.GONE, now + rules.GONE_KEPT
    party.place_in_line = None
    party.save(update_fields=["state", "until", "place_in_line", "code"])
    letters.send(kind, party)
    seats.serve(party.intake_id, now=now)
