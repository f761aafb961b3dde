"""A small believable neighbourhood; ask for the odd case by name."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory
from i18nfield.strings import LazyI18nString

from pirtti.network import actions
from pirtti.network.models import Area, Organisation, Place, PlaceKind, RoleGiven, Room
from pirtti.network.rules import Level, Role
from pirtti.people.tests.factories import UserFactory


def text(fi, sv=None, en=None):
    return LazyI18nString(
        {code: words for code, words in (("fi", fi), ("sv", sv), ("en", en)) if words}
    )


class AreaFactory(DjangoModelFactory):
    """A neighbourhood without a parent, unless one is given."""

    class Meta:
        model = Area

    parent = None
    level = Level.NEIGHBOURHOOD
    name = factory.Sequence(lambda n: text(f"Alue {n}", f"Område {n}", f"Area {n}"))
    slug = factory.Sequence("alue-{}".format)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return actions.make_area(**kwargs)


class OrganisationFactory(DjangoModelFactory):
    """A local association."""

    class Meta:
        model = Organisation

    kind = Organisation.Kind.ASSOCIATION
    name = factory.Sequence(lambda n: text(f"Yhdistys {n}", f"Förening {n}"))
    slug = factory.Sequence("yhdistys-{}".format)
    area = factory.SubFactory(AreaFactory)


class PlaceKindFactory(DjangoModelFactory):
    """An open meeting place."""

    class Meta:
        model = PlaceKind
        django_get_or_create = ("slug",)

    slug = "meeting-place"
    name = text("Avoin kohtaamispaikka", "Öppen mötesplats", "Open meeting place")


class PlaceFactory(DjangoModelFactory):
    """A public place in its host's area."""

    class Meta:
        model = Place

    kind = factory.SubFactory(PlaceKindFactory)
    name = factory.Sequence(lambda n: text(f"Paikka {n}", f"Plats {n}", f"Place {n}"))
    slug = factory.Sequence("paikka-{}".format)
    host = factory.SubFactory(OrganisationFactory)
    area = factory.SelfAttribute("host.area")
    is_published = True

    class Params:
        hidden = factory.Trait(is_published=False)


class RoomFactory(DjangoModelFactory):
    """A room of a place."""

    class Meta:
        model = Room

    place = factory.SubFactory(PlaceFactory)
    name = text("Sali", "Sal", "Hall")


class RoleFactory(DjangoModelFactory):
    """A coordinator's role at a place, in force for a year around today."""

    class Meta:
        model = RoleGiven

    user = factory.SubFactory(UserFactory)
    role = Role.COORDINATOR
    place = None
    starts_on = factory.LazyFunction(lambda: dt.date.today() - dt.timedelta(days=30))
    ends_on = factory.LazyFunction(lambda: dt.date.today() + dt.timedelta(days=335))

    class Params:
        ended = factory.Trait(
            ends_on=factory.LazyFunction(lambda: dt.date.today() - dt.timedelta(days=1))
        )


def user_with(role, *, at):
    """Make an account that holds one role at an organisation, place or area."""
    name = {Organisation: "organisation", Place: "place", Area: "area"}[type(at)]
    return RoleFactory(role=role, **{name: at}).user
