"""How many statements a page may ask of the database: the same with few and many rows.

The number is what a page costs when nothing is kept in memory. A page that grows with
its rows asks one by one; a page that needs more than its number should say why here.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pirtti.network.models import Organisation
from pirtti.network.rules import Role
from pirtti.network.tests.factories import OrganisationFactory, RoleFactory
from tests.house import scene as scenes

pytestmark = pytest.mark.django_db

FEW, MANY = 3, 12

# For everybody: the number of statements of a page that is made anew. Two of a feed's
# ask who is there and who is away, for all its days at once.
PUBLIC = {
    "site:home": 5,
    "site:area": 7,
    "site:near": 1,
    "site:search": 8,
    "site:areas_json": 2,
    "site:place": 8,
    "site:activity": 6,
    "site:wish": 1,
    "site:event": 6,
    "site:area_feed": 7,
    "site:print_area": 1,
    "site:area_month": 4,
    "site:area_week": 4,
    "site:area_screen": 5,
    "site:print_place": 1,
    "site:place_month": 4,
    "site:place_week": 4,
    "site:place_poster": 3,
    "site:place_screen": 6,
    "site:print_activity": 2,
    "site:activity_poster": 7,
    "site:screen_worker": 0,
    "site:place_feed": 7,
    "site:activity_feed": 7,
    "site:event_file": 6,
    "site:area_news": 4,
    "site:place_news": 3,
    "site:organisation": 9,
    "site:organisation_feed": 7,
    "site:organisation_news": 5,
    "site:series_file": 8,
    "site:activity_picture": 6,
    "site:event_picture": 1,
    "site:embed": 4,
    "site:embed_code": 1,
    "site:propose": 8,
    "site:proposal": 4,
    "site:proposal_change": 9,
    "site:confirm": 6,
    "site:edition": 7,
    "site:plan_answer": 8,
    "site:accessibility": 0,
    "site:privacy": 0,
    "site:follow_activity": 1,
    "site:follow_place": 1,
    "site:follow_sent": 0,
    "site:follow_ended": 0,
    "site:following": 2,
    "site:follow_confirm": 1,
    "site:follow_stop": 1,
    "start": 0,
    "short": 3,
    "qr": 3,
    "media": 1,
    "robots": 0,
    "sitemap": 4,
    "livez": 0,
    "readyz": 5,
    "visits:door": 2,
    "visits:counter": 4,
    "visits:worker": 0,
    "people:sign_in": 1,
    "people:code": 1,
    "people:sign_out": 1,
    "people:link": 1,
}
# For those who work there; two of each are the session and the account.
DESK = {
    "people:me": 3,
    "desk:today": 13,
    "desk:week": 13,
    "desk:occurrence": 8,
    "desk:cancel": 5,
    "desk:activities": 8,
    "desk:activity_new": 12,
    "desk:activity": 20,
    "desk:series_new": 6,
    "desk:imports": 6,
    "desk:import_new": 8,
    "desk:import": 20,
    "desk:source_new": 8,
    "desk:source": 6,
    "desk:proposals": 9,
    "desk:proposal": 14,
    "desk:proposal_links": 8,
    "desk:propose": 10,
    "desk:to_confirm": 5,
    "desk:place_values": 9,
    "desk:series": 10,
    "desk:dates": 10,
    "desk:dates_add": 5,
    "desk:programme": 14,
    "desk:theme": 8,
    "desk:school_holiday_areas": 5,
    "desk:school_holidays": 6,
    "desk:places": 7,
    "desk:place_new": 10,
    "desk:place": 11,
    "desk:rooms": 6,
    "desk:hours": 7,
    "desk:counting": 7,
    "desk:people_today": 9,
    "desk:here": 13,
    "desk:cards": 6,
    "desk:card_new": 7,
    "desk:card": 8,
    "desk:organisations": 6,
    "desk:organisation_new": 8,
    "desk:organisation": 7,
    "desk:planning": 12,
    "desk:round_new": 5,
    "desk:round": 13,
    "desk:plan_answer": 12,
    "desk:gaps": 11,
    "desk:gaps_csv": 11,
    "desk:wheel": 8,
    "desk:year": 5,
    "desk:roles": 5,
    "desk:role_new": 7,
    "desk:post": 10,
    "desk:figures": 11,
    "desk:figures_csv": 10,
    "desk:silent": 7,
    "desk:count": 10,
    "desk:count_sheet_link": 7,
}
# Questions that make a page work harder.
ASKED = {
    "site:home": "?week=1&free=1&audience=fathers",
    "site:near": "?q=Oma",
    "site:search": "?q=Oma",
    "desk:figures": "?by=week",
    "desk:plan_answer": "?new=1",
    "site:plan_answer": "?new=1",
}
ALIASES = "account_"


def statements(client, address):
    """Return the statements of one request, and the answer."""
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address)
        b"".join(answer)
    return [one["sql"] for one in seen], answer


@pytest.fixture
def house(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with scenes.on_a_monday(with_photo=True) as scene:
        yield scene


def measure(house, pages, client_of):
    """Return name → statements; each page is opened once before, to warm it up."""
    found = {}
    for name in pages:
        for question in {"", ASKED.get(name, "")}:
            address = house.own.address(name) + question
            statements(client_of(), address)
            asked, answer = statements(client_of(), address)
            assert answer.status_code in {200, 302}, (name, answer.status_code)
            found[name + question] = asked
    return found


def compare(few, many, most):
    """List the pages that grow with their rows, and those above their number."""
    growing = {
        name: (len(few[name]), len(many[name]))
        for name in few
        if len(many[name]) > len(few[name])
    }
    dear = {
        name: (len(asked), most[name.partition("?")[0]])
        for name, asked in many.items()
        if len(asked) > most[name.partition("?")[0]]
    }
    return growing, dear


def test_every_page_has_its_number():
    named = {
        name
        for name, _view in scenes.all_urls()
        if name not in scenes.SENT_TO and not name.startswith(ALIASES)
    }

    assert {name for name in named if not name.startswith("demo:")} == {*PUBLIC, *DESK}


def _busy(side):
    """Make somebody with a role at the area and another at the union above the host."""
    union = OrganisationFactory(area=side.area)
    district = OrganisationFactory(area=side.area, parent=union)
    Organisation.objects.filter(pk=side.organisation.pk).update(parent=district)
    user = RoleFactory(role=Role.AREA_COORDINATOR, area=side.area).user
    RoleFactory(role=Role.TECHNICAL_ADMIN, area=side.area, user=user)
    RoleFactory(role=Role.ORGANISATION_CONTACT, organisation=union, user=user)
    return user


def test_public_pages_ask_no_more_with_many_rows(house):
    scenes.fill(house.own, range(FEW))
    few = measure(house, PUBLIC, Client)
    scenes.fill(house.own, range(FEW, MANY))
    many = measure(house, PUBLIC, Client)

    assert compare(few, many, PUBLIC) == ({}, {})


def test_pages_of_the_desk_ask_no_more_with_many_rows(house):
    client = Client()
    client.force_login(_busy(house.own))
    scenes.fill(house.own, range(FEW))
    few = measure(house, DESK, lambda: client)
    scenes.fill(house.own, range(FEW, MANY))
    many = measure(house, DESK, lambda: client)

    assert compare(few, many, DESK) == ({}, {})
