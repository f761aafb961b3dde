"""Putting letters to families into the outbox; what they say is in `signups.letters`."""

import uuid

from pirtti.core import sealed
from pirtti.post import actions as post
from pirtti.signups import access, rules
from pirtti.signups.models import Alert, Party


def send(kind: rules.Kind, party: Party, *, unique: str = "") -> None:
    """Queue a letter to a family; one that gave a phone number gets none.

    The same kind is written once, or once for each `unique`.
    """
    contact = access.told_of(party).contact
    if party.by_phone or not contact:
        return
    post.queue(
        kind,
        to=contact,
        language=party.language,
        dedupe=f"{kind}:{party.pk}:{party.seed.hex}:{unique}",
        params={"party": party.pk},
    )


def send_again(kind: rules.Kind, party: Party) -> None:
    """Queue a letter that may be written again and again, for example the link anew."""
    send(kind, party, unique=uuid.uuid4().hex)


def send_alert(kind: rules.Kind, alert: Alert) -> None:
    """Queue a letter to somebody who wants to hear of a free seat."""
    address = sealed.unseal(alert.address)
    if address:
        post.queue(
            kind,
            to=address,
            language=alert.language,
            dedupe=f"{kind}:{alert.pk}:{uuid.uuid4().hex}",
            params={"alert": alert.pk},
        )
