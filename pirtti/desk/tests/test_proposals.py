"""A coordinator reads proposals, approves with one press, asks back or declines."""

import datetime as dt

import pytest
from django.urls import reverse

from pirtti.calendar.models import Activity, Occurrence
from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory
from pirtti.network.models import Organisation
from pirtti.network.rules import Level, Role
from pirtti.network.tests.factories import (
    AreaFactory,
    OrganisationFactory,
    PlaceFactory,
    user_with,
)
from pirtti.post.models import Letter
from pirtti.proposals import access as proposal_access
from pirtti.proposals.models import ActorDecision, Proposal, ProposalLink
from pirtti.proposals.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def coordinator(client, place):
    client.force_login(user_with(Role.COORDINATOR, at=place))
    return client


def address(name, *things):
    return reverse(f"desk:{name}", args=[getattr(one, "pk", one) for one in things])


def body(answer):
    return answer.content.decode()


def test_one_press_puts_it_into_the_calendar_for_families_to_see(coordinator, place):
    sent = factories.proposal(place)

    answer = coordinator.post(address("proposal", sent))
    sent.refresh_from_db()

    activity = sent.activity
    assert answer["Location"] == address("activity", activity)
    assert (sent.state, activity.is_published) == ("approved", True)
    assert activity.organisers.get().contact_email == "laulavat@perheet.example"
    dates = activity.occurrences.all()
    assert dates[0].on == sent.starts_on
    assert {date.on.weekday() for date in dates} == {1}
    page = coordinator.get(reverse("site:activity", args=[activity.slug]))
    assert page.status_code == 200


def test_it_may_become_a_draft_instead(coordinator, place):
    sent = factories.proposal(place)

    coordinator.post(address("proposal", sent), {"draft": "1"})

    assert not Activity.objects.get().is_published


def test_pressed_twice_it_is_approved_once(coordinator, place):
    sent = factories.proposal(place)

    coordinator.post(address("proposal", sent))
    second = coordinator.post(address("proposal", sent))

    assert second.status_code == 422
    assert Activity.objects.count() == 1
    assert Letter.objects.filter(dedupe__startswith=f"proposal:{sent.pk}").count() == 2


def test_a_new_actors_approval_is_recorded_with_the_note(coordinator, place):
    sent = factories.proposal(place)
    until = dt.date.today() + dt.timedelta(days=100)

    coordinator.post(
        address("proposal", sent),
        {"note": "Sovittiin talon palaverissa.", "valid_until": f"{until:%d.%m.%Y}"},
    )

    recorded = ActorDecision.objects.get()
    assert (recorded.decision, recorded.valid_until) == ("approved", until)
    assert recorded.organisation in place.partners.all()
    page = body(coordinator.get(address("place_values", place)))
    assert "Laulavat perheet ry" in page
    assert "Sovittiin talon palaverissa." in page


def test_an_actor_known_to_the_house_needs_no_new_record(coordinator, place):
    sent = factories.proposal(place, organisation=place.host, organisation_name="")

    coordinator.post(address("proposal", sent))

    assert not ActorDecision.objects.exists()


def test_a_name_that_the_area_knows_already_makes_no_second_organisation(
    coordinator, place
):
    known = OrganisationFactory(area=place.area, name="Laulavat  Perheet ry")
    known.name = "Laulavat perheet ry"
    known.save()
    sent = factories.proposal(place, organisation_name="laulavat PERHEET ry")

    page = body(coordinator.get(address("proposal", sent)))
    coordinator.post(address("proposal", sent))

    assert Activity.objects.get().organisers.get() == known
    assert "#triangle-alert" in page
    assert Organisation.objects.filter(area=place.area).count() == 2


def test_clashes_at_the_same_place_and_time_are_shown(coordinator, place):
    sent = factories.proposal(place)
    there = ActivityFactory(place=place, name="Vauvakahvila")
    OccurrenceFactory(activity=there, on=sent.starts_on, start=dt.time(10))
    after = ActivityFactory(place=place, name="Iltakahvila")
    OccurrenceFactory(activity=after, on=sent.starts_on, start=dt.time(10, 30))
    other = factories.proposal(place, name="Toinen laulu")

    page = body(coordinator.get(address("proposal", sent)))

    assert "Vauvakahvila" in page
    assert "Iltakahvila" not in page
    assert str(other.name) in page


