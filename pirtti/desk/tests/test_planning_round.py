"""A planning round at the desk: opened, answered, followed, closed and published."""

import datetime as dt

import pytest
import time_machine

from pirtti.desk.tests.pages import coordinator, in_days, sign_in, text_of, typed, url
from pirtti.network.rules import Role
from pirtti.network.tests.factories import AreaFactory, PlaceFactory, text, user_with
from pirtti.planning.models import Edition, Promise, Round
from pirtti.planning.tests import factories as plans
from pirtti.post.models import Letter

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2026, 11, 21, 10, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MORNING, tick=False) as travel:
        yield travel


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def area(place):
    return place.area


def form(area, **more):
    return {
        "area": area.pk,
        "name_0": "Kevät 2027",
        "first_on": typed(in_days(45)),
        "last_on": typed(in_days(190)),
        "deadline": typed(in_days(14)),
        "notice_days": 14,
    } | more


def test_an_area_coordinator_opens_a_round_and_everybody_is_asked(client, area):
    plans.partner(area)
    sign_in(client, Role.AREA_COORDINATOR, at=area)

    answer = client.post(url("round_new"), form(area), follow=True)

    planned = Round.objects.get()
    assert answer.redirect_chain == [(url("round", planned.pk), 302)]
    assert planned.asks.count() == 2
    assert Letter.objects.filter(kind="planning_asked").count() == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("deadline", "20.11.2026"),
        ("deadline", "1.9.2027"),
        ("last_on", "1.12.2026"),
        ("last_on", "1.6.2029"),
        ("first_on", "32.1.2027"),
        ("notice_days", "0"),
        ("name_0", " "),
    ],
)
def test_a_round_that_can_not_be_says_so_at_its_field(client, area, field, value):
    sign_in(client, Role.AREA_COORDINATOR, at=area)

    answer = client.post(url("round_new"), form(area, **{field: value}))

    assert answer.status_code == 422
    assert field.removesuffix("_0") in answer.context["form"].errors
    assert not Round.objects.exists()


def test_a_round_is_opened_for_own_areas_only(client, area):
    sign_in(client, Role.AREA_COORDINATOR, at=area)

    answer = client.post(url("round_new"), form(AreaFactory()))

    assert answer.status_code == 422
    assert not Round.objects.exists()


def test_the_round_of_another_area_is_not_found(client, area):
    planned = plans.opened(area)
    sign_in(client, Role.AREA_COORDINATOR, at=AreaFactory())

    for name in ("round", "round_close", "round_publish", "round_reopen"):
        assert client.post(url(name, planned.pk)).status_code == 404
    for ask in planned.asks.all():
        assert client.get(url("plan_answer", ask.pk)).status_code == 404
        assert client.post(url("plan_nudge", ask.pk)).status_code == 404
    assert Round.objects.get().closed_at is None


def test_a_coordinator_of_one_place_can_not_answer_for_its_host(client, place):
    planned = plans.opened(place.area)
    coordinator(client, place)

    ask = planned.asks.get()

    assert client.get(url("plan_answer", ask.pk)).status_code == 404


def test_the_page_tells_states_contacts_and_warnings(client, area, clock):
    late = plans.partner(
        area, contact_email="", deputy_email="", name=text("Myöhäinen")
    )
    done = plans.partner(area, name=text("Ahkera"))
    planned = plans.opened(area)
    plans.actions.tell_nothing(plans.ask_of(planned, done), by=None)
    clock.shift(dt.timedelta(days=15))
    sign_in(client, Role.AREA_COORDINATOR, at=area)

    page = text_of(client.get(url("round", planned.pk)))

    assert "2 organisations are late." in page
    assert "No contact address: the letter reaches nobody" in page
    assert "Nothing from them this season." in page
    assert page.index(str(late.name)) < page.index(str(done.name))


def test_a_contact_whose_role_ends_before_the_deadline_is_warned_of(client, area):
    organisation = plans.partner(area)
    organisation.contact = user_with(Role.ORGANISATION_CONTACT, at=organisation)
    organisation.save()
    organisation.contact.roles.update(ends_on=in_days(10))
    planned = plans.opened(area, deadline=14)
    sign_in(client, Role.AREA_COORDINATOR, at=area)

    page = text_of(client.get(url("round", planned.pk)))

    assert "The contact person's role ends before the deadline" in page.replace(
        "&#x27;", "'"
    )


def test_an_organisation_answers_at_the_desk(client, place):
    series = plans.cafe(place)
    ask = plans.ask_of(plans.opened(place.area), place.host)
    sign_in(client, Role.ORGANISATION_CONTACT, at=place.host)
    assert str(place.host.name) in text_of(client.get(url("planning")))

    early = client.post(url("plan_answer", ask.pk), {"do": "send"})
    client.post(url("plan_answer", ask.pk), {"do": "same", "series": series.pk})
    client.post(url("plan_answer", ask.pk), {"do": "send"})

    ask.refresh_from_db()
    assert early.status_code == 422
    assert ask.answered_at
    assert not ask.for_them


def test_the_coordinator_answers_on_their_behalf_and_that_is_seen(client, place):
    ask = plans.ask_of(plans.opened(place.area), place.host)
    sign_in(client, Role.AREA_COORDINATOR, at=place.area)

    client.post(url("plan_answer", ask.pk), {"do": "nothing"})

    ask.refresh_from_db()
    assert ask.for_them
    assert "Answered on their behalf." in text_of(
        client.get(url("round", ask.round_id))
    )


def test_a_second_reminder_on_the_same_day_is_refused_in_words(client, place):
    plans.partner(place.area)
    planned = plans.opened(place.area)
    ask = planned.asks.exclude(organisation=place.host).get()
    sign_in(client, Role.AREA_COORDINATOR, at=place.area)

    client.post(url("plan_nudge", ask.pk))
    again = client.post(url("plan_nudge", ask.pk), follow=True)

    assert "They were reminded today already" in text_of(again)
    assert Letter.objects.filter(kind="planning_nudge").count() == 2


def test_from_closing_to_the_edition_and_what_changed_since(client, place):
    series = plans.cafe(place)
    planned = plans.opened(place.area)
    plans.actions.decide(
        planned.asks.get(),
        series.pk,
        decision="changed",
        rhythm=plans.rhythm(3),
        by=None,
    )
    sign_in(client, Role.AREA_COORDINATOR, at=place.area)

    early = client.post(url("round_publish", planned.pk), follow=True)
    client.post(url("round_close", planned.pk))
    client.post(url("round_publish", planned.pk))

    assert "Close the planning round first." in text_of(early)
    assert Edition.objects.get().lines[0]["weekdays"] == [3]
    assert Promise.objects.get().written_at
    page = text_of(client.get(url("round", planned.pk)))
    assert "Nothing: everything holds as promised." in page


def test_the_deadline_is_moved_and_a_gone_one_refused(client, area):
    planned = plans.opened(area)
    sign_in(client, Role.AREA_COORDINATOR, at=area)

    gone = client.post(url("round", planned.pk), {"deadline": typed(in_days(-1))})
    client.post(url("round", planned.pk), {"deadline": typed(in_days(20))})

    planned.refresh_from_db()
    assert gone.status_code == 422
    assert planned.deadline == in_days(20)
