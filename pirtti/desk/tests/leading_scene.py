"""A group with a leader and its next meeting, for the stories of the leaders' pages."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from pirtti.calendar.models import Occurrence
from pirtti.calendar.tests.factories import OccurrenceFactory
from pirtti.groups.models import Group, Leader
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.network.tests.factories import text
from pirtti.people.models import User
from pirtti.signups.tests.factories import PartyFactory


@dataclass
class Led:
    """A group, its leader, a meeting to come and one that was."""

    group: Group
    leader: Leader
    user: User
    next: Occurrence
    past: Occurrence

    @property
    def intake(self):
        return self.group.activity.intake

    def family(self, nickname="Käpy", **more):
        return PartyFactory(intake=self.intake, nickname=nickname, **more)


# One name in all languages: no page, mail or file can hide it behind a translation.
NAME = "Salamerkki"


def led_group(**axes):
    group = GroupFactory(activity__name=text(NAME), **axes)
    today = timezone.localdate()
    leader = LeaderFactory(group=group, alias="Kettu")
    return Led(
        group=group,
        leader=leader,
        user=leader.user,
        next=OccurrenceFactory(
            activity=group.activity, on=today + dt.timedelta(days=3)
        ),
        past=OccurrenceFactory(
            activity=group.activity, on=today - dt.timedelta(days=2)
        ),
    )
