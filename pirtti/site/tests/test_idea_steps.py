"""Anybody has an idea for a group: six plain steps, no account, one secret link."""

import datetime as dt

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from pirtti.calendar.tests.factories import ActivityFactory, AudienceFactory
from pirtti.core import sealed
from pirtti.founding import access, actions
from pirtti.founding.models import GroupIdea, IdeaNote, LeaderInvite
from pirtti.founding.tests import factories
from pirtti.groups.tests.factories import GroupFactory
from pirtti.network.rules import Level, Role
from pirtti.network.tests.factories import AreaFactory, PlaceFactory, text, user_with
from pirtti.people.models import User
from pirtti.post import kinds, mails
from pirtti.post.models import Letter

pytestmark = pytest.mark.django_db
STEPS = list(factories.TYPED)


@pytest.fixture
def town():
    return AreaFactory(
        level=Level.MUNICIPALITY, slug="kaupunki", name=text("Kaupunki", "Staden")
    )


def page(idea, step):
    return reverse("site:idea", args=[factories.word(idea), step])


def body(answer):
    return answer.content.decode()


def begin(client, area, **more):
    return client.post(reverse("site:idea_start"), {"area": area.slug} | more)


def stored_text():
    """Every value of every table of ours, in one text."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("pirtti.") or "django" in model.__module__:
            found += [str(row) for row in model._base_manager.values_list()]
    return "\n".join(found)


def test_what_is_there_already_is_shown_first(client, town):
    place = PlaceFactory(area=town, host__area=town, host__email="ry@yhdistys.example")
    fathers = AudienceFactory()
    like = ActivityFactory(place=place, name=text("Isien aamu"), audiences=[fathers])
    ActivityFactory(place=place, name=text("Kaikkien kahvila"))

    answer = client.get(
        reverse("site:idea_start"), {"where": "kaupunki", "audience": fathers.slug}
    )

    assert answer.status_code == 200
    assert str(like.name) in body(answer)
    assert "ry@yhdistys.example" in body(answer)
    assert "Kaikkien kahvila" not in body(answer)
    assert not GroupIdea.objects.exists()


def test_a_group_that_nobody_may_find_is_not_shown_as_nearby(client, town):
    place = PlaceFactory(area=town)
    GroupFactory(activity__place=place, activity__name=text("Näkyvä ryhmä"))
    GroupFactory(
        hidden=True, activity__place=place, activity__name=text("Kätketty ryhmä")
    )

    shown = body(client.get(reverse("site:idea_start"), {"area": "kaupunki"}))

    assert "Näkyvä ryhmä" in shown
    assert "Kätketty" not in shown


def test_a_name_that_nobody_knows_is_said_and_several_are_offered(client, town):
    AreaFactory(name=text("Kaupunginkylä"), slug="kaupunginkyla")

    nothing = client.get(reverse("site:idea_start"), {"where": "qqqqqq"})
    several = client.get(reverse("site:idea_start"), {"where": "kaup"})

    assert "qqqqqq" in body(nothing)
    assert "?area=kaupunginkyla" in body(several)


def test_beginning_leads_to_the_first_step_behind_a_secret_link(client, town):
    answer = begin(client, town)

    idea = GroupIdea.objects.get()
    assert answer["Location"] == page(idea, "leader")
    assert factories.word(idea) not in stored_text()
    assert len(factories.word(idea)) >= 43


@pytest.mark.parametrize(
    "typed",
    [{"area": "ei-ole"}, {"area": "kaupunki", "homepage": "x"}, {"audience": "x'"}],
)
def test_a_beginning_without_an_area_or_by_a_program_is_refused(client, town, typed):
    answer = client.post(reverse("site:idea_start"), typed)

    assert answer.status_code == 422
    assert not GroupIdea.objects.exists()


def test_too_many_beginnings_of_one_network_are_slowed_down(client, town):
    answers = [begin(client, town).status_code for _each in range(21)]

    assert answers == [302] * 20 + [422]
    assert GroupIdea.objects.count() == 20


def test_six_steps_lead_to_the_page_where_it_is_sent(client, town):
    begin(client, town)
    idea = GroupIdea.objects.get()

    ways = [
        client.post(page(idea, step), typed)["Location"]
        for step, typed in factories.TYPED.items()
    ]

    assert ways == [page(idea, step) for step in [*STEPS[1:], "ready"]]
    idea.refresh_from_db()
    assert (idea.alias, idea.audience, idea.meetings) == ("Kaisla", "targeted", 10)
    assert (idea.room, idea.food, idea.wants_support) == ("missing", "here", True)
    assert access.contact_of(idea) == factories.CONTACT
    ready = body(client.get(page(idea, "ready")))
    assert "Torstain tuokio" in ready
    assert 'value="send"' in ready


@pytest.mark.parametrize("step", STEPS)
def test_every_step_may_be_left_empty(client, town, step):
    idea = factories.draft(town, contact=None)

    answer = client.post(page(idea, step), {})

    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("step", "wrong"),
    [
        ("leader", {"contact": "ei osoite", "alias": "Kaisla"}),
        ("leader", {"alias": "x" * 41}),
        ("leader", {"leading": "somehow"}),
        ("telling", {"channels": ["pigeon"]}),
        ("telling", {"telling": "x" * 401}),
        ("whom", {"for_whom": "lapsi 131052-308T"}),
        ("whom", {"age_from_months": "36", "age_to_months": "12"}),
        ("whom", {"age_from_months": "-1"}),
        ("whom", {"audiences": ["9" * 30]}),
        ("whom", {"languages": ["xx"]}),
        ("networks", {"networks": "x" * 601}),
        ("networks", {"networks": "a\x00b"}),
        ("resources", {"room": "maybe"}),
        ("content", {"meetings": "0"}),
        ("content", {"meetings": "monta"}),
        ("content", {"until": "1.1.2020"}),
        ("content", {"until": "32.13."}),
        ("content", {"how_often": "always"}),
    ],
)
def test_wrong_input_is_said_at_its_step_and_nothing_is_stored(
    client, town, step, wrong
):
    idea = factories.draft(town)
    before = GroupIdea.objects.values().get()

    answer = client.post(page(idea, step), wrong)

    assert answer.status_code == 422
    assert "error-summary" in body(answer)
    assert GroupIdea.objects.values().get() == before


def test_an_identity_code_is_never_said_back(client, town):
    idea = factories.draft(town)

    answer = client.post(page(idea, "leader"), {"alias": "131052-308T"})

    assert answer.status_code == 422
    assert not GroupIdea.objects.filter(alias__contains="131052").exists()


def test_one_goes_back_and_to_any_step_and_what_was_told_is_kept(client, town):
    idea = factories.draft(town)

    back = client.post(page(idea, "telling"), {"telling": "Taulu", "to": "back"})
    jump = client.post(page(idea, "whom"), {"for_whom": "Isät", "to": "content"})
    wild = client.post(page(idea, "whom"), {"for_whom": "Isät", "to": "//evil"})

    assert back["Location"] == page(idea, "leader")
    assert jump["Location"] == page(idea, "content")
    assert wild["Location"] == page(idea, "networks")
    assert "Taulu" in body(client.get(page(idea, "telling")))


def test_progress_is_told_in_words(client, town):
    idea = factories.draft(town)
    address = page(idea, "whom").replace("/fi/", "/en/")

    shown = body(client.get(address))

    assert "Step 3 of 6" in shown
    assert "next: With whom" in shown


def test_a_draft_goes_on_on_another_device_by_its_link_alone(client, town):
    begin(client, town)
    idea = GroupIdea.objects.get()
    client.post(page(idea, "leader"), factories.TYPED["leader"])

    other = Client()

    assert "Kaisla" in body(other.get(page(idea, "leader")))
    assert factories.CONTACT in body(other.get(page(idea, "leader")))
    assert other.post(page(idea, "whom"), {"for_whom": "Isät"}).status_code == 302


def test_another_word_opens_nothing_and_an_unknown_step_is_missing(client, town):
    idea = factories.draft(town)
    strange = reverse("site:idea", args=["x" * 43, "leader"])

    assert client.get(strange).status_code == 404
    assert client.post(strange, {"alias": "x"}).status_code == 404
    assert client.get(page(idea, "seventh")).status_code == 404
    assert client.post(page(idea, "seventh"), {}).status_code == 404


def test_pages_of_an_idea_are_kept_by_nobody_and_found_by_nobody(client, town):
    idea = factories.draft(town)

    answer = client.get(page(idea, "leader"))

    assert "no-store" in answer["Cache-Control"]
    assert 'content="noindex"' in body(answer)


@pytest.mark.parametrize(
    ("gone", "step"),
    [({"alias": ""}, "leader"), ({"for_whom": ""}, "whom"), ({}, "leader")],
)
def test_it_can_be_sent_only_with_what_the_next_person_needs(client, town, gone, step):
    idea = factories.draft(
        town, contact=None if not gone else factories.CONTACT, **gone
    )

    shown = body(client.get(page(idea, "ready")))
    answer = client.post(page(idea, "ready"), {"do": "send"})

    assert f'href="{page(idea, step)}"' in shown
    assert answer.status_code == 422
    assert GroupIdea.objects.get().state == "draft"
    assert not Letter.objects.exists()


def test_sending_mails_the_link_and_tells_those_who_run_groups_there(client, town):
    near = user_with(Role.AREA_COORDINATOR, at=town)
    user_with(Role.AREA_COORDINATOR, at=AreaFactory())
    user_with(Role.WORKER, at=town)
    idea = factories.draft(town)

    client.post(page(idea, "ready"), {"do": "send"})

    mine = Letter.objects.get(kind="idea_sent")
    arrived = Letter.objects.get(kind="idea_arrived")
    mail = mails.compose(mine, kinds.get(mine.kind))
    assert factories.word(idea) in mail.body
    assert kinds.get(mine.kind).address(mine) == factories.CONTACT
    assert arrived.to == near.email
    assert (
        f"/desk/ideas/{idea.pk}/"
        in mails.compose(arrived, kinds.get(arrived.kind)).body
    )


def test_sent_twice_is_sent_once(client, town):
    idea = factories.draft(town)

    first = client.post(page(idea, "ready"), {"do": "send"})
    second = client.post(page(idea, "ready"), {"do": "send"})

    assert (first.status_code, second.status_code) == (302, 422)
    assert IdeaNote.objects.count() == 1
    assert Letter.objects.filter(kind="idea_sent").count() == 1


def test_the_address_stands_nowhere_in_plain_text(client, town):
    begin(client, town)
    idea = GroupIdea.objects.get()
    for step, typed in factories.TYPED.items():
        client.post(page(idea, step), typed)
    client.post(page(idea, "ready"), {"do": "send"})
    actions.ask(idea, words="Milloin?", by=None)

    everything = stored_text()

    assert "Torstain tuokio" in everything
    assert "canary-idea" not in everything


def test_taking_it_back_leaves_no_row(client, town):
    user_with(Role.AREA_COORDINATOR, at=town)
    idea = factories.sent(town, name="Torstain tuokio")
    own = page(idea, "ready")

    answer = client.post(own, {"do": "withdraw"})

    assert answer["Location"].endswith("?done=erased")
    assert (GroupIdea.objects.count(), IdeaNote.objects.count()) == (0, 0)
    assert not Letter.objects.exists()
    assert "Torstain tuokio" not in stored_text()
    assert client.get(own).status_code == 404


def test_opening_any_page_of_an_idea_changes_nothing(client, town):
    idea = factories.sent(town)
    before = stored_text()

    for step in [*STEPS, "ready"]:
        client.get(page(idea, step))

    assert stored_text() == before


def test_a_question_is_answered_by_the_link(client, town):
    coordinator = user_with(Role.AREA_COORDINATOR, at=town)
    idea = factories.sent(town)
    actions.ask(idea, words="Aamulla vai illalla?", by=coordinator)

    assert "Aamulla vai illalla?" in body(client.get(page(idea, "ready")))
    empty = client.post(page(idea, "ready"), {"do": "answer", "words": ""})
    answer = client.post(page(idea, "ready"), {"do": "answer", "words": "Illalla"})

    assert (empty.status_code, answer.status_code) == (422, 302)
    assert GroupIdea.objects.get().state == "sent"
    assert Letter.objects.filter(kind="idea_arrived").count() == 2


def test_a_new_address_after_sending_gets_the_link_and_the_old_one_nothing(
    client, town
):
    idea = factories.sent(town)

    client.post(
        page(idea, "leader"), {"alias": "Kaisla", "contact": "toinen@koti.example"}
    )

    letter = Letter.objects.get(kind="idea_sent")
    assert kinds.get(letter.kind).address(letter) == "toinen@koti.example"


def test_what_is_decided_can_no_longer_be_changed(client, town):
    idea = factories.sent(town)
    actions.decline(idea, words="Nyt ei ole tilaa.", by=None)

    answer = client.post(page(idea, "leader"), {"alias": "Toinen"})

    assert answer["Location"] == page(idea, "ready")
    assert GroupIdea.objects.get().alias == "Kaisla"
    assert "Nyt ei ole tilaa." in body(client.get(page(idea, "ready")))


@pytest.fixture
def invite():
    group = GroupFactory(ends_on=dt.date.today() + dt.timedelta(days=60))
    return actions.invite_leader(
        group, address="pari@koti.example", language="fi", by=None
    )


def test_somebody_asked_to_lead_says_yes_under_a_name_of_their_own(client, invite):
    address = reverse("site:lead_invite", args=[access.word_of_invite(invite)])

    assert client.get(address).status_code == 200
    assert not invite.group.leaders.exists()
    nameless = client.post(address, {"do": "yes", "alias": ""})
    answer = client.post(address, {"do": "yes", "alias": "Vaahtera"})

    assert (nameless.status_code, answer.status_code) == (422, 200)
    leader = invite.group.leaders.get()
    assert (leader.alias, leader.ends_on) == ("Vaahtera", invite.group.ends_on)
    assert leader.user.email == "pari@koti.example"
    assert not LeaderInvite.objects.exists()
    assert client.get(address).status_code == 404


def test_saying_no_to_leading_erases_the_address(client, invite):
    address = reverse("site:lead_invite", args=[access.word_of_invite(invite)])

    client.post(address, {"do": "no"})

    assert not LeaderInvite.objects.exists()
    assert not Letter.objects.exists()
    assert not User.objects.filter(email="pari@koti.example").exists()


def test_an_address_that_was_asked_is_sealed_and_its_mail_names_no_group(invite):
    letter = Letter.objects.get()
    mail = mails.compose(letter, kinds.get(letter.kind))

    assert "pari@koti.example" not in stored_text()
    assert sealed.unseal(LeaderInvite.objects.get().address) == "pari@koti.example"
    assert str(invite.group.activity.name) not in mail.subject + mail.body
