"""Going on: the same families together, or another group offered at the end."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from pirtti.core.refusals import Refused
from pirtti.groups import queries, rules
from pirtti.groups.actions import telling
from pirtti.groups.actions.steps import locked, note
from pirtti.groups.models import Group
from pirtti.people.models import User
from pirtti.signups import actions as signups
from pirtti.signups import rules as signup_rules
from pirtti.signups.models import Invitation, InvitationCode, Party

State, Refusal = rules.State, rules.Refusal
# How long an invitation to the next group is open.
_OPEN = dt.timedelta(days=60)


@transaction.atomic
def move_on(
    group: Group, *, by: User | None = None, until: dt.date | None = None
) -> Group:
    """Let the same families go on together until a day; half a year unless told.

    Raises Refused when the group does not run, or the day is gone.
    """
    group, today = locked(group), timezone.localdate()
    if State(group.state) != State.RUNNING:
        raise Refused(Refusal.NOT_NOW)
    until = until or max(group.ends_on or today, today + rules.MOVES_ON_FOR)
    if until <= today:
        raise Refused(Refusal.DATE_PAST)
    if group.moves_on and group.ends_on == until:
        return group
    group.moves_on, group.ends_on = True, until
    group.save()
    intake = queries.intake_of(group)
    if intake is not None and intake.ends_on < until:
        signups.change_intake(intake, by=by, ends_on=until)
    step = note(group, what="moves_on", by=by)
    telling.leaders(step)
    telling.families(step)
    return group


@transaction.atomic
def offer_follow_on(group: Group, other: Group, *, by: User | None) -> Group:
    """Offer the families of a group that ends another one; nobody's data moves.

    Each gets a letter with the link to its page or, when the other one is hidden,
    a personal invitation of its own. The same offer is made once. Raises Refused.
    """
    group = locked(group)
    intake = queries.intake_of(other)
    if other.pk == group.pk:
        raise Refused(Refusal.SAME_GROUP)
    if State(group.state) not in {State.RUNNING, State.ENDED}:
        raise Refused(Refusal.NOT_NOW)
    if not _can_be_joined(other) or (other.is_hidden and intake is None):
        raise Refused(Refusal.OTHER_NOT_OPEN)
    if group.follow_on_id == other.pk:
        return group
    group.follow_on = other
    group.save(update_fields=["follow_on", "changed_at"])
    step = note(group, what="follow_on", by=by)
    families = [each for each in queries.families_in(group) if not each.by_phone]
    telling.follow_on(step, zip(families, _codes(other, families, by), strict=True))
    return group


def _can_be_joined(other: Group) -> bool:
    takes = queries.takes_newcomers(other, now=timezone.now())
    return takes and (other.is_hidden or other.activity.is_published)


def _codes(
    other: Group, families: list[Party], by: User | None
) -> list[InvitationCode | None]:
    """Make an invitation for each family where the other group is hidden."""
    intake = queries.intake_of(other)
    if not other.is_hidden or not families or intake is None:
        return [None] * len(families)
    most = signup_rules.MOST_IN_PILE
    codes: list[InvitationCode | None] = []
    for begin in range(0, len(families), most):
        pile = signups.invite(
            intake,
            source=Invitation.Source.OTHER,
            organisation=None,
            number=len(families[begin : begin + most]),
            valid_until=timezone.localdate() + _OPEN,
            by=by,
        )
        codes += pile.codes.all()
    return codes
