"""A coordinator makes a cohort, lets its days be proposed, fills its table in place."""

import datetime as dt

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from pirtti.calendar.models import Series
from pirtti.calendar.tests.factories import ActivityFactory, KindFactory
from pirtti.core.models import new_code
from pirtti.desk.tests.pages import coordinator, text_of, url
from pirtti.groups.tests.factories import LeaderFactory
from pirtti.network.tests.factories import (
    OrganisationFactory,
    PlaceFactory,
    RoomFactory,
)
from pirtti.people.tests.factories import UserFactory
from pirtti.signups.tests.factories import PartyFactory
from pirtti.training import actions, basics
from pirtti.training.models import Cohort, LinkedEvening, TrainingPlan
from pirtti.training.tests import factories

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC)
FIRST = dt.date(2027, 2, 3)


@pytest.fixture(autouse=True)
def a_sunday_in_november():
    with time_machine.travel(NOON, tick=False), translation.override("en"):
        yield


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def desk(client, place):
    coordinator(client, place)
    return client


def new(at, **changed):
    basics.load_basics()
    KindFactory(slug="course")
    return {
        "plan": TrainingPlan.objects.get(slug="first-child").pk,
        "name_0": "",
        "place": at.pk,
        "organisers": [at.host.pk],
        "due_from": "2027-04-01",
        "due_to": "2027-05-01",
        "couples": "12",
        "way_in": "open",
    } | changed


def test_a_new_cohort_leads_to_the_proposal_of_its_days(desk, place):
    answer = desk.post(url("training_new"), new(place))

    made = Cohort.objects.get()
    assert answer["Location"] == url("training_days", made.pk)
    assert made.group.activity.place == place
    assert str(made.group.activity.name) == "Family training: the first child"
    assert not made.group.is_hidden


def test_the_same_form_sent_twice_makes_one_cohort_whoever_else_has_the_key(
    desk, place
):
    sent = new(place, key=new_code())

    first, second = (desk.post(url("training_new"), sent) for _time in range(2))

    taken = desk.post(url("training_new"), sent | {"key": ActivityFactory().code})
    assert taken.status_code == 302
    assert first["Location"] == second["Location"] != taken["Location"]
    assert Cohort.objects.count() == 2


def test_an_invited_cohort_is_hidden_and_its_address_says_nothing(desk, place):
    desk.post(url("training_new"), new(place, way_in="invited"))

    made = Cohort.objects.get()
    assert made.group.is_hidden
    assert made.group.activity.slug == f"a-{made.group.activity.code}"


@pytest.mark.parametrize(
    "changed",
    [
        {"due_from": "2027-06-01", "due_to": "2027-04-01"},
        {"due_from": "2026-12-01", "due_to": "2027-09-01"},
        {"due_from": "1999-01-01"},
        {"due_from": "soon"},
        {"couples": "0"},
        {"couples": "many"},
        {"couples": "61"},
        {"plan": "99999"},
        {"plan": ""},
        {"place": "99999"},
        {"organisers": ["9" * 30]},
        {"way_in": "through the window"},
    ],
)
def test_what_cannot_be_makes_no_cohort(desk, place, changed):
    answer = desk.post(url("training_new"), new(place, **changed))

    assert answer.status_code == 422
    assert not Cohort.objects.exists()


def test_days_are_proposed_with_their_reasons_and_taken(desk, place):
    made = factories.cohort(place)
    page = url("training_days", made.pk)

    seen = text_of(desk.get(page, {"weekday": 2, "every": 1, "times": "17–19"}))
    assert "at least four weeks earlier" in seen
    assert 'value="3.2.2027"' in seen
    assert not made.group.activity.occurrences.exists()

    days = {
        f"day{n}": day.isoformat()
        for n, day in enumerate(factories.days_of(made, FIRST), 1)
    }
    answer = desk.post(page, {"times": "17-19", **days})

    assert answer["Location"] == url("training", made.pk)
    assert made.group.activity.occurrences.count() == 10


