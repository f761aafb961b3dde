"""A group's steps by the desk's buttons: recruiting, deciding, going on, ending."""

import pytest
from django.core import mail

from pirtti.calendar.models import Activity
from pirtti.calendar.tests.factories import OccurrenceFactory
from pirtti.desk.tests.pages import coordinator, in_days, text_of, typed, url
from pirtti.groups import queries
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.network.tests.factories import PlaceFactory, text
from pirtti.post import worker
from pirtti.signups import access
from pirtti.signups.models import InvitationCode
from pirtti.signups.tests.factories import PartyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return PlaceFactory()


def a_group(place, state="planned", **values):
    group = GroupFactory(
        activity__place=place,
        activity__name=text("Salatupa", en="Salatupa"),
        state=state,
        first_on=None if state == "planned" else in_days(20),
        **values,
    )
    LeaderFactory(group=group)
    OccurrenceFactory(activity=group.activity, on=in_days(20))
    OccurrenceFactory(activity=group.activity, on=in_days(27))
    return group


def told(party):
    worker.send_all()
    return [m for m in mail.outbox if m.to == [access.told_of(party).contact]]


def stored(group):
    group.refresh_from_db()
    return group


def test_families_are_asked_to_join_and_the_group_is_published(client, place):
    group = a_group(place)
    Activity.objects.filter(pk=group.activity_id).update(is_published=False)
    coordinator(client, place)

    answer = client.post(
        url("group_recruit", group.pk), {"decision_on": typed(in_days(10))}
    )

    assert answer.status_code == 302
    assert stored(group).state == "recruiting"
    assert group.decision_on == in_days(10)
    assert Activity.objects.get(pk=group.activity_id).is_published


def test_a_decision_day_after_the_first_meeting_is_refused_at_its_field(client, place):
    group = a_group(place)
    coordinator(client, place)

    answer = client.post(
        url("group_recruit", group.pk), {"decision_on": typed(in_days(21))}
    )

    assert answer.status_code == 422
    assert "not after the first meeting" in text_of(answer)
    assert stored(group).state == "planned"


def test_the_decision_page_shows_numbers_and_starts_the_group(client, place):
    group = a_group(place, state="decision")
    party = PartyFactory(intake=queries.intake_of(group), nickname="Kanariakäpy")
    coordinator(client, place)
    page = text_of(client.get(url("group_decision", group.pk)))
    assert "families are in" in page
    assert "Kanariakäpy" not in page

    client.post(url("group_decision", group.pk), {"choice": "start"})

    assert stored(group).state == "running"
    assert "you are expected" in told(party)[0].body


def test_a_leader_decides_without_any_role(client, place):
    group = a_group(place, state="decision")
    client.force_login(group.leaders.get().user)

    answer = client.post(url("group_decision", group.pk), {"choice": "start"})

    assert answer["Location"].endswith(url("my_group", group.pk))
    assert stored(group).state == "running"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose"),
        ({"choice": "perhaps"}, "Choose"),
        ({"choice": "postpone"}, "Give a day to come"),
        ({"choice": "merge"}, "Choose one of these"),
        ({"choice": "cancel"}, "Say why"),
        ({"choice": "cancel", "reason_0": "131052-308T"}, "identity"),
    ],
)
def test_half_a_decision_is_none(client, place, sent, said):
    group = a_group(place, state="decision")
    coordinator(client, place)

    answer = client.post(url("group_decision", group.pk), sent)

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert stored(group).state == "decision"


def test_postponing_moves_the_dates(client, place):
    group = a_group(place, state="decision", decision_on=in_days(0))
    coordinator(client, place)

    client.post(
        url("group_decision", group.pk),
        {"choice": "postpone", "until": typed(in_days(14))},
    )

    assert stored(group).state == "recruiting"
    assert group.first_on == in_days(34)


