"""What every answer carries, and what no page may hold."""

import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from django.conf import settings as django_settings
from django.test import Client

from pirtti.network.rules import Role
from pirtti.network.tests.factories import RoleFactory
from pirtti.people.models import User
from tests.house import scene as scenes

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in django_settings.LANGUAGES]
# Pages for everybody that are kept and shared: they hold nothing of one reader.
# Pages of families and partners that have a form to send.
WITH_A_FORM = {
    "site:wish",
    "site:propose",
    "site:proposal",
    "site:proposal_change",
    "site:confirm",
    "site:plan_answer",
    "site:idea_start",
    "site:idea",
    "site:lead_invite",
}
SHARED = {
    "site:edition",
    "site:home",
    "site:area",
    "site:groups",
    "site:area_groups",
    "site:areas_json",
    "site:place",
    "site:activity",
    "site:event",
    "site:area_feed",
    "site:print_area",
    "site:area_month",
    "site:area_week",
    "site:area_screen",
    "site:print_place",
    "site:place_month",
    "site:place_week",
    "site:place_poster",
    "site:place_screen",
    "site:print_activity",
    "site:activity_poster",
    "site:place_feed",
    "site:activity_feed",
    "site:event_file",
    "site:area_news",
    "site:place_news",
    "site:organisation",
    "site:organisation_feed",
    "site:organisation_news",
    "site:series_file",
    "site:activity_picture",
    "site:event_picture",
    "site:embed",
    "site:embed_code",
    "site:accessibility",
    "site:privacy",
    "robots",
    "qr",
    "media",
}


