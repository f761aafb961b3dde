"""A parent who could lead a group arrives with it ticked."""

import pytest
from django.urls import reverse

from pirtti.calendar.tests.factories import ActivityFactory
from pirtti.founding.models import GroupIdea
from pirtti.network.rules import Level
from pirtti.network.tests.factories import AreaFactory, PlaceFactory

pytestmark = pytest.mark.django_db


def test_whoever_could_lead_arrives_with_it_ticked(client):
    town = AreaFactory(level=Level.MUNICIPALITY)
    start = reverse("site:idea_start")
    ActivityFactory(place=PlaceFactory(area=town, host__area=town))

    asked = client.get(start, {"area": town.slug, "lead": "1"})
    assert asked.context["form"]["lead"].value() is True

    said = client.post(start, {"area": town.slug, "lead": "on"})
    step = client.get(said["Location"])
    assert step.context["form"]["leads_as"].value() == "peer"

    client.post(start, {"area": town.slug})
    assert GroupIdea.objects.latest("pk").leads_as == ""
