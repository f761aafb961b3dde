"""Moving families to another intake, for example when two groups become one."""

from django.db import transaction
from django.utils import timezone

from pirtti.people.models import JournalEntry, User
from pirtti.signups import queries, rules
from pirtti.signups.actions import letters, seats
from pirtti.signups.actions.families import erase
from pirtti.signups.followers import Happening, tell
from pirtti.signups.models import Intake, Party

State, Kind = rules.State, rules.Kind
# After those who are in: for whom a seat is kept, then the line in its order.
_THEN = (State.ASKED, State.OFFERED, State.HELD, State.WAITING)


@transaction.atomic
def move_party(party: Party, into: Intake, *, by: User | None) -> Party:
    """Move a family to another intake; its old seat goes to the next in line there.

    It is told and can say no by its link. Without room it joins the line's end; when
    it is there already, only this row is erased. Raises Refused.
    """
    was = party.intake_id
    into = seats.lock_all((was, into.pk))[into.pk]
    party = seats.lock_known(party.pk, was)
    there = Party.objects.filter(intake=into, contact_key=party.contact_key).first()
    if there is not None:
        if there.state != State.GONE:
            erase(party)
            letters.send(Kind.MOVED, there, unique=str(was))
            return there
        erase(there)
    _leave_behind(party)
    party.intake, party.passed = into, 0
    party.seats = rules.seats_of(into.counts, queries.wanted_of(party))
    _settle(party, into)
    JournalEntry.record("signups.moved", by=by, on=into, was=was)
    seats.serve(was)
    return party


def _leave_behind(party: Party) -> None:
    """Give back what a family has where it was; an invitation it came by is used."""
    tell(party, Happening.LEFT)
    seats.give_back(party)
    if party.state == State.IN:
        seats.count(party.intake_id, left=1)
        party.code = None
    party.place_in_line = None


def _settle(party: Party, into: Intake) -> None:
    """Give a family what it had where there is a seat, else a place in line."""
    if party.state != State.WAITING and seats.take(into.pk, party.seats):
        _sit(party, into)
    else:
        _queue(party)
    if party.confirmed_at is not None:
        letters.send(Kind.MOVED, party, unique=str(into.pk))


def _sit(party: Party, into: Intake) -> None:
    """Store a family whose seats are taken; who asked is in where nobody needs to."""
    if party.state == State.ASKED and not into.needs_approval:
        seats.come_in(party, into)
        return
    party.save()
    if party.state == State.IN:
        seats.count(into.pk, joined=1, adults=party.adults, children=party.children)
        tell(party, Happening.IN)


def _queue(party: Party) -> None:
    """Put a family into line; an address that was never confirmed still is to be."""
    if party.by_phone and party.confirmed_at is None:
        party.confirmed_at = timezone.now()
    if party.confirmed_at is not None:
        party.until = None
    seats.join_line(party)
    party.save()


@transaction.atomic
def move_all(intake: Intake, into: Intake, *, by: User | None) -> list[Party]:
    """Move the families that another intake takes; returns them, those in first.

    Who is in gets a seat while there are some; then come those who asked or were
    offered one, then the line in its order, behind whoever waits there already. Each
    can say no by its link. Whom it does not take stays, for a letter that tells so.
    """
    into = seats.lock_all((intake.pk, into.pk))[into.pk]
    families = [
        party
        for party in intake.parties.order_by("place_in_line", "pk")
        if party.state != State.GONE and not queries.refuse_moving(party, into)
    ]
    later, moved = [], []
    for party in (one for one in families if one.state == State.IN):
        if _has_room(party, into):
            moved.append(move_party(party, into, by=by))
        else:
            later.append(party)
    for state in _THEN:
        later += [party for party in families if party.state == state]
    may_queue = into.when_full != Intake.WhenFull.CLOSED
    for party in later:
        has_seat = party.state != State.WAITING and _has_room(party, into)
        if may_queue or has_seat:
            moved.append(move_party(party, into, by=by))
    seats.serve(into.pk)
    return moved


def _has_room(party: Party, into: Intake) -> bool:
    """Say whether a family would get seats at once."""
    fresh = seats.lock(into.pk)
    wanted = rules.seats_of(into.counts, queries.wanted_of(party))
    return not fresh.waiting and wanted <= fresh.free
