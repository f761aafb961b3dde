"""The lighter way: word when a seat opens, once; it holds no seat and no place in line."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from pirtti.core import sealed
from pirtti.core.refusals import Refused
from pirtti.people import actions as people
from pirtti.post import actions as post
from pirtti.post import queries as sent
from pirtti.signups import access, rules
from pirtti.signups.actions import letters, seats
from pirtti.signups.models import Alert, Intake

NETWORK_TRIES = (30, 30)
ADDRESS_TRIES = (3, 0.125)


def alert(intake: Intake, *, address: str, language: str, network: str) -> None:
    """Ask to be told of a free seat; all that is sent is a mail that asks to confirm.

    Known and unknown addresses are answered alike. Raises Refused when a network asks
    too often.
    """
    most, per_hour = NETWORK_TRIES
    if not people.try_once(f"alert {network}", capacity=most, per_hour=per_hour):
        raise Refused(rules.Refusal.TOO_MANY_TRIES)
    key = post.key_of(address)
    most, often = ADDRESS_TRIES
    may_write = people.try_once(f"alert address {key}", capacity=most, per_hour=often)
    if may_write and not sent.is_dead(key):
        _ask(intake, address.strip(), key, language)


@transaction.atomic
def _ask(intake: Intake, address: str, key: str, language: str) -> None:
    fresh = Alert(
        intake=intake,
        address=sealed.seal(address),
        address_key=key,
        language=language,
        asked_at=timezone.now(),
    )
    fresh.token_hash = access.hash_of(access.word_of_alert(fresh))
    Alert.objects.bulk_create([fresh], ignore_conflicts=True)
    found = Alert.objects.get(intake=intake, address_key=key)
    letters.send_alert(rules.Kind.ALERT_CONFIRM, found)


@transaction.atomic
def confirm_alert(word: str, *, now: dt.datetime | None = None) -> Alert:
    """Begin to listen (again); a seat that opened meanwhile is told at once.

    Raises Refused when the link leads to nothing.
    """
    found = access.alert_with(word)
    if found is None:
        raise Refused(rules.Refusal.LINK_UNKNOWN)
    seats.lock(found.intake_id)
    found.confirmed_at, found.told_at = now or timezone.now(), None
    Alert.objects.filter(pk=found.pk).update(
        confirmed_at=found.confirmed_at, told_at=None
    )
    seats.serve(found.intake_id, now=now)
    return found


@transaction.atomic
def stop_alert(word: str) -> None:
    """Stop listening: the row goes."""
    found = access.alert_with(word)
    if found is not None:
        post.forget_about(alert=found.pk)
        found.delete()
