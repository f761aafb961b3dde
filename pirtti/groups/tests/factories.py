"""Groups of the tests, by their axes."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from pirtti.calendar.tests.factories import ActivityFactory
from pirtti.groups.models import Group, Leader
from pirtti.people.tests.factories import UserFactory
from pirtti.signups.tests.factories import IntakeFactory


class GroupFactory(DjangoModelFactory):
    """An open group that runs; `hidden=True` for a targeted one nobody can find."""

    class Meta:
        model = Group
        skip_postgeneration_save = True

    class Params:
        hidden = factory.Trait(
            listing="unlisted",
            audience="targeted",
            entry="invitation",
        )

    activity = factory.SubFactory(
        ActivityFactory,
        is_published=factory.LazyAttribute(
            lambda o: o.factory_parent.listing == "public"
        ),
        is_listed=factory.LazyAttribute(lambda o: o.factory_parent.listing == "public"),
    )
    listing = "public"
    state = "running"
    first_on = factory.LazyFunction(timezone.localdate)
    ends_on = factory.LazyFunction(
        lambda: timezone.localdate() + dt.timedelta(days=120)
    )

    @factory.post_generation
    def intake(self, create, extracted, **kwargs):
        if create and extracted is not False:
            IntakeFactory(activity=self.activity, is_discreet=self.is_hidden, **kwargs)


class LeaderFactory(DjangoModelFactory):
    """Somebody who leads until the end of the group."""

    class Meta:
        model = Leader

    group = factory.SubFactory(GroupFactory)
    user = factory.SubFactory(UserFactory)
    alias = factory.Sequence("Vetäjä {}".format)
    starts_on = factory.LazyFunction(
        lambda: timezone.localdate() - dt.timedelta(days=30)
    )
    ends_on = factory.LazyFunction(
        lambda: timezone.localdate() + dt.timedelta(days=150)
    )
