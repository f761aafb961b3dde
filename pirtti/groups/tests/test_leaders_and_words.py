"""Leaders lead until a day, under their own name; towns call groups as they like."""

import datetime as dt

import pytest
from django.core import mail
from django.db.models.signals import pre_save
from django.utils import timezone, translation

from pirtti.core.refusals import Refused
from pirtti.groups import access, actions, queries, rules, words
from pirtti.groups.models import Group, Leader
from pirtti.groups.rules import Facts, Lack, Refusal, State
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.network.tests.factories import AreaFactory, text
from pirtti.people.tests.factories import UserFactory
from pirtti.post import worker

TODAY = dt.date(2026, 11, 23)


def in_days(days):
    return timezone.localdate() + dt.timedelta(days=days)


def refused(call):
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.reason


@pytest.mark.django_db
def test_a_leader_needs_no_role_and_reaches_only_this_group():
    group, other, user = GroupFactory(), GroupFactory(), UserFactory()

    actions.add_leader(group, user, alias="Sisu", ends_on=in_days(30), by=None)

    assert access.group_led(user, group.pk) == group
    assert not access.led_by(user).filter(group=other).exists()
    assert not user.roles.exists()


@pytest.mark.django_db
def test_a_leader_is_added_once_and_again_after_the_end():
    group, user = GroupFactory(), UserFactory()
    leader = actions.add_leader(group, user, alias="A", ends_on=in_days(9), by=None)
    again = lambda: actions.add_leader(  # noqa: E731 - one line is plainer
        group, user, alias="B", ends_on=in_days(20), by=None
    )
    assert refused(again) == Refusal.LEADER_TWICE
    Leader.objects.filter(pk=leader.pk).update(
        starts_on=in_days(-9), ends_on=in_days(-1)
    )

    assert again().pk == leader.pk
    assert group.leaders.get().alias == "B"


@pytest.mark.django_db
def test_a_part_that_is_over_already_is_refused():
    group, user = GroupFactory(), UserFactory()

    reason = refused(
        lambda: actions.add_leader(group, user, alias="A", ends_on=in_days(-1), by=None)
    )

    assert reason == Refusal.DATE_PAST


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["ended", "cancelled"])
def test_nobody_is_let_lead_a_group_that_is_over(state):
    group, user = GroupFactory(state=state), UserFactory()

    reason = refused(
        lambda: actions.add_leader(group, user, alias="A", ends_on=in_days(9), by=None)
    )

    assert reason == Refusal.NOT_NOW


@pytest.mark.django_db
def test_who_led_a_group_without_an_end_is_forgotten_after_a_year():
    group = GroupFactory(ends_on=None)
    LeaderFactory(group=group, ends_on=in_days(-1))
    stays = LeaderFactory(group=group, ends_on=in_days(10))

    actions.tidy(timezone.now() + dt.timedelta(days=366))

    assert group.leaders.get() == stays


@pytest.mark.django_db
def test_a_fault_of_one_group_stops_no_other_and_is_logged_without_persons(caplog):
    broken, sound = (
        GroupFactory(state="recruiting", decision_on=in_days(-1)) for _each in range(2)
    )

    def fail(sender, instance, **_more):
        if instance.pk == broken.pk:
            raise ValueError("Vaahtera")

    pre_save.connect(fail, sender=Group)
    try:
        actions.pass_time(timezone.now())
    finally:
        pre_save.disconnect(fail, sender=Group)

    sound.refresh_from_db()
    assert sound.state == "decision"
    assert f"group {broken.pk}: step failed: ValueError" in caplog.text
    assert "Vaahtera" not in caplog.text


@pytest.mark.django_db
def test_an_ended_part_opens_nothing_at_once():
    group = GroupFactory()
    leader, _other = LeaderFactory(group=group), LeaderFactory(group=group)

    actions.end_leader(leader, by=None)

    assert not access.led_by(leader.user).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "reason"), [("running", Refusal.LEADER_LAST), ("ended", None)]
)
def test_the_last_leader_stays_while_there_is_somebody_to_lead(state, reason):
    leader = LeaderFactory(group=GroupFactory(state=state))

    if reason is None:
        actions.end_leader(leader, by=None)
        assert not access.led_by(leader.user).exists()
    else:
        assert refused(lambda: actions.end_leader(leader, by=None)) == reason


