"""The picture that a messenger shows where a link is shared."""

import datetime as dt
import io
import re

import pytest
import time_machine
from PIL import Image

from pirtti.calendar import actions
from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory, weekly
from pirtti.network.tests.factories import text
from pirtti.site import pictures

NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 11, 23)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


def picture(answer):
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    made = Image.open(io.BytesIO(answer.content))
    made.load()
    return made


def test_an_activity_and_a_date_have_a_picture_of_their_own(client):
    activity = ActivityFactory(name=text("Kahvila"))
    series = weekly(activity, starts_on=MONDAY)
    date = series.occurrences.first()

    for path in (f"activity/{activity.slug}", f"event/{date.pk}"):
        made = picture(client.get(f"/fi/{path}.png"))
        assert made.size == (1200, 630)
        page = client.get(f"/fi/{path}/").content.decode()
        assert f'og:image" content="http://testserver/fi/{path}.png"' in page
        assert '<meta property="og:image:width" content="1200">' in page


def test_a_picture_is_drawn_again_only_when_something_has_changed(client):
    date = OccurrenceFactory(on=MONDAY + dt.timedelta(days=1))
    path = f"/fi/event/{date.pk}.png"
    first = client.get(path)
    known = {"If-None-Match": first["ETag"]}
    assert client.get(path, headers=known).status_code == 304

    actions.cancel_occurrence(date, reason=text("Remontti"), by=None)

    second = client.get(path, headers=known)
    assert second.status_code == 200
    assert second.content != first.content


def test_each_language_has_its_own_picture(client):
    date = OccurrenceFactory(on=MONDAY)

    pictures_ = {
        client.get(f"/{language}/event/{date.pk}.png").content
        for language in ("fi", "sv", "en")
    }

    assert len(pictures_) == 3


def test_drafts_have_no_picture(client):
    activity = ActivityFactory(draft=True)
    date = OccurrenceFactory(activity=activity, on=MONDAY)

    assert client.get(f"/fi/activity/{activity.slug}.png").status_code == 404
    assert client.get(f"/fi/event/{date.pk}.png").status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "Isä-lapsijumppa",
        "Perhekahvila " * 20,
        "Erityistätukeatarvitsevienlastenvanhempienvertaistukiryhmätapaaminen" * 2,
        "قهوة للعائلات",
        "🧸🧸🧸",
        "",
    ],
)
def test_any_name_can_be_drawn(name):
    body = pictures.draw(pictures.Words(name, "Maanantai 23.11. klo 9–11", "Tupa"))

    assert Image.open(io.BytesIO(body)).size == (1200, 630)
    # Messengers leave large pictures out.
    assert len(body) < 100_000


def test_areas_places_and_organisations_have_words_and_a_picture_too(client):
    activity = ActivityFactory()

    for path in (
        f"area/{activity.area.slug}",
        f"place/{activity.place.slug}",
        f"organisation/{activity.place.host.slug}",
    ):
        page = client.get(f"/fi/{path}/").content.decode()
        for name in ("title", "description", "image", "url"):
            assert re.search(f'property="og:{name}" content="[^"]+"', page), (
                path,
                name,
            )
