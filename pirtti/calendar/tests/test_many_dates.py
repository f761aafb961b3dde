"""Many dates at once: changed, cancelled, added, copied, paused for school holidays."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from pirtti.calendar import actions, followers, rules
from pirtti.calendar.models import Activity, Change, Series
from pirtti.calendar.tests.factories import ActivityFactory, weekly
from pirtti.core.refusals import Refused
from pirtti.network.tests.factories import PlaceFactory, text

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2026, 2, 2)
WINTER = (text("Talviloma"), dt.date(2026, 2, 23), dt.date(2026, 3, 1))


@pytest.fixture(autouse=True)
def winter():
    with time_machine.travel("2026-01-30 08:00:00+02:00", tick=False):
        yield


@pytest.fixture
def series():
    return weekly(ActivityFactory(), starts_on=MONDAY, until=dt.date(2026, 3, 31))


def days(series, **which):
    return [
        f"{date.on.day}.{date.on.month}." for date in series.occurrences.filter(**which)
    ]


def test_many_dates_get_another_place_and_time_at_once(series):
    place, dates = PlaceFactory(), list(series.occurrences.all()[:3])

    actions.bulk_change(
        dates, by=None, place=place, starts_at=dt.time(17), ends_at=dt.time(18)
    )

    changed = series.occurrences.filter(place=place)
    assert days(series, place=place) == ["2.2.", "9.2.", "16.2."]
    assert {timezone.localtime(date.starts_at).hour for date in changed} == {17}
    assert {tuple(date.own) for date in changed} == {("ends_at", "place", "starts_at")}


def test_followers_hear_of_all_cancelled_dates_in_one_go(series):
    heard = []
    followers.follow_dates("test", heard.append)
    try:
        actions.bulk_cancel(series.occurrences.all()[:4], reason="Remontti", by=None)
    finally:
        followers.follow_dates("test", lambda events: None)

    assert [len(events) for events in heard] == [4]
    assert days(series, state="cancelled") == ["2.2.", "9.2.", "16.2.", "23.2."]


def test_one_date_that_cannot_be_changed_leaves_all_as_they_were(series):
    dates = list(series.occurrences.all())
    actions.change_occurrence(
        dates[2], by=None, starts_at=dt.time(18), ends_at=dt.time(19)
    )

    with pytest.raises(Refused) as refused:
        # The third date begins at 18: it can't end at 13.
        actions.bulk_change(dates, by=None, ends_at=dt.time(13))

    assert refused.value.reason == rules.RuleFault.END_NOT_AFTER_START
    assert not Change.objects.exists()
    ends = {timezone.localtime(d.ends_at).hour for d in series.occurrences.all()}
    assert ends == {11, 19}


def test_cancelling_many_dates_is_taken_back_in_one_go(series):
    change = actions.bulk_cancel(series.occurrences.all()[:4], reason="Syy", by=None)

    assert actions.undo_change(change, by=None) == 4
    assert days(series, state="cancelled") == []


def test_nothing_or_too_much_at_once_is_refused(series):
    for dates, reason in (
        ([], rules.Refusal.NOTHING_CHANGES),
        (list(series.occurrences.all()) * 40, rules.Refusal.TOO_MANY_DATES),
    ):
        with pytest.raises(Refused) as refused:
            actions.bulk_cancel(dates, reason="Syy", by=None)
        assert refused.value.reason == reason


def test_extra_dates_stand_beside_the_rhythm(series):
    actions.add_dates(
        series.activity,
        days=[dt.date(2026, 2, 7), dt.date(2026, 2, 14)],
        starts_at=dt.time(10),
        ends_at=dt.time(12),
        by=None,
    )

    extra = series.activity.occurrences.filter(series__frequency="once")
    assert [date.on.day for date in extra] == [7, 14]
    assert all(date.is_public for date in extra)


def test_a_copy_is_a_draft_with_the_same_rhythm_from_next_week_on(series):
    actions.change_occurrence(series.occurrences.first(), by=None, theme="Musiikki")

    twin = actions.duplicate_activity(series.activity, by=None)

    assert not twin.is_published
    assert str(twin.name) == str(series.activity.name)
    assert list(twin.organisers.all()) == list(series.activity.organisers.all())
    assert twin.slug != series.activity.slug
    dates = twin.occurrences.all()
    assert dates[0].on == MONDAY
    assert not any(date.is_public or str(date.theme) for date in dates)
    assert Activity.objects.count() == 2


def test_a_rhythm_that_ends_is_not_copied(series):
    actions.end_series(series, last_on=MONDAY, by=None)
    with time_machine.travel("2026-02-20 08:00:00+02:00"):
        twin = actions.duplicate_activity(series.activity, by=None)

    assert not twin.series.exists()


def pausing(activity, **more):
    return weekly(
        activity,
        starts_on=MONDAY,
        until=dt.date(2026, 3, 31),
        skips_school_holidays=True,
        **more,
    )


def test_dates_pause_with_the_schools_of_their_municipality():
    activity = ActivityFactory()
    actions.set_school_holidays(activity.area, holidays=[WINTER], by=None)

    assert days(pausing(activity))[2:5] == ["16.2.", "2.3.", "9.3."]
    elsewhere = ActivityFactory()
    assert days(pausing(elsewhere))[2:5] == ["16.2.", "23.2.", "2.3."]


def test_a_holiday_told_later_takes_its_dates_away_and_gives_them_back():
    series = pausing(ActivityFactory())
    area = series.activity.area

    assert actions.set_school_holidays(area, holidays=[WINTER], by=None) == 1
    assert "23.2." not in days(series)
    assert actions.set_school_holidays(area, holidays=[], by=None) == 1
    assert "23.2." in days(series)


def test_a_holiday_leaves_what_was_changed_by_hand_or_holds_counts():
    series = pausing(ActivityFactory(), weekdays=[0, 1, 2])
    monday, tuesday = series.occurrences.filter(on__gte="2026-02-23")[:2]
    actions.change_occurrence(monday, by=None, theme="Hiihtolomariehaa")
    followers.hold_dates("test", lambda pks: {tuesday.pk} & set(pks))
    try:
        actions.set_school_holidays(series.activity.area, holidays=[WINTER], by=None)
    finally:
        followers.hold_dates("test", lambda pks: set())

    left = days(series, on__gte="2026-02-23", on__lte="2026-03-01")
    assert left == ["23.2.", "24.2."]


def test_a_holiday_that_ends_before_it_begins_is_refused():
    area = ActivityFactory().area

    with pytest.raises(Refused):
        actions.set_school_holidays(
            area,
            holidays=[(text("Loma"), dt.date(2026, 3, 1), dt.date(2026, 2, 1))],
            by=None,
        )


def test_dates_pause_on_public_holidays():
    series = weekly(
        ActivityFactory(),
        starts_on=dt.date(2026, 3, 30),
        until=dt.date(2026, 5, 4),
        weekdays=[0, 4],
        skips_public_holidays=True,
    )

    # Good Friday 3.4., Easter Monday 6.4. and 1.5. are left out.
    assert days(series) == [
        *("30.3.", "10.4.", "13.4.", "17.4.", "20.4.", "24.4.", "27.4.", "4.5."),
    ]


def test_old_notes_of_changes_are_deleted(series):
    actions.bulk_cancel(series.occurrences.all()[:1], reason="Syy", by=None)

    assert actions.prune_changes(timezone.now() + dt.timedelta(days=29)) == 0
    assert actions.prune_changes(timezone.now() + dt.timedelta(days=31)) == 1
    assert Series.objects.exists()
