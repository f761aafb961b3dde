"""Who leads a group, and until when."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from pirtti.core.refusals import Refused
from pirtti.groups import letters, queries, rules
from pirtti.groups.actions.steps import locked
from pirtti.groups.models import Group, Leader
from pirtti.network import actions as network
from pirtti.people.models import JournalEntry, User
from pirtti.post import actions as post

State, Refusal = rules.State, rules.Refusal
# In these a group must have somebody who leads it.
_LED = {State.RECRUITING, State.DECISION, State.RUNNING}


@transaction.atomic
def add_leader(
    group: Group,
    user: User,
    *,
    alias: str,
    ends_on: dt.date,
    by: User | None,
    part: str = Leader.Part.LEADER,
    starts_on: dt.date | None = None,
) -> Leader:
    """Let somebody lead a group until a day, under a name of their own choice.

    Who led it before leads again. Raises Refused when the group is over, the day is
    gone, or the person leads it already.
    """
    group, today = locked(group), timezone.localdate()
    if State(group.state) in rules.OVER:
        raise Refused(Refusal.NOT_NOW)
    starts_on = starts_on or today
    if ends_on < max(today, starts_on):
        raise Refused(Refusal.DATE_PAST)
    leader = Leader.objects.filter(group=group, user=user).first()
    if leader is not None and leader.ends_on >= today:
        raise Refused(Refusal.LEADER_TWICE)
    leader = leader or Leader(group=group, user=user)
    leader.alias, leader.part = alias, part
    leader.starts_on, leader.ends_on = starts_on, ends_on
    leader.save()
    network.touch(group.activity.area)
    JournalEntry.record("groups.leader_added", by=by, on=group, leader=leader.pk)
    return leader


def welcome(leader: Leader) -> None:
    """Write to somebody who leads now: where the leaders' page is, and until when."""
    post.queue(
        letters.WELCOME,
        to=leader.user.email,
        language=leader.user.language,
        dedupe=f"group:leader:{leader.pk}:{leader.starts_on}:{leader.ends_on}",
        params={"leader": leader.pk},
    )


@transaction.atomic
def end_leader(leader: Leader, *, by: User | None) -> None:
    """End somebody's part now: from the next request on it opens nothing.

    Raises Refused for the only one of a group that families have joined.
    """
    group, today = locked(leader.group), timezone.localdate()
    others = queries.leaders(group, today=today).exclude(pk=leader.pk)
    if State(group.state) in _LED and not others.exists():
        raise Refused(Refusal.LEADER_LAST)
    network.touch(group.activity.area)
    JournalEntry.record("groups.leader_ended", by=by, on=group, leader=leader.pk)
    if leader.starts_on >= today:
        leader.delete()
        return
    leader.ends_on = min(leader.ends_on, today - dt.timedelta(days=1))
    leader.save(update_fields=["ends_on"])
