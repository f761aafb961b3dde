"""Grants on the desk: a call is made, a leader applies, it is decided, a report comes."""

import pytest
from django.utils import timezone, translation

from pirtti.desk.tests import pages
from pirtti.grants.models import GrantApplication, GrantCall
from pirtti.grants.tests.factories import GrantApplicationFactory, GrantCallFactory
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.network.rules import Role
from pirtti.network.tests.factories import OrganisationFactory, text

pytestmark = pytest.mark.django_db

NAME = "Salamerkki"
APPLIED = {"cents": "250", "purpose": "Kahvia ja retki", "meetings": "10"}


@pytest.fixture
def group():
    return GroupFactory(activity__name=text(NAME, NAME, NAME))


@pytest.fixture
def host(group):
    return group.activity.place.host


@pytest.fixture
def leader(client, group):
    user = LeaderFactory(group=group).user
    client.force_login(user)
    return user


def mine(group, call, page="my_grant"):
    return pages.url(page, group.pk, call.pk)


def as_contact(client, organisation):
    return pages.sign_in(client, Role.ORGANISATION_CONTACT, at=organisation)


def test_a_call_of_january_is_made_in_one_form(client, host):
    as_contact(client, host)
    shown = client.get(pages.url("grant_new"))
    january = timezone.localdate().year + 1
    assert f"1.1.{january}" in pages.text_of(shown)
    typed = {
        "organisation": host.pk,
        "name_0": "Toiminta-avustus",
        "for_groups": "local",
        "opens_on": f"1.1.{january}",
        "closes_on": f"31.1.{january}",
        "report_due_on": f"31.1.{january + 1}",
        "most_cents": "1 200,50",
    }

    wrong = client.post(
        pages.url("grant_new"), typed | {"closes_on": f"1.12.{january - 1}"}
    )
    made = client.post(pages.url("grant_new"), typed)

    assert wrong.status_code == 422
    assert "Toiminta-avustus" in pages.text_of(wrong)
    call = GrantCall.objects.get()
    assert made.url == pages.url("grant", call.pk)
    assert (call.organisation, call.most_cents) == (host, 120_050)


def test_a_leader_applies_and_what_was_typed_stays_after_the_window(
    client, leader, group, host
):
    call = GrantCallFactory(organisation=host, open=True)
    too_much = client.post(mine(group, call), APPLIED | {"cents": "600"})
    kept = client.post(mine(group, call), APPLIED | {"draft": "1"})
    assert [too_much.status_code, kept.status_code] == [422, 302]
    assert GrantApplication.objects.get().state == "draft"

    client.post(mine(group, call), APPLIED | {"cents": "300"})
    closed = GrantCallFactory(organisation=host)
    late = client.post(mine(group, closed), APPLIED)

    sent = GrantApplication.objects.get()
    assert (sent.state, sent.cents) == ("sent", 30_000)
    assert late.status_code == 422
    assert "Kahvia ja retki" in pages.text_of(late)


def test_a_decision_is_made_after_the_window_and_its_reason_is_read_by_the_leader(
    client, leader, group, host
):
    found = GrantApplicationFactory(
        group=group, call=GrantCallFactory(organisation=host), cents=30_000
    )
    as_contact(client, host)
    page = pages.url("grant_application", found.pk)
    assert NAME in pages.text_of(client.get(page))

    typed = {"what": "grant", "granted": "301", "reason": "Rahaa jäi"}
    above = client.post(page, typed)
    granted = client.post(page, typed | {"granted": "200"})

    assert [above.status_code, granted.status_code] == [422, 302]
    found.refresh_from_db()
    assert (found.state, found.granted_cents) == ("granted", 20_000)
    client.force_login(leader)
    assert "Rahaa jäi" in pages.text_of(client.get(mine(group, found.call)))


def test_a_report_is_sent_and_stands_on_the_call_and_in_its_file(
    client, leader, group, host
):
    call = GrantCallFactory(organisation=host)
    found = GrantApplicationFactory(granted=True, group=group, call=call)
    page = mine(group, call, "my_grant_report")
    typed = {"cents_used": "301", "done": "Retki ja kahvit"}
    typed |= {"meetings": "9", "visits": "80"}

    above = client.post(page, typed)
    sent = client.post(page, typed | {"cents_used": "299,50"})

    assert [above.status_code, sent.status_code] == [422, 302]
    as_contact(client, host)
    shown = client.get(pages.url("grant_application", found.pk))
    assert "Retki ja kahvit" in pages.text_of(shown)
    file = client.get(pages.url("grant_csv", call.pk)).content.decode()
    assert f"{found.pk};{NAME};" in file
    assert ";300,00;300,00;10;" in file
    assert ";299,50;9;80;" in file


def test_a_late_report_is_shown_to_who_granted(client, group, host):
    call = GrantCallFactory(organisation=host, report_due_on=pages.in_days(-1))
    GrantApplicationFactory(granted=True, group=group, call=call)
    as_contact(client, host)

    with translation.override("en"):
        shown = client.get(pages.url("grants"))

    assert "1 report is late" in pages.text_of(shown)


def test_who_decides_for_an_area_reads_no_name_of_a_hidden_group_of_another(client):
    group = GroupFactory(hidden=True, activity__name=text(NAME, NAME, NAME))
    district = OrganisationFactory()
    call = GrantCallFactory(organisation=district, area=group.activity.area)
    found = GrantApplicationFactory(group=group, call=call)
    as_contact(client, district)

    for page in (
        pages.url("grants"),
        pages.url("grant", call.pk),
        pages.url("grant_csv", call.pk),
        pages.url("grant_application", found.pk),
    ):
        answer = client.get(page)
        assert answer.status_code == 200
        assert NAME not in answer.content.decode()
        assert group.activity.slug not in answer.content.decode()


def test_a_group_that_has_ended_reads_its_own_grants_and_is_not_asked_to_apply(
    client, leader, group, host
):
    GrantCallFactory(organisation=host, open=True, name=text("Uusi haku"))
    past = GrantCallFactory(organisation=host, name=text("Vanha haku"))
    GrantApplicationFactory(granted=True, group=group, call=past)
    group.state = "ended"
    group.save()

    shown = pages.text_of(client.get(pages.url("my_grants", group.pk)))

    assert "Vanha haku" in shown
    assert "Uusi haku" not in shown


def test_drafts_are_read_by_nobody_but_the_leaders(client, group, host):
    call = GrantCallFactory(organisation=host, open=True)
    draft = GrantApplicationFactory(group=group, call=call, state="draft")
    as_contact(client, host)

    shown = client.get(pages.url("grant", call.pk))

    assert NAME not in pages.text_of(shown)
    assert client.get(pages.url("grant_application", draft.pk)).status_code == 404
