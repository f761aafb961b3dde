"""Pages for everybody come from memory, and never an old or a private one."""

import datetime as dt
import gzip
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pirtti.calendar import actions
from pirtti.calendar.tests.factories import OccurrenceFactory
from pirtti.core import marks
from pirtti.network.tests.factories import AreaFactory, PlaceFactory, text
from pirtti.people.tests.factories import UserFactory
from pirtti.site import page_cache

pytestmark = pytest.mark.django_db

HELSINKI = ZoneInfo("Europe/Helsinki")
TEN = dt.datetime(2026, 11, 23, 10, 0, tzinfo=HELSINKI)
ADDRESS = "/fi/area/koivukyla/"


@pytest.fixture
def clock():
    with time_machine.travel(TEN, tick=False) as traveller:
        yield traveller


@pytest.fixture
def date(clock):
    place = PlaceFactory(
        host__area=AreaFactory(slug="koivukyla", name=text("Koivukylä", "Björkby"))
    )
    return OccurrenceFactory(activity__place=place, on=TEN.date())


def statements(client, address=ADDRESS, **more):
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address, **more)
    return len(seen), answer


def test_an_unchanged_page_costs_one_statement(client, date):
    first, fresh = statements(client)
    second, kept = statements(client)

    assert first > 1
    assert second == 1
    assert kept.content == fresh.content
    assert kept.headers == fresh.headers


def test_a_change_is_seen_by_the_very_next_request(client, date):
    before = client.get(ADDRESS)
    actions.cancel_occurrence(date, reason=text("Ohjaaja on sairastunut."), by=None)
    after = client.get(ADDRESS, headers={"if-none-match": before["ETag"]})

    assert after.status_code == 200
    assert "Ohjaaja on sairastunut." in after.content.decode()
    assert after["ETag"] != before["ETag"]


def test_a_write_while_the_page_is_made_leaves_it_old_at_once(date):
    area = date.area
    request = RequestFactory().get(ADDRESS)

    def view(_request):
        response = page_cache.keep(HttpResponse("as it was read"), area)
        actions.cancel_occurrence(date, reason=text("Sairaus"), by=None)
        return response

    cache = page_cache.PageCache(view)
    cache(request)
    cache.get_response = lambda _request: HttpResponse("anew")

    assert cache(request).content == b"anew"


@pytest.mark.parametrize("known", ["{}", '"other", {}', "*", 'W/"x",{}'])
def test_who_has_the_page_gets_304(client, date, known):
    etag = client.get(ADDRESS)["ETag"]

    answer = client.get(ADDRESS, headers={"if-none-match": known.format(etag)})

    assert answer.status_code == 304
    assert answer.content == b""
    assert answer["ETag"] == etag
    assert "no-cache" in answer["Cache-Control"]


def test_the_first_asker_may_get_304_too(client, date):
    etag = client.get(ADDRESS)["ETag"]
    actions.cancel_occurrence(date, reason=text("Sairaus"), by=None)
    actions.restore_occurrence(date, by=None)

    assert client.get(ADDRESS, headers={"if-none-match": etag}).status_code == 304


def test_languages_and_query_strings_never_mix(client, date):
    addresses = [
        ADDRESS,
        "/sv/area/koivukyla/",
        f"{ADDRESS}?when=week",
        f"{ADDRESS}?free=1",
    ]
    fresh = [client.get(address).content for address in addresses]
    kept = [client.get(address).content for address in addresses]

    assert kept == fresh
    assert len(set(kept)) == 4


def test_hosts_never_mix(client, date, settings):
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]

    def view(request):
        return page_cache.keep(HttpResponse(request.get_host()), None)

    cache = page_cache.PageCache(view)
    for host in ("a.example", "b.example", "a.example"):
        assert (
            cache(RequestFactory(headers={"host": host}).get("/x")).content.decode()
            == host
        )


def test_the_page_gets_old_when_a_cafe_closes_and_at_midnight(client, date, clock):
    assert "badge" in client.get(ADDRESS).content.decode()

    clock.move_to(TEN.replace(hour=11, minute=29))
    client.get(ADDRESS)
    clock.move_to(TEN.replace(hour=11, minute=30))
    assert "badge" not in client.get(ADDRESS).content.decode()

    clock.move_to(TEN.replace(hour=23, minute=59))
    monday = client.get(ADDRESS).content.decode()
    clock.move_to(TEN.replace(hour=0) + dt.timedelta(days=1))
    assert "maanantai 23.11." in monday
    assert "tiistai 24.11." in client.get(ADDRESS).content.decode()


def test_nothing_is_kept_longer_than_five_minutes(clock):
    response = page_cache.keep(HttpResponse(), None, until=TEN + dt.timedelta(hours=3))

    assert response.pirtti_key.until == timezone.now() + dt.timedelta(minutes=5)


