"""A family looks for a group to join: the list of groups of an area."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pirtti.calendar.tests.factories import AudienceFactory, weekly
from pirtti.core.timewords import NBSP
from pirtti.groups.tests.factories import GroupFactory
from pirtti.network import actions as network
from pirtti.network.rules import Level
from pirtti.network.tests.factories import AreaFactory, PlaceFactory, text
from pirtti.signups.tests.factories import IntakeFactory, PartyFactory

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2026, 11, 23)
TEN = dt.datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Helsinki"))
LIST = "/en/area/koivukyla/groups/"


@pytest.fixture(autouse=True)
def monday_at_ten():
    with time_machine.travel(TEN, tick=False):
        yield


@pytest.fixture
def area():
    country = AreaFactory(
        level=Level.COUNTRY, name=text("Suomi", "Finland"), slug="suomi"
    )
    town = AreaFactory(
        level=Level.MUNICIPALITY, parent=country, name=text("Vantaa"), slug="vantaa"
    )
    return AreaFactory(parent=town, name=text("Koivukylä"), slug="koivukyla")


@pytest.fixture
def place(area):
    return PlaceFactory(host__area=area, name=text("Kohtaamispaikka"))


def group(place, name="Isän paikka", slug="isan-paikka", *, rhythm=True, **more):
    made = GroupFactory(
        activity__place=place,
        activity__name=text(name),
        activity__slug=slug,
        **more,
    )
    if rhythm:
        weekly(
            made.activity,
            starts_on=MONDAY,
            start=dt.time(17, 30),
            end=dt.time(19),
            parity="even",
        )
    return made


def names(client, query=""):
    page = client.get(LIST + query)
    assert page.status_code == 200
    return [card.name for card in page.context["page"].cards]


def page(client, address=LIST):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace(NBSP, " ")


def test_a_card_says_when_where_who_leads_and_that_there_is_room(client, place):
    made = group(place, leadership="experience", intake__capacity=4)
    PartyFactory(intake=made.activity.intake)
    made.activity.audiences.set([AudienceFactory()])

    shown = page(client)

    assert "Isän paikka" in shown
    assert "Mondays at 17:30–19:00 in even weeks" in shown
    assert "Kohtaamispaikka" in shown
    assert "Led by parents with the same experience" in shown
    assert "3 free seats" in shown
    assert "Fathers" in shown
    assert (
        reverse("site:activity", args=["isan-paikka"]).partition("/activity")[2]
        in shown
    )


def test_a_full_group_says_that_one_can_queue(client, place):
    made = group(place, intake__capacity=1)
    PartyFactory(intake=made.activity.intake)

    assert "Full now: you can queue" in page(client)


def test_seats_that_others_wait_for_are_not_called_free(client, place):
    made = group(place, intake__capacity=3)
    PartyFactory(intake=made.activity.intake, state="waiting")

    assert "free seat" not in page(client)
    assert names(client, "?open=1") == []


def test_a_closed_group_that_has_begun_takes_nobody(client, place):
    group(place, joining="closed", first_on=MONDAY - dt.timedelta(days=7))

    assert "Takes no new people now" in page(client)
    assert names(client, "?open=1") == []


def test_a_closed_group_that_gathers_its_families_takes_new_ones(client, place):
    later = MONDAY + dt.timedelta(days=14)
    group(place, joining="closed", state="recruiting", first_on=later)

    assert names(client, "?open=1") == ["Isän paikka"]


def test_a_group_without_a_sign_up_is_one_to_walk_into(client, place):
    group(place, entry="walk_in", intake=False)

    assert "Just come along" in page(client)
    assert names(client, "?open=1") == ["Isän paikka"]


@pytest.mark.parametrize("state", ["idea", "ended", "cancelled"])
def test_what_is_no_group_yet_or_any_more_is_not_listed(client, place, state):
    group(place, state=state)

    assert names(client) == []


def test_a_hidden_group_is_on_no_list(client, place):
    hidden = group(place, name="Piilossa", slug="piilossa", hidden=True, rhythm=False)
    group(place)

    for address in (LIST, "/en/groups/", LIST + "?open=1", LIST + "?where=site"):
        shown = page(client, address)
        assert "Isän paikka" in shown
        assert "Piilossa" not in shown
        assert hidden.activity.slug not in shown


def test_the_list_narrows_to_each_choice(client, place):
    group(
        place,
        "Sopii",
        "sopii",
        meets="both",
        life_stages=["small", "adult"],
        activity__languages=["fi", "so"],
        activity__age_from_months=0,
        activity__age_to_months=30,
    ).activity.audiences.set([AudienceFactory()])
    other = group(
        place,
        "Muu",
        "muu",
        rhythm=False,
        meets="on_site",
        life_stages=["becoming_independent"],
        activity__age_from_months=84,
        activity__age_to_months=120,
    )
    weekly(other.activity, starts_on=MONDAY)

    assert names(client) == ["Muu", "Sopii"]
    for query, expected in {
        "?age=0-1": ["Sopii"],
        "?age=7-12": ["Muu"],
        "?for=fathers": ["Sopii"],
        "?stage=adult": ["Sopii"],
        "?stage=becoming_independent": ["Muu"],
        "?in=so": ["Sopii"],
        "?time=evening": ["Sopii"],
        "?time=morning": ["Muu"],
        "?time=afternoon": [],
        "?where=online": ["Sopii"],
        "?where=site": ["Muu", "Sopii"],
        "?age=0-1&for=fathers&in=so&time=evening&where=online&open=1": ["Sopii"],
        "?age=0-1&time=morning": [],
    }.items():
        assert names(client, query) == expected, query


def test_a_rhythm_that_has_ended_is_no_time_to_come(client, place):
    made = group(place, rhythm=False)
    weekly(
        made.activity,
        starts_on=MONDAY - dt.timedelta(days=28),
        ends_on=MONDAY - dt.timedelta(days=7),
    )

    assert names(client, "?time=morning") == []
    assert "Mondays" not in page(client)


def test_what_is_not_understood_in_an_address_is_left_out_and_told(client, place):
    group(place)

    assert "We did not understand" in page(client, LIST + "?age=old&in=xx")
    assert "We did not understand" not in page(client, LIST + "?age=0-1")


def test_a_long_list_goes_on_after_the_last_group_with_the_choices_kept(client, place):
    for number in range(25):
        group(place, f"Ryhmä {number:02}", f"ryhma-{number:02}", meets="both")

    first = client.get(LIST + "?where=online").context["page"]
    rest = client.get(first.more_url).context["page"]

    assert [card.name for card in first.cards] == [
        f"Ryhmä {n:02}" for n in range(24, 4, -1)
    ]
    assert [card.name for card in rest.cards] == [
        f"Ryhmä {n:02}" for n in range(4, -1, -1)
    ]
    assert "where=online" in first.more_url
    assert rest.more_url == ""


def test_groups_of_below_are_listed_above_and_those_of_a_neighbour_are_not(
    client, place
):
    group(place)
    far = PlaceFactory(host__area=AreaFactory(slug="muualla"))
    group(far, "Kaukana", "kaukana")

    assert names(client) == ["Isän paikka"]
    assert "Isän paikka" in page(client, "/en/area/vantaa/groups/")
    assert "Kaukana" in page(client, "/en/groups/")


def test_an_online_group_says_so(client, area):
    made = GroupFactory(
        activity__place=None,
        activity__area=area,
        meets="online",
        leadership="volunteer",
    )

    shown = page(client)

    assert "Online" in shown
    assert str(made.activity.name) in shown or made.activity.slug in shown


def test_the_area_page_and_the_front_page_lead_to_the_groups(client, area):
    assert 'href="/en/area/koivukyla/groups/"' in page(client, "/en/area/koivukyla/")
    assert 'href="/en/area/suomi/groups/"' in page(client, "/en/")


def test_the_typed_area_leads_to_its_groups(client, area):
    found = client.get("/en/near/?q=Koivukylä&to=groups")

    assert found["Location"] == LIST


def test_many_groups_cost_as_many_questions_as_few(client, place):
    group(place)
    client.get(LIST + "?where=site")
    with CaptureQueriesContext(connection) as few:
        client.get(LIST + "?where=site")
    for number in range(24):
        group(place, f"Ryhmä {number:02}", f"ryhma-{number:02}")
    with CaptureQueriesContext(connection) as warm:
        client.get(LIST + "?where=site")
    with CaptureQueriesContext(connection) as many:
        client.get(LIST + "?where=site")

    assert len(few) == len(many) <= 8, [one["sql"] for one in warm]


def test_a_kept_list_is_made_anew_after_a_change(client, place, settings):
    made = group(place)
    first = client.get(LIST)
    assert client.get(LIST, headers={"If-None-Match": first["ETag"]}).status_code == 304

    made.state = "ended"
    made.save()
    network.touch(place.area)

    assert "Isän paikka" not in page(client)


def test_seats_are_counted_as_the_intake_has_them(client, place):
    made = GroupFactory(activity__place=place, intake=False)
    IntakeFactory(activity=made.activity, capacity=1)

    assert "1 free seat<" in page(client)
