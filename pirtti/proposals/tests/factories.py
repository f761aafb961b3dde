"""Proposals of the tests, by whoever has a link."""

import datetime as dt

from django.utils import timezone
from i18nfield.strings import LazyI18nString

from pirtti.calendar.tests.factories import KindFactory
from pirtti.network.tests.factories import PlaceFactory
from pirtti.proposals import actions
from pirtti.proposals.models import Proposal


def next_tuesday():
    today = timezone.localdate()
    return today + dt.timedelta(days=(1 - today.weekday()) % 7 or 7)


def link(place=None, *, by=None, **more):
    """A link for proposing at a place (or `scope=` an area)."""
    scope = more.pop("scope", None) or place or PlaceFactory()
    return actions.make_link(scope=scope, by=by, **more)


def proposal(place=None, /, **more):
    """A weekly singing hour on Tuesdays, sent by a new association."""
    place = place or PlaceFactory()
    values = {
        "place": place,
        "area": place.area,
        "organisation_name": "Laulavat perheet ry",
        "contact_title": "puheenjohtaja",
        "email": "laulavat@perheet.example",
        "name": LazyI18nString({"fi": "Laulutuokio"}),
        "kind": KindFactory(),
        "starts_on": next_tuesday(),
        "starts_at": dt.time(9, 30),
        "ends_at": dt.time(10, 30),
        "language": "fi",
    }
    return actions.send(Proposal(**(values | more)))


def typed(**more):
    """What the page's form sends for the same proposal."""
    day = next_tuesday()
    values = {
        "organisation": "",
        "organisation_name": "Laulavat perheet ry",
        "organisation_kind": "association",
        "contact_title": "puheenjohtaja",
        "email": "laulavat@perheet.example",
        "name_0": "Laulutuokio",
        "name_1": "Sångstund",
        "name_2": "",
        "kind": KindFactory().pk,
        "about": "Lauletaan yhdessä.",
        "starts_on": f"{day.day}.{day.month}.{day.year}",
        "starts_at": "9.30",
        "ends_at": "10.30",
        "how_often": "weekly",
        "ends_on": "",
        "price_cents": "0",
        "sign_up": "none",
    }
    return values | more
