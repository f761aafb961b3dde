"""Families need no JavaScript: narrowing, weeks, searching, reading."""

import re


def test_chips_weeks_and_places(visit):
    page = visit("phone", "fi", javascript=False)
    page.goto("/fi/area/koivukyla/")
    chips = page.locator(".chips .chip")

    chips.nth(1).click()
    assert "when=week" in page.url
    assert chips.nth(1).get_attribute("aria-current") == "true"
    page.locator(".chips a[href*='for=fathers']").click()
    assert "when=week" in page.url
    assert "for=fathers" in page.url
    page.go_back()
    page.locator(".week-nav a").last.click()
    assert re.search(r"week=\d{4}-W\d\d", page.url)
    page.locator(".card-title a").first.click()
    assert page.locator("h1").is_visible()


def test_a_typed_postal_code_leads_home(visit):
    page = visit("phone", "sv", javascript=False)
    page.goto("/sv/")

    page.locator("#near-q").fill("01360")
    page.locator("#near-q").press("Enter")

    assert page.url.endswith("/sv/area/koivukyla/")


def test_the_first_thing_is_on_the_first_screen(visit):
    page = visit("phone", "fi", javascript=False)
    page.goto("/fi/area/koivukyla/")

    first = page.locator(".card, .empty").first.bounding_box()
    assert first["y"] + 40 < 844


def test_the_language_switch_keeps_the_page(visit):
    page = visit("phone", "fi", javascript=False)
    page.goto("/fi/area/koivukyla/?when=week&free=1")

    page.locator(".languages a[hreflang=sv]").click()

    assert page.url.endswith("/sv/area/koivukyla/?when=week&free=1")
    assert page.locator("html").get_attribute("lang") == "sv"


def test_an_address_that_is_not_there_has_a_way_on(visit):
    page = visit("phone", "fi", javascript=False)

    answer = page.goto("/fi/place/there-is-none/")

    assert answer.status == 404
    page.locator("main a").first.click()
    assert page.locator("h1").is_visible()