@pytest.fixture
def scene(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with scenes.on_a_monday(with_photo=True) as scene:
        yield scene


@pytest.fixture
def worker(scene):
    """A browser in which a coordinator of the area is signed in, who runs it too."""
    client = Client()
    user = RoleFactory(role=Role.AREA_COORDINATOR, area=scene.own.area).user
    RoleFactory(role=Role.TECHNICAL_ADMIN, area=scene.own.area, user=user)
    scenes.lead(scene.own, user)
    client.force_login(user)
    return client


# The one page that other sites may show in a frame.
FRAMED = re.compile(r"/\w\w/embed/(area|place|organisation)/[^/]+/")


def missing_headers(answer):
    """List what an answer should carry and does not."""
    policy = answer.get("Content-Security-Policy", "")
    is_framed = bool(FRAMED.fullmatch(answer.request["PATH_INFO"]))
    if is_framed:
        assert policy.endswith("frame-ancestors *") or "frame-ancestors *;" in policy
        policy = policy.replace("frame-ancestors *", "frame-ancestors 'none'")
    kind = answer.get("Content-Type", "")
    is_text = kind.startswith("text/") or "xml" in kind.partition(";")[0].split("+")[0]
    is_read = answer.status_code != 304 and answer.get("Content-Length") != "0"
    wanted = {
        "default-src 'self'": "default-src 'self'" in policy,
        "frame-ancestors 'none'": "frame-ancestors 'none'" in policy,
        "object-src 'none'": "object-src 'none'" in policy,
        "base-uri 'none'": "base-uri 'none'" in policy,
        "form-action 'self'": "form-action 'self'" in policy,
        "no unsafe": "unsafe" not in policy and "*" not in policy,
        "nosniff": answer.get("X-Content-Type-Options") == "nosniff",
        "frames": (answer.get("X-Frame-Options") == "DENY") is not is_framed,
        "referrer": answer.get("Referrer-Policy") == "same-origin",
        "permissions": "camera=()" in answer.get("Permissions-Policy", ""),
        "opener": answer.get("Cross-Origin-Opener-Policy") == "same-origin",
        "charset": not (is_text and is_read) or "charset=utf-8" in kind.lower(),
    }
    return [what for what, is_there in wanted.items() if not is_there]


class Page(HTMLParser):
    """What the tests look at in a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.language, self.forbidden = (
            Counter(),
            Counter(),
            "",
            [],
        )
        self.named = set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags[tag] += 1
        if tag == "html":
            self.language = values.get("lang")
        if "id" in values:
            self.ids[values["id"]] += 1
        self.named |= {
            word
            for name in ("aria-labelledby", "aria-describedby", "for")
            for word in (values.get(name) or "").split()
        }
        is_data = values.get("type") == "application/ld+json"
        if tag == "style" or (tag == "script" and "src" not in values and not is_data):
            self.forbidden.append(self.get_starttag_text())
        if any(name == "style" or name.startswith("on") for name in values):
            self.forbidden.append(self.get_starttag_text())
        if (values.get("href") or "").lower().startswith("javascript:"):
            self.forbidden.append(self.get_starttag_text())


def faults(answer, language):
    """List what is wrong with a page's HTML."""
    page = Page(answer.content.decode())
    twice = [word for word, times in page.ids.items() if times > 1]
    wrong = {
        "language": page.language if page.language != language else None,
        "h1": page.tags["h1"] if page.tags["h1"] != 1 else None,
        "main": page.tags["main"] if page.tags["main"] != 1 else None,
        "title": "none" if not page.tags["title"] else None,
        "ids twice": twice or None,
        "names what is not there": sorted(page.named - page.ids.keys()) or None,
        "inline": page.forbidden or None,
    }
    return {what: found for what, found in wrong.items() if found is not None}


def ask(client, address):
    """Open an address and read its answer to the end, files too."""
    answer = client.get(address)
    answer.body = b"".join(answer)
    return answer


def is_html(answer):
    return answer.get("Content-Type", "").startswith("text/html")


def look(client, addresses, language, statuses=frozenset({200, 302})):
    """Open pages and return name → what is wrong with their headers and HTML."""
    wrong = {}
    for name, address in addresses.items():
        answer = ask(client, address)
        found = [*missing_headers(answer)]
        if answer.status_code not in statuses:
            found.append(answer.status_code)
        if is_html(answer) and answer.status_code != 302:
            found += faults(answer, language).items()
        if found:
            wrong[name] = found
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_for_everybody_are_in_order(scene, language):
    addresses = scene.addresses(language, also=scenes.is_open)

    assert look(Client(), addresses, language) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_the_desk_are_in_order(scene, worker, language):
    scenes.fill(scene.own, range(3))

    assert look(worker, scene.addresses(language), language) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_that_need_correcting_are_in_order(scene, worker, language):
    wrong, seen = {}, set()
    forms = scene.addresses(language, also=lambda view: not scenes.is_open(view))
    for name, address in forms.items():
        answer = worker.post(address, {"sent": "1"})
        if answer.status_code != 422:
            continue
        seen.add(name)
        found = [*missing_headers(answer), *faults(answer, language).items()]
        if found or "no-store" not in answer["Cache-Control"]:
            wrong[name] = found

    assert wrong == {}
    assert {"desk:activity", "desk:place", "desk:cancel", "people:me"} <= seen


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", ["everybody", "worker"])
def test_a_page_that_is_not_there_is_in_order(scene, worker, language, who):
    client = worker if who == "worker" else Client()
    gone = {
        word: f"/{language}/{word}"
        for word in (
            "nothing/",
            "place/nothing/",
            "activity/nothing/",
            "event/0/",
            "area/nothing/",
            "area/nothing.ics",
            "count/nothing/",
            "count/at/nothing/",
            "sign-in/link/nothing/",
        )
    }

    assert look(client, gone, language, {404}) == {}


def test_other_answers_carry_the_headers_too(scene, worker):
    answers = {
        "404 without a language": Client().get("/nothing"),
        "404 of a photo": Client().get("/media/places/nothing.jpg"),
        "405": Client().post(scene.own.address("site:home")),
        "405 of a button": worker.get(scene.own.address("desk:publish")),
        "403 without the form's word": Client(enforce_csrf_checks=True).post(
            scene.own.address("people:sign_in"), {"login": "a@b.example"}
        ),
        "asked to sign in": Client().get(scene.own.address("desk:today")),
        "bad taps": Client().post(
            scene.own.address("visits:events"), "{", content_type="application/json"
        ),
    }
    answers["304"] = Client().get(
        scene.own.address("site:home"),
        headers={"If-None-Match": Client().get(scene.own.address("site:home"))["ETag"]},
    )

    assert {what: missing_headers(answer) for what, answer in answers.items()} == {
        what: [] for what in answers
    }
    assert [answers[what].status_code for what in ("405", "304")] == [405, 304]


def test_an_answer_from_memory_carries_what_the_first_did(scene):
    client = Client()

    for name, address in scene.addresses(also=scenes.is_open).items():
        if name in SHARED:
            first, second = ask(client, address), ask(client, address)
            assert dict(first.items()) == dict(second.items()), name
            assert missing_headers(second) == [], name


def test_pages_for_signed_in_people_stay_out_of_every_cache(scene, worker):
    kept = {
        name: answer.get("Cache-Control", "")
        for name, address in scene.addresses().items()
        if name.startswith(("desk:", "people:"))
        and "no-store" not in (answer := worker.get(address)).get("Cache-Control", "")
    }

    assert kept == {}


@pytest.mark.parametrize("who", ["everybody", "worker"])
def test_shared_pages_hold_nothing_of_one_reader(scene, worker, who):
    client = worker if who == "worker" else Client()
    own = {}
    for name, address in scene.addresses(also=scenes.is_open).items():
        if name not in SHARED:
            continue
        answer = ask(client, address)
        if b"csrf" in answer.body or (answer.cookies and who == "everybody"):
            own[name] = "a word or cookie of one's own"
        # What somebody signed in gets is the same, but is kept by nobody.
        is_kept = "no-store" not in answer["Cache-Control"]
        varies = "cookie" in answer.get("Vary", "").lower()
        if who == "everybody" and (varies or not is_kept):
            own[name] = dict(answer.items())

    assert own == {}


def test_a_cookie_never_travels_with_what_others_may_keep(scene, worker):
    user_id, kept, seen = worker.session["_auth_user_id"], {}, 0
    for name, address in scene.addresses().items():
        # The first page after signing in notes the hour in the session.
        client = Client()
        client.force_login(User.objects.get(pk=user_id))
        answer = ask(client, address)
        seen += bool(answer.cookies)
        if answer.cookies and "no-store" not in answer["Cache-Control"]:
            kept[name] = answer["Cache-Control"]

    assert seen
    assert kept == {}


def test_a_shared_page_is_the_same_for_all(scene, worker):
    for name, address in scene.addresses(also=scenes.is_open).items():
        if name in SHARED:
            assert ask(worker, address).body == ask(Client(), address).body, name


def test_pages_for_everybody_set_no_cookie_unless_they_have_a_form(scene):
    with_cookie = {
        name
        for name, address in scene.addresses(also=scenes.is_open).items()
        if ask(Client(), address).cookies
    }

    elsewhere = {
        name
        for name in with_cookie - WITH_A_FORM
        if not name.startswith(("people:", "visits:", "account_"))
    }
    assert elsewhere == set()
    for question in ({"q": "Oma"}, {"q": "00000"}):
        address = f"{scene.own.address('site:near')}?{urlencode(question)}"
        assert not Client().get(address).cookies


def test_the_parser_sees_what_it_should():
    page = Page(
        '<html lang="fi"><p id="a" style="x">1</p><p id="a" onclick="x">2</p>'
        '<script>1</script><script src="x"></script><label for="b"></label>'
    )

    assert (page.language, page.ids["a"], page.named) == ("fi", 2, {"b"})
    assert len(page.forbidden) == 3
