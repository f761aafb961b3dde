"""Putting letters into the outbox, taking them out, noting what became of them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from pirtti.core import sealed
from pirtti.core.refusals import Refused
from pirtti.people.models import JournalEntry, User
from pirtti.post import kinds, queries, rules
from pirtti.post.models import DeadAddress, KeptMail, Letter, Turn

State = Letter.State


def queue(
    kind: str,
    *,
    to: str,
    language: str,
    dedupe: str,
    params: dict[str, Any] | None = None,
    not_before: dt.datetime | None = None,
) -> bool:
    """Put a letter into the outbox, in the transaction of what it tells of.

    `dedupe` is unique over all letters, for example `proposal:12:approved`; a letter
    that is there already stays the only one. `params` holds plain values (numbers
    of rows, never sentences of a person). Returns whether it is new. A kind that
    nobody asked for writes at most three a day to one address.
    """
    key, now = key_of(to), timezone.now()
    known = kinds.get(kind)
    if known and known.is_unasked and _has_had_enough(key, now):
        return False
    letter = Letter(
        kind=kind,
        to="" if known and known.address else to,
        to_key=key,
        language=language,
        dedupe=dedupe,
        params=params or {},
        not_before=not_before or now,
    )
    return _store(letter)


def _store(letter: Letter) -> bool:
    """Store a letter; False when it is there already."""
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def key_of(address: str) -> str:
    """Return the fingerprint of an address, written in capitals or not."""
    return sealed.fingerprint(address.strip().lower(), purpose="address")


def _has_had_enough(key: str, now: dt.datetime) -> bool:
    had = queries.unasked_since(key, now - rules.UNASKED_WITHIN)
    return had >= rules.MOST_UNASKED


@dataclass(frozen=True)
class Draft:
    """One of many letters of a kind that tells its address only when it is sent."""

    to_key: str
    language: str
    dedupe: str
    params: dict[str, Any] = field(default_factory=dict)


def queue_many(kind: str, drafts: Iterable[Draft], *, now: dt.datetime) -> None:
    """Put many letters into the outbox with one statement; those there stay as they are."""
    letters = [
        Letter(
            kind=kind,
            to_key=draft.to_key,
            language=draft.language,
            dedupe=draft.dedupe,
            params=draft.params,
            not_before=now,
        )
        for draft in drafts
    ]
    Letter.objects.bulk_create(letters, ignore_conflicts=True)


def claim(letter: Letter, *, now: dt.datetime) -> bool:
    """Take a letter for sending; False when somebody else was quicker.

    One conditional UPDATE: of two senders the database lets one through. The letter
    is ours for `rules.LEASE`; the caller commits before it sends.
    """
    same = Letter.objects.filter(
        pk=letter.pk, state=letter.state, attempts=letter.attempts
    )
    free = same.filter(Q(state=State.WAITING) | Q(lease_until__lte=now))
    until = now + rules.LEASE
    taken = free.update(
        state=State.SENDING, lease_until=until, attempts=F("attempts") + 1
    )
    if taken != 1:
        return False
    letter.state, letter.lease_until = State.SENDING, until
    letter.attempts += 1
    return True


def end(letter: Letter, state: str, *, now: dt.datetime, fault: str = "") -> bool:
    """Note what became of a letter that is ours; False when it no longer is."""
    mine = Letter.objects.filter(
        pk=letter.pk, state=State.SENDING, attempts=letter.attempts
    )
    return bool(
        mine.update(state=state, ended_at=now, lease_until=None, fault=fault[:200])
    )


def put_back(letter: Letter, *, now: dt.datetime, fault: str) -> bool:
    """Let a letter wait for its next try; False when it is no longer ours."""
    mine = Letter.objects.filter(
        pk=letter.pk, state=State.SENDING, attempts=letter.attempts
    )
    later = now + rules.wait_after(letter.attempts)
    return bool(
        mine.update(
            state=State.WAITING, not_before=later, lease_until=None, fault=fault[:200]
        )
    )


def note_dead(key: str, *, now: dt.datetime) -> None:
    """Remember that nobody is at an address (by its fingerprint)."""
    if key:
        dead = DeadAddress(key=key, since=now)
        DeadAddress.objects.bulk_create([dead], ignore_conflicts=True)


def keep(letter: Letter, text: str) -> None:
    """Keep a mail where there is no mail server, in place of sending it."""
    KeptMail.objects.update_or_create(letter=letter, defaults={"text": text})


@transaction.atomic
def try_again(letter_pk: int, *, by: User | None) -> None:
    """Send a letter that failed anew, from the first try; raises Refused for others."""
    failed = Letter.objects.filter(pk=letter_pk, state=State.FAILED)
    changed = failed.update(
        state=State.WAITING,
        attempts=0,
        not_before=timezone.now(),
        ended_at=None,
        lease_until=None,
    )
    if not changed:
        raise Refused(rules.Refusal.NOT_FAILED)
    JournalEntry.record("post.tried_again", by=by, on=Letter(pk=letter_pk))


def forget(to_key: str, names: Iterable[str]) -> int:
    """Delete the letters of some kinds to an address (its fingerprint); how many went."""
    return Letter.objects.filter(to_key=to_key, kind__in=list(names)).delete()[0]


def forget_about(**params: int) -> int:
    """Delete the letters about a row, for example `party=12`; how many went."""
    about = {f"params__{name}": number for name, number in params.items()}
    return Letter.objects.filter(**about).delete()[0]


def prune(now: dt.datetime) -> int:
    """Delete letters and dead addresses past their time; returns how many rows went."""
    past = [
        Letter.objects.filter(ended_at__lt=now - rules.KEPT),
        DeadAddress.objects.filter(since__lt=now - rules.DEAD_KEPT),
        Turn.objects.filter(until__lt=now - rules.KEPT),
    ]
    return sum(rows.delete()[0] for rows in past)


def take_turn(
    name: str, *, holder: str, now: dt.datetime, length: dt.timedelta
) -> bool:
    """Take a turn, or keep one's own; False while another process holds it."""
    Turn.objects.bulk_create([Turn(name=name, until=now)], ignore_conflicts=True)
    free = Turn.objects.filter(Q(until__lte=now) | Q(holder=holder), name=name)
    return bool(free.update(holder=holder, until=now + length))


def leave_turn(name: str, *, holder: str, now: dt.datetime) -> None:
    """Let others have the turn at once."""
    Turn.objects.filter(name=name, holder=holder).update(until=now, holder="")
