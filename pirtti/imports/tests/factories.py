"""Imports of the tests: a place, its host, and somebody who coordinates there."""

import datetime as dt

from pirtti.calendar.tests.factories import KindFactory
from pirtti.imports import actions, readers
from pirtti.imports.models import Batch
from pirtti.network.rules import Role
from pirtti.network.tests.factories import PlaceFactory, text, user_with

# A Saturday; the coming Tuesday is 24.11.
TODAY = dt.date(2026, 11, 21)
NOW = dt.datetime(2026, 11, 21, 10, 0, tzinfo=dt.UTC)


def scene(role=Role.COORDINATOR):
    """A place with its host, and an account with a role there."""
    place = PlaceFactory(
        name=text("Koivukylän kohtaamispaikka", "Björkby mötesplats"),
        street="Karsikkokuja 15",
    )
    return place, user_with(role, at=place)


def batch(place, *, shown=False, **more):
    values = {"way": Batch.Way.PASTED, "name": "taulukko", "language": "fi"}
    return Batch(
        organisation=place.host,
        place=place,
        kind=KindFactory(),
        is_shown=shown,
        **values | more,
    )


def lines(table, today=TODAY):
    data = table if isinstance(table, bytes) else table.encode()
    return list(readers.read(data, today=today))


def bring_in(place, user, table, **more):
    """Begin an import and take all of it that can be taken."""
    started = actions.start(batch(place, **more), lines(table), by=user)
    return actions.take(started, by=user)
