"""The pages for following by e-mail: without a cookie, the same answer to everybody."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory
from pirtti.network.tests.factories import PlaceFactory, text
from pirtti.notices import access, queries
from pirtti.notices.models import Following
from pirtti.notices.tests.factories import following
from pirtti.post import worker
from pirtti.post.models import Letter

pytestmark = pytest.mark.django_db

ADDRESS = "perhe@koti.example"


def address(name, *args, language="en"):
    with translation.override(language):
        return reverse(f"site:{name}", args=args)


def ask(client, activity, email=ADDRESS, **more):
    page = address("follow_activity", activity.slug)
    return client.post(page, {"email": email, **more})


def link_of(found, name):
    return address(name, access.word_of(found))


@pytest.mark.parametrize("page", ["activity", "place", "event"])
def test_pages_lead_to_following(client, page):
    date = OccurrenceFactory()
    wanted = {
        "activity": ("activity", date.activity.slug, "follow_activity"),
        "place": ("place", date.place.slug, "follow_place"),
        "event": ("event", date.pk, "follow_activity"),
    }[page]
    slug = date.place.slug if page == "place" else date.activity.slug

    body = client.get(address(wanted[0], wanted[1])).content.decode()

    assert f'href="{address(wanted[2], slug)}"' in body


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_from_the_form_to_the_mail_to_the_press(client, language):
    activity = ActivityFactory()
    page = address("follow_activity", activity.slug, language=language)

    assert client.get(page).status_code == 200
    answer = client.post(page, {"email": ADDRESS, "wants_reminder": "on"})
    assert answer["Location"] == address("follow_sent", language=language)
    worker.send_all()
    (sent,) = mail.outbox
    found = Following.objects.get()
    assert found.language == language
    link = address("follow_confirm", access.word_of(found), language=language)
    assert f"http://127.0.0.1:8000{link}" in sent.body
    assert client.get(link).status_code == 200
    assert queries.confirmed().count() == 0
    own = client.post(link, follow=True)

    assert queries.confirmed().get().wants_reminder
    assert own.status_code == 200


def test_a_place_can_be_followed(client):
    place = PlaceFactory()

    client.post(address("follow_place", place.slug), {"email": ADDRESS})

    assert Following.objects.get().place == place


@pytest.mark.parametrize("hidden", ["activity", "place"])
def test_what_is_not_public_can_not_be_followed(client, hidden):
    pages = {
        "activity": lambda: address(
            "follow_activity", ActivityFactory(draft=True).slug
        ),
        "place": lambda: address("follow_place", PlaceFactory(hidden=True).slug),
    }
    page = pages[hidden]()

    assert client.get(page).status_code == 404
    assert client.post(page, {"email": ADDRESS}).status_code == 404
    assert not Following.objects.exists()


def test_known_unknown_and_confirmed_addresses_get_the_same_answer(client):
    activity = ActivityFactory()
    following(activity, "tuttu@koti.example")
    ask(client, activity, "odottaa@koti.example")

    answers = [
        ask(client, activity, f"{name}@koti.example")
        for name in ("tuttu", "odottaa", "uusi")
    ]
    answers.append(ask(client, activity, "bot@koti.example", nickname="Bot"))

    told = {(a.status_code, a["Location"], a.content) for a in answers}
    assert len(told) == 1


def test_what_fills_in_the_trap_is_answered_and_not_heard(client):
    ask(client, ActivityFactory(), nickname="Bot")

    assert not Following.objects.exists()


@pytest.mark.parametrize(
    "typed", ["", "perhe", "a@b", "a@koti.example\nBcc: b@koti.example", "x" * 300]
)
def test_what_is_no_address_is_asked_for_again_and_kept(client, typed):
    answer = ask(client, ActivityFactory(), typed)

    assert answer.status_code == 422
    assert not Letter.objects.exists()


def test_a_network_that_asks_too_often_is_told_to_wait(client):
    activity = ActivityFactory()
    statuses = [
        ask(client, activity, f"a{number}@koti.example").status_code
        for number in range(31)
    ]

    assert statuses == [302] * 30 + [422]


def test_opening_links_changes_nothing_and_no_page_sets_a_cookie(client):
    found = following(ActivityFactory(), ADDRESS, confirmed_at=None)
    pages = [
        address("follow_activity", found.activity.slug),
        address("follow_sent"),
        address("follow_ended"),
        *(link_of(found, name) for name in ("follow_confirm", "follow_stop")),
        link_of(found, "following"),
    ]

    for page in pages:
        for answer in (client.get(page), client.head(page)):
            assert answer.status_code == 200, page
            assert not answer.cookies, page
            assert "no-store" in answer["Cache-Control"], page
    assert list(queries.confirmed()) == []
    assert Following.objects.count() == 1


def test_one_press_stops(client):
    found = following(ActivityFactory())

    answer = client.post(link_of(found, "follow_stop"), follow=True)

    assert answer.status_code == 200
    assert not Following.objects.exists()


def test_a_mail_program_stops_with_one_post_and_no_page(settings):
    found = following(ActivityFactory())
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(
        link_of(found, "follow_stop"), {"List-Unsubscribe": "One-Click"}
    )

    assert answer.status_code == 302
    assert not Following.objects.exists()


def test_a_form_of_another_site_is_refused(client):
    found = following(ActivityFactory())
    foreign = {"Origin": "https://elsewhere.example"}

    answers = [
        client.post(link_of(found, "follow_stop"), headers=foreign),
        client.post(
            address("follow_activity", found.activity.slug),
            {"email": "a@koti.example"},
            headers=foreign,
        ),
    ]

    assert [answer.status_code for answer in answers] == [400, 400]
    assert Following.objects.get() == found


@pytest.mark.parametrize(
    "name", ["following", "follow_confirm", "follow_stop", "follow_erase"]
)
def test_a_stopped_and_an_invented_link_look_alike(client, name):
    found = following(ActivityFactory())
    over = link_of(found, name)
    found.delete()

    pages = [over, address(name, "invented-word")]
    bodies = {
        client.post(page).content.decode().replace(page.split("/")[3], "")
        for page in pages
    }

    assert len(bodies) == 1
    assert {client.post(page).status_code for page in pages} == {404}


def test_one_sees_all_one_follows_and_changes_only_ones_own(client):
    activity = ActivityFactory(name=text("Kahvila", en="Café"))
    mine = following(activity)
    also_mine = following(PlaceFactory(name=text("Tupa", en="Cottage")))
    others = following(activity, "toinen@koti.example")
    page = link_of(mine, "following")

    body = client.get(page).content.decode()
    assert "Café" in body
    assert "Cottage" in body
    for row in (also_mine, others):
        client.post(page, {"row": row.pk, "reminder": "1"})

    also_mine.refresh_from_db()
    others.refresh_from_db()
    assert (also_mine.wants_reminder, others.wants_reminder) == (True, False)


def test_everything_can_be_erased(client):
    activity = ActivityFactory()
    mine = following(activity)
    following(PlaceFactory())
    others = following(activity, "toinen@koti.example")

    answer = client.post(link_of(mine, "follow_erase"), follow=True)

    assert "erased" in answer.content.decode()
    assert list(Following.objects.all()) == [others]


def test_the_address_stands_on_no_page(client):
    found = following(ActivityFactory(), "salainen@koti.example")

    for name in ("following", "follow_stop", "follow_confirm"):
        assert "salainen" not in client.get(link_of(found, name)).content.decode()


def test_the_word_of_one_link_opens_no_sign_in(client):
    found = following(ActivityFactory())
    page = reverse("people:link", args=[access.word_of(found)])

    assert client.get(page).status_code == 404
