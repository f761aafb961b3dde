"""What a family does: sign up, confirm, answer an offer, change, leave."""

import datetime as dt
from enum import Enum

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from pirtti.core import sealed
from pirtti.core.refusals import Refused
from pirtti.people import actions as people
from pirtti.post import actions as post
from pirtti.post import queries as sent
from pirtti.signups import access, queries, rules
from pirtti.signups.access import Told
from pirtti.signups.actions import letters, seats
from pirtti.signups.followers import Happening, tell
from pirtti.signups.models import Intake, InvitationCode, Party

State, Refusal, Kind = rules.State, rules.Refusal, rules.Kind
# Tries of one network and to one address (`reliability.md` threats 10–12): at once, an
# hour. A whole school may sit behind one network.
NETWORK_TRIES = (300, 300)
ADDRESS_TRIES = (5, 1)


def sign_up(
    intake: Intake,
    wanted: rules.Wanted,
    *,
    told: Told,
    by_phone: bool,
    language: str,
    key: str,
    network: str,
    code: InvitationCode | None = None,
    heard: str = "",
    now: dt.datetime | None = None,
) -> Party:
    """Sign a family up: a seat is held, or it gets a place in line.

    With an e-mail address the seat is held 30 minutes until the link in the mail is
    pressed, with a phone number two days until a person has called. `key` makes
    sending twice harmless. An address that is in already gets its link by mail, and
    the page that asks can't tell (threat 2). Raises Refused.
    """
    now = now or timezone.now()
    reason = _refusal(intake, wanted, code, now)
    if reason:
        return _sent_before(intake, key, reason)
    most, per_hour = NETWORK_TRIES
    if not people.try_once(f"signup {network}", capacity=most, per_hour=per_hour):
        raise Refused(Refusal.TOO_MANY_TRIES)
    party = Party(
        intake=intake,
        told=told.sealed(),
        contact_key=_contact_key(told.contact, key, by_phone=by_phone),
        by_phone=by_phone,
        language=language,
        adults=wanted.adults,
        children=wanted.children,
        ages=list(wanted.ages),
        seats=rules.seats_of(intake.counts, wanted),
        code=code,
        heard=heard,
        key=key,
        made_at=now,
    )
    party.token_hash = access.hash_of(access.word_of(party))
    try:
        return _enter(party, now)
    except IntegrityError:
        return _known(party, now)
    except Refused as refused:
        return _sent_before(intake, key, refused.reason)


def _may_write_to(party: Party) -> bool:
    """Say whether one more mail may go to an address whose owner we don't know yet."""
    if party.by_phone or sent.is_dead(party.contact_key):
        return False
    most, per_hour = ADDRESS_TRIES
    return people.try_once(
        f"signup address {party.contact_key}", capacity=most, per_hour=per_hour
    )


def _contact_key(contact: str, key: str, *, by_phone: bool) -> str:
    """Return how a contact is known again; a phone number is not, as no mail tells it."""
    if by_phone:
        return sealed.fingerprint(key, purpose="phone")
    return post.key_of(contact)


def _refusal(
    intake: Intake, wanted: rules.Wanted, code: InvitationCode | None, now: dt.datetime
) -> rules.Refusal | None:
    reason = queries.refusal(intake, now) or rules.refuse_party(
        wanted, queries.terms(intake)
    )
    if reason is None and intake.needs_invitation and code is None:
        return Refusal.INVITATION_NEEDED
    return reason


def _sent_before(intake: Intake, key: str, reason: Enum) -> Party:
    """Return the family whose form comes a second time: what it did holds."""
    before = Party.objects.filter(key=key, intake=intake).first()
    if before is None:
        raise Refused(reason)
    return before


@transaction.atomic
def _enter(party: Party, now: dt.datetime) -> Party:
    """Take the seats and store the family, or put it in line."""
    intake_pk = party.intake_id
    has_seat = seats.take(intake_pk, party.seats, is_new=True)
    if not has_seat:
        party.intake = seats.lock(intake_pk)
        if not party.intake.is_open:
            raise Refused(Refusal.CLOSED)
        if party.intake.when_full == Intake.WhenFull.CLOSED:
            raise Refused(Refusal.FULL)
        seats.join_line(party)
    else:
        party.state = State.HELD
    party.until = now + (rules.HOLD_FOR_A_CALL if party.by_phone else rules.HOLD)
    if party.by_phone and not has_seat:
        party.until, party.confirmed_at = None, now
    _use_code(party, now)
    party.save()
    if _may_write_to(party):
        letters.send(Kind.CONFIRM, party)
    if not has_seat and party.intake.free:
        # A seat may have come free between asking and joining the line.
        seats.serve(intake_pk, now=now)
        party.refresh_from_db()
    return party


def _use_code(party: Party, now: dt.datetime) -> None:
    if party.code is None:
        return
    free = InvitationCode.objects.filter(pk=party.code.pk, used_at=None)
    if not free.update(used_at=now):
        raise Refused(Refusal.INVITATION_USED)