def test_a_cancelled_date_is_no_clash(coordinator, place):
    sent = factories.proposal(place)
    there = ActivityFactory(place=place, name="Vauvakahvila")
    OccurrenceFactory(
        activity=there, on=sent.starts_on, state=Occurrence.State.CANCELLED
    )

    assert "Vauvakahvila" not in body(coordinator.get(address("proposal", sent)))


def test_a_question_needs_a_sentence_and_is_told_by_letter(coordinator, place):
    sent = factories.proposal(place)

    without = coordinator.post(address("proposal_ask", sent), {"words": " "})
    coordinator.post(address("proposal_ask", sent), {"words": "Sopisiko keskiviikko?"})
    sent.refresh_from_db()

    assert without.status_code == 422
    assert sent.state == "asked"
    assert [step.what for step in sent.steps.all()] == ["sent", "asked"]
    assert Letter.objects.count() == 2


def test_what_was_declined_can_still_be_approved(coordinator, place):
    sent = factories.proposal(place)

    coordinator.post(address("proposal_decline", sent), {"words": "Tila on varattu."})
    again = coordinator.post(address("proposal_decline", sent), {"words": "Ei."})
    coordinator.post(address("proposal", sent))
    sent.refresh_from_db()

    assert again.status_code == 422
    assert sent.state == "approved"
    assert [step.what for step in sent.steps.all()] == ["sent", "declined", "approved"]


def test_what_was_taken_back_is_not_approved(coordinator, place):
    from pirtti.proposals import actions

    sent = factories.proposal(place)
    actions.withdraw(sent)

    assert coordinator.post(address("proposal", sent)).status_code == 422
    assert not Activity.objects.exists()


def test_a_proposal_without_a_place_asks_for_one(client):
    area = AreaFactory()
    place = PlaceFactory(host=OrganisationFactory(area=area))
    client.force_login(user_with(Role.AREA_COORDINATOR, at=area))
    sent = factories.proposal(place, place=None, area=area, place_words="Kirjasto")

    without = client.post(address("proposal", sent))
    client.post(address("proposal", sent), {"place": place.pk})

    assert without.status_code == 422
    assert Activity.objects.get().place == place


def test_another_places_proposals_are_never_seen(coordinator):
    strange = factories.proposal(name="Vierasmerkki")
    for name in ("proposals", "proposal_links", "today", "activities"):
        assert "Vierasmerkki" not in body(coordinator.get(address(name)))
    for name in ("proposal", "proposal_ask", "proposal_decline"):
        answer = coordinator.post(address(name, strange), {"words": "Hei"})
        assert answer.status_code == 404
    strange.refresh_from_db()

    assert strange.state == "waiting"


def test_a_place_of_another_cant_be_given_to_a_proposal(client):
    area = AreaFactory()
    client.force_login(user_with(Role.AREA_COORDINATOR, at=area))
    sent = factories.proposal(PlaceFactory(), place=None, area=area, place_words="x")

    answer = client.post(address("proposal", sent), {"place": PlaceFactory().pk})

    assert answer.status_code == 422
    assert not Activity.objects.exists()


def test_what_waits_is_counted_on_the_day_and_the_activities(coordinator, place):
    factories.proposal(place)
    sent = factories.proposal(place, name="Toinen")

    for name in ("today", "activities"):
        answer = coordinator.get(address(name))
        assert answer.context["page"].asks.proposals == 2
    listed = body(coordinator.get(address("proposals")))
    assert address("proposal", sent) in listed


def test_links_are_listed_copied_and_closed(coordinator, place):
    coordinator.post(address("proposal_links"), {"scope": f"place-{place.pk}"})
    link = ProposalLink.objects.get()

    page = body(coordinator.get(address("proposal_links")))
    assert "/propose/" in page
    assert "<svg" in page
    coordinator.post(address("proposal_link_close", link))
    link.refresh_from_db()

    assert link.revoked_at
    assert (link.expires_at - link.created_at).days == 90
    assert "/propose/" not in body(coordinator.get(address("proposal_links")))


