"""Workers and their times at places."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from pirtti.network.tests.factories import OrganisationFactory, PlaceFactory, text
from pirtti.presence.models import Stay, WorkerCard


class CardFactory(DjangoModelFactory):
    """A nurse without a name, whose card holds for half a year."""

    class Meta:
        model = WorkerCard

    organisation = factory.SubFactory(OrganisationFactory)
    title = text("Terveydenhoitaja", "Hälsovårdare", "Public health nurse")
    topics = text("Uni ja imetys", "Sömn och amning", "Sleep and feeding")
    languages = ["fi", "sv"]
    valid_until = factory.LazyFunction(lambda: dt.date.today() + dt.timedelta(days=180))


class StayFactory(DjangoModelFactory):
    """Every Monday 9–12, unless told otherwise by `weekday`, `on`, `start`, `end`."""

    class Meta:
        model = Stay

    class Params:
        start = dt.time(9)
        end = dt.time(12)

    card = factory.SubFactory(CardFactory)
    place = factory.SubFactory(PlaceFactory)
    on = None
    weekday = factory.LazyAttribute(lambda stay: None if stay.on else 0)
    starts_at = factory.SelfAttribute("start")
    ends_at = factory.SelfAttribute("end")
