"""A second leader: asked by e-mail, says yes or no by a link."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from pirtti.core import sealed
from pirtti.core.refusals import Refused
from pirtti.founding import access, rules
from pirtti.founding.actions.accepting import account_for
from pirtti.founding.models import LeaderInvite
from pirtti.groups import actions as groups
from pirtti.groups import rules as group_rules
from pirtti.groups.models import Group, Leader
from pirtti.people import access as accounts
from pirtti.people.models import JournalEntry, User
from pirtti.post import actions as post

Refusal, OVER = rules.Refusal, group_rules.OVER


@transaction.atomic
def invite_leader(
    group: Group, *, address: str, language: str, by: User | None
) -> LeaderInvite:
    """Ask somebody by e-mail to lead a group together; the address is kept sealed.

    Raises Refused when the address was asked or leads it already, or the group is over.
    """
    if _lock(group.pk).state in OVER:
        raise Refused(group_rules.Refusal.NOT_NOW)
    known = accounts.account_with(address)
    today = timezone.localdate()
    if known and group.leaders.filter(user=known, ends_on__gte=today).exists():
        raise Refused(Refusal.LEADS_ALREADY)
    invite = LeaderInvite(
        group=group,
        address=sealed.seal(address.strip()),
        address_key=post.key_of(address),
        language=language,
    )
    invite.token_hash = access.hash_of(access.word_of_invite(invite))
    try:
        with transaction.atomic():
            invite.save()
    except IntegrityError as twice:
        raise Refused(Refusal.INVITED_ALREADY) from twice
    post.queue(
        rules.Kind.INVITED,
        to=address,
        language=language,
        dedupe=f"lead:{invite.seed}",
        params={"lead_invite": invite.pk},
    )
    JournalEntry.record("founding.leader_invited", by=by, on=group)
    return invite


@transaction.atomic
def accept_invite(word: str, *, alias: str) -> Leader:
    """Begin to lead under a name of one's own choice; the invitation goes.

    Raises Refused when the link leads nowhere, the account was closed, or the group
    is over.
    """
    invite = _locked(word)
    address = sealed.unseal(invite.address)
    if address is None:
        raise Refused(Refusal.LINK_UNKNOWN)
    user = account_for(address, name=alias, language=invite.language, by=None)
    group = invite.group
    ends_on = _last_day(group)
    leader = groups.add_leader(group, user, alias=alias, ends_on=ends_on, by=user)
    _forget(invite)
    JournalEntry.record("founding.leader_joined", by=user, on=group)
    return leader


@transaction.atomic
def decline_invite(word: str) -> None:
    """Say no to leading: the invitation and its letter go."""
    _forget(_locked(word))


@transaction.atomic
def forget_invites(group: Group) -> int:
    """Forget who was asked to lead a group and has not answered; returns how many."""
    _lock(group.pk)
    invites = list(LeaderInvite.objects.filter(group=group))
    for invite in invites:
        _forget(invite)
    return len(invites)


def _lock(group_pk: int) -> Group:
    """Lock a group, always before its invitations."""
    return Group.objects.select_for_update(of=("self",), no_key=True).get(pk=group_pk)


def _locked(word: str) -> LeaderInvite:
    found = LeaderInvite.objects.filter(token_hash=access.hash_of(word)).first()
    if found is not None:
        _lock(found.group_id)
        found = LeaderInvite.objects.select_for_update().filter(pk=found.pk).first()
    if found is None:
        raise Refused(Refusal.LINK_UNKNOWN)
    return found


def _last_day(group: Group) -> dt.date:
    """Return the day the group ends, else half a year from now."""
    today = timezone.localdate()
    if group.ends_on and group.ends_on >= today:
        return group.ends_on
    return today + rules.USUAL_LENGTH


def _forget(invite: LeaderInvite) -> None:
    post.forget_about(lead_invite=invite.pk)
    invite.delete()
