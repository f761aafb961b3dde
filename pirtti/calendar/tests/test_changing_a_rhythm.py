"""A rhythm changes: from a day on or altogether, previewed, keeping what it can."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from pirtti.calendar import actions, followers, rules
from pirtti.calendar.models import Occurrence, Series
from pirtti.calendar.tests.factories import ActivityFactory, weekly
from pirtti.core.refusals import Refused
from pirtti.network.tests.factories import AreaFactory, PlaceFactory, text

pytestmark = pytest.mark.django_db

TUESDAY = dt.date(2026, 1, 6)
MARCH = dt.date(2026, 3, 2)
THURSDAY = 3


@pytest.fixture(autouse=True)
def winter():
    with time_machine.travel("2026-02-02 08:00:00+02:00", tick=False):
        yield


@pytest.fixture
def series():
    until = dt.date(2026, 5, 31)
    return weekly(ActivityFactory(), starts_on=TUESDAY, until=until)


def days(series, **which):
    found = series.occurrences.filter(**which).order_by("on")
    return [f"{date.on.day}.{date.on.month}." for date in found]


def on(series, month, day):
    return series.occurrences.get(on=dt.date(2026, month, day))


def to_even_thursdays(series, **more):
    return actions.change_series(
        series, by=None, since=MARCH, weekdays=[THURSDAY], parity="even", **more
    )


def test_a_cafe_moves_from_tuesday_to_even_thursdays_from_march_on(series):
    third = on(series, 3, 3)

    to_even_thursdays(series)

    new = Series.objects.exclude(pk=series.pk).get()
    series.refresh_from_db()
    assert series.ends_on == dt.date(2026, 3, 1)
    assert days(series)[-1] == "24.2."
    assert days(new, state="planned")[:3] == ["5.3.", "19.3.", "2.4."]
    third.refresh_from_db()
    assert (third.on, third.series) == (dt.date(2026, 3, 5), new)
    assert third.sequence == 1


def test_the_preview_tells_all_of_it_and_writes_nothing(series):
    actions.change_occurrence(on(series, 3, 10), by=None, theme="Musiikki")
    actions.cancel_occurrence(on(series, 3, 17), reason="Sairaus", by=None)

    plan = actions.plan_series_change(
        series,
        since=MARCH,
        today=timezone.localdate(),
        weekdays=[THURSDAY],
        parity="even",
    )

    assert [day for _date, day in plan.moved][:2] == [
        dt.date(2026, 3, 5),
        dt.date(2026, 4, 2),
    ]
    assert {date.on.day for date in plan.by_hand} == {10, 17}
    assert plan.dropped[0].on == dt.date(2026, 3, 24)
    assert plan.added == []
    assert days(series)[8] == "3.3."


def test_what_was_changed_by_hand_stays_and_the_rest_follows(series):
    moved, themed = on(series, 3, 3), on(series, 3, 10)
    actions.change_occurrence(
        moved, by=None, starts_at=dt.time(12), ends_at=dt.time(13)
    )
    actions.change_occurrence(themed, by=None, theme="Musiikki")

    actions.change_series(
        series, by=None, since=None, starts_at=dt.time(17), ends_at=dt.time(19)
    )

    assert timezone.localtime(on(series, 3, 3).starts_at).hour == 12
    themed = on(series, 3, 10)
    assert timezone.localtime(themed.starts_at).hour == 17
    assert str(themed.theme) == "Musiikki"
    assert themed.own == ["theme"]


def test_past_dates_and_links_stay_as_they_are(series):
    before = {date.pk: (date.on, date.uid) for date in series.occurrences.all()}

    actions.change_series(series, by=None, since=None, weekdays=[THURSDAY])

    after = {date.pk: (date.on, date.uid) for date in Occurrence.objects.all()}
    assert after.keys() == before.keys()
    assert {pk: uid for pk, (_on, uid) in after.items()} == {
        pk: uid for pk, (_on, uid) in before.items()
    }
    assert days(series)[:6] == ["6.1.", "13.1.", "20.1.", "27.1.", "5.2.", "12.2."]


def test_a_soon_date_without_a_place_is_cancelled_and_a_later_one_goes(series):
    actions.change_series(series, by=None, since=None, parity="even")

    cancelled = days(series, state="cancelled")
    assert cancelled == ["10.2.", "24.2."]
    assert str(on(series, 2, 10).reason)
    assert "10.3." not in days(series)


def test_a_date_that_holds_counts_stays_until_it_is_said_to_go(series):
    precious = on(series, 3, 10)
    followers.hold_dates("test", lambda pks: {precious.pk} & set(pks))
    try:
        plan = actions.plan_series_change(
            series, since=None, today=timezone.localdate(), parity="even"
        )
        assert plan.held == {"test": {precious.pk}}
        change = actions.change_series(series, by=None, since=None, parity="even")
        assert "10.3." in days(series)
        actions.undo_change(change, by=None)
        actions.change_series(
            series, by=None, since=None, parity="even", drop_held=True
        )
        assert "10.3." not in days(series)
    finally:
        followers.hold_dates("test", lambda pks: set())


def test_a_weekly_date_never_moves_to_another_week():
    until = dt.date(2026, 6, 10)
    series = weekly(ActivityFactory(), starts_on=TUESDAY, until=until)

    plan = actions.plan_series_change(
        series, since=None, today=timezone.localdate(), weekdays=[2], parity="odd"
    )

    assert dt.date(2026, 6, 9) in [date.on for date in plan.dropped]
    assert dt.date(2026, 6, 17) in plan.added
    assert plan.moved
    assert {day - date.on for date, day in plan.moved} == {dt.timedelta(days=1)}


def test_a_monthly_date_moves_within_its_month():
    series = actions.add_series(
        ActivityFactory(),
        frequency="monthly",
        nth=[2],
        weekday=1,
        starts_on=TUESDAY,
        starts_at=dt.time(9),
        ends_at=dt.time(11),
        until=dt.date(2026, 5, 31),
        by=None,
    )
    march = on(series, 3, 10)

    actions.change_series(series, by=None, since=None, nth=[3])

    march.refresh_from_db()
    assert march.on == dt.date(2026, 3, 17)
    assert days(series, state="cancelled") == []


def test_a_place_and_who_is_there_can_differ_from_a_day_on(series):
    place = PlaceFactory()

    actions.change_series(
        series, by=None, since=MARCH, place=place, room=None, who=text("Seurakunta")
    )

    after = Occurrence.objects.filter(on__gte=MARCH)
    assert {date.place for date in after} == {place}
    assert {date.area for date in after} == {place.area}
    assert {str(date.who) for date in after} == {"Seurakunta"}
    assert not series.occurrences.filter(place=place).exists()


def test_leaders_take_turns_whenever_the_dates_are_made(series):
    leaders = [{"fi": "Anna"}, {"fi": "Pirkko"}, {"fi": "Vapaaehtoinen"}]

    actions.change_series(series, by=None, since=None, leaders=leaders)

    coming = series.occurrences.filter(on__gte=dt.date(2026, 2, 3)).order_by("on")
    names = [str(date.who) for date in coming]
    # The fifth date of the rhythm: the turn is counted from its beginning.
    assert names[:4] == ["Pirkko", "Vapaaehtoinen", "Anna", "Pirkko"]
    actions.fill_ahead(today=dt.date(2026, 3, 2))
    later = series.occurrences.filter(on__gt=dt.date(2026, 6, 30)).order_by("on")
    assert str(later[0].who) == leaders[26 % 3]["fi"]


def test_days_can_be_swapped_without_two_rows_in_each_others_way():
    series = weekly(
        ActivityFactory(), starts_on=TUESDAY, weekdays=[1, 2], until=dt.date(2026, 4, 1)
    )
    pks = set(series.occurrences.values_list("pk", flat=True))

    actions.change_series(series, by=None, since=None, weekdays=[2, THURSDAY])

    assert set(series.occurrences.values_list("pk", flat=True)) > pks
    assert days(series, pk__in=pks)[-3:] == ["26.3.", "1.4.", "2.4."]
    weekdays = {
        date.on.weekday() for date in series.occurrences.filter(on__gt="2026-02-02")
    }
    assert weekdays == {2, THURSDAY}


def test_every_other_week_is_counted_from_the_week_it_begins(series):
    actions.change_series(series, by=None, since=dt.date(2026, 3, 10), interval=2)

    new = Series.objects.exclude(pk=series.pk).get()
    assert days(new, state="planned")[:3] == ["10.3.", "24.3.", "7.4."]


def test_a_rhythm_that_stays_as_it_is_is_no_change(series):
    with pytest.raises(Refused) as refused:
        actions.change_series(series, by=None, since=None, starts_at=dt.time(9, 30))

    assert refused.value.reason == rules.Refusal.NOTHING_CHANGES


def test_a_rhythm_that_cannot_be_is_refused_and_nothing_is_written(series):
    with pytest.raises(Refused) as refused:
        actions.change_series(series, by=None, since=None, frequency="monthly")

    assert refused.value.reason == rules.RuleFault.NO_SUCH_WEEK_OF_MONTH
    series.refresh_from_db()
    assert series.frequency == "weekly"


def test_followers_hear_once_of_all_dates(series):
    heard = []
    followers.follow_dates("test", heard.append)
    try:
        to_even_thursdays(series)
    finally:
        followers.follow_dates("test", lambda events: None)

    (events,) = heard
    assert {event.what for event in events} == {"moved"}
    assert all(event.occurrence.on >= MARCH for event in events)


def test_other_areas_pages_are_made_anew(series):
    area = AreaFactory()
    before = area.version
    place = PlaceFactory(area=area)

    actions.change_series(series, by=None, since=None, place=place)

    area.refresh_from_db()
    assert area.version > before


def test_taking_it_back_gives_every_date_its_row_again(series):
    before = list(Occurrence.objects.order_by("pk").values("pk", "uid", "on", "series"))
    change = to_even_thursdays(series)

    back = actions.undo_change(change, by=None)

    after = list(Occurrence.objects.order_by("pk").values("pk", "uid", "on", "series"))
    assert after == before
    assert back == 13
    series.refresh_from_db()
    assert series.ends_on is None
    assert Series.objects.count() == 1
    # The rhythm goes on where it was.
    actions.fill_ahead(today=dt.date(2026, 2, 2))
    assert len(days(series)) == len(set(days(series))) > len(before)


def test_what_somebody_changed_since_is_left_alone(series):
    change = to_even_thursdays(series)
    touched = Occurrence.objects.get(on=dt.date(2026, 3, 5))
    actions.change_occurrence(touched, by=None, theme="Musiikki")

    actions.undo_change(change, by=None)

    touched.refresh_from_db()
    assert (touched.on, str(touched.theme)) == (dt.date(2026, 3, 5), "Musiikki")
    assert on(series, 3, 10).series == series


def test_it_can_be_taken_back_once_and_for_thirty_days(series):
    change = to_even_thursdays(series)
    with (
        time_machine.travel("2026-03-20 08:00:00+02:00"),
        pytest.raises(Refused) as late,
    ):
        actions.undo_change(change, by=None)
    actions.undo_change(change, by=None)
    with pytest.raises(Refused) as twice:
        actions.undo_change(change, by=None)

    assert late.value.reason == rules.Refusal.UNDO_TOO_LATE
    assert twice.value.reason == rules.Refusal.UNDONE_ALREADY


def test_a_rhythm_changed_again_since_is_not_taken_back(series):
    change = actions.change_series(series, by=None, since=None, weekdays=[THURSDAY])
    actions.change_series(series, by=None, since=None, starts_at=dt.time(10))

    with pytest.raises(Refused) as refused:
        actions.undo_change(change, by=None)

    assert refused.value.reason == rules.Refusal.CHANGED_SINCE


def test_a_new_weekday_begins_on_the_very_day_that_is_told(series):
    actions.change_series(series, by=None, since=dt.date(2026, 3, 5), weekdays=[3])

    new = Series.objects.exclude(pk=series.pk).get()
    assert days(new, state="planned")[:2] == ["5.3.", "12.3."]
    assert "3.3." in days(series)


def test_an_interval_that_stays_keeps_its_weeks():
    series = weekly(
        ActivityFactory(), starts_on=TUESDAY, interval=2, until=dt.date(2026, 5, 31)
    )
    assert days(series)[4] == "3.3."

    actions.change_series(
        series, by=None, since=dt.date(2026, 2, 23), weekdays=[THURSDAY]
    )

    new = Series.objects.exclude(pk=series.pk).get()
    assert days(new)[:2] == ["5.3.", "19.3."]
