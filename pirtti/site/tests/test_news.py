"""News of an area, a place or an organisation in a feed reader (Atom)."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest
import time_machine
from django.utils import timezone

from pirtti.calendar import actions
from pirtti.calendar.tests.factories import ActivityFactory, weekly
from pirtti.network.tests.factories import (
    AreaFactory,
    OrganisationFactory,
    PlaceFactory,
    text,
)

NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
TUESDAY = dt.date(2026, 11, 24)
ATOM = {"a": "http://www.w3.org/2005/Atom"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def activity():
    """A café that has been in public since last Monday, with five dates."""
    town = AreaFactory(level="municipality", slug="vantaa", name=text("Vantaa"))
    actor = OrganisationFactory(area=town, slug="yhdistys", name=text("Yhdistys"))
    made = ActivityFactory(
        place=PlaceFactory(area=town, host=actor, slug="tupa", name=text("Tupa")),
        name=text("Kahvila", "Café", "Coffee"),
        organisers=[actor],
        published_at=timezone.now() - dt.timedelta(days=7),
    )
    weekly(made, starts_on=TUESDAY, ends_on=TUESDAY + dt.timedelta(weeks=4))
    return made


def entries(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.content).findall("a:entry", ATOM)


def said(entry, name):
    return entry.find(f"a:{name}", ATOM).text


def titles(client, path):
    return [said(entry, "title") for entry in entries(client, path)]


@pytest.mark.parametrize("what", ["area/vantaa", "place/tupa", "organisation/yhdistys"])
def test_a_new_activity_is_news_wherever_it_belongs(client, activity, what):
    [entry] = entries(client, f"/en/{what}.atom")

    assert said(entry, "title") == "New: Coffee"
    assert said(entry, "id") == f"tag:testserver,2026:activity/{activity.code}"
    assert entry.find("a:link", ATOM).get("href") == (
        f"http://testserver/en/activity/{activity.slug}/"
    )


def test_a_cancelled_date_is_news_with_its_reason(client, activity):
    date = activity.occurrences.order_by("on")[0]
    actions.cancel_occurrence(date, reason=text("Remontti"), by=None)
    date.refresh_from_db()

    newest = entries(client, "/en/place/tupa.atom")[0]

    assert said(newest, "title") == "Cancelled: Coffee, Tue 24 November 9:30–11:30"
    assert said(newest, "summary") == "Remontti<br>Tupa"
    assert said(newest, "id").endswith(f"date/{date.uid}/{date.sequence}")


def test_a_date_that_takes_place_after_all_is_news_again(client, activity):
    date = activity.occurrences.order_by("on")[0]
    actions.cancel_occurrence(date, reason=text("Remontti"), by=None)
    before = said(entries(client, "/en/place/tupa.atom")[0], "id")
    date.refresh_from_db()
    actions.restore_occurrence(date, by=None)

    newest = entries(client, "/en/place/tupa.atom")[0]

    assert said(newest, "title").startswith("Changed: Coffee")
    assert said(newest, "id") != before


def test_a_text_stays_a_text_in_readers_that_draw_html(client, activity):
    date = activity.occurrences.order_by("on")[0]
    actions.cancel_occurrence(date, reason=text("<b>Remontti</b> & muutto"), by=None)

    newest = entries(client, "/en/place/tupa.atom")[0]

    assert said(newest, "summary").startswith(
        "&lt;b&gt;Remontti&lt;/b&gt; &amp; muutto"
    )


def test_many_dates_that_change_at_once_are_one_piece_of_news(client, activity):
    for date in activity.occurrences.all():
        actions.cancel_occurrence(date, reason=text("Remontti"), by=None)

    assert titles(client, "/en/area/vantaa.atom") == [
        "Several dates are cancelled: Coffee",
        "New: Coffee",
    ]


def test_what_changed_before_it_was_public_is_no_news(client, activity):
    date = activity.occurrences.order_by("on")[0]
    actions.cancel_occurrence(date, reason=text("Remontti"), by=None)
    activity.published_at = timezone.now() + dt.timedelta(minutes=1)
    activity.save()

    assert titles(client, "/en/area/vantaa.atom") == ["New: Coffee"]


def test_drafts_old_news_and_past_dates_are_left_out(client, activity):
    ActivityFactory(
        place=activity.place,
        draft=True,
        published_at=timezone.now(),
        name=text("Draft"),
    )
    date = activity.occurrences.order_by("on")[0]
    actions.cancel_occurrence(date, reason=text("Remontti"), by=None)

    with time_machine.travel(NOW + dt.timedelta(days=70), tick=False):
        assert titles(client, "/en/area/vantaa.atom") == []


def test_pages_name_their_news_for_feed_readers(client, activity):
    for what in ("area/vantaa", "place/tupa", "organisation/yhdistys"):
        page = client.get(f"/fi/{what}/").content.decode()
        assert (
            f'<link rel="alternate" type="application/atom+xml" href="/fi/{what}.atom"'
        ) in page, what
