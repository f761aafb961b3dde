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
    "site:groups": 8,
    "site:area_groups": 8,
    "site:near": 1,
    "site:search": 8,
    "site:areas_json": 2,
    "site:place": 8,
    "site:activity": 8,
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
    "site:activity_picture": 7,
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
    "site:sign_up": 1,
    "site:sign_up_sent": 0,
    "site:invited": 1,
    "site:signup": 4,
    "site:signup_data": 3,
    "site:signup_dates": 3,
    "site:signup_ended": 0,
    "site:alert": 1,
    "site:alert_sent": 0,
    "site:alert_confirm": 1,
    "site:alert_stop": 1,
    "site:room": 15,
    "site:room_news": 3,
    "site:room_closing": 2,
    "site:room_feed": 3,
    "site:rate": 3,
    "start": 0,
    "short": 3,
    "qr": 3,
    "media": 1,
    "robots": 0,
    "site:idea_start": 10,
    "site:idea": 1,
    "site:lead_invite": 1,
    "sitemap": 4,
    "livez": 0,
    "readyz": 8,
    "visits:door": 2,
    "visits:counter": 4,
    "visits:worker": 0,
    "people:sign_in": 1,
    "people:code": 1,
    "people:sign_out": 1,
    "people:link": 1,
    "people:second_step": 1,
}
# For those who work there; three of each are the session, the account, and whether one
# leads groups (the navigation).
DESK = {
    "people:me": 4,
    "people:second": 5,
    "people:second_on": 5,
    "desk:today": 17,
    "desk:week": 14,
    "desk:occurrence": 9,
    "desk:cancel": 6,
    "desk:activities": 11,
    "desk:activity_new": 13,
    "desk:activity": 22,
    "desk:series_new": 7,
    "desk:imports": 7,
    "desk:import_new": 9,
    "desk:import": 21,
    "desk:source_new": 9,
    "desk:source": 7,
    "desk:proposals": 10,
    "desk:proposal": 15,
    "desk:proposal_links": 9,
    "desk:propose": 11,
    "desk:to_confirm": 6,
    "desk:place_values": 10,
    "desk:series": 11,
    "desk:dates": 11,
    "desk:dates_add": 6,
    "desk:intake": 10,
    "desk:date_intake": 9,
    "desk:families": 7,
    "desk:groups": 11,
    "desk:group_words": 6,
    "desk:group_new": 6,
    "desk:group": 22,
    "desk:group_settings": 7,
    "desk:group_dates": 6,
    "desk:group_decision": 21,
    "desk:my_groups": 17,
    "desk:my_group": 21,
    "desk:my_families": 8,
    "desk:my_families_print": 8,
    "desk:my_family": 7,
    "desk:my_meeting": 10,
    "desk:my_attendance": 8,
    "desk:my_message": 7,
    "desk:my_meeting_cancel": 7,
    "desk:my_meeting_move": 7,
    "desk:my_request": 9,
    "desk:board": 10,
    "desk:ratings": 7,
    "desk:group_invitations": 13,
    "desk:invitation_letters": 6,
    "desk:invitation_cards": 6,
    "desk:trainings": 7,
    "desk:training_plan": 9,
    "desk:training_new": 8,
    "desk:training": 18,
    "desk:training_days": 7,
    "desk:grants": 6,
    "desk:grant_new": 8,
    "desk:grant": 9,
    "desk:grant_change": 8,
    "desk:grant_csv": 9,
    "desk:grant_application": 9,
    "desk:my_grants": 8,
    "desk:my_grant": 8,
    "desk:my_grant_report": 9,
    "desk:courses": 13,
    "desk:course": 11,
    "desk:course_new": 8,
    "desk:course_people": 10,
    "desk:course_edit": 6,
    "desk:course_attendance": 11,
    "desk:ideas": 11,
    "desk:idea": 20,
    "desk:group_support": 15,
    "desk:programme": 15,
    "desk:theme": 9,
    "desk:school_holiday_areas": 6,
    "desk:school_holidays": 7,
    "desk:places": 8,
    "desk:place_new": 11,
    "desk:place": 12,
    "desk:rooms": 7,
    "desk:hours": 8,
    "desk:counting": 8,
    "desk:people_today": 10,
    "desk:here": 14,
    "desk:cards": 7,
    "desk:card_new": 8,
    "desk:card": 9,
    "desk:organisations": 7,
    "desk:organisation_new": 9,
    "desk:organisation": 8,
    "desk:planning": 13,
    "desk:round_new": 6,
    "desk:round": 14,
    "desk:plan_answer": 13,
    "desk:gaps": 12,
    "desk:gaps_csv": 11,
    "desk:wheel": 9,
    "desk:year": 6,
    "desk:roles": 6,
    "desk:role_new": 8,
    "desk:post": 14,
    "desk:figures": 12,
    "desk:figures_csv": 10,
    "desk:silent": 8,
    "desk:count": 11,
    "desk:count_sheet_link": 8,
}
# Questions that make a page work harder.
ASKED = {
    "site:home": "?week=1&free=1&audience=fathers",
    "site:near": "?q=Oma",
    "site:groups": "?open=1&age=0-1&for=fathers&stage=small&in=fi&time=evening&where=site",
    "site:search": "?q=Oma",
    "site:idea_start": "?where=Oma",
    "desk:figures": "?by=week",
    "desk:plan_answer": "?new=1",
    "site:plan_answer": "?new=1",
}
ALIASES = ("account_", "mfa_")


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
    scenes.lead(side, user)
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