@pytest.mark.parametrize("scope", ["", "place-0", "place-" + "9" * 30, "area-1", "x"])
def test_a_link_is_made_only_for_ones_own(coordinator, scope):
    PlaceFactory(pk=4711)

    answers = [
        coordinator.post(address("proposal_links"), {"scope": one})
        for one in (scope, "place-4711")
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert not ProposalLink.objects.exists()


def test_a_contact_person_proposes_at_anothers_place(client, place):
    own = OrganisationFactory(area=place.area, contact_email="yhdistys@oma.example")
    client.force_login(user_with(Role.ORGANISATION_CONTACT, at=own))

    form = body(client.get(address("propose")))
    values = factories.typed(organisation=own.pk, place=place.pk)
    answer = client.post(address("propose"), values)

    sent = Proposal.objects.get()
    assert f'<option value="{place.pk}">' in form
    assert answer.status_code == 302
    assert (sent.organisation, sent.place, sent.state) == (own, place, "waiting")
    assert "Laulutuokio" in body(client.get(address("proposals")))
    assert client.post(address("proposal", sent)).status_code == 404


def test_a_contact_person_of_a_wider_area_keeps_its_name_when_it_changes_it(client):
    county = AreaFactory(level=Level.COUNTY)
    town = AreaFactory(parent=county, level=Level.MUNICIPALITY)
    place = PlaceFactory(host=OrganisationFactory(area=town))
    own = OrganisationFactory(area=county, contact_email="piiri@oma.example")
    client.force_login(user_with(Role.ORGANISATION_CONTACT, at=own))
    values = factories.typed(organisation=own.pk, place=place.pk)
    client.post(address("propose"), values)
    sent = Proposal.objects.get()
    page = reverse(
        "site:proposal_change", args=[proposal_access.word_of_proposal(sent)]
    )

    answer = client.post(page, values | {"starts_at": "9.00"})
    sent.refresh_from_db()

    assert answer.status_code == 302
    assert (sent.organisation, sent.starts_at) == (own, dt.time(9))


def test_one_proposes_only_in_the_name_of_ones_own_organisation(client, place):
    own = OrganisationFactory(area=place.area)
    client.force_login(user_with(Role.ORGANISATION_CONTACT, at=own))

    values = factories.typed(organisation=place.host.pk, place=place.pk)
    answer = client.post(address("propose"), values)

    assert answer.status_code == 422
    assert not Proposal.objects.exists()


def test_a_contact_person_edits_the_own_activity_at_anothers_place(client, place):
    own = OrganisationFactory(area=place.area)
    activity = ActivityFactory(place=place, organisers=[own], draft=True)
    theirs = ActivityFactory(place=place, draft=True)
    date = OccurrenceFactory(activity=activity)
    client.force_login(user_with(Role.ORGANISATION_CONTACT, at=own))

    assert client.get(address("activity", activity)).status_code == 200
    assert client.get(address("occurrence", date)).status_code == 200
    assert client.post(address("publish", activity)).status_code == 302
    assert client.get(address("activity", theirs)).status_code == 404


def test_the_values_of_a_place_are_its_own(coordinator, place):
    page = address("place_values", place)
    coordinator.post(page, {"text_0": "Ovi on auki\nKahvi on kuumaa", "text_1": ""})

    assert "Kahvi on kuumaa" in body(coordinator.get(page))
    coordinator.post(page, {})
    assert "Kahvi on kuumaa" not in body(coordinator.get(page))


def test_a_decision_can_be_later_and_an_approval_can_end(coordinator, place):
    other = OrganisationFactory(area=place.area)
    page = address("actor_decide", place)
    coordinator.post(page, {"organisation_name": "Uusi", "decision": "later"})
    coordinator.post(page, {"organisation": other.pk, "decision": "approved"})
    approved = ActorDecision.objects.get(decision="approved")

    coordinator.post(address("actor_revoke", approved))
    approved.refresh_from_db()

    assert approved.revoked_at
    assert ActorDecision.objects.count() == 2
    nameless = coordinator.post(page, {"decision": "approved"})
    assert nameless.status_code == 422