def test_merging_is_offered_only_with_groups_one_may_know(client, place):
    group = a_group(place, state="decision")
    mine = a_group(place, state="recruiting")
    foreign = GroupFactory(hidden=True, state="recruiting")
    party = PartyFactory(intake=queries.intake_of(group))
    coordinator(client, place)

    refused = client.post(
        url("group_decision", group.pk), {"choice": "merge", "into": foreign.pk}
    )
    assert refused.status_code == 422
    client.post(url("group_decision", group.pk), {"choice": "merge", "into": mine.pk})

    assert stored(group).state == "cancelled"
    assert list(queries.families_in(mine)) == [party]


def test_cancelling_tells_the_families_why(client, place):
    group = a_group(place, state="recruiting")
    party = PartyFactory(intake=queries.intake_of(group))
    coordinator(client, place)

    client.post(
        url("group_decision", group.pk),
        {"choice": "cancel", "reason_0": "Ei ohjaajaa", "reason_2": "No leader"},
    )

    assert stored(group).state == "cancelled"
    (sent,) = told(party)
    assert "No leader" in sent.body


def test_a_group_that_runs_has_nothing_to_decide(client, place):
    group = a_group(place, state="running")
    coordinator(client, place)

    page = client.get(url("group_decision", group.pk))
    answer = client.post(url("group_decision", group.pk), {"choice": "start"})

    assert "nothing to decide" in text_of(page)
    assert answer.status_code == 422


def test_a_group_that_meets_already_runs(client, place):
    group = a_group(place)
    coordinator(client, place)

    client.post(url("group_run", group.pk))

    assert stored(group).state == "running"


def test_a_step_that_does_not_fit_is_told(client, place):
    group = a_group(place, state="ended")
    coordinator(client, place)

    answer = client.post(url("group_end", group.pk))

    assert answer.status_code == 422
    assert "at another step" in text_of(answer)


def test_the_same_families_go_on(client, place):
    group = a_group(place, state="running")
    party = PartyFactory(intake=queries.intake_of(group))
    coordinator(client, place)

    for _press in range(2):
        client.post(url("group_move_on", group.pk), {"until": typed(in_days(300))})

    assert stored(group).moves_on
    assert group.ends_on == in_days(300)
    assert queries.intake_of(group).ends_on == in_days(300)
    (sent,) = told(party)
    assert "go on together" in sent.body


def test_a_day_that_is_gone_is_refused(client, place):
    group = a_group(place, state="running")
    coordinator(client, place)

    answer = client.post(url("group_move_on", group.pk), {"until": "1.1.2020"})

    assert answer.status_code == 422
    assert not stored(group).moves_on


def test_a_next_group_is_offered_without_moving_data(client, place):
    group, other = a_group(place, state="running"), a_group(place, state="recruiting")
    party = PartyFactory(intake=queries.intake_of(group))
    coordinator(client, place)

    client.post(url("group_follow_on", group.pk), {"other": other.pk})

    (sent,) = told(party)
    assert f"/en/activity/{other.activity.slug}/" in sent.body
    assert not queries.families_in(other).exists()
    assert stored(group).follow_on == other


def test_a_hidden_next_group_comes_with_a_personal_invitation(client, place):
    group = a_group(place, state="running")
    hidden = a_group(place, state="recruiting", hidden=True)
    party = PartyFactory(intake=queries.intake_of(group))
    coordinator(client, place)

    for _press in range(2):
        client.post(url("group_follow_on", group.pk), {"other": hidden.pk})

    (sent,) = told(party)
    code = InvitationCode.objects.get()
    assert f"/en/invited/{access.word_of_code(code)}/" in sent.body
    assert code.invitation.intake == queries.intake_of(hidden)
    assert hidden.activity.slug not in sent.body


def test_ending_thanks_the_families(client, place):
    group = a_group(place, state="running")
    party = PartyFactory(intake=queries.intake_of(group))
    coordinator(client, place)

    client.post(url("group_end", group.pk))

    assert stored(group).state == "ended"
    assert not queries.intake_of(group).is_open
    assert "Thank you for being there" in told(party)[0].body
