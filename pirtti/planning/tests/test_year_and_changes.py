"""Times of an organisation's year, and word of changes to come."""

import datetime as dt

import pytest
import time_machine

from pirtti.core.refusals import Refused
from pirtti.network.rules import Role
from pirtti.network.tests.factories import AreaFactory, user_with
from pirtti.planning import actions, rules
from pirtti.planning.models import ComingChange, YearMark
from pirtti.planning.queries import rounds, wheel
from pirtti.planning.tests.factories import in_days, opened, partner

pytestmark = pytest.mark.django_db


def mark(organisation, kind="closure", first=(7, 1), last=(7, 31)):
    return YearMark(
        organisation=organisation,
        kind=kind,
        first_month=first[0],
        first_day=first[1],
        last_month=last[0],
        last_day=last[1],
    )


def test_a_day_that_no_year_has_is_refused():
    with pytest.raises(Refused) as refused:
        actions.save_mark(mark(partner(AreaFactory()), last=(6, 31)), by=None)

    assert refused.value.reason == rules.Refusal.NO_SUCH_DAY
    assert not YearMark.objects.exists()


def test_an_areas_wheel_has_a_ring_for_everybody_asked_told_ones_first():
    area = AreaFactory()
    silent, told = partner(area, slug="a"), partner(area, slug="b")
    partner(AreaFactory())
    actions.save_mark(mark(told), by=None)

    assert [ring.organisation for ring in wheel.rings(area)] == [told, silent]


def test_the_page_of_a_round_says_where_a_year_does_not_fit():
    area = AreaFactory()
    organisation = partner(area)
    with time_machine.travel(dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)):
        actions.save_mark(
            mark(organisation, kind="budget", first=(12, 14), last=(12, 14)), by=None
        )
        planned = opened(area, deadline=14)
        (row,) = rounds.ask_rows(planned, today=in_days(0))

    assert row.mismatches == [rules.Mismatch.DEADLINE_BEFORE_BUDGET]


def test_a_change_is_told_to_the_area_and_marked_when_it_comes_late():
    area = AreaFactory()
    organisation = partner(area)
    opened(area, notice_days=14)
    viewer = user_with(Role.AREA_COORDINATOR, at=area)
    for days in (13, 14):
        actions.tell_change(
            organisation, area=area, text="Remontti", from_on=in_days(days), by=None
        )

    rows = rounds.coming_changes(viewer, today=in_days(0))

    assert [row.is_short_notice for row in rows] == [True, False]


def test_a_change_of_another_area_is_not_told_here():
    other = AreaFactory()
    actions.tell_change(
        partner(other), area=other, text="Remontti", from_on=in_days(5), by=None
    )
    viewer = user_with(Role.AREA_COORDINATOR, at=AreaFactory())

    assert rounds.coming_changes(viewer, today=in_days(0)) == []


def test_yesterday_is_no_coming_change():
    area = AreaFactory()

    with pytest.raises(Refused):
        actions.tell_change(
            partner(area), area=area, text="Myöhässä", from_on=in_days(-1), by=None
        )


def test_changes_go_a_year_after_their_day():
    area = AreaFactory()
    change = actions.tell_change(
        partner(area), area=area, text="Remontti", from_on=in_days(1), by=None
    )

    assert actions.tidy(in_days(366)) == 0
    assert actions.tidy(in_days(367)) == 1
    assert not ComingChange.objects.filter(pk=change.pk).exists()
