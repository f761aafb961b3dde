"""Those who run groups see states, steps and numbers; never a family."""

import pytest
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from pirtti.calendar.models import Activity
from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory
from pirtti.desk.tests.pages import coordinator, in_days, sign_in, text_of, typed, url
from pirtti.groups import actions, queries
from pirtti.groups.models import AxisWord, Group, Leader, Task
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.network.rules import Role
from pirtti.network.tests.factories import AreaFactory, PlaceFactory, text
from pirtti.people.models import User
from pirtti.post.models import Letter
from pirtti.signups.models import Intake
from pirtti.signups.tests.factories import PartyFactory

pytestmark = pytest.mark.django_db
CANARY = "Kanariakäpy"


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def group(place):
    group = GroupFactory(activity__place=place, activity__name=text("Tupa", en="Tupa"))
    LeaderFactory(group=group, alias="Vetäjä Veera")
    return group


def settings(**changed):
    """What the settings form sends."""
    return {
        "audience": "everyone",
        "joining": "rolling",
        "entry": "sign_up",
        "leadership": "pair",
        "meets": "on_site",
        "listing": "public",
        "category": "fathers",
        "started_by": ["clinic", "parents"],
        "has_board": "on",
        "ends_on": typed(in_days(90)),
        "counts": "families",
        "capacity": "12",
        "minimum": "4",
        "most_adults": "2",
        "most_children": "5",
        "needs": ["interpreter", "child_care"],
        "when_full": "offers",
    } | changed


def test_the_list_tells_where_groups_stand_in_numbers(client, place, group):
    PartyFactory.create_batch(3, intake=queries.intake_of(group), nickname=CANARY)
    PartyFactory(intake=queries.intake_of(group), state="waiting", nickname=CANARY)
    coordinator(client, place)

    page = text_of(client.get(url("groups")))

    assert "Tupa" in page
    assert "Families in: 3 · waiting: 1 · free seats: 7" in page
    assert "Only one leader" in page
    assert "No dates to come" in page
    assert CANARY not in page


def test_the_days_to_the_decision_are_counted(client, place, group):
    group.state, group.decision_on = "recruiting", in_days(3)
    group.save()
    coordinator(client, place)

    assert "It is decided in 3 days." in text_of(client.get(url("groups")))


def test_ended_groups_stand_on_a_list_of_their_own(client, place, group):
    group.state = "ended"
    group.save()
    coordinator(client, place)

    assert "Tupa" not in text_of(client.get(url("groups")))
    assert "Tupa" in text_of(client.get(url("groups"), {"show": "over"}))


@pytest.mark.parametrize("number", ["2", "-1", "٣", "9" * 30, "x"])
def test_any_page_number_is_answered(client, place, group, number):
    coordinator(client, place)

    assert client.get(url("groups"), {"page": number}).status_code == 200


def test_only_who_runs_groups_sees_the_list(client, place, group):
    sign_in(client, Role.WORKER, at=place)

    assert client.get(url("groups")).status_code == 404
    assert client.get(url("group", group.pk)).status_code == 404


def test_a_group_of_another_place_is_404_like_a_missing_one(client, place, group):
    coordinator(client, PlaceFactory())
    pages = ["group", "group_settings", "group_decision", "group_dates"]

    for name in pages:
        assert client.get(url(name, group.pk)).status_code == 404
        assert client.get(url(name, 987654)).status_code == 404
    assert client.post(url("group_end", group.pk)).status_code == 404
    group.refresh_from_db()
    assert group.state == "running"


def test_a_hidden_group_is_reached_by_who_runs_it_and_nobody_else(client, place):
    hidden = GroupFactory(hidden=True, activity__place=place)
    coordinator(client, place)
    assert client.get(url("group", hidden.pk)).status_code == 200
    assert client.get(url("activity", hidden.activity_id)).status_code == 404

    coordinator(client, PlaceFactory())
    assert client.get(url("group", hidden.pk)).status_code == 404


def test_the_page_of_a_group_tells_no_family(client, place, group):
    group.activity.intake.needs = ["interpreter"]
    party = PartyFactory(
        intake=queries.intake_of(group),
        nickname=CANARY,
        contact="kanaria@koti.example",
        needs=["interpreter"],
        interpreter="ar",
    )
    actions.needs_to_tasks(party)
    coordinator(client, place)

    answer = client.get(url("group", group.pk))
    page = text_of(answer)

    assert "families are in" in page
    assert "Vetäjä Veera" in page
    assert "Open group" in page
    assert "An interpreter" in page
    assert "A family needs it" in page
    assert CANARY not in page
    assert "kanaria@" not in page
    assert group.leaders.get().user.email not in page
    assert "no-store" in answer["Cache-Control"]


