"""What the stories of groups share: a planned group of four Thursdays, and the clock."""

import datetime as dt

from django.core import mail

from pirtti.calendar import actions as calendar
from pirtti.calendar.tests.factories import ActivityFactory
from pirtti.groups import actions, rules
from pirtti.groups.models import Group
from pirtti.groups.tests.factories import LeaderFactory
from pirtti.network.tests.factories import OrganisationFactory, text
from pirtti.people.tests.factories import UserFactory
from pirtti.post import worker
from pirtti.signups.tests.factories import IntakeFactory

# Monday 23.11.2026 at 10 in Helsinki.
NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
HIDDEN = rules.Axes(
    audience=rules.Audience.TARGETED,
    entry=rules.Entry.INVITATION,
    listing=rules.Listing.UNLISTED,
)
NAME = "Lohtutupa"


def meets_weekly(activity, *, first, times):
    return calendar.add_series(
        activity,
        frequency="weekly",
        starts_on=first,
        ends_on=first + dt.timedelta(weeks=times - 1),
        starts_at=dt.time(17),
        ends_at=dt.time(18, 30),
        by=None,
    )


def planned(axes=None, *, times=4, **values):
    """A planned group of four Thursdays in two weeks' time, with a leader and seats."""
    activity = ActivityFactory(name=text(NAME, NAME, NAME), is_published=False)
    activity.organisers.add(OrganisationFactory())
    group = actions.make_group(activity, axes=axes or rules.Axes(), by=None, **values)
    IntakeFactory(activity=activity, minimum=4, is_discreet=group.is_hidden)
    meets_weekly(activity, first=dt.date(2026, 12, 10), times=times)
    LeaderFactory(group=group, user=UserFactory(language="en"))
    return group


def recruiting(axes=None, decision_on=dt.date(2026, 12, 3), **values):
    return actions.start_recruiting(
        planned(axes, **values), by=None, decision_on=decision_on
    )


def let_time_pass(clock, to):
    clock.move_to(to)
    worker.send_all()
    return mail.outbox


def at(day, hour=10):
    return dt.datetime(day.year, day.month, day.day, hour - 2, tzinfo=dt.UTC)


def state(group):
    return Group.objects.get(pk=group.pk).state
