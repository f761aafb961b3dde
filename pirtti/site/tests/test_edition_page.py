"""The season on one page for families, and the answer behind a letter's link."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from pirtti.calendar import actions as calendar
from pirtti.network.tests.factories import PlaceFactory
from pirtti.planning import access, actions
from pirtti.planning.models import Promise
from pirtti.planning.tests import factories as plans

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2026, 11, 21, 10, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def morning():
    with time_machine.travel(MORNING, tick=False):
        yield


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def series(place):
    return plans.cafe(place)


@pytest.fixture
def ask(place, series):
    return plans.ask_of(plans.opened(place.area), place.host)


def published(ask):
    actions.confirm_all(ask, by=None)
    return actions.publish_edition(actions.close_round(ask.round, by=None), by=None)


def url(name, *args, language="en"):
    with translation.override(language):
        return reverse(f"site:{name}", args=args)


def text_of(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("language", "season"),
    [("fi", "Kevätkausi"), ("sv", "Vårsäsong"), ("en", "Spring season")],
)
def test_the_season_stands_on_one_page_and_the_area_leads_there(
    client, ask, series, language, season
):
    edition = published(ask)
    address = url("edition", ask.round.area.slug, edition.round.pk, language=language)

    page = text_of(client.get(address))
    area = text_of(client.get(url("area", ask.round.area.slug, language=language)))

    assert season in page
    assert series.activity.slug in page
    assert address in area


def test_a_change_since_is_told_at_once(client, ask, series):
    edition = published(ask)
    address = url("edition", ask.round.area.slug, edition.round.pk)
    before = text_of(client.get(address))

    calendar.change_series(series, since=ask.round.first_on, by=None, weekdays=[3])
    after = text_of(client.get(address))

    assert "Nothing: everything holds as promised." in before
    assert "One thing has changed since." in after
    assert "Tuesdays at 9:30–11:30" in after
    assert "Thursdays at 9:30–11:30" in after


def test_an_older_edition_stays_readable_and_unknown_ones_are_not_found(client, ask):
    first = published(ask)
    actions.publish_edition(first.round, by=None)
    address = url("edition", ask.round.area.slug, first.round.pk)

    assert "Edition 2" in text_of(client.get(address))
    assert "promised together. Edition 1" in text_of(client.get(f"{address}?edition=1"))
    assert client.get(f"{address}?edition=9").status_code == 404
    assert client.get(url("edition", "nowhere", first.round.pk)).status_code == 404


def test_a_round_without_an_edition_is_not_public(client, ask):
    address = url("edition", ask.round.area.slug, ask.round.pk)

    assert client.get(address).status_code == 404


def test_an_activity_that_is_hidden_since_keeps_its_line_without_a_link(client, ask):
    edition = published(ask)
    activity = edition.lines[0]["slug"]
    calendar.unpublish(Promise.objects.get().series.activity, by=None)

    page = text_of(client.get(url("edition", ask.round.area.slug, edition.round.pk)))

    assert url("activity", activity) not in page
    assert "Ended" in page


def test_the_link_of_the_letter_answers_without_an_account(client, ask, series):
    address = url("plan_answer", access.token_for(ask))

    opened = client.get(address)
    client.post(address, {"do": "same", "series": series.pk})
    sent = client.post(address, {"do": "send"}, follow=True)

    ask.refresh_from_db()
    assert opened.status_code == 200
    assert "no-store" in opened["Cache-Control"]
    assert ask.through_link
    assert "Your answer is sent, thank you." in text_of(sent)


def test_opening_the_link_answers_nothing(client, ask):
    address = url("plan_answer", access.token_for(ask))

    for ask_for in (client.get, client.head):
        ask_for(f"{address}?do=nothing&new=1")

    ask.refresh_from_db()
    assert ask.begun_at is None
    assert not Promise.objects.exists()


@pytest.mark.parametrize("token", ["1", "1.abc", "x" * 300, "1.%00"])
def test_a_link_that_we_did_not_sign_opens_nothing(client, ask, token):
    assert client.get(url("plan_answer", token)).status_code == 404


def test_behind_the_link_a_closed_round_can_be_read_only(client, ask, series):
    actions.close_round(ask.round, by=None)
    address = url("plan_answer", access.token_for(ask))

    page = client.get(f"{address}?new=1&change={series.pk}")
    sent = client.post(address, {"do": "same", "series": series.pk})

    assert "This planning round is closed." in text_of(page)
    assert "<form" not in page.content.decode().partition("<main")[2]
    assert sent.status_code == 422
    assert not Promise.objects.exists()


def test_one_organisations_link_does_not_touch_anothers_answer(client, ask, place):
    friend = plans.partner(place.area)
    other = plans.ask_of(plans.opened(place.area), friend)
    promise = actions.promise_new(
        other, rhythm=plans.rhythm(2, place=place), name="Uusi", by=None
    )

    answer = client.post(
        url("plan_answer", access.token_for(ask)),
        {"do": "back", "promise": promise.pk},
    )

    assert answer.status_code == 404
    assert Promise.objects.filter(pk=promise.pk).exists()


def test_a_number_that_no_row_can_have_is_not_found(client, ask):
    address = url("edition", ask.round.area.slug, 10**30)

    assert client.get(address).status_code == 404
