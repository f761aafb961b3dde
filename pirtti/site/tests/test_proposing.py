"""A partner without an account proposes by a link and follows what happens."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pirtti.network.tests.factories import (
    AreaFactory,
    OrganisationFactory,
    PlaceFactory,
)
from pirtti.post.models import Letter
from pirtti.proposals import access, actions
from pirtti.proposals.models import Proposal
from pirtti.proposals.tests import factories

pytestmark = pytest.mark.django_db


def page_of(link):
    return reverse("site:propose", args=[access.word_of_link(link)])


def own_page(proposal, name="site:proposal"):
    return reverse(name, args=[access.word_of_proposal(proposal)])


def test_a_link_opens_a_form_and_sending_leads_to_ones_own_page(client):
    link = factories.link(PlaceFactory())

    assert client.get(page_of(link)).status_code == 200
    answer = client.post(page_of(link), factories.typed(values=["0", "2"]))

    sent = Proposal.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == own_page(sent)
    assert (sent.place, sent.organisation_name) == (link.place, "Laulavat perheet ry")
    assert [one["yes"] for one in sent.values[:3]] == [True, False, True]
    assert "Laulutuokio" in client.get(own_page(sent)).content.decode()


def test_the_proposer_gets_the_way_to_its_page_by_mail(client):
    link = factories.link(PlaceFactory())
    client.post(page_of(link), factories.typed())

    letter = Letter.objects.get()

    assert (letter.kind, letter.to) == ("proposal_news", "laulavat@perheet.example")


def test_opening_the_page_stores_nothing(client):
    link = factories.link(PlaceFactory())

    client.get(page_of(link))

    assert not Proposal.objects.exists()


def test_the_same_form_sent_twice_makes_one_proposal(client):
    link = factories.link(PlaceFactory())
    values = factories.typed(key="5a" * 12)

    first = client.post(page_of(link), values)
    second = client.post(page_of(link), values)

    assert Proposal.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_what_is_missing_is_said_and_what_was_typed_stays(client):
    link = factories.link(PlaceFactory())

    answer = client.post(
        page_of(link), factories.typed(organisation_name="", starts_on="1.1.2020")
    )

    assert answer.status_code == 422
    assert {"organisation_name", "starts_on"} <= answer.context["form"].errors.keys()
    assert "laulavat@perheet.example" in answer.content.decode()


def test_a_link_for_an_area_lets_one_choose_a_place_or_use_own_words(client):
    area = AreaFactory()
    place = PlaceFactory(host=OrganisationFactory(area=area))
    elsewhere = PlaceFactory()
    link = factories.link(scope=area)

    chosen = client.post(page_of(link), factories.typed(place=place.pk))
    own_words = client.post(page_of(link), factories.typed(place_words="Kirjasto"))
    wrong = client.post(page_of(link), factories.typed(place=elsewhere.pk))
    nothing = client.post(page_of(link), factories.typed())

    statuses = [one.status_code for one in (chosen, own_words, wrong, nothing)]
    assert statuses == [302, 302, 422, 422]
    assert set(Proposal.objects.values_list("place", "place_words")) == {
        (place.pk, ""),
        (None, "Kirjasto"),
    }


def test_a_link_given_to_an_organisation_has_chosen_it(client):
    partner = OrganisationFactory()
    link = factories.link(PlaceFactory(), organisation=partner)

    body = client.get(page_of(link)).content.decode()
    answer = client.post(page_of(link), factories.typed(organisation=partner.pk))

    assert f'<option value="{partner.pk}" selected>' in body
    assert answer.status_code == 302
    assert Proposal.objects.get().organisation == partner


@pytest.mark.parametrize("how", ["closed", "old"])
def test_a_link_that_is_over_takes_nothing(client, how):
    link = factories.link(PlaceFactory())
    if how == "closed":
        actions.revoke_link(link, by=None)
    else:
        link.expires_at = timezone.now() - dt.timedelta(seconds=1)
        link.save()

    answers = client.get(page_of(link)), client.post(page_of(link), factories.typed())

    assert [answer.status_code for answer in answers] == [410, 410]
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("name", ["propose", "proposal", "proposal_change", "confirm"])
@pytest.mark.parametrize("word", ["nothing", "1.2", "%00", "å" * 50, "x" * 3000])
def test_a_made_up_word_opens_nothing(client, name, word):
    address = reverse(f"site:{name}", args=[word])

    assert client.get(address).status_code == 404
    assert client.post(address, {}).status_code == 404


def test_the_word_of_one_page_does_not_open_another(client):
    link = factories.link(PlaceFactory())
    proposal = factories.proposal()

    assert (
        client.get(
            reverse("site:proposal", args=[access.word_of_link(link)])
        ).status_code
        == 404
    )
    assert (
        client.get(
            reverse("site:propose", args=[access.word_of_proposal(proposal)])
        ).status_code
        == 404
    )
    assert client.get(reverse("site:propose", args=[link.key])).status_code == 404


def test_a_program_that_fills_in_everything_is_not_taken(client):
    link = factories.link(PlaceFactory())

    answer = client.post(
        page_of(link), factories.typed(homepage="https://spam.example")
    )

    assert answer.status_code == 422
    assert not Proposal.objects.exists()


def test_flooding_is_braked(client):
    link = factories.link(PlaceFactory())

    statuses = [
        client.post(page_of(link), factories.typed()).status_code for _ in range(12)
    ]

    assert statuses == [302] * 10 + [422] * 2
    assert Proposal.objects.count() == 10


HOSTILE = {
    "contact_title": "<script>alert(1)</script>",
    "name_0": "010101-123N" + "\u202e",
    "about": "x" * 5000,
    "kind": "9" * 40,
    "audiences": ["9" * 40, "-1"],
    "organisation": "1; DROP TABLE",
    "starts_at": "25.99",
    "starts_on": "31.12.9999",
    "ends_on": "0.0.0",
    "price_cents": "-5",
    "age_from": "1e9",
    "values": ["99", "abc"],
    "key": "../" * 20,
    "how_often": "daily",
    "email": "a@b\r\nBcc: c@d.example",
}


@pytest.mark.parametrize("field", HOSTILE)
def test_hostile_values_are_refused_or_shown_as_plain_text(client, field):
    link = factories.link(PlaceFactory())

    answer = client.post(page_of(link), factories.typed(**{field: HOSTILE[field]}))

    assert answer.status_code in {302, 422}
    assert (
        "<script>alert" not in client.get(answer.get("Location", "/")).content.decode()
    )


def test_without_the_forms_word_nothing_is_taken():
    link = factories.link(PlaceFactory())

    answer = Client(enforce_csrf_checks=True).post(page_of(link), factories.typed())

    assert answer.status_code == 403
    assert not Proposal.objects.exists()


def test_the_proposer_changes_it_until_it_is_approved(client):
    place = PlaceFactory()
    link = factories.link(place)
    client.post(page_of(link), factories.typed())
    sent = Proposal.objects.get()

    answer = client.post(
        own_page(sent, "site:proposal_change"),
        factories.typed(starts_at="12.00", ends_at="13.00", words="Myöhemmin käy."),
    )
    sent.refresh_from_db()

    assert answer.status_code == 302
    assert sent.starts_at == dt.time(12)
    assert "Myöhemmin käy." in client.get(own_page(sent)).content.decode()
    actions.approve(sent, by=None, public=True)
    late = client.post(own_page(sent, "site:proposal_change"), factories.typed())
    sent.refresh_from_db()
    assert late["Location"] == own_page(sent)
    assert sent.state == "approved"


def test_the_proposer_takes_it_back(client):
    sent = factories.proposal()

    client.post(own_page(sent))
    sent.refresh_from_db()

    assert sent.state == "withdrawn"
    assert client.post(own_page(sent)).status_code == 422


def test_the_proposer_reads_the_question_and_no_colleagues_name(client):
    from pirtti.network.tests.factories import RoleFactory

    sent = factories.proposal()
    by = RoleFactory(place=sent.place, user__name="Paikan koordinaattori").user
    actions.ask(sent, words="Sopisiko torstai?", by=by)

    body = client.get(own_page(sent)).content.decode()

    assert "Sopisiko torstai?" in body
    assert "Paikan koordinaattori" not in body


def test_pages_of_a_secret_word_stay_out_of_every_cache_and_search(client):
    link, sent = factories.link(PlaceFactory()), factories.proposal()

    for address in (page_of(link), own_page(sent)):
        answer = client.get(address)
        assert "no-store" in answer["Cache-Control"]
        assert 'content="noindex"' in answer.content.decode()