def test_an_activity_becomes_a_group_with_its_sign_up(client, place):
    activity = ActivityFactory(place=place)
    coordinator(client, place)
    assert url("group_new", activity.pk) in text_of(
        client.get(url("activity", activity.pk))
    )

    answer = client.post(url("group_new", activity.pk), settings())

    group = Group.objects.get(activity=activity)
    assert answer.status_code == 302
    assert answer["Location"].endswith(url("group", group.pk))
    assert (group.category, group.started_by) == ("fathers", ["clinic", "parents"])
    intake = queries.intake_of(group)
    assert (intake.capacity, intake.minimum) == (12, 4)
    assert set(intake.needs) == {"child_care", "interpreter"}
    assert intake.ends_on == in_days(90)
    assert url("group", group.pk) in text_of(client.get(url("activity", activity.pk)))


def test_a_targeted_group_hides_the_activity_at_once(client, place):
    activity = ActivityFactory(place=place)
    coordinator(client, place)

    client.post(
        url("group_new", activity.pk),
        settings(audience="targeted", entry="invitation", listing="unlisted"),
    )

    activity = Activity.objects.get(pk=activity.pk)
    intake = Intake.objects.get(activity=activity)
    assert not activity.is_published
    assert not activity.is_listed
    assert intake.is_discreet
    assert intake.needs_invitation


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"audience": "targeted"}, "A targeted group is never listed"),
        ({"capacity": "2"}, "at least"),
        ({"capacity": "0"}, "from 1 to"),
        ({"ends_on": "31.13."}, "day"),
        ({"audience": "everybody"}, "Choose"),
        ({"opens_on": "2.1.2027", "closes_on": "1.1.2027"}, "sign"),
    ],
)
def test_settings_that_can_not_be_are_told_and_kept(client, place, wrong, said):
    activity = ActivityFactory(place=place)
    coordinator(client, place)

    answer = client.post(url("group_new", activity.pk), settings(**wrong))

    assert answer.status_code == 422
    assert said.lower() in text_of(answer).lower()
    assert not Group.objects.exists()
    assert not Intake.objects.exists()


def test_settings_are_changed(client, place, group):
    coordinator(client, place)
    assert client.get(url("group_settings", group.pk)).status_code == 200

    client.post(
        url("group_settings", group.pk), settings(joining="closed", capacity="8")
    )

    group.refresh_from_db()
    assert group.joining == "closed"
    assert queries.intake_of(group).capacity == 8


def test_seats_that_are_taken_can_not_be_given_up(client, place, group):
    PartyFactory.create_batch(3, intake=queries.intake_of(group))
    coordinator(client, place)

    answer = client.post(
        url("group_settings", group.pk), settings(capacity="2", minimum="0")
    )

    assert answer.status_code == 422
    assert queries.intake_of(group).capacity == 10


def test_where_one_just_comes_there_is_no_sign_up(client, place):
    activity = ActivityFactory(place=place)
    coordinator(client, place)

    client.post(url("group_new", activity.pk), settings(entry="walk_in"))

    assert Group.objects.get(activity=activity)
    assert not Intake.objects.exists()


def test_a_leader_is_added_by_an_address_and_gets_an_account(client, place, group):
    coordinator(client, place)

    client.post(
        url("group_leader_new", group.pk),
        {
            "email": "Uusi@koti.example",
            "alias": "Sisu",
            "part": "leader",
            "language": "sv",
            "ends_on": typed(in_days(60)),
        },
    )

    leader = Leader.objects.get(alias="Sisu")
    assert leader.user.email == "uusi@koti.example"
    assert leader.user.language == "sv"
    assert leader.ends_on == in_days(60)
    assert Letter.objects.filter(kind="group_welcome").count() == 1
    assert leader.user.roles.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "x"},
        {"ends_on": "1.1.2020"},
        {"alias": " "},
        {"alias": "131052-308T"},
        {"ends_on": ""},
    ],
)
def test_a_wrong_leader_makes_no_account(client, place, group, wrong):
    coordinator(client, place)
    accounts = User.objects.count()
    sent = {
        "email": "uusi@koti.example",
        "alias": "Sisu",
        "part": "leader",
        "language": "fi",
        "ends_on": typed(in_days(60)),
    }

    answer = client.post(url("group_leader_new", group.pk), sent | wrong)

    assert answer.status_code == 422
    assert User.objects.count() == accounts
    assert group.leaders.count() == 1


