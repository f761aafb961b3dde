"""A partner's calendar is followed: kept on failure, cancelled when gone, never deleted."""

import datetime as dt

import pytest
import time_machine

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Occurrence
from pirtti.calendar.tests.factories import KindFactory
from pirtti.core.refusals import Refused
from pirtti.imports import actions, rules
from pirtti.imports.models import Batch, Source
from pirtti.imports.tests.factories import NOW, scene
from pirtti.imports.tests.served import serving
from pirtti.network.models import RoleGiven

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("saturday")]
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def saturday(settings):
    settings.IMPORTS_MAY_READ_LOOPBACK = True
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def partner():
    with serving() as (served, address):
        served.address = f"{address}/kalenteri.ics"
        yield served


def event(uid, day, start="0930", end="1130", **more):
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid}@seurakunta.example",
        f"DTSTART;TZID=Europe/Helsinki:{day}T{start}00",
        f"DTEND;TZID=Europe/Helsinki:{day}T{end}00",
        f"SUMMARY:{more.pop('name', 'Perhekerho')}",
        *(f"{name}:{value}" for name, value in more.items()),
        "END:VEVENT",
    ]
    return "\r\n".join(lines)


def ics(*events):
    return "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//x//",
            *events,
            "END:VCALENDAR",
            "",
        ]
    )


WEEKS = [event(number, 20261124 + 1 * number) for number in range(4)]


def followed(partner, body, **more):
    """Subscribe and take the first reading."""
    place, user = scene()
    partner.says(body, **more)
    source = actions.subscribe(
        Source(
            name="Seurakunta",
            url=partner.address,
            organisation=place.host,
            place=place,
            kind=KindFactory(),
            is_shown=True,
        ),
        by=user,
    )
    actions.refresh(source, now=NOW)
    waiting = Batch.objects.get(source=source, taken_at=None)
    waiting.is_shown = True
    waiting.save()
    actions.take(waiting, by=user)
    source.refresh_from_db()
    return source, user


def read_again(source, hours=1):
    return actions.refresh(source, now=NOW + hours * HOUR)


def days(**more):
    return [date.on.day for date in Occurrence.objects.filter(**more)]


def test_the_first_reading_waits_to_be_looked_through(partner):
    source, _user = followed(partner, ics(*WEEKS))

    assert source.state == Source.State.FINE
    assert source.is_approved
    assert days(is_public=True) == [24, 25, 26, 27]


def test_later_readings_come_by_themselves(partner):
    source, _user = followed(partner, ics(*WEEKS))
    partner.says(ics(*WEEKS, event(9, 20261201)))

    read_again(source)

    assert days() == [24, 25, 26, 27, 1]
    assert Batch.objects.filter(source=source).count() == 2


def test_nothing_new_leaves_no_trace(partner):
    source, _user = followed(partner, ics(*WEEKS))

    read_again(source)

    assert Batch.objects.filter(source=source).count() == 1
    assert source.fetched_at == NOW + HOUR


def test_an_unchanged_calendar_is_not_even_sent(partner):
    source, _user = followed(partner, ics(*WEEKS), ETag='"1"')

    read_again(source)

    assert partner.asked[-1]["If-None-Match"] == '"1"'
    assert source.state == Source.State.FINE


def test_a_date_that_disappears_is_cancelled_and_comes_back(partner):
    source, _user = followed(partner, ics(*WEEKS))

    partner.says(ics(*WEEKS[1:]))
    read_again(source)
    gone = Occurrence.objects.get(on=dt.date(2026, 11, 24))
    assert gone.is_cancelled
    assert gone.reason.data["en"] == "No longer in the organiser’s calendar"

    partner.says(ics(*WEEKS))
    read_again(source, 2)
    gone.refresh_from_db()
    assert not gone.is_cancelled


def test_what_somebody_restored_by_hand_is_not_cancelled_again(partner):
    source, user = followed(partner, ics(*WEEKS))
    partner.says(ics(*WEEKS[1:]))
    read_again(source)
    gone = Occurrence.objects.get(on=dt.date(2026, 11, 24))
    calendar.restore_occurrence(gone, by=user)

    read_again(source, 2)

    gone.refresh_from_db()
    assert not gone.is_cancelled


def test_an_event_that_the_partner_cancels_is_cancelled_here(partner):
    source, _user = followed(partner, ics(*WEEKS))

    partner.says(ics(event(0, 20261124, STATUS="CANCELLED"), *WEEKS[1:]))
    read_again(source)

    assert days(state="cancelled") == [24]


def test_an_empty_calendar_is_taken_for_a_mistake(partner):
    source, _user = followed(partner, ics(*WEEKS))

    partner.says(ics(event(99, 20261224)))
    read_again(source)

    assert days(state="cancelled") == []
    assert source.last_error == "empty"


@pytest.mark.parametrize(
    ("status", "body", "fault"),
    [
        (404, b"", "missing"),
        (403, b"", "closed"),
        (500, b"", "server"),
        (200, b"<html>sign in</html>", "not_a_calendar"),
        (200, b"", "not_a_calendar"),
        (200, b"BEGIN:VCALENDAR\r\nEND:VCALENDAR", "not_a_calendar"),
        (200, b"BEGIN:VCALENDAR" + b"x" * (2 * 1024 * 1024), "too_big"),
    ],
)
def test_whatever_fails_everything_is_kept(partner, status, body, fault):
    source, _user = followed(partner, ics(*WEEKS))

    partner.status, partner.body = status, body
    read_again(source)

    assert source.state == Source.State.FAILING
    assert source.last_error == fault
    assert days(state="planned") == [24, 25, 26, 27]


def test_a_calendar_that_goes_on_failing_is_asked_less_and_less_often(partner):
    source, _user = followed(partner, ics(*WEEKS))
    partner.status = 500

    waits = []
    for step in range(1, 10):
        now = NOW + step * HOUR
        actions.refresh(source, now=now)
        waits.append((source.next_at - now) / HOUR)

    assert waits == [2, 4, 8, 16, 32, 64, 96, 96, 96]
    partner.status = 200
    read_again(source, 20)
    assert (source.failures, source.state) == (0, Source.State.FINE)


def test_only_those_whose_time_has_come_are_read(partner):
    source, _user = followed(partner, ics(*WEEKS))
    asked = len(partner.asked)

    assert actions.refresh_due(NOW) == []
    assert len(actions.refresh_due(NOW + 2 * HOUR)) == 1
    actions.stop(source, by=None)
    assert actions.refresh_due(NOW + 9 * HOUR, every=True) == []
    assert len(partner.asked) == asked + 1


def test_it_is_read_with_the_rights_of_who_added_it(partner):
    source, _user = followed(partner, ics(*WEEKS))
    RoleGiven.objects.all().delete()
    partner.says(ics(*WEEKS, event(9, 20261201)))
    source = Source.objects.get(pk=source.pk)

    read_again(source)

    assert source.last_error == "nobody_may"
    assert days() == [24, 25, 26, 27]


def test_the_button_is_for_once_a_minute(partner):
    source, _user = followed(partner, ics(*WEEKS))

    with pytest.raises(Refused) as again:
        actions.refresh(source, now=NOW, by_hand=True)

    assert again.value.reason is rules.Refusal.TOO_OFTEN