@transaction.atomic
def _known(party: Party, now: dt.datetime) -> Party:
    """Answer somebody whose family is in already, or whose form came twice at once.

    What is left of a family's earlier time here gives way to its new one. Who has not
    confirmed yet is asked to once more: a letter may have been lost.
    """
    seats.lock(party.intake_id)
    same = Party.objects.filter(intake=party.intake_id)
    found = same.filter(key=party.key).first()
    if found is not None:
        return found
    found = same.filter(contact_key=party.contact_key).first()
    if found is None or found.state == State.GONE:
        same.filter(contact_key=party.contact_key).delete()
        return _enter(party, now)
    is_confirmed = found.confirmed_at is not None
    if not is_confirmed and found.until is not None and now >= found.until:
        erase(found, now=now)
        return _enter(party, now)
    if _may_write_to(found):
        letters.send_again(Kind.KNOWN if is_confirmed else Kind.CONFIRM, found)
    return found


@transaction.atomic
def confirm(word: str, *, now: dt.datetime | None = None) -> Party:
    """Confirm the contact: the seat is the family's, or its place in line is.

    Raises Refused when the link leads nowhere (the seat was not kept any longer).
    """
    now = now or timezone.now()
    party = seats.lock_party(word)
    if party.confirmed_at is not None or party.state == State.GONE:
        return party
    if party.by_phone:
        # Its own page is opened without a mail: only the call that comes confirms it.
        return party
    if party.until is not None and now >= party.until:
        raise Refused(Refusal.LINK_UNKNOWN)
    party.confirmed_at = now
    if party.state == State.WAITING:
        party.until = None
        party.save(update_fields=["confirmed_at", "until"])
        letters.send(Kind.IN_LINE, party)
        seats.serve(party.intake_id, now=now)
        party.refresh_from_db()
    else:
        seats.let_in(party, party.intake)
    return party


@transaction.atomic
def accept_offer(word: str, *, now: dt.datetime | None = None) -> Party:
    """Take the seat that is offered; where the organiser says yes, it is asked for.

    Raises Refused when the time to answer is over.
    """
    now = now or timezone.now()
    party = seats.lock_party(word)
    if party.state in {State.IN, State.ASKED}:
        return party
    if party.state != State.OFFERED or (party.until and now >= party.until):
        raise Refused(Refusal.OFFER_OVER)
    seats.let_in(party, party.intake)
    return party


@transaction.atomic
def decline_offer(word: str, *, now: dt.datetime | None = None) -> None:
    """Leave an offered seat to the next in line: the family is erased."""
    leave(word, now=now)


@transaction.atomic
def change_party(
    word: str,
    wanted: rules.Wanted,
    *,
    nickname: str,
    needs: tuple[str, ...] = (),
    interpreter: str = "",
    now: dt.datetime | None = None,
) -> Party:
    """Change who comes and what is needed; contact, day and place in line stay.

    More seats are taken, all or none; raises Refused when there are not so many.
    """
    now = now or timezone.now()
    party = seats.lock_party(word)
    if party.state == State.GONE:
        raise Refused(Refusal.LINK_UNKNOWN)
    reason = rules.refuse_party(wanted, queries.terms(party.intake))
    if reason:
        raise Refused(reason)
    told = access.told_of(party)
    before, party.seats = party.seats, rules.seats_of(party.intake.counts, wanted)
    _resize(party, before)
    party.adults, party.children = wanted.adults, wanted.children
    party.ages = _ages_then(party, wanted, now)
    party.told = Told(nickname, told.contact, needs, interpreter).sealed()
    party.save()
    tell(party, Happening.CHANGED)
    if party.seats < before or party.state == State.WAITING:
        seats.serve(party.intake_id, now=now)
        party.refresh_from_db()
    return party


def _ages_then(party: Party, wanted: rules.Wanted, now: dt.datetime) -> list[int]:
    """Return how old the children were when the family signed up: so ages are kept."""
    return [
        rules.age_now(
            age,
            told_on=timezone.localdate(now),
            today=timezone.localdate(party.made_at),
        )
        for age in wanted.ages
    ]


def _resize(party: Party, before: int) -> None:
    if party.state not in rules.SEATED or party.seats == before:
        return
    more = party.seats - before
    if more > 0 and not seats.take(party.intake_id, more):
        raise Refused(Refusal.FULL)
    if more < 0:
        Intake.objects.filter(pk=party.intake_id).update(taken=F("taken") + more)


@transaction.atomic
def leave(word: str, *, now: dt.datetime | None = None) -> None:
    """Cancel and erase: the row is deleted, its seat goes to the next in line.

    Raises Refused when the link leads nowhere (any more).
    """
    party = seats.lock_party(word)
    if party.state == State.IN:
        seats.count(party.intake_id, left=1)
    erase(party, now=now)


def erase(party: Party, *, now: dt.datetime | None = None) -> None:
    """Erase a family whose intake is locked: its seats, letters that wait, the row."""
    if party.state != State.GONE:
        tell(party, Happening.LEFT)
    seats.give_back(party)
    if party.code_id and party.state != State.IN:
        InvitationCode.objects.filter(pk=party.code_id).update(used_at=None)
    post.forget_about(party=party.pk)
    intake_pk = party.intake_id
    party.delete()
    seats.serve(intake_pk, now=now)
