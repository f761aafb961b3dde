"""Families are told when nobody has confirmed for long that something still holds."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from pirtti.calendar.models import Activity
from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory, weekly
from pirtti.network.tests.factories import OrganisationFactory, PlaceFactory
from pirtti.proposals import access, actions

pytestmark = pytest.mark.django_db

WORDS = "Check with the organiser"


def told(activity, days):
    at = timezone.now() - dt.timedelta(days=days)
    old = timezone.now() - dt.timedelta(days=200)
    Activity.objects.filter(pk=activity.pk).update(
        stale_told_at=at, confirmed_at=old, created_at=old
    )


@pytest.fixture
def date():
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    return OccurrenceFactory(on=tomorrow)


def pages(date):
    return {
        "activity": reverse("site:activity", args=[date.activity.slug]),
        "event": reverse("site:event", args=[date.pk]),
        "area": reverse("site:area", args=[date.area.slug]),
        "place": reverse("site:place", args=[date.place.slug]),
    }


def shown(client, date):
    return {
        name
        for name, address in pages(date).items()
        if WORDS in client.get(f"/en{address[3:]}").content.decode()
    }


def test_for_thirty_days_only_the_contact_is_asked(client, date):
    told(date.activity, 29)

    assert shown(client, date) == set()


def test_then_every_page_and_card_says_it(client, date):
    told(date.activity, 30)

    assert shown(client, date) == {"activity", "event", "area", "place"}


def test_confirming_takes_it_away_at_once_from_kept_pages_too(client, date):
    told(date.activity, 30)
    assert shown(client, date)

    actions.confirm([date.activity], by=None)

    assert shown(client, date) == set()


def test_the_contact_confirms_by_the_letters_link_without_signing_in(client):
    organisation = OrganisationFactory(contact_email="kahvila@yhdistys.example")
    cafes = [
        ActivityFactory(
            place=PlaceFactory(host=organisation), organisers=[organisation]
        )
        for _ in range(3)
    ]
    strange = ActivityFactory()
    for one in (*cafes, strange):
        weekly(one, starts_on=timezone.localdate())
        told(one, 31)
    word = access.word_to_confirm(organisation, organisation.contact_email)
    page = reverse("site:confirm", args=[word])

    opened = client.get(page)
    assert Activity.objects.filter(stale_told_at=None).count() == 0
    assert str(strange.name) not in opened.content.decode()
    client.post(page, {"activity": cafes[0].pk})
    assert Activity.objects.filter(stale_told_at=None).get() == cafes[0]
    client.post(page, {"activity": strange.pk})
    client.post(page)

    assert set(Activity.objects.filter(stale_told_at=None)) == set(cafes)
    assert client.get(page).status_code == 200