def test_it_is_packed_for_who_can_unpack(client, date):
    plain = client.get(ADDRESS)
    packed = client.get(ADDRESS, headers={"accept-encoding": "br, gzip"})

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Content-Encoding" not in plain.headers
    assert plain["Vary"] == packed["Vary"] == "Accept-Encoding"


def test_a_kept_page_says_nothing_about_who_reads(client, date):
    stranger = client.get(ADDRESS)
    client.force_login(UserFactory(name="Koordinaattori", email="me@koivukyla.example"))
    count, signed_in = statements(client)

    assert count == 1
    assert signed_in.content == stranger.content
    for answer in (stranger, signed_in):
        assert not answer.cookies
        assert "Cookie" not in answer["Vary"]
        assert "csrf" not in answer.content.decode().lower()


def test_a_page_made_for_somebody_signed_in_has_nothing_of_them_and_is_not_kept(
    client, date
):
    client.force_login(UserFactory(name="Koordinaattori", email="me@koivukyla.example"))
    signed_in = client.get(ADDRESS)
    client.logout()
    count, stranger = statements(client)

    assert count > 1
    assert stranger.content == signed_in.content
    assert signed_in["Cache-Control"] == "no-store"


def test_a_desk_page_is_never_stored_anywhere(client, clock):
    client.force_login(UserFactory())

    assert client.get("/fi/desk/")["Cache-Control"] == "no-store"


def test_kept_pages_carry_the_safety_headers(client, date):
    for answer in (client.get(ADDRESS), client.get(ADDRESS)):
        assert "default-src 'self'" in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["X-Frame-Options"] == "DENY"


def sets_a_cookie(_request):
    response = HttpResponse("mine")
    response.set_cookie("who", "me")
    return response


def holds_a_form_token(request):
    return HttpResponse(get_token(request))


def knows_the_person(request):
    request._cached_user = "me"
    return HttpResponse("hello me")


def read_the_session(_request):
    return HttpResponse("mine", headers={"Vary": "Cookie"})


def went_wrong(_request):
    return HttpResponse("sorry", status=500)


@pytest.mark.parametrize(
    "view",
    [sets_a_cookie, holds_a_form_token, knows_the_person, read_the_session, went_wrong],
)
def test_an_answer_for_one_person_is_never_kept(view):
    calls = []

    def marked(request):
        calls.append(request)
        return page_cache.keep(view(request), None)

    cache = page_cache.PageCache(marked)
    for _time in range(2):
        answer = cache(RequestFactory().get("/x"))
        assert "ETag" not in answer.headers
        assert answer["Cache-Control"] == "no-store"

    assert len(calls) == 2
    assert not cache.shelf.pages


def test_only_what_a_view_marks_is_kept_and_only_when_it_is_read():
    calls = []

    def view(request):
        calls.append(request.method)
        response = HttpResponse("x")
        return response if request.method == "POST" else marks.shareable(response)

    cache = page_cache.PageCache(view)
    for method in ("get", "get", "post", "post"):
        cache(getattr(RequestFactory(), method)("/x"))

    assert len(calls) == 4


def test_memory_is_bounded_and_the_longest_unread_goes_first():
    now = page_cache.Keep(None, 0, timezone.now())
    shelf = page_cache.Shelf(most_pages=3, most_bytes=20_000)

    def put(name, size=10):
        shelf.put((name,), page_cache.Page(now, b"x" * size, {}, "e"))

    for name in "abc":
        put(name)
    shelf.get(("a",))
    put("d")
    assert sorted(name for (name,) in shelf.pages) == ["a", "c", "d"]

    put("big", 9_000)
    assert shelf.size <= 20_000
    assert ("big",) in shelf.pages
    put("huge", 50_000)
    assert not shelf.pages
    assert shelf.size == 0


def test_an_installation_may_keep_no_pages(settings):
    settings.PAGE_CACHE_PAGES = 0
    calls = []

    def view(request):
        calls.append(request)
        return page_cache.keep(HttpResponse("x"), None)

    cache = page_cache.PageCache(view)
    answers = [cache(RequestFactory().get("/x")) for _time in range(2)]

    assert len(calls) == 2
    assert [answer.content for answer in answers] == [b"x", b"x"]


def test_the_same_page_twice_counts_once():
    now = page_cache.Keep(None, 0, timezone.now())
    shelf = page_cache.Shelf(most_pages=512)
    for _time in range(2):
        shelf.put(("a",), page_cache.Page(now, b"xx", {}, "e"))

    assert shelf.size == 2 * 2 + 1024


def test_an_area_that_is_gone_leaves_no_page_behind(client, clock):
    area = AreaFactory(slug="lost")
    assert client.get("/fi/area/lost/").status_code == 200
    area.delete()

    assert client.get("/fi/area/lost/").status_code == 404
