"""A partner puts the calendar on its own site; a family takes the dates along."""

import re
import threading
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import icalendar
import pytest
from playwright.sync_api import expect


class Partner(BaseHTTPRequestHandler):
    """A partner's page, with a frame of the address and width it is asked for."""

    def do_GET(self):
        asked = parse_qs(urlsplit(self.path).query)
        frame, width = escape(asked["frame"][0]), asked["width"][0]
        body = f"<h1>Partner</h1><iframe src='{frame}' width='{width}' height='700'>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_what):
        """Say nothing."""


@pytest.fixture
def partner():
    """Serve the partner's page from another origin; gives its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Partner) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def framed_in(partner, page, frame, width):
    """Open the partner's page and give what stands in its frame."""
    page.goto(f"{partner}?{urlencode({'frame': frame, 'width': width})}")
    return page.frame_locator("iframe")


def test_a_partner_copies_the_code_and_its_families_see_the_dates(visit, site, partner):
    page = visit("desktop", "fi", javascript=False)
    page.goto("/fi/area/koivukyla/")
    page.locator(".chips a[href*='free=1']").click()
    page.locator("main a[href*='/embed/code/']").click()
    assert "free=1" in page.url
    page.locator(".languages a[lang=sv]").click()
    code = page.locator("#code").input_value()
    [frame] = re.findall(r'src="([^"]+)"', code)
    assert frame == f"{site}/sv/embed/area/koivukyla/?free=1"
    # The preview is the same page.
    assert page.frame_locator("iframe").locator(".card").count() > 0

    framed = framed_in(partner, visit("desktop", "sv", javascript=False), frame, 280)

    expect(framed.locator("h1")).to_have_text("Björkby")
    assert framed.locator(".card").count() > 1
    sizes = framed.locator("html").evaluate(
        "page => [page.scrollWidth, page.clientWidth]"
    )
    assert sizes[0] <= sizes[1] <= 280


def test_a_link_of_the_frame_opens_beside_the_partners_page(visit, site, partner):
    page = visit("desktop", "fi", javascript=False)
    framed = framed_in(partner, page, f"{site}/fi/embed/area/koivukyla/", 400)

    with page.context.expect_page() as opened:
        framed.locator(".card-title a").first.click()

    opened.value.wait_for_load_state()
    assert "/fi/event/" in opened.value.url
    assert opened.value.evaluate("window.opener") is None
    assert page.url.startswith(partner)


def test_no_other_page_of_ours_can_be_framed(visit, site, partner):
    framed = framed_in(
        partner, visit("desktop", "fi"), f"{site}/fi/area/koivukyla/", 400
    )

    expect(framed.locator("body")).to_be_attached()
    assert framed.locator(".card").count() == 0


def test_the_code_is_copied_by_a_press(visit):
    page = visit("phone", "fi", permissions=["clipboard-read", "clipboard-write"])
    page.goto("/fi/embed/code/place/koivukylan-kohtaamispaikka/")

    page.locator("button[data-copy]").click()

    expect(page.locator("#status")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#code").input_value()
    assert page.problems == []


def test_what_was_chosen_is_what_one_follows(visit):
    page = visit("phone", "fi", javascript=False)
    page.goto("/fi/area/vantaa/")
    everything = page.request.get(ics(page)).body()
    page.locator(".chips a[href*='for=fathers']").click()
    fathers = page.request.get(ics(page)).body()

    assert 0 < fathers.count(b"BEGIN:VEVENT") < everything.count(b"BEGIN:VEVENT")


def test_a_rhythm_is_added_at_once(visit):
    page = visit("phone", "fi", javascript=False)
    page.goto("/fi/activity/koivukylan-perhekahvila/")

    link = page.locator("main a[href$='/series.ics']").get_attribute("href")
    calendar = icalendar.Calendar.from_ical(page.request.get(link).body())

    assert any("RRULE" in event for event in calendar.walk("VEVENT"))


def test_one_finds_the_organisation_behind_an_activity(visit):
    page = visit("phone", "fi", javascript=False)
    page.goto("/fi/activity/koivukylan-perhekahvila/")

    page.locator("main a[href*='/organisation/']").first.click()

    expect(page.locator("h1")).to_be_visible()
    assert page.locator("main .card").count() > 0
    assert page.locator("head link[type='application/atom+xml']").count() == 1


def ics(page):
    return page.locator("main a[href^='/'][href*='.ics']").get_attribute("href")
