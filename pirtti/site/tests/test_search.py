"""A family types what it looks for, as it would say it."""

import pytest
import time_machine

from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory
from pirtti.network.tests.factories import text
from pirtti.search import actions
from pirtti.search.tests import corpus

pytestmark = pytest.mark.django_db
CODE = "131052-308T"


@pytest.fixture
def town():
    with time_machine.travel(corpus.NOW, tick=False):
        corpus.build()
        yield


def search(client, words, language="fi", **more):
    return client.get(f"/{language}/search/", {"q": words, **more})


def body(answer):
    return answer.content.decode()


def test_an_inflected_word_finds_the_next_times(client, town):
    page = body(search(client, "isäryhmään"))

    assert "Isien ilta" in page
    assert "ti 24.11. klo" in page
    assert page.index("Pappagruppen i Esbo") < page.index("Isien ilta")
    # A name that is only Swedish says so on a Finnish page (F15).
    assert 'lang="sv">Pappagruppen i Esbo' in page


@pytest.mark.parametrize(
    ("language", "words", "name"),
    [
        ("fi", "vauvakahvilassa", "Vauvakahvila"),
        ("sv", "babycaféer", "Babycafé"),
        ("en", "baby cafés", "Baby café"),
    ],
)
def test_all_languages_search_and_show(client, town, language, words, name):
    page = body(search(client, words, language))

    assert f'<html lang="{language}"' in page
    assert f">{name}</a>" in page


def test_each_activity_stands_once_with_its_next_time(client, town):
    assert body(search(client, "vauvakahvila")).count('class="card"') == 1


def test_what_narrows_is_said(client, town):
    page = body(search(client, "ilmaista tekemistä taaperolle koivukylässä", "en"))

    for said in ("Koivukylä", "Free", "1–3 yrs"):
        assert f'<li class="tag">{said}</li>' in page


def test_a_slip_of_the_thumb_is_put_right_and_said(client, town):
    page = body(search(client, "perhekahvla", "en"))

    assert "<strong>perhekahvila</strong>" in page
    assert "Family café" in page


def test_nothing_found_leads_on(client, town):
    page = body(search(client, "qwertyuiop", "en", area="koivukyla"))

    assert "We did not find “qwertyuiop”." in page
    assert '/en/area/koivukyla/?when=week"' in page


def test_an_area_with_nothing_shows_what_is_elsewhere(client, town):
    page = body(search(client, "uinti", "en", area="koivukyla"))

    assert "Nothing in Koivukylä fits. This is elsewhere:" in page
    assert "Baby swimming" in page


def test_some_of_the_words_are_better_than_none(client, town):
    page = body(search(client, "uinti isäryhmä", "en"))

    assert "Nothing fits all your words." in page
    assert "Baby swimming" in page


def test_a_search_from_an_area_stays_there_unless_another_is_named(client, town):
    here = body(search(client, "perhekahvila", area="koivukyla"))
    there = body(search(client, "perhekahvila Espoossa", area="koivukyla"))

    assert "Perhekahvila ruotsiksi" not in here
    assert "Perhekahvila ruotsiksi" in there


def test_places_and_areas_are_a_way_too(client, town):
    page = body(search(client, "Koivukylä"))

    assert 'href="/fi/area/koivukyla/"' in page
    assert 'href="/fi/place/tupa/"' in page


def test_result_pages_are_not_for_search_engines(client, town):
    answer = search(client, "kahvila")

    assert 'name="robots" content="noindex"' in body(answer)
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_long_list_goes_on(client, town):
    for number in range(25):
        activity = ActivityFactory(name=text(f"Retki {number}"))
        OccurrenceFactory(activity=activity, on=corpus.TODAY)
    actions.reindex(learn=False)

    first = search(client, "retki")
    more = first.context["page"].more_url
    second = client.get(f"/fi/search/{more}")

    names = [card.name for page in (first, second) for card in finds(page)]
    assert len(finds(first)) == 20
    assert len(set(names)) == 25


def finds(answer):
    return answer.context["page"].finds


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "🙂🙂",
        "x" * 10_000,
        "a\0b",
        '"',
        "*",
        "NEAR(",
        "-",
        "%_\\",
        "' OR 1=1",
        "\u202e",
        "<script>alert(1)</script>",
        "{{ page }}",
        "kahvila " * 200,
    ],
)
def test_odd_words_do_no_harm(client, town, words):
    answer = search(client, words)

    assert answer.status_code == 200
    assert "<script>alert" not in body(answer)
    assert len(body(answer)) < 60_000


@pytest.mark.parametrize("after", ["x", "1_2_3", "99_2026-99-99T00:00:00Z_1", "-1"])
def test_an_odd_cursor_begins_at_the_beginning(client, town, after):
    assert len(finds(search(client, "kahvila", after=after))) > 3


@pytest.mark.parametrize(
    "words", [CODE, f"äiti {CODE.lower()} kahvila", "131052 -308t"]
)
def test_an_identity_code_is_not_looked_for_nor_shown(client, caplog, words):
    answer = search(client, words)

    assert answer.status_code == 302
    assert answer["Location"] == "/fi/search/?refused=1"
    page = body(client.get(answer["Location"]))
    assert "308" not in page
    assert "308" not in caplog.text
    assert 'role="alert"' in page


def test_a_code_behind_a_long_text_is_refused_too(client):
    assert search(client, "kahvila " * 100 + CODE).status_code == 302


def test_the_box_is_on_the_front_page_and_on_areas(client, town):
    for path in ("/fi/", "/fi/area/koivukyla/"):
        page = body(client.get(path))
        assert 'action="/fi/search/"' in page
        assert 'name="q"' in page
    assert 'name="area" value="koivukyla"' in page


def test_few_queries(client, town, django_assert_max_num_queries):
    search(client, "perhekahvila")

    with django_assert_max_num_queries(7):
        search(client, "perhekahviloita", area="vantaa")
