"""How visits are counted at a place, and its counters of its own."""

import pytest

from pirtti.desk.tests.network_pages import post
from pirtti.network.rules import Role
from pirtti.network.tests.factories import (
    PlaceFactory,
    user_with,
)
from pirtti.visits.models import CountingPlan, OwnCategory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_the_counting_plan_is_saved(client):
    place = PlaceFactory()
    data = {
        "method": "sample",
        "sample_weeks": "2026-w47, 2027-W12",
        "counts_men": "on",
        "languages": ["so"],
    }

    answer = post(
        client, user_with(Role.COORDINATOR, at=place), "counting", place.pk, data=data
    )

    plan = CountingPlan.objects.get(place=place)
    assert answer.status_code == 302
    assert plan.sample_weeks == ["2026-W47", "2027-W12"]
    assert (plan.counts_men, plan.counts_age_bands, plan.languages) == (
        True,
        False,
        ["so"],
    )


@pytest.mark.parametrize(
    "weeks", ["", "47", "2026-W54", "2026-47", "joka viikko", "2026-W" + "9" * 500]
)
def test_sample_weeks_that_are_none_are_refused_and_kept(client, weeks):
    place = PlaceFactory()

    answer = post(
        client,
        user_with(Role.COORDINATOR, at=place),
        "counting",
        place.pk,
        data={"method": "sample", "sample_weeks": weeks},
    )

    assert answer.status_code == 422
    assert "sample_weeks" in answer.context["plan"].errors
    assert weeks in answer.content.decode()
    assert not CountingPlan.objects.filter(place=place).exists()


def test_a_counter_of_ones_own_comes_and_goes(client):
    place = PlaceFactory()
    user = user_with(Role.COORDINATOR, at=place)

    post(client, user, "category_new", place.pk, data={"own-name_0": "Isovanhemmat"})
    category = OwnCategory.objects.get(place=place)
    assert (category.key, category.is_active) == ("isovanhemmat", True)

    other = PlaceFactory()
    stranger = user_with(Role.COORDINATOR, at=other)
    assert (
        post(client, stranger, "category_retire", other.pk, category.pk).status_code
        == 404
    )
    post(client, user, "category_retire", place.pk, category.pk)
    category.refresh_from_db()
    assert not category.is_active
