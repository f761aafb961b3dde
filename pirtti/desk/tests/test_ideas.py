"""Those who run groups answer ideas: a question, a kind no, or a group with a leader."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from pirtti.calendar.models import Activity, ActivityKind
from pirtti.calendar.tests.factories import KindFactory, weekly
from pirtti.founding.models import GroupIdea, SupportAsk
from pirtti.founding.tests import factories
from pirtti.groups.models import Group, Leader, Task
from pirtti.network.rules import Level, Role
from pirtti.network.tests.factories import (
    AreaFactory,
    OrganisationFactory,
    PlaceFactory,
    user_with,
)
from pirtti.people.models import JournalEntry, User
from pirtti.people.tests.factories import UserFactory
from pirtti.post import kinds, mails
from pirtti.post.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    country = AreaFactory(level=Level.COUNTRY)
    return AreaFactory(parent=country, level=Level.MUNICIPALITY)


@pytest.fixture
def place(town):
    return PlaceFactory(area=town, host=OrganisationFactory(area=town))


@pytest.fixture
def coordinator(client, town):
    user = user_with(Role.AREA_COORDINATOR, at=town)
    client.force_login(user)
    client.user = user
    return client


def address(name, *things):
    return reverse(f"desk:{name}", args=[getattr(one, "pk", one) for one in things])


def body(answer):
    return answer.content.decode()


def typed(place=None, **more):
    """What the page sends for an open group on site."""
    ends_on = timezone.localdate() + dt.timedelta(days=100)
    values = {
        "name_0": "Torstain tuokio",
        "kind": KindFactory(slug="peer-group").pk,
        "place": place.pk if place else "",
        "organisation": "",
        "alias": "Kaisla",
        "ends_on": f"{ends_on.day}.{ends_on.month}.{ends_on.year}",
        "audience": "everyone",
        "joining": "rolling",
        "entry": "sign_up",
        "leadership": "volunteer",
        "meets": "on_site" if place else "online",
        "listing": "public",
        "category": "parents",
        "started_by": ["parents"],
    }
    return values | more


def test_a_new_idea_is_counted_on_the_day_page_and_listed(coordinator, town):
    idea = factories.sent(town, name="Torstain tuokio")

    today = body(coordinator.get(reverse("desk:today")))
    listed = body(coordinator.get(address("ideas")))

    assert address("ideas") in today
    assert address("idea", idea) in listed
    assert "Torstain tuokio" in listed


def test_drafts_are_nobodys_but_the_proposers(coordinator, town):
    idea = factories.draft(town, name="Keskeneräinen")

    assert "Keskeneräinen" not in body(coordinator.get(address("ideas")))
    assert coordinator.get(address("idea", idea)).status_code == 404


@pytest.mark.parametrize(
    ("role", "where", "status"),
    [
        (Role.COORDINATOR, "place", 200),
        (Role.ORGANISATION_CONTACT, "host", 200),
        (Role.AREA_COORDINATOR, "area", 200),
        (Role.WORKER, "place", 404),
        (Role.STEERING_MEMBER, "area", 404),
    ],
)
def test_who_runs_groups_in_the_area_reaches_an_idea(
    client, town, place, role, where, status
):
    idea = factories.sent(town)
    at = {"place": place, "host": place.host, "area": town}[where]
    client.force_login(user_with(role, at=at))

    assert client.get(address("idea", idea)).status_code == status


def test_an_idea_for_a_part_of_town_reaches_those_of_the_whole_town(client, place):
    part = AreaFactory(parent=place.area, level=Level.NEIGHBOURHOOD)
    idea = factories.sent(part)
    client.force_login(user_with(Role.COORDINATOR, at=place))

    assert client.get(address("idea", idea)).status_code == 200


def test_an_idea_of_another_town_is_as_if_there_were_none(coordinator):
    idea = factories.sent(AreaFactory(level=Level.MUNICIPALITY), name="Muualla")

    assert "Muualla" not in body(coordinator.get(address("ideas")))
    for name in ("idea_ask", "idea_decline", "idea"):
        answer = coordinator.post(address(name, idea), {"words": "Hei"} | typed())
        assert answer.status_code == 404
    assert GroupIdea.objects.get().state == "sent"


def test_a_question_goes_to_the_address_and_the_letter_stores_none(coordinator, town):
    idea = factories.sent(town)

    coordinator.post(address("idea_ask", idea), {"words": "Aamulla vai illalla?"})

    letter = Letter.objects.get(kind="idea_news")
    assert letter.to == ""
    assert kinds.get(letter.kind).address(letter) == factories.CONTACT
    mail = mails.compose(letter, kinds.get(letter.kind))
    assert "Aamulla vai illalla?" in mail.body
    assert "Aamulla" not in mail.subject


def test_a_kind_no_needs_its_sentence(coordinator, town):
    idea = factories.sent(town)

    silent = coordinator.post(address("idea_decline", idea), {"words": " "})
    answer = coordinator.post(
        address("idea_decline", idea), {"words": "Ehkä syksyllä."}
    )

    assert (silent.status_code, answer.status_code) == (422, 302)
    assert GroupIdea.objects.get().state == "declined"


def test_a_decided_idea_is_decided_once(coordinator, town, place):
    idea = factories.sent(town)

    first = coordinator.post(address("idea", idea), typed(place))
    second = coordinator.post(address("idea", idea), typed(place))
    late = coordinator.post(address("idea_decline", idea), {"words": "Ei"})

    assert (first.status_code, second.status_code, late.status_code) == (302, 422, 422)
    assert Group.objects.count() == 1


def test_accepting_makes_a_draft_group_with_a_leader_who_needs_no_organisation(
    coordinator, town, place
):
    idea = factories.sent(town, room="missing", life_stages=["small"])

    coordinator.post(address("idea", idea), typed(place))

    group = Group.objects.get()
    leader = Leader.objects.get()
    assert (group.state, group.activity.place) == ("planned", place)
    assert not group.activity.is_published
    assert (group.life_stages, group.started_by) == (["small"], ["parents"])
    assert (leader.alias, leader.ends_on) == ("Kaisla", group.ends_on)
    assert leader.user.email == factories.CONTACT
    assert not leader.user.roles.exists()
    assert GroupIdea.objects.get().group == group


def test_the_new_leader_signs_in_and_opens_the_page_of_the_group(
    client, coordinator, town, place
):
    coordinator.post(address("idea", factories.sent(town)), typed(place))
    client.force_login(User.objects.get(email=factories.CONTACT))

    assert client.get(address("group_support", Group.objects.get())).status_code == 200
    assert client.get(address("ideas")).status_code == 404


def test_the_address_goes_from_the_idea_when_the_group_exists(coordinator, town, place):
    idea = factories.sent(town)

    coordinator.post(address("idea", idea), typed(place, words="Tervetuloa!"))

    idea.refresh_from_db()
    assert (idea.contact, idea.contact_key) == ("", "")
    assert not Letter.objects.filter(kind__in=["idea_sent", "idea_news"]).exists()
    letter = Letter.objects.get(kind="idea_accepted")
    assert letter.to == factories.CONTACT
    mail = mails.compose(letter, kinds.get(letter.kind))
    assert "Tervetuloa!" in mail.body
    assert "Torstain tuokio" not in mail.subject
    assert factories.CONTACT not in str(list(JournalEntry.objects.values()))


def test_an_address_with_an_account_leads_with_that_account(coordinator, town, place):
    known = UserFactory(email=factories.CONTACT.upper())

    coordinator.post(address("idea", factories.sent(town)), typed(place))

    assert Leader.objects.get().user == known
    assert User.objects.filter(email__iexact=factories.CONTACT).count() == 1


def test_a_closed_account_is_said_and_nothing_is_made(coordinator, town, place):
    UserFactory(email=factories.CONTACT, is_active=False)
    idea = factories.sent(town)

    answer = coordinator.post(address("idea", idea), typed(place))

    assert answer.status_code == 422
    assert (Group.objects.count(), Activity.objects.count()) == (0, 0)
    assert GroupIdea.objects.get().state == "sent"


def test_what_is_missing_becomes_tasks_with_owner_and_day(coordinator, town, place):
    idea = factories.sent(town, room="missing", child_care="missing", food="here")
    shown = body(coordinator.get(address("idea", idea)))
    due = timezone.localdate() + dt.timedelta(days=5)

    coordinator.post(
        address("idea", idea),
        typed(
            place,
            room_by="me",
            room_on=f"{due.day}.{due.month}.{due.year}",
            child_care_by="leader",
            telling_by="later",
        ),
    )

    assert shown.count('value="me" selected') == 3  # room, child care, telling
    tasks = {task.what: task for task in Task.objects.all()}
    assert set(tasks) == {"room", "child_care", "telling"}
    assert (tasks["room"].owner, tasks["room"].due_on) == (coordinator.user, due)
    assert tasks["child_care"].owner == Leader.objects.get().user
    assert tasks["telling"].owner is None


def test_a_targeted_group_is_never_listed_whatever_is_chosen(coordinator, town, place):
    idea = factories.sent(town, audience="targeted")
    shown = body(coordinator.get(address("idea", idea)))

    coordinator.post(
        address("idea", idea),
        typed(place, audience="targeted", entry="invitation", listing="public"),
    )

    group = Group.objects.get()
    assert 'value="targeted" selected' in shown
    assert 'value="unlisted" selected' in shown
    assert (group.listing, group.activity.is_listed) == ("unlisted", False)
    assert "torstain" not in group.activity.slug


def test_an_online_group_led_by_experience_needs_no_place_and_no_worker(
    coordinator, town
):
    idea = factories.sent(town, leads_as="experience", meets="online")
    shown = body(coordinator.get(address("idea", idea)))

    coordinator.post(address("idea", idea), typed(leadership="experience"))

    group = Group.objects.get()
    assert 'value="experience" selected' in shown
    assert (group.leadership, group.meets) == ("experience", "online")
    assert (group.activity.place, group.activity.area) == (None, town)
    assert not group.activity.organisers.exists()


def test_a_group_that_leads_itself_is_published_without_an_organisation(
    client, coordinator, town, place
):
    idea = factories.sent(town, leads_as="experience")
    chosen = typed(place, leadership="experience", entry="walk_in")
    coordinator.post(address("idea", idea), chosen)
    group = Group.objects.get()
    weekly(group.activity, starts_on=timezone.localdate() + dt.timedelta(days=9))

    client.force_login(Leader.objects.get().user)
    answer = client.post(address("group_recruit", group), {"decision_on": ""})

    assert answer.status_code == 302
    client.logout()
    page = client.get(f"/en/activity/{group.activity.slug}/")
    assert page.status_code == 200
    assert "Led by parents with the same experience: Kaisla" in body(page)
    assert "Organised by" not in body(page)
    assert '"organizer"' not in body(page)

    client.force_login(coordinator.user)
    edited = {
        "name_0": "Illan tuokio",
        "kind": group.activity.kind_id,
        "place": place.pk,
        "age_unit": "years",
        "sign_up": "none",
    }
    client.post(address("activity", group.activity), edited)
    assert str(Activity.objects.get().name) == "Illan tuokio"

    Leader.objects.all().delete()
    client.post(address("unpublish", group.activity))
    client.post(address("publish", group.activity))
    assert not Activity.objects.get().is_published


def test_a_wished_support_person_waits_for_an_answer(coordinator, town, place):
    idea = factories.sent(town, wants_support=True)

    coordinator.post(address("idea", idea), typed(place))

    assert SupportAsk.objects.get().group == Group.objects.get()
    assert address("group_support", Group.objects.get()) in body(
        coordinator.get(address("ideas"))
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"name_0": ""},
        {"alias": ""},
        {"ends_on": "1.1.2020"},
        {"ends_on": "31.2."},
        {"place": ""},
        {"audience": "aliens"},
        {"kind": "9" * 30},
        {"started_by": ["nobody"]},
        {"room_by": "king"},
        {"room_by": "me", "room_on": "kohta"},
        {"words": "x" * 601},
        {"alias": "131052-308T"},
    ],
)
def test_wrong_input_makes_no_group(coordinator, town, place, wrong):
    idea = factories.sent(town)

    answer = coordinator.post(address("idea", idea), typed(place) | wrong)

    assert answer.status_code == 422
    assert not Group.objects.exists()
    assert not User.objects.filter(email=factories.CONTACT).exists()


def test_a_place_of_somebody_else_cannot_be_chosen(coordinator, town):
    strange = PlaceFactory()

    answer = coordinator.post(address("idea", factories.sent(town)), typed(strange))

    assert answer.status_code == 422


def test_without_kinds_of_activities_the_page_still_opens(coordinator, town):
    ActivityKind.objects.all().delete()

    answer = coordinator.get(address("idea", factories.sent(town)))

    assert answer.status_code == 200
