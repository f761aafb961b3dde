"""A family looks at one group: its public page, and that hidden ones have none."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from pirtti.calendar.tests.factories import ActivityFactory, weekly
from pirtti.core.timewords import NBSP
from pirtti.groups import actions as groups
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.network.tests.factories import AreaFactory, PlaceFactory, text
from pirtti.search import actions as search
from pirtti.signups import actions as signups

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2026, 11, 23)
TEN = dt.datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Helsinki"))


@pytest.fixture(autouse=True)
def monday_at_ten():
    with time_machine.travel(TEN, tick=False):
        yield


@pytest.fixture
def place():
    return PlaceFactory(host__area=AreaFactory(slug="koivukyla"))


def page(client, activity):
    answer = client.get(f"/en/activity/{activity.slug}/")
    assert answer.status_code == 200
    return answer.content.decode().replace(NBSP, " ")


def test_the_page_says_who_leads_and_what_happens_at_the_first_visit(client, place):
    group = GroupFactory(activity__place=place, leadership="experience")
    LeaderFactory(group=group, alias="Kettu", user__name="Oikea Nimi")
    LeaderFactory(group=group, alias="Entinen", ends_on=MONDAY - dt.timedelta(days=1))

    shown = page(client, group.activity)

    assert "Open group" in shown
    assert "Led by parents with the same experience: Kettu" in shown
    assert "The first time" in shown
    assert "Somebody who leads the group meets you at the door." in shown
    assert "Entinen" not in shown
    assert "Oikea Nimi" not in shown


def test_a_town_has_its_own_word_for_a_closed_group(client, place):
    group = GroupFactory(activity__place=place, joining="closed")
    words = {("joining", "closed"): text("Oma porukka", en="Own circle")}
    groups.set_words(place.area, words, by=None)

    shown = page(client, group.activity)

    assert "Own circle" in shown
    assert "nobody new comes in between" in shown


def test_a_group_that_gathers_families_says_what_it_takes_and_when(client, place):
    group = GroupFactory(
        activity__place=place,
        state="recruiting",
        joining="closed",
        first_on=dt.date(2027, 1, 14),
        decision_on=dt.date(2027, 1, 12),
    )
    signups.change_intake(group.activity.intake, by=None, minimum=6)

    assert (
        "We start when at least 6 families are in; that is decided on Tue 12 January."
        in page(client, group.activity)
    )


def test_a_decision_day_that_is_gone_is_not_told(client, place):
    group = GroupFactory(
        activity__place=place,
        state="decision",
        first_on=MONDAY + dt.timedelta(days=7),
        decision_on=MONDAY - dt.timedelta(days=1),
    )
    signups.change_intake(group.activity.intake, by=None, minimum=6)

    assert "We start when" not in page(client, group.activity)


def test_a_group_that_has_ended_leads_to_the_next_one(client, place):
    coming = GroupFactory(activity__place=place, activity__name=text("Jatkoryhmä"))
    group = GroupFactory(activity__place=place, state="ended", follow_on=coming)

    shown = page(client, group.activity)

    assert "This group has ended." in shown
    assert (
        reverse("site:activity", args=[coming.activity.slug]).split("/", 2)[2] in shown
    )
    assert "The first time" not in shown


def test_a_hidden_next_group_is_not_told_of(client, place):
    coming = GroupFactory(
        activity__place=place, activity__name=text("Piilossa"), hidden=True
    )
    group = GroupFactory(activity__place=place, state="ended", follow_on=coming)

    shown = page(client, group.activity)

    assert "Piilossa" not in shown
    assert coming.activity.slug not in shown


def test_an_ordinary_activity_says_nothing_of_groups(client, place):
    shown = page(client, ActivityFactory(place=place))

    assert "The first time" not in shown
    assert "I could lead a group" not in shown


def test_whoever_could_lead_is_told_how_to_begin(client, place):
    group = GroupFactory(activity__place=place)

    assert "I could lead a group" in page(client, group.activity)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_hidden_group_answers_to_the_byte_like_one_that_does_not_exist(
    client, place, language
):
    hidden = GroupFactory(activity__place=place, hidden=True)
    weekly(hidden.activity, starts_on=MONDAY)
    slug = hidden.activity.slug
    unknown = "x" * len(slug)

    for address in (
        "activity/{}/",
        "activity/{}.ics",
        "activity/{}/wish/",
        "activity/{}/series.ics",
        "activity/{}.png",
        "activity/{}/follow/",
        "activity/{}/print/",
    ):
        found = client.get(f"/{language}/" + address.format(slug))
        missing = client.get(f"/{language}/" + address.format(unknown))
        assert found.status_code == missing.status_code == 404, address
        assert found.content == missing.content.replace(
            unknown.encode(), slug.encode()
        ), address
        assert dict(found.items()) == dict(missing.items()), address


def test_search_finds_a_listed_group_and_never_a_hidden_one(client, place):
    listed = GroupFactory(activity__place=place, activity__name=text("Tuuletustupa"))
    hidden = GroupFactory(
        activity__place=place, activity__name=text("Tuuletuspiilo"), hidden=True
    )
    for group in (listed, hidden):
        weekly(group.activity, starts_on=MONDAY)
    search.reindex(learn=False)

    shown = client.get("/fi/search/?q=tuuletustupa").content.decode()
    other = client.get("/fi/search/?q=tuuletuspiilo").content.decode()

    assert "Tuuletustupa" in shown
    for answer in (shown, other):
        assert "Tuuletuspiilo" not in answer
        assert hidden.activity.slug not in answer


def test_a_kept_page_is_made_anew_when_the_group_takes_a_step(client, place):
    group = GroupFactory(activity__place=place, intake=False)
    assert "The first time" in page(client, group.activity)

    groups.end(group, by=None)

    assert "This group has ended." in page(client, group.activity)
