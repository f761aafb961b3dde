"""What anybody may do without an account: have an idea, send it, take it back."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from pirtti.calendar.models import Audience
from pirtti.core import sealed
from pirtti.core.refusals import Refused
from pirtti.founding import access, rules
from pirtti.founding.actions import telling
from pirtti.founding.models import GroupIdea, IdeaNote
from pirtti.network.models import Area
from pirtti.people import actions as people
from pirtti.post import actions as post

State, What, Refusal = rules.State, rules.What, rules.Refusal
# Drafts of one network: twenty at once (a whole centre), ten an hour.
NETWORK_TRIES = (20, 10)


def begin(
    area: Area,
    *,
    language: str,
    network: str,
    audiences: Iterable[Audience] = (),
    ages: tuple[int | None, int | None] = (None, None),
    leads: bool = False,
) -> GroupIdea:
    """Begin a draft behind a secret link; `ages` in months, both ends included.

    Whoever said that they could lead (`leads`) begins as a peer. Raises Refused when a
    network begins many.
    """
    most, per_hour = NETWORK_TRIES
    if not people.try_once(f"idea {network}", capacity=most, per_hour=per_hour):
        raise Refused(Refusal.TOO_MANY)
    low, high = ages
    idea = GroupIdea(
        area=area,
        language=language,
        age_from_months=low,
        age_to_months=high,
        leads_as=rules.LeadsAs.PEER if leads else "",
    )
    idea.token_hash = access.hash_of(access.word_of(idea))
    with transaction.atomic():
        idea.save()
        idea.audiences.set(audiences)
    return idea


@transaction.atomic
def save_step(
    idea: GroupIdea,
    values: dict[str, Any],
    *,
    contact: str | None = None,
    rows: dict[str, Iterable[Any]] | None = None,
) -> GroupIdea:
    """Store what was told at one step; raises Refused when it is decided already.

    `values` are plain fields, `rows` those with several rows. `contact` is sealed; an
    empty one takes it away. When it changes after sending, the new address is told.
    """
    idea = telling.locked(idea)
    if not idea.is_open:
        raise Refused(Refusal.DECIDED_ALREADY)
    for name, value in values.items():
        setattr(idea, name, value)
    is_new = contact is not None and _change_contact(idea, contact)
    idea.save()
    for name, chosen in (rows or {}).items():
        getattr(idea, name).set(chosen)
    said = idea.notes.filter(what=What.SENT).last() if is_new else None
    if said is not None:
        telling.tell_proposer(said)
    return idea


def _change_contact(idea: GroupIdea, contact: str) -> bool:
    """Seal another address; returns whether it is another one."""
    if not contact and idea.state != State.DRAFT:
        raise Refused(Refusal.NEEDS_CONTACT)
    key = post.key_of(contact) if contact else ""
    if key == idea.contact_key:
        return False
    telling.forget_letters(idea)
    idea.contact = sealed.seal(contact.strip()) if contact else ""
    idea.contact_key = key
    return bool(contact)


@transaction.atomic
def send(idea: GroupIdea) -> GroupIdea:
    """Send an idea to those who help groups begin; the proposer gets the link by mail.

    Raises Refused for what they can't do without; sent twice is sent once.
    """
    idea = telling.locked(idea)
    if idea.state != State.DRAFT:
        raise Refused(Refusal.SENT_ALREADY)
    missing = rules.missing(
        alias=idea.alias, has_contact=bool(idea.contact), for_whom=idea.for_whom
    )
    if missing:
        raise Refused(missing[0])
    idea.sent_at = timezone.now()
    telling.settle(idea, State.SENT)
    said = telling.note(idea, What.SENT)
    telling.tell_proposer(said)
    telling.tell_coordinators(said)
    return idea


@transaction.atomic
def answer(idea: GroupIdea, *, words: str) -> IdeaNote:
    """Answer a question; raises Refused when there is none or no words."""
    idea = telling.locked(idea)
    if idea.state != State.ASKED:
        raise Refused(Refusal.DECIDED_ALREADY)
    if not words:
        raise Refused(Refusal.NEEDS_WORDS)
    telling.settle(idea, State.SENT)
    said = telling.note(idea, What.ANSWERED, words=words)
    telling.tell_coordinators(said)
    return said


@transaction.atomic
def withdraw(idea: GroupIdea) -> None:
    """Take an idea back: its row, what was said and its letters go; a group stays."""
    idea = telling.locked(idea)
    telling.forget_all_letters(idea)
    idea.delete()
