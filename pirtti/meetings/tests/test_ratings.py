"""What members thought: answers of nobody, shown from five on."""

import datetime as dt

import pytest
from django.utils import timezone

from pirtti.calendar.tests.factories import OccurrenceFactory
from pirtti.core.refusals import Refused
from pirtti.groups.models import Step
from pirtti.groups.tests.factories import GroupFactory
from pirtti.meetings import actions as meetings
from pirtti.meetings import rating_rules as rules
from pirtti.meetings.actions import ratings as actions
from pirtti.meetings.models import ClosingAnswer, Rating, RatingMark
from pirtti.meetings.queries import ratings as queries
from pirtti.meetings.rooms import Member
from pirtti.signups.models import Party
from pirtti.signups.tests.factories import PartyFactory

GOOD = {"welcome": 9, "said": 8, "useful": 7, "again": 10}
DAY = dt.timedelta(days=1)


def average(values):
    return rules.average(values).value


@pytest.mark.parametrize(
    ("values", "expected"),
    [([], None), ([5, 5, 5, 5], None), ([0, 5, 10, 5, 5], 5.0), ([1, 2, 3, 4, 4], 2.8)],
)
def test_an_average_is_shown_of_five_answers_or_more(values, expected):
    assert average(values) == expected


def test_small_meetings_never_show_through_the_average_of_all():
    big, small, other = [8] * 5, [0, 0, 0], [1, 1, 1]

    going_on = rules.over_all([big, small, other], has_ended=False)
    ended = rules.over_all([big, small, other], has_ended=True)
    ended_with_few = rules.over_all([big, small], has_ended=True)

    assert (going_on.answers, going_on.value) == (5, 8.0)
    assert (ended.answers, ended.value) == (11, round(43 / 11, 1))
    assert (ended_with_few.answers, ended_with_few.value) == (5, 8.0)


def test_choices_of_few_are_not_told():
    yes, _partly, no = rules.Said

    assert rules.choices({yes: 4}) is None
    assert rules.choices({yes: 6}) == (6, 0, 0)
    shown = rules.choices({yes: 6, no: 1})
    assert all(not isinstance(cell, int) for cell in (shown[0], shown[2]))


@pytest.mark.parametrize(("hours", "expected"), [(-1, 0), (0, 1), (167, 1), (168, 0)])
def test_one_may_answer_from_the_end_for_a_week(hours, expected):
    end = timezone.now()

    assert rules.is_open(end, end + dt.timedelta(hours=hours)) == bool(expected)


@pytest.fixture
def group(db):
    return GroupFactory()


@pytest.fixture
def meeting(group):
    return held(group, days=1)


def held(group, days):
    on = timezone.localdate() - days * DAY
    return OccurrenceFactory(activity=group.activity, on=on)


def member(group, **more):
    more.setdefault("made_at", timezone.now() - 60 * DAY)
    return Member(PartyFactory(intake=group.activity.intake, **more), group)


def rate(group, meeting, times, values=GOOD):
    families = [member(group) for _time in range(times)]
    for who in families:
        actions.rate(who, meeting, values)
    return families


def test_an_answer_points_at_nobody(group, meeting):
    (who,) = rate(group, meeting, 1)

    names = {field.name for field in Rating._meta.get_fields()}
    assert names == {"id", "group", "occurrence", *rules.LINES}
    mark = RatingMark.objects.get()
    assert {field.name for field in RatingMark._meta.get_fields()} == {
        "fingerprint",
        "until",
    }
    for told in (who.party.pk, who.party.seed, who.party.token_hash):
        assert str(told) not in {mark.fingerprint, str(Rating.objects.get().pk)}


def test_who_answers_twice_is_counted_once(group, meeting):
    (who,) = rate(group, meeting, 1)

    with pytest.raises(Refused) as refused:
        actions.rate(who, meeting, {"welcome": 0})

    assert refused.value.reason is rules.Refusal.ANSWERED_ALREADY
    assert Rating.objects.count() == 1
    assert queries.to_rate(who, timezone.now()) is None


def test_lines_may_be_left_out_but_not_all(group, meeting):
    who = member(group)
    with pytest.raises(Refused) as refused:
        actions.rate(who, meeting, dict.fromkeys(rules.LINES))
    assert refused.value.reason is rules.Refusal.NOTHING_ANSWERED
    assert not RatingMark.objects.exists()

    actions.rate(who, meeting, {"welcome": 0})

    stored = Rating.objects.get()
    assert (stored.welcome, stored.said) == (0, None)


@pytest.mark.parametrize("why", ["coming", "old", "cancelled", "another", "newcomer"])
def test_only_who_was_in_answers_about_a_meeting_held_lately(group, why):
    who = member(group)
    date = held(group, days={"coming": -3, "old": 9}.get(why, 1))
    if why == "cancelled":
        date.state = "cancelled"
        date.save()
    if why == "another":
        date = held(GroupFactory(), days=1)
    if why == "newcomer":
        who = member(group, made_at=timezone.now())

    with pytest.raises(Refused) as refused:
        actions.rate(who, date, GOOD)

    assert refused.value.reason is rules.Refusal.NOT_OPEN
    assert not Rating.objects.exists()


def test_leaders_see_averages_when_nobody_can_answer_any_more(group, meeting):
    rate(group, meeting, 5)
    now = timezone.now()

    (open_still,) = queries.trends(group, now).meetings
    (over,) = queries.trends(group, now + 8 * DAY).meetings

    assert not open_still.is_shown
    assert [line.value for line in over.lines] == [9.0, 8.0, 7.0, 10.0]


def test_four_answers_show_nothing_anywhere(group, meeting):
    rate(group, meeting, 4)

    seen = queries.trends(group, timezone.now() + 8 * DAY)

    assert not seen.meetings[0].is_shown
    assert not any(line.is_shown for line in seen.total)


def test_averages_remain_when_the_families_are_erased(group, meeting):
    rate(group, meeting, 5)

    Party.objects.all().delete()

    seen = queries.trends(group, timezone.now() + 8 * DAY)
    assert [line.answers for line in seen.total] == [5, 5, 5, 5]


def test_marks_go_after_thirty_days_and_answers_stay(group, meeting):
    rate(group, meeting, 2)
    now = timezone.now()

    meetings.tidy(now + 29 * DAY)
    assert RatingMark.objects.count() == 2
    meetings.tidy(now + 32 * DAY)

    assert not RatingMark.objects.exists()
    assert Rating.objects.count() == 2


def test_at_the_end_three_choices_are_asked_once(group):
    who = member(group)
    now = timezone.now()
    with pytest.raises(Refused):
        actions.close(who, {"strength": "yes"})
    end(group, now)

    actions.close(who, {"strength": "yes"})
    with pytest.raises(Refused) as refused:
        actions.close(who, {"strength": "no"})

    assert refused.value.reason is rules.Refusal.ANSWERED_ALREADY
    assert ClosingAnswer.objects.get().strength == "yes"
    assert not queries.may_close(who, now)


def test_the_choices_of_the_end_are_told_when_answering_is_over(group):
    now = timezone.now()
    end(group, now)
    for _time in range(6):
        actions.close(member(group), {"strength": "yes", "people": "no"})

    assert queries.trends(group, now).closing is None
    later = queries.trends(group, now + (rules.CLOSING_DAYS + 1) * DAY)
    assert later.closing == [(6, 0, 0), (0, 0, 6), None]


def end(group, now):
    Step.objects.create(group=group, state="ended", at=now)
    group.state = "ended"
    group.save()
