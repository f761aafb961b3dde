"""A partner proposes by a link, a coordinator approves with one press, a family sees it."""

import datetime as dt
import re

from playwright.sync_api import expect

PLACE = "koivukylan-kohtaamispaikka"


def make_link(page):
    """Make a link for one's own place; gives its address."""
    page.goto("/fi/desk/proposals/links/")
    before = page.locator("input[readonly]").count()
    page.locator("details.desk-part > summary").click()
    page.locator("#id_scope").select_option(index=0)
    with page.expect_navigation(timeout=30_000):
        page.locator("details.desk-part form button[type=submit]").click()
    expect(page.locator("input[readonly]")).to_have_count(before + 1)
    return page.locator("input[readonly]").first.input_value()


def propose(page, address, name):
    """Fill in what must be told, and send it."""
    day = dt.date.today() + dt.timedelta(days=8)
    page.goto(address)
    page.locator("#id_organisation").select_option(index=0)
    page.locator("#id_organisation_name").fill("Vanhempien kuoro")
    page.locator("#id_contact_title").fill("kuoronjohtaja")
    page.locator("#id_email").fill("kuoro@vanhemmat.example")
    page.locator("#id_name_0").fill(name)
    page.locator("#id_kind").select_option(index=1)
    page.locator("#id_starts_on").fill(f"{day.day}.{day.month}.{day.year}")
    page.locator("#id_starts_at").fill("17.30")
    page.locator("#id_ends_at").fill("18.30")
    for box in page.locator("input[name=values]").all():
        box.check()
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile("/proposal/"))


def test_a_partner_proposes_a_coordinator_approves_and_a_family_sees_it(visit, sign_in):
    name = "Perheiden kuorotunti"
    desk = visit("phone", "fi")
    sign_in(desk, "fi", "coordinator")
    address = make_link(desk)

    partner = visit("phone", "fi", javascript=False)
    propose(partner, address, name)
    own_page = partner.url
    expect(partner.locator("h1")).to_have_text(name)

    desk.goto("/fi/desk/proposals/")
    desk.locator("a.stretched", has_text=name).click()
    desk.locator("form.form > .actions button[type=submit]").first.click()
    desk.wait_for_url(re.compile("/desk/activities/"))

    partner.goto(own_page)
    expect(partner.locator(".notice[data-tone=good]")).to_be_visible()
    family = visit("phone", "fi")
    family.goto(partner.locator("main a.button").first.get_attribute("href"))
    expect(family.locator("h1")).to_have_text(name)
    expect(family.locator("main")).to_contain_text("Vanhempien kuoro")
    family.goto(f"/fi/place/{PLACE}/")
    expect(family.locator("main")).to_contain_text("Vanhempien kuoro")
    assert desk.problems + family.problems == []


def test_the_form_fits_a_small_screen_and_says_what_is_missing(visit, sign_in):
    desk = visit("phone", "fi")
    sign_in(desk, "fi", "coordinator")
    address = make_link(desk)

    partner = visit("small", "fi")
    partner.goto(address)
    partner.locator("main form button[type=submit]").click()

    expect(partner.locator(".error-summary")).to_be_visible()
    width = partner.evaluate("document.documentElement.scrollWidth")
    assert width <= 320
