"""Grants of the tests: a call by default closed, an application that was sent."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from pirtti.grants.models import GrantApplication, GrantCall
from pirtti.groups.tests.factories import GroupFactory
from pirtti.network.tests.factories import OrganisationFactory, text


def _in_days(days):
    return factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=days))


class GrantCallFactory(DjangoModelFactory):
    """A call that closed last week; `open=True` one that is open, `coming=True` next."""

    class Meta:
        model = GrantCall

    class Params:
        open = factory.Trait(opens_on=_in_days(-7), closes_on=_in_days(7))
        coming = factory.Trait(opens_on=_in_days(7), closes_on=_in_days(37))

    organisation = factory.SubFactory(OrganisationFactory)
    name = text("Toiminta-avustus", "Verksamhetsunderstöd", "Activity grant")
    opens_on = _in_days(-37)
    closes_on = _in_days(-7)
    report_due_on = _in_days(200)
    most_cents = 50_000


class GrantApplicationFactory(DjangoModelFactory):
    """An application that waits; `granted=True` one that was granted as asked."""

    class Meta:
        model = GrantApplication

    class Params:
        granted = factory.Trait(
            state="granted",
            granted_cents=factory.SelfAttribute("cents"),
            decided_at=factory.LazyFunction(timezone.now),
        )

    call = factory.SubFactory(GrantCallFactory)
    group = factory.SubFactory(GroupFactory)
    state = "sent"
    cents = 30_000
    purpose = "Kahvia ja tilan vuokra"
    meetings = 10
    sent_at = factory.LazyFunction(timezone.now)
