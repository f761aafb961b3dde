"""Public pages of activities and dates tell how many seats are free, where one signs up."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone, translation

from pirtti.calendar.tests.factories import OccurrenceFactory
from pirtti.signups import rules
from pirtti.signups.models import Intake
from pirtti.signups.tests.factories import IntakeFactory, PartyFactory

pytestmark = pytest.mark.django_db

MORNING = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


@pytest.fixture
def date():
    return OccurrenceFactory(on=dt.date(2026, 12, 1))


def address(name, *args):
    with translation.override("en"):
        return reverse(f"site:{name}", args=args)


def pages(client, date):
    """Return the page of the activity and that of its date."""
    return [
        client.get(address("activity", date.activity.slug)).content.decode(),
        client.get(address("event", date.pk)).content.decode(),
    ]


def test_the_sign_up_of_an_activity_is_on_both_pages(client, date):
    intake = IntakeFactory(activity=date.activity, capacity=5)
    PartyFactory(intake=intake)

    for page in pages(client, date):
        assert "There is room for 4 families." in page
        assert f'href="{address("sign_up", intake.pk)}"' in page
        assert "No booking" not in page


def test_the_sign_up_of_one_date_is_on_its_page_only(client, date):
    intake = IntakeFactory(activity=None, occurrence=date, counts="people")

    of_activity, of_date = pages(client, date)

    assert "There are 10 seats free." in of_date
    assert address("sign_up", intake.pk) in of_date
    assert address("sign_up", intake.pk) not in of_activity


@pytest.mark.parametrize(
    ("when_full", "words", "leads_to"),
    [("offers", "Join the line", "sign_up"), ("closed", "Tell me if", "alert")],
)
def test_a_full_one_leads_to_the_line_or_to_word_of_a_seat(
    client, date, when_full, words, leads_to
):
    intake = IntakeFactory(activity=date.activity, capacity=1, when_full=when_full)
    PartyFactory(intake=intake)

    for page in pages(client, date):
        assert words in page
        assert f'href="{address(leads_to, intake.pk)}"' in page


@pytest.mark.parametrize(
    "values",
    [
        {"is_open": False},
        {"needs_invitation": True},
        {"opens_at": MORNING + dt.timedelta(hours=1)},
        {"ends_on": dt.date(2026, 11, 1)},
    ],
)
def test_there_is_no_button_when_nobody_can_sign_up(client, date, values):
    IntakeFactory(activity=date.activity, **values)

    for page in pages(client, date):
        assert "/sign-up/" not in page


def test_a_cancelled_date_has_no_button(client, date):
    date.state = "cancelled"
    date.save()
    IntakeFactory(activity=None, occurrence=date)

    assert "/sign-up/" not in pages(client, date)[1]


def test_the_number_is_never_older_than_half_a_minute(client, date, clock):
    intake = IntakeFactory(activity=date.activity, capacity=2)
    assert "room for 2 families" in pages(client, date)[0]
    PartyFactory(intake=intake, state=rules.State.IN, made_at=timezone.now())

    clock.shift(dt.timedelta(seconds=31))

    for page in pages(client, date):
        assert "There is room for one more family." in page
    assert Intake.objects.get().taken == 1
