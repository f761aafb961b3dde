"""One date is moved, cancelled or given a theme; the others stay as they are."""

import datetime as dt

import pytest

from pirtti.calendar import actions, rules
from pirtti.calendar.models import Occurrence
from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory, weekly
from pirtti.core.refusals import Refused
from pirtti.network.models import Area
from pirtti.network.tests.factories import PlaceFactory, text
from pirtti.people.models import JournalEntry
from pirtti.people.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_a_moved_date_keeps_its_name_and_its_rule_date():
    date = OccurrenceFactory()
    uid, rule_on = date.uid, date.rule_on

    moved = actions.change_occurrence(
        date,
        on=date.on + dt.timedelta(days=1),
        starts_at=dt.time(13),
        ends_at=dt.time(15),
        by=None,
    )

    assert (moved.uid, moved.rule_on) == (uid, rule_on)
    assert moved.own == ["ends_at", "on", "starts_at"]
    assert moved.sequence == 1


def test_an_end_before_the_beginning_is_refused():
    date = OccurrenceFactory()

    with pytest.raises(Refused) as refused:
        actions.change_occurrence(date, ends_at=dt.time(9), by=None)

    assert refused.value.reason is rules.RuleFault.END_NOT_AFTER_START


def test_cancelling_needs_a_reason_and_can_be_taken_back():
    date, by = OccurrenceFactory(), UserFactory()
    with pytest.raises(Refused):
        actions.cancel_occurrence(date, reason="  ", by=by)

    cancelled = actions.cancel_occurrence(date, reason=text("Ohjaaja sairastui"), by=by)
    assert cancelled.is_cancelled
    assert str(cancelled.reason) == "Ohjaaja sairastui"

    assert not actions.restore_occurrence(date, by=by).is_cancelled
    verbs = list(JournalEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["calendar.date_cancelled", "calendar.date_restored"]


def test_moving_to_another_area_tells_both_areas_pages():
    date = OccurrenceFactory()
    elsewhere = PlaceFactory()
    before = dict(Area.objects.values_list("pk", "version"))

    actions.change_occurrence(date, place=elsewhere, by=None)

    after = dict(Area.objects.values_list("pk", "version"))
    assert after[date.area_id] > before[date.area_id]
    assert after[elsewhere.area_id] > before[elsewhere.area_id]


def test_a_date_changed_by_hand_does_not_follow_the_activity():
    activity = ActivityFactory(who=text("Emäntä"))
    weekly(activity, starts_on=dt.date.today() + dt.timedelta(days=1))
    own, following = activity.occurrences.order_by("on")[:2]
    actions.change_occurrence(own, who=text("Terveydenhoitaja"), by=None)

    activity.who = text("Vapaaehtoinen")
    actions.save_activity(activity, by=None)

    said = {row.pk: str(row.who) for row in Occurrence.objects.all()}
    assert said[own.pk] == "Terveydenhoitaja"
    assert said[following.pk] == "Vapaaehtoinen"


def test_a_change_in_swedish_only_is_a_change():
    date = OccurrenceFactory()
    actions.change_occurrence(date, theme=text("Laulut", "Sånger"), by=None)

    changed = actions.change_occurrence(date, theme=text("Laulut", "Visor"), by=None)

    assert changed.theme.data["sv"] == "Visor"
