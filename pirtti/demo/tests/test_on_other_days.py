"""The demo can be loaded on whatever day of the year somebody tries Pirtti."""

import datetime as dt

import pytest
import time_machine

from pirtti.calendar.models import Occurrence
from pirtti.demo import actions


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2026-11-23", "2027-07-14", "2028-02-29"])
def test_it_can_be_loaded_on_other_days_of_the_year(day):
    noon = dt.datetime.fromisoformat(f"{day}T12:00:00+00:00")
    with time_machine.travel(noon, tick=False):
        assert actions.load_neighbourhood() > 0
        assert Occurrence.objects.public().filter(on__gte=noon.date()).exists()
