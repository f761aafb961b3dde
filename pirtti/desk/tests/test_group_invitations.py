"""A group's personal invitations: piles, letters and cards, which way worked."""

import datetime as dt
import io

import pytest
import time_machine
from django.utils import translation
from pypdf import PdfReader

from pirtti.desk.queries import group_invitations as queries
from pirtti.desk.tests.pages import coordinator, text_of, url
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.network.tests.factories import OrganisationFactory, PlaceFactory
from pirtti.people.models import JournalEntry
from pirtti.people.tests.factories import UserFactory
from pirtti.signups import access, actions
from pirtti.signups.models import Intake, Invitation, InvitationCode

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC)
LAST = dt.date(2027, 1, 31)


@pytest.fixture(autouse=True)
def a_sunday_in_november():
    with time_machine.travel(NOON, tick=False), translation.override("en"):
        yield


@pytest.fixture
def place():
    return PlaceFactory(street="Hakopolku 2")


@pytest.fixture
def group(place):
    return GroupFactory(activity__place=place)


@pytest.fixture
def hidden(place):
    return GroupFactory(hidden=True, activity__place=place)


@pytest.fixture
def desk(client, place):
    coordinator(client, place)
    return client


def pile_of(group, number=3, source="clinic", **values):
    return actions.invite(
        group.activity.intake,
        source=source,
        number=number,
        valid_until=LAST,
        by=None,
        **values,
    )


def read(answer):
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(answer.content))


def words(pdf):
    return " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)


def typed(**changed):
    return {"source": "clinic", "number": "16", "valid_until": "31.1.2027"} | changed


def test_a_pile_is_made_with_a_code_for_each_card(desk, group, place):
    clinic = OrganisationFactory(area=place.area)

    answer = desk.post(
        url("group_invitations", group.pk), typed(organisation=clinic.pk)
    )

    pile = Invitation.objects.get()
    assert answer["Location"] == url("group_invitations", group.pk)
    assert (pile.given, pile.organisation, pile.valid_until) == (16, clinic, LAST)
    assert len({code.token_hash for code in pile.codes.all()}) == 16


def test_the_form_that_is_sent_twice_makes_one_pile(desk, group):
    page = desk.get(url("group_invitations", group.pk))
    key = page.context["form"]["key"].value()
    for _time in range(2):
        desk.post(url("group_invitations", group.pk), typed(key=key))

    assert f'value="{key}"' in page.content.decode()
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"number": "0"},
        {"number": "201"},
        {"number": "some"},
        {"source": "neighbour"},
        {"valid_until": "21.11.2026"},
        {"valid_until": "24.11.2027"},
        {"valid_until": ""},
        {"valid_until": "31.2.2027"},
        {"organisation": "99999"},
    ],
)
def test_a_pile_that_cannot_be_is_not_made(desk, group, changed):
    answer = desk.post(url("group_invitations", group.pk), typed(**changed))

    assert answer.status_code == 422
    assert not InvitationCode.objects.exists()


def test_each_letter_has_a_page_and_an_address_of_its_own(desk, group):
    pile = pile_of(group)

    pdf = read(desk.get(url("invitation_letters", pile.pk), {"in": "en"}))

    assert len(pdf.pages) == 3
    assert round(float(pdf.pages[0].mediabox.width) / 72 * 25.4) == 148
    for page, code in zip(pdf.pages, pile.codes.order_by("pk"), strict=True):
        told = "".join(page.extract_text().split())
        assert access.word_of_code(code) in told.replace("\u200b", "")
    told = words(pdf)
    assert str(group.activity.name) in told
    assert "Hakopolku 2" in told


def test_letters_and_cards_are_tagged_pdf_in_their_language(desk, group):
    pile = pile_of(group)
    for name, language in (("letters", "fi"), ("letters", "sv"), ("cards", "en")):
        pdf = read(desk.get(url(f"invitation_{name}", pile.pk), {"in": language}))
        root = pdf.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"].startswith(language)
        assert b"pdfuaid" in root["/Metadata"].get_data()


def test_eight_cards_stand_on_a_sheet(desk, group):
    pile = pile_of(group, number=9)

    pdf = read(desk.get(url("invitation_cards", pile.pk)))

    assert len(pdf.pages) == 2
    assert round(float(pdf.pages[0].mediabox.width) / 72 * 25.4) == 210
    found = "".join(words(pdf).split()).replace("\u200b", "")
    assert all(access.word_of_code(code) in found for code in pile.codes.all())


def test_two_languages_stand_side_by_side(desk, group):
    pile = pile_of(group, number=1)
    name = url("invitation_letters", pile.pk)
    one = {code: words(read(desk.get(name, {"in": code}))) for code in ("fi", "en")}
    both = words(read(desk.get(name, {"in": "fi", "with": "en"})))

    assert str(group.activity.name.localize("fi")) in both
    assert str(group.activity.name.localize("en")) in both
    assert len(both) > max(len(told) for told in one.values())


