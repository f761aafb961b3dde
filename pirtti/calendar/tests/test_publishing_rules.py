"""Families see an activity when it is whole, and not before."""

import pytest

from pirtti.calendar import actions, rules
from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory
from pirtti.core.refusals import Refused
from pirtti.network.tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db


def test_a_draft_with_place_organiser_and_date_is_published_with_its_dates():
    activity = ActivityFactory(draft=True)
    date = OccurrenceFactory(activity=activity)
    assert not date.is_public

    actions.publish(activity, by=None)

    date.refresh_from_db()
    assert date.is_public


def test_hiding_it_again_hides_its_dates():
    date = OccurrenceFactory()

    actions.unpublish(date.activity, by=None)

    date.refresh_from_db()
    assert not date.is_public


def refusal(activity):
    with pytest.raises(Refused) as refused:
        actions.publish(activity, by=None)
    return refused.value.reason


def test_what_is_missing_is_said():
    assert refusal(ActivityFactory(draft=True)) is rules.Refusal.NO_DATES_YET

    hidden = ActivityFactory(draft=True, place=PlaceFactory(hidden=True))
    assert refusal(hidden) is rules.Refusal.PLACE_HIDDEN

    nobody = ActivityFactory(draft=True)
    nobody.organisers.clear()
    assert refusal(nobody) is rules.Refusal.NEEDS_ORGANISER

    nowhere = ActivityFactory(draft=True)
    nowhere.place = None
    nowhere.save()
    assert refusal(nowhere) is rules.Refusal.NEEDS_PLACE