def test_proposed_days_follow_what_families_told(desk, place):
    made = factories.cohort(place)
    PartyFactory(intake=made.group.activity.intake, ages=[-8])

    seen = text_of(
        desk.get(
            url("training_days", made.pk), {"weekday": 2, "every": 2, "times": "17–19"}
        )
    )

    assert "1 July 2027" in seen or "1.7.2027" in seen


@pytest.mark.parametrize(
    "asked",
    [
        {"weekday": "9", "every": "1", "times": "17–19"},
        {"weekday": "2", "every": "3", "times": "17–19"},
        {"weekday": "2", "every": "1", "times": "evening"},
        {"weekday": "2", "every": "1", "times": ""},
    ],
)
def test_a_pattern_that_cannot_be_proposes_nothing(desk, place, asked):
    answer = desk.get(url("training_days", factories.cohort(place).pk), asked)

    assert answer.status_code == 422
    assert "Take these days" not in text_of(answer)


def test_days_that_are_missing_or_not_in_order_are_not_taken(desk, place):
    made = factories.cohort(place)
    days = {
        f"day{n}": day.isoformat()
        for n, day in enumerate(factories.days_of(made, FIRST), 1)
    }
    for wrong in ({"day3": ""}, {"day3": "yesterday"}, {"day3": "1.1.2027"}):
        answer = desk.post(
            url("training_days", made.pk), {"times": "17-19", **days, **wrong}
        )
        assert answer.status_code == 422, wrong
    assert not made.group.activity.occurrences.exists()


def rows(made, **changed):
    """What the table sends: everything as it stands, and what is changed."""
    sent = {"in": "en"}
    for one in made.sessions.all():
        values = {
            "title": one.title.localize("en"),
            "content": one.content.localize("en"),
            "presenter": str(one.presenter_id or ""),
            "presenter_note": one.presenter_note,
        }
        for name, value in values.items():
            sent[f"s{one.pk}-{name}"] = value
            sent[f"initial-s{one.pk}-{name}"] = value
    return sent | changed


def test_the_table_stores_who_presents_and_says_how_many_changed(desk, place):
    made = factories.with_days(FIRST, place)
    clinic = OrganisationFactory(area=place.area)
    one = made.sessions.get(order=2)
    sent = rows(
        made,
        **{
            f"s{one.pk}-presenter": str(clinic.pk),
            f"s{one.pk}-presenter_note": "midwife",
        },
    )

    answer = desk.post(url("training", made.pk), sent, follow=True)

    one.refresh_from_db()
    assert (one.presenter, one.presenter_note) == (clinic, "midwife")
    assert one.occurrence.guest_organisation == clinic
    assert "one session was changed" in text_of(answer)
    assert "9 sessions have nobody to present them yet" in text_of(answer)


def test_a_row_that_needs_correcting_stores_nothing_of_the_table(desk, place):
    made = factories.with_days(FIRST, place)
    one, two = made.sessions.all()[:2]
    sent = rows(
        made,
        **{
            f"s{one.pk}-presenter_note": "midwife",
            f"s{two.pk}-presenter_note": "010199-123A",
            f"s{two.pk}-title": "",
        },
    )

    answer = desk.post(url("training", made.pk), sent)

    assert answer.status_code == 422
    one.refresh_from_db()
    assert one.presenter_note == ""


def test_the_fathers_session_is_arranged_and_taken_away(desk, place):
    made = factories.with_days(FIRST, place)
    one = made.sessions.get(order=3)
    room = RoomFactory(place=place)

    wrong = desk.post(url("fathers_session", one.pk), {"who": "", "room": room.pk})
    assert wrong.status_code == 422
    desk.post(url("fathers_session", one.pk), {"who": "father worker", "room": room.pk})
    seen = text_of(desk.get(url("training", made.pk)))
    assert "led by: father worker" in seen

    desk.post(url("fathers_session_remove", one.pk))
    one.refresh_from_db()
    assert one.parallel is None