def test_a_leader_s_part_ends_but_not_the_last_one(client, place, group):
    last = group.leaders.get()
    other = LeaderFactory(group=group)
    coordinator(client, place)

    client.post(url("group_leader_end", group.pk, other.pk))
    answer = client.post(url("group_leader_end", group.pk, last.pk))

    assert not queries.leaders(group, today=timezone.localdate()).filter(pk=other.pk)
    assert answer.status_code == 422
    assert "Name another leader first" in text_of(answer)
    assert client.post(url("group_leader_end", group.pk, 9999)).status_code == 404


def test_a_leader_of_another_group_is_not_ended_here(client, place, group):
    foreign = LeaderFactory()
    coordinator(client, place)

    assert client.post(url("group_leader_end", group.pk, foreign.pk)).status_code == 404


def test_tasks_are_written_down_done_and_opened_again(client, place, group):
    coordinator(client, place)
    leader = group.leaders.get()
    client.post(
        url("group_task_new", group.pk),
        {"what": "room", "note": "Avain", "leader": leader.pk, "due_on": "1.1.2020"},
    )
    task = Task.objects.get()
    assert task.owner == leader.user
    page = text_of(client.get(url("group", group.pk)))
    assert "Late" in page
    assert "A task is late" in page

    client.post(url("group_task_done", group.pk, task.pk))
    task.refresh_from_db()
    assert task.done_at is not None

    client.post(url("group_task_done", group.pk, task.pk), {"reopen": "1"})
    task.refresh_from_db()
    assert task.done_at is None


def test_a_task_without_a_kind_is_not_written_down(client, place, group):
    coordinator(client, place)

    answer = client.post(
        url("group_task_new", group.pk), {"what": "", "note": "131052-308T"}
    )

    assert answer.status_code == 422
    assert not Task.objects.exists()


def test_words_of_an_area_hold_in_it_and_below(client, place, group):
    area = group.activity.area
    sign_in(client, Role.AREA_COORDINATOR, at=area)
    page = url("group_words", area.slug)
    assert client.get(page).status_code == 200

    client.post(
        page, {"joining-rolling_0": "Vapaa porukka", "joining-rolling_2": "Free"}
    )

    assert "Free" in text_of(client.get(url("group", group.pk)))
    client.post(page, {})
    assert not AxisWord.objects.exists()


def test_words_are_changed_by_who_looks_after_the_area(client, place, group):
    coordinator(client, place)

    answer = client.post(
        url("group_words", group.activity.area.slug), {"joining-rolling_0": "X"}
    )

    assert answer.status_code == 404
    assert not AxisWord.objects.exists()


def test_a_leader_without_any_role_has_no_page_of_coordinators(client, group):
    client.force_login(group.leaders.get().user)

    assert client.get(url("groups")).status_code == 404
    assert client.get(url("group", group.pk)).status_code == 404
    assert client.get(url("group_settings", group.pk)).status_code == 404
    assert client.get(url("group_decision", group.pk)).status_code == 200


def test_a_list_of_groups_asks_the_database_the_same_however_many(
    client, place, group, django_assert_max_num_queries
):
    for _number in range(8):
        other = GroupFactory(activity__place=place)
        LeaderFactory(group=other)
        PartyFactory(intake=queries.intake_of(other))
        OccurrenceFactory(activity=other.activity, on=in_days(3))
    coordinator(client, place)
    client.get(url("groups"))

    with django_assert_max_num_queries(16):
        client.get(url("groups"))


def test_a_rhythm_without_dates_is_refused(client, place, group):
    coordinator(client, place)
    answer = client.post(
        url("group_dates", group.pk),
        {
            "day": typed(in_days(7)),
            "starts_at": "18",
            "ends_at": "17",
            "rhythm": "weekly",
        },
    )

    assert answer.status_code == 422
    assert not group.activity.occurrences.exists()


def test_dates_of_a_hidden_group_are_added_here(client, place):
    hidden = GroupFactory(hidden=True, activity__place=place)
    coordinator(client, place)

    sent = {
        "day": typed(in_days(7)),
        "starts_at": "17",
        "ends_at": "18.30",
        "rhythm": "weekly",
        "until": typed(in_days(21)),
    }
    for _press in range(2):
        client.post(url("group_dates", hidden.pk), sent)

    assert hidden.activity.occurrences.count() == 3
    assert not hidden.activity.occurrences.filter(is_public=True).exists()


def test_the_page_of_words_is_in_the_words_of_the_field(client, place, group):
    sign_in(client, Role.AREA_COORDINATOR, at=AreaFactory())
    area = AreaFactory(name=LazyI18nString({"fi": "Muualla"}))

    assert client.get(url("group_words", area.slug)).status_code == 404