@pytest.mark.django_db
def test_a_new_leader_of_a_hidden_group_is_welcomed_without_its_name():
    group = GroupFactory(hidden=True, activity__name=text("Lohtutupa", en="Lohtutupa"))
    leader = LeaderFactory(group=group, alias="Sisu", user=UserFactory(language="en"))

    actions.welcome(leader)
    worker.send_all()

    (sent,) = mail.outbox
    assert sent.to == [leader.user.email]
    assert "Families know you by the name Sisu" in sent.body
    assert "Lohtutupa" not in sent.subject + sent.body


@pytest.mark.django_db
def test_the_word_of_the_nearest_area_holds():
    country = AreaFactory(level="country", parent=None)
    county = AreaFactory(level="county", parent=country)
    key = ("joining", "closed")
    actions.set_words(country, {key: text("Suljettu", en="Closed one")}, by=None)
    with translation.override("fi"):
        assert words.word_for(*key, county) == "Suljettu"
    actions.set_words(county, {key: text("Sama porukka", en="The same")}, by=None)

    with translation.override("en"):
        assert words.word_for(*key, county) == "The same"
        assert words.word_for(*key, country) == "Closed one"
        assert words.word_for(*key) == "Closed group"
    actions.set_words(county, {key: text("", en="")}, by=None)
    with translation.override("en"):
        assert words.word_for(*key, county) == "Closed one"


def test_every_value_of_the_axes_has_a_word():
    axes = rules.Axes()
    for name, values in words.VALUES.items():
        kind = type(getattr(axes, name))
        assert set(values) == {each.value for each in kind}
    assert set(words.AXES) == set(words.VALUES)
    assert set(words.STATES) == set(State)
    assert set(words.LACKS) == set(Lack)
    assert set(words.CATEGORIES) == {each.value for each in rules.Category}


def test_who_starts_groups_are_the_partners_of_the_handbook():
    assert len(words.INITIATORS) == 13
    assert set(words.LIFE_STAGES) == {"small", "becoming_independent", "adult"}


def test_what_a_group_lacks_is_told_in_its_order():
    facts = Facts(
        state=State.RECRUITING,
        leaders=1,
        led_until=TODAY + dt.timedelta(days=10),
        late_tasks=2,
        has_sign_up=False,
        seats=1,
        minimum=4,
        ends_on=TODAY + dt.timedelta(days=90),
    )

    assert rules.lacks(facts, today=TODAY) == [
        Lack.NO_DATES,
        Lack.NO_SIGN_UP,
        Lack.BELOW_MINIMUM,
        Lack.LATE_TASKS,
        Lack.ALONE,
        Lack.LEADER_ENDS,
    ]


def test_a_group_that_is_over_lacks_nothing():
    assert rules.lacks(Facts(state=State.ENDED), today=TODAY) == []


def test_a_leader_whose_part_ends_with_the_group_is_no_lack():
    facts = Facts(
        state=State.RUNNING,
        leaders=2,
        led_until=TODAY + dt.timedelta(days=10),
        next_at=dt.datetime(2026, 11, 24, tzinfo=dt.UTC),
        ends_on=TODAY + dt.timedelta(days=10),
    )

    assert rules.lacks(facts, today=TODAY) == []


@pytest.mark.django_db
def test_sign_up_of_a_group_without_an_end_lasts_as_long_as_it_meets(
    django_capture_on_commit_callbacks,
):
    group = GroupFactory(ends_on=None)
    intake = queries.intake_of(group)
    intake.ends_on = in_days(5)
    intake.save()
    from_now = in_days(40)
    with django_capture_on_commit_callbacks():
        group.activity.series.create(
            frequency="once",
            weekday=from_now.weekday(),
            starts_on=from_now,
            starts_at=dt.time(9),
            ends_at=dt.time(10),
        )
    series = group.activity.series.get()
    group.activity.occurrences.create(
        series=series,
        rule_on=from_now,
        on=from_now,
        starts_at=timezone.now() + dt.timedelta(days=40),
        ends_at=timezone.now() + dt.timedelta(days=40, hours=1),
        area=group.activity.area,
    )

    group.ends_on = in_days(5)
    group.save()

    actions.pass_time(timezone.now())

    assert queries.intake_of(group).ends_on == from_now
    group.refresh_from_db()
    assert group.ends_on == from_now
    assert queries.waits_since(timezone.now()) is None