def test_a_family_evening_asks_a_weekly_group_of_the_town(desk, place):
    made = factories.with_days(FIRST, place)
    evening = made.sessions.get(order=10)
    weekly = ActivityFactory(place=place)
    Series.objects.create(
        activity=weekly,
        weekday=2,
        starts_on=dt.date(2026, 11, 4),
        starts_at=dt.time(9),
        ends_at=dt.time(11),
    )

    wrong = desk.post(
        url("evening_link", evening.pk), {"activity": made.group.activity_id}
    )
    assert wrong.status_code == 422
    desk.post(url("evening_link", evening.pk), {"activity": weekly.pk})
    link = LinkedEvening.objects.get()
    assert (link.activity, link.occurrence) == (weekly, evening.occurrence)

    desk.post(url("evening_unlink", link.pk))
    assert not LinkedEvening.objects.exists()


def test_cohorts_are_listed_with_what_they_lack(desk, place):
    factories.cohort(place)

    seen = text_of(desk.get(url("trainings")))

    assert "April–May 2027" in seen
    assert "10 sessions have no date" in seen


def test_a_leader_without_a_role_reaches_the_own_cohort_only(client, place):
    mine, other = factories.cohort(place), factories.cohort(place, slug="toinen")
    leader = LeaderFactory(group=mine.group).user
    client.force_login(leader)

    assert client.get(url("training", mine.pk)).status_code == 200
    assert client.get(url("training", other.pk)).status_code == 404
    listed = text_of(client.get(url("trainings")))
    assert url("training", mine.pk) in listed
    assert url("training", other.pk) not in listed
    assert client.get(url("training_new")).status_code == 404


def test_strangers_find_no_training(client, place):
    made = factories.with_days(FIRST, place)
    one = made.sessions.get(order=3)
    client.force_login(UserFactory())
    for name, pk in (("training", made.pk), ("training_days", made.pk)):
        assert client.get(url(name, pk)).status_code == 404
        assert client.post(url(name, pk)).status_code == 404
    for name in ("fathers_session", "fathers_session_remove", "evening_link"):
        assert client.post(url(name, one.pk)).status_code == 404
    assert client.get(url("trainings")).status_code == 404


def test_due_months_are_told_as_a_span_and_never_by_family(desk, place):
    made = factories.cohort(place)
    for age in (-6, -7, -6, -7, -6):
        PartyFactory(intake=made.group.activity.intake, ages=[age], nickname="Pilvi")

    seen = text_of(desk.get(url("training", made.pk)))

    assert "May–June 2027" in seen
    assert "Pilvi" not in seen


def published(made):
    """Let families see a cohort, as recruiting does."""
    activity = made.group.activity
    type(activity).objects.filter(pk=activity.pk).update(is_published=True)
    activity.occurrences.update(is_public=True)
    return activity


def test_the_public_page_tells_the_plan_and_who_leads_the_fathers(client, place):
    made = factories.with_days(FIRST, place)
    actions.add_parallel(made.sessions.get(order=3), who="father worker", by=None)
    activity = published(made)

    seen = text_of(client.get(reverse("site:activity", args=[activity.slug])))

    assert "Two who become parents" in seen
    assert "led by: father worker" in seen


def test_a_weekly_groups_page_tells_of_the_family_evening_once_it_is_public(
    client, place
):
    made = factories.with_days(FIRST, place)
    weekly = ActivityFactory(place=place)
    evening = made.sessions.get(order=10).occurrence
    actions.link_evening(weekly, evening, by=None)
    page = reverse("site:activity", args=[weekly.slug])
    assert "Family evenings" not in text_of(client.get(page))

    actions.change_session(
        made.sessions.get(order=10), by=None, presenter_note="ohjaaja"
    )
    published(made)
    cache.clear()

    assert "Family evenings" in text_of(client.get(page))
    assert reverse("site:event", args=[evening.pk]) in text_of(client.get(page))