@pytest.mark.parametrize("asked", [{"in": "xx"}, {"with": "klingon"}])
def test_an_unknown_language_is_not_printed(desk, group, asked):
    pile = pile_of(group, number=1)

    assert desk.get(url("invitation_cards", pile.pk), asked).status_code == 404


def test_the_same_pile_printed_again_has_the_same_codes(desk, group):
    pile = pile_of(group)
    name = url("invitation_letters", pile.pk)

    first, second = desk.get(name), desk.get(name)

    assert first.content == second.content


def test_the_letter_of_a_hidden_group_tells_neither_name_place_nor_organiser(
    desk, hidden, place
):
    pile = pile_of(hidden)

    told = words(read(desk.get(url("invitation_letters", pile.pk), {"in": "fi"})))
    answer = desk.get(url("invitation_cards", pile.pk), {"in": "fi", "with": "sv"})

    secrets = [hidden.activity.name, place.name, place.host.name]
    for secret in secrets:
        for code in ("fi", "sv"):
            assert str(secret.localize(code)) not in told + words(read(answer))
    assert "Hakopolku" not in told
    assert (
        "no-store" in answer["Cache-Control"] or "no-cache" in answer["Cache-Control"]
    )
    assert hidden.activity.slug not in answer["Content-Disposition"]


def test_a_stopped_pile_opens_nothing_and_is_printed_no_more(desk, group):
    pile = pile_of(group)
    word = access.word_of_code(pile.codes.first())
    assert actions.open_code(word) is not None

    desk.post(url("invitation_stop", pile.pk))

    assert actions.open_code(word) is None
    assert desk.get(url("invitation_letters", pile.pk)).status_code == 404
    assert "stopped" in text_of(desk.get(url("group_invitations", group.pk)))
    assert JournalEntry.objects.filter(verb="signups.invitation_stopped").exists()


def test_a_pile_that_is_over_is_printed_no_more(desk, group):
    pile = pile_of(group)

    with time_machine.travel(dt.datetime(2027, 2, 1, 10, tzinfo=dt.UTC), tick=False):
        desk.force_login(UserFactory())
        coordinator(desk, group.activity.place)
        assert desk.get(url("invitation_cards", pile.pk)).status_code == 404


def came(pile, number, *, opened=None):
    """Let so many codes of a pile be opened and used."""
    opened = number if opened is None else opened
    codes = list(pile.codes.order_by("pk"))
    for at, code in enumerate(codes):
        code.opened_at = NOON if at < opened else None
        code.used_at = NOON if at < number else None
    InvitationCode.objects.bulk_update(codes, ["opened_at", "used_at"])


def test_the_page_says_plainly_which_way_worked(desk, group):
    came(pile_of(group, 20), 8, opened=12)
    came(pile_of(group, 20, source="day_care"), 6)
    Intake.objects.filter(activity=group.activity).update(
        tally={"heard:friend": 9, "heard:notice": 5, "joined": 14}
    )

    told = text_of(desk.get(url("group_invitations", group.pk)))

    assert (
        "those handed over by Maternity and child health clinic brought most families: 8"
        in told
    )
    assert "A friend or another family told me (9)" in told
    assert '>20</td><td class="number">12</td><td class="number">8</td>' in told


def test_few_families_are_hidden_and_no_way_is_praised_for_them(desk, group):
    came(pile_of(group, 20), 2)
    Intake.objects.filter(activity=group.activity).update(tally={"heard:friend": 1})

    page = queries.page(group, today=dt.date(2026, 11, 22))
    told = text_of(desk.get(url("group_invitations", group.pk)))

    assert [str(way.joined) for way in page.by_hand + page.heard] == ["<5", "<5"]
    assert page.worked == ""
    assert "Too few families" in told
    assert "&lt;5" in told


def test_a_listed_group_leads_to_its_poster_and_a_hidden_one_does_not(
    desk, group, hidden
):
    assert queries.page(group, today=LAST).print_url
    assert queries.page(hidden, today=LAST).print_url == ""
    told = text_of(desk.get(url("group_invitations", hidden.pk)))
    assert "This group is hidden" in told


def test_leaders_reach_their_own_groups_invitations_and_strangers_none(client, hidden):
    pile = pile_of(hidden)
    pages = [
        ("get", url("group_invitations", hidden.pk)),
        ("get", url("invitation_letters", pile.pk)),
        ("get", url("invitation_cards", pile.pk)),
        ("post", url("invitation_stop", pile.pk)),
    ]
    client.force_login(UserFactory())
    for method, page in pages:
        assert getattr(client, method)(page).status_code == 404
    client.force_login(LeaderFactory().user)
    assert client.get(pages[0][1]).status_code == 404

    client.force_login(LeaderFactory(group=hidden).user)
    assert [getattr(client, m)(page).status_code for m, page in pages] == [
        200,
        200,
        200,
        302,
    ]
