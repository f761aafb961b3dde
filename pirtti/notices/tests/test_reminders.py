"""The evening before, who wants it is reminded once."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail

from pirtti.calendar import actions as calendar
from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory
from pirtti.network.tests.factories import text
from pirtti.notices import rules
from pirtti.notices.models import Bulletin
from pirtti.notices.tests.factories import following
from pirtti.post import actions as post
from pirtti.post import kinds, queries, worker
from pirtti.post.models import Letter
from pirtti.post.rules import Policy

pytestmark = pytest.mark.django_db

HELSINKI = ZoneInfo("Europe/Helsinki")
TUESDAY = dt.date(2026, 11, 24)


def monday(hour, minute=0):
    return dt.datetime(2026, 11, 23, hour, minute, tzinfo=HELSINKI)


@pytest.fixture
def clock():
    with time_machine.travel(monday(17, 59), tick=False) as clock:
        yield clock


@pytest.fixture
def date(clock):
    activity = ActivityFactory(name=text("Kahvila", en="Café"))
    return OccurrenceFactory(activity=activity, on=TUESDAY)


def at(clock, moment):
    clock.move_to(moment)
    worker.send_all()
    return mail.outbox


def test_at_six_in_the_evening_and_not_before(clock, date):
    following(date.activity, wants_reminder=True)
    following(date.activity, "ei@koti.example")

    assert at(clock, monday(17, 59)) == []
    (sent,) = at(clock, monday(18))

    assert sent.to == ["perhe@koti.example"]
    assert "Tue 24 November 9:30–11:30" in sent.body
    assert "Café" not in sent.subject


def test_only_once_however_often_the_sender_looks(clock, date):
    following(date.activity, wants_reminder=True)
    for minute in range(5):
        sent = at(clock, monday(18, minute))

    assert len(sent) == 1
    assert Bulletin.objects.count() == 1


def test_a_cancelled_date_is_not_reminded_of(clock, date):
    following(date.activity, wants_reminder=True)
    calendar.cancel_occurrence(date, reason=text("Flunssa"), by=None)

    (told,) = at(clock, monday(18))

    assert "Cancelled" in told.body


def test_what_is_cancelled_after_the_letter_was_made_is_not_reminded_of(clock, date):
    following(date.activity, wants_reminder=True)
    clock.move_to(monday(18))
    for chore in worker.chores.all_chores():
        chore.work(monday(18))
    calendar.cancel_occurrence(date, reason=text("Flunssa"), by=None)
    worker.send_all()

    assert Letter.objects.get().state == Letter.State.DROPPED
    assert mail.outbox == []


def test_a_place_reminds_of_all_its_dates_in_one_mail(clock, date):
    OccurrenceFactory(
        activity=ActivityFactory(place=date.place, name=text("Kerho", en="Club")),
        on=TUESDAY,
        start=dt.time(13),
        end=dt.time(15),
    )
    following(date.place, wants_reminder=True)

    (sent,) = at(clock, monday(18))

    assert "Café" in sent.body
    assert "Club" in sent.body


def test_after_a_crash_a_reminder_is_never_sent_twice(clock, date):
    following(date.activity, wants_reminder=True)
    clock.move_to(monday(18))
    for chore in worker.chores.all_chores():
        chore.work(monday(18))
    assert post.claim(Letter.objects.get(), now=monday(18))

    at(clock, monday(18, 30))

    assert kinds.get(rules.Kind.REMINDER).policy is Policy.AT_MOST_ONCE
    assert mail.outbox == []
    assert Letter.objects.get().state == Letter.State.FAILED


def test_a_night_without_a_sender_reminds_of_nothing_that_has_begun(clock, date):
    following(date.activity, wants_reminder=True)
    clock.move_to(monday(18))
    for chore in worker.chores.all_chores():
        chore.work(monday(18))

    assert at(clock, monday(18) + dt.timedelta(hours=18)) == []


def test_an_evening_without_dates_is_done_too(clock):
    assert at(clock, monday(18)) == []
    assert queries.oldest_due(monday(18, 1)) is None


@pytest.mark.parametrize(
    ("clock_time", "day"),
    [((17, 59), None), ((18, 0), 24), ((23, 59), 24), ((0, 0), None)],
)
def test_the_evening_lasts_until_midnight(clock_time, day):
    found = rules.evening_before(monday(*clock_time))

    assert found == (dt.date(2026, 11, day) if day else None)
