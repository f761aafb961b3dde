"""A small calendar on a partner's own site."""

import datetime as dt
import html
import re

import pytest
import time_machine

from pirtti.calendar.tests.factories import (
    ActivityFactory,
    AudienceFactory,
    OccurrenceFactory,
)
from pirtti.network.tests.factories import (
    AreaFactory,
    OrganisationFactory,
    PlaceFactory,
    text,
)

NOW = dt.datetime(2026, 11, 23, 6, 0, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 11, 23)
SUBJECTS = ["area/vantaa", "place/tupa", "organisation/yhdistys"]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place():
    town = AreaFactory(level="municipality", slug="vantaa", name=text("Vantaa"))
    actor = OrganisationFactory(area=town, slug="yhdistys", name=text("Yhdistys"))
    made = PlaceFactory(area=town, host=actor, slug="tupa", name=text("Tupa"))
    for name, more in {
        "Isät": {"audiences": [AudienceFactory()]},
        "Kahvila": {},
    }.items():
        activity = ActivityFactory(
            place=made, name=text(name), organisers=[actor], **more
        )
        OccurrenceFactory(activity=activity, on=MONDAY)
    return made


def names(page):
    return re.findall(r'<a class="stretched"[^>]*>([^<]+)<', page)


@pytest.mark.parametrize("what", SUBJECTS)
def test_the_next_dates_stand_in_a_frame_of_any_site(client, place, what):
    answer = client.get(f"/fi/embed/{what}/")

    assert sorted(names(answer.content.decode())) == ["Isät", "Kahvila"]
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    assert not answer.cookies


@pytest.mark.parametrize("what", SUBJECTS)
def test_no_other_page_can_be_framed(client, place, what):
    for path in (f"/fi/{what}/", f"/fi/embed/code/{what}/", "/fi/embed/place/none/"):
        answer = client.get(path)
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"], path
        assert answer["X-Frame-Options"] == "DENY", path


def test_an_installation_may_say_whose_frames_it_allows(client, place, settings):
    settings.EMBED_ON = ["https://www.kunta.example"]

    policy = client.get("/fi/embed/place/tupa/")["Content-Security-Policy"]

    assert "frame-ancestors 'self' https://www.kunta.example" in policy


def test_a_frame_answers_alike_from_memory(client, place):
    first, second = (client.get("/fi/embed/place/tupa/") for _time in range(2))

    assert dict(first.items()) == dict(second.items())
    etag = {"If-None-Match": first["ETag"]}
    assert client.get("/fi/embed/place/tupa/", headers=etag).status_code == 304


def test_language_and_choices_are_in_the_address(client, place):
    page = client.get("/sv/embed/area/vantaa/?for=fathers").content.decode()

    assert '<html lang="sv"' in page
    assert names(page) == ["Isät"]
    assert 'href="/sv/area/vantaa/?for=fathers"' in page


def test_every_link_opens_beside_the_partners_page(client, place):
    page = client.get("/fi/embed/place/tupa/").content.decode()
    links = re.findall(r"<a [^>]+>", page)

    assert len(links) == 4
    assert all('target="_blank" rel="noopener"' in link for link in links)
    assert "<script" not in page.replace('<script type="application/ld+json"', "")


def test_the_code_to_copy_is_the_frame_as_chosen(client, place):
    page = client.get("/sv/embed/code/area/vantaa/?for=fathers").content.decode()
    [code] = re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)

    assert (
        "&lt;iframe src=&quot;http://testserver/sv/embed/area/vantaa/?for=fathers&quot;"
    ) in code
    assert 'src="/sv/embed/area/vantaa/?for=fathers"' in page
    assert 'href="/sv/embed/code/area/vantaa/?for=fathers&amp;free=1"' in page


def test_a_name_cannot_break_out_of_the_code(client, place):
    place.name = text('Tupa"></textarea><script>alert(1)</script>')
    place.save()

    page = client.get("/fi/embed/code/place/tupa/").content.decode()

    assert "<script>alert" not in page
    [code] = re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert re.fullmatch(
        r'<iframe src="[^"<>]+" title="[^"<>]+"[^<>]*></iframe>', html.unescape(code)
    )


@pytest.mark.parametrize("what", SUBJECTS)
def test_the_page_leads_to_the_code(client, place, what):
    assert (
        f'href="/fi/embed/code/{what}/"' in client.get(f"/fi/{what}/").content.decode()
    )


def test_nothing_else_has_a_calendar_for_other_sites(client, place):
    for path in ("activity/tupa", "desk/tupa", "area/nothing", "place/nothing"):
        assert client.get(f"/fi/embed/{path}/").status_code == 404, path
        assert client.get(f"/fi/embed/code/{path}/").status_code == 404, path
