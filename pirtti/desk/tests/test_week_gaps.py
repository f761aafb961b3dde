"""A coordinator looks at the week and finds its gaps."""

import datetime as dt

import pytest

from pirtti.calendar.rules import parse_week
from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory, weekly
from pirtti.desk import rules
from pirtti.desk.queries import week as queries
from pirtti.desk.rules import Gap
from pirtti.desk.tests.pages import coordinator, in_days, sign_in, text_of, typed, url
from pirtti.network import actions as network
from pirtti.network.rules import Hours, Role
from pirtti.network.tests.factories import PlaceFactory, RoleFactory, text
from pirtti.people.tests.factories import UserFactory

TODAY = dt.date(2026, 11, 25)
NINE, NOON = dt.time(9), dt.time(12)


def planned(**more):
    known = {"on": TODAY, "is_cancelled": False, "is_draft": False, "has_who": True}
    return rules.PlannedDate(**known | more)


@pytest.mark.parametrize(
    ("date", "is_holiday", "gaps"),
    [
        (planned(), False, []),
        (planned(has_who=False), False, [Gap.NOBODY]),
        (planned(is_draft=True), False, [Gap.DRAFT]),
        (planned(), True, [Gap.HOLIDAY]),
        (
            planned(is_draft=True, has_who=False),
            True,
            [Gap.DRAFT, Gap.HOLIDAY, Gap.NOBODY],
        ),
        (planned(has_who=False, is_cancelled=True), True, []),
        (planned(has_who=False, on=TODAY - dt.timedelta(days=1)), False, []),
    ],
)
def test_gaps_of_one_date(date, is_holiday, gaps):
    assert rules.gaps_of_date(date, today=TODAY, is_holiday=is_holiday) == gaps


@pytest.mark.parametrize(
    ("day", "hours", "dates", "empty"),
    [
        (TODAY, [(NINE, NOON)], [], True),
        (TODAY, [(NINE, NOON)], [planned()], False),
        (TODAY, [(NINE, NOON)], [planned(is_cancelled=True)], True),
        (TODAY, [], [], False),
        (TODAY - dt.timedelta(days=1), [(NINE, NOON)], [], False),
    ],
)
def test_an_open_door_with_nothing_behind_it(day, hours, dates, empty):
    assert rules.is_open_but_empty(day, today=TODAY, hours=hours, dates=dates) is empty


@pytest.mark.parametrize(
    ("ends_on", "others", "soon"),
    [
        (TODAY, [], True),
        (TODAY + dt.timedelta(days=28), [], True),
        (TODAY + dt.timedelta(days=29), [], False),
        (TODAY - dt.timedelta(days=1), [], False),
        (None, [], False),
        (TODAY, [None], False),
        (TODAY, [TODAY + dt.timedelta(days=60)], False),
        (TODAY, [TODAY + dt.timedelta(days=20)], True),
    ],
)
def test_a_rhythm_that_ends_within_four_weeks(ends_on, others, soon):
    assert rules.ends_soon(ends_on, day=TODAY, others_end_on=others) is soon


@pytest.mark.django_db
class TestTheWeekPage:
    def test_a_date_without_anybody_is_marked_with_a_way_to_mend_it(self, client):
        place = PlaceFactory()
        date = OccurrenceFactory(activity=ActivityFactory(place=place))
        coordinator(client, place)

        page = text_of(client.get(url("week")))

        assert "Nobody is named for this yet" in page
        assert f"{url('occurrence', date.pk)}#" in page

    def test_who_only_looks_gets_the_mark_without_the_link(self, client):
        place = PlaceFactory()
        date = OccurrenceFactory(activity=ActivityFactory(place=place))
        sign_in(client, Role.VOLUNTEER, at=place)

        page = text_of(client.get(url("week")))

        assert "Nobody is named for this yet" in page
        assert url("occurrence", date.pk) not in page

    def test_an_open_door_without_plans_links_to_a_new_activity_there(self, client):
        place = PlaceFactory(name=text("Pellava"))
        monday = in_days(7) - dt.timedelta(days=in_days(7).weekday())
        network.set_hours(place, hours=[Hours(0, NINE, NOON)], by=None)
        coordinator(client, place)
        year, week, _day = monday.isocalendar()

        page = text_of(client.get(url("week"), {"week": f"{year}-W{week:02}"}))

        assert "nothing is planned" in page
        link = f"{url('activity_new')}?place={place.pk}&amp;day={typed(monday)}"
        assert link in page

    def test_independence_day_is_flagged(self, client):
        place = PlaceFactory()
        OccurrenceFactory(
            activity=ActivityFactory(place=place),
            on=dt.date(2032, 12, 6),
            who=text("Ohjaaja"),
        )
        coordinator(client, place)

        page = text_of(client.get(url("week"), {"week": "2032-W50"}))

        assert "Independence Day" in page
        assert "On a public holiday" in page
        assert "Nobody is named for this yet" not in page

    def test_a_draft_is_marked_and_leads_to_its_page(self, client):
        place = PlaceFactory()
        draft = ActivityFactory(place=place, draft=True)
        OccurrenceFactory(activity=draft, who=text("Ohjaaja"))
        coordinator(client, place)

        page = text_of(client.get(url("week")))

        assert "Still a draft" in page
        assert url("activity", draft.pk) in page

    def test_a_rhythm_that_stops_is_told(self, client):
        place = PlaceFactory()
        activity = ActivityFactory(place=place, name=text("Isäilta"))
        weekly(activity, starts_on=in_days(0), ends_on=in_days(14))
        coordinator(client, place)

        page = text_of(client.get(url("week")))

        assert "Rhythms that end soon" in page
        assert "Isäilta" in page

    def test_one_place_can_be_chosen_but_not_anothers(self, client):
        mine, other = PlaceFactory(), PlaceFactory()
        OccurrenceFactory(
            activity=ActivityFactory(place=mine, name=text("Oma kahvila"))
        )
        OccurrenceFactory(
            activity=ActivityFactory(place=other, name=text("Vieras kahvila"))
        )
        coordinator(client, mine)

        page = text_of(client.get(url("week"), {"place": other.pk}))

        assert "Oma kahvila" in page
        assert "Vieras kahvila" not in page

    @pytest.mark.parametrize(
        "week",
        [
            "",
            "2026-W54",
            "w",
            "9999-W01",
            "1900-W01",
            "2199-W52",
            "2026-W48\x00",
            "😀" * 5,
        ],
    )
    def test_any_week_in_the_address_gives_a_page(self, client, week):
        coordinator(client, PlaceFactory())

        assert client.get(url("week"), {"week": week, "place": week}).status_code == 200

    def test_without_a_role_the_week_is_not_there(self, client):
        client.force_login(UserFactory())

        assert client.get(url("week")).status_code == 404

    def test_the_page_costs_the_same_with_many_places(
        self, django_assert_max_num_queries
    ):
        first = PlaceFactory()
        user = RoleFactory(place=first).user
        for _number in range(8):
            place = PlaceFactory()
            RoleFactory(user=user, place=place)
            network.set_hours(place, hours=[Hours(2, NINE, NOON)], by=None)
            OccurrenceFactory(activity=ActivityFactory(place=place), on=TODAY)

        with django_assert_max_num_queries(12):
            page = queries.page(user, week=parse_week("2026-W48"), today=TODAY)
        assert sum(len(day.rows) for day in page.days) == 8
