"""Somebody who was asked to lead answers too late."""

import pytest
from django.urls import reverse

from pirtti.founding import access, actions
from pirtti.groups import messages
from pirtti.groups.models import Group
from pirtti.groups.rules import Refusal
from pirtti.groups.tests.factories import GroupFactory

pytestmark = pytest.mark.django_db


def test_nobody_begins_to_lead_a_group_that_is_over(client):
    invite = actions.invite_leader(
        GroupFactory(), address="pari@koti.example", language="en", by=None
    )
    address = reverse("site:lead_invite", args=[access.word_of_invite(invite)])
    Group.objects.update(state="ended")

    answer = client.post(address.replace("/fi/", "/en/"), {"alias": "Vaahtera"})

    assert answer.status_code == 422
    sentence = messages.REFUSALS[Refusal.NOT_NOW]
    assert str(sentence) in answer.content.decode()
    assert not invite.group.leaders.exists()
