"""axe finds nothing on any page; nothing scrolls sideways at 320 pixels."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.pages import DESK, PUBLIC

RULES = {
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ]
}
LANGUAGES = ["fi", "sv", "en"]


def found(page):
    result = Axe().run(page, options=RULES)
    return [
        f"{row['id']}: {node['target']} {node['html'][:120]}"
        for row in result.response["violations"]
        for node in row["nodes"]
    ]


def is_wider_than_its_window(page):
    return page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )


def look_at(page, address):
    # What fades in would be measured half way.
    page.emulate_media(reduced_motion="reduce")
    answer = page.goto(address)
    assert found(page) == []
    assert not is_wider_than_its_window(page)
    assert page.problems == []
    return answer


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PUBLIC)
def test_public_pages(visit, language, name):
    look_at(visit("small", language), f"/{language}{PUBLIC[name]}")


@pytest.mark.parametrize("name", ["front", "week", "place", "near, several"])
def test_public_pages_on_a_desktop_in_the_dark(visit, name):
    page = visit("desktop", "fi", color_scheme="dark")

    look_at(page, f"/fi{PUBLIC[name]}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DESK)
def test_desk_pages(visit, sign_in, language, name):
    role, address = DESK[name]
    page = visit("small", language)
    sign_in(page, language, role)

    assert look_at(page, f"/{language}{address}").ok


@pytest.mark.parametrize("language", LANGUAGES)
def test_single_things_of_the_public_side(visit, language):
    page = visit("small", language)
    for address in (
        f"/{language}/area/koivukyla/?when=week",
        f"/{language}/area/vantaa/",
    ):
        page.goto(address)
        page.locator(".card-title a").first.click()
        assert found(page) == []
        assert not is_wider_than_its_window(page)
    page.locator("main a[href*='/activity/']").first.click()
    assert found(page) == []
    assert page.problems == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_single_things_of_the_desk(visit, sign_in, language):
    page = visit("small", language)
    sign_in(page, language, "coordinator")
    page.goto(f"/{language}/desk/places/")
    place = page.locator("main a[href*='/desk/places/']").first.get_attribute("href")
    page.goto(f"/{language}/desk/activities/")
    activity = page.locator(
        "main a[href*='/desk/activities/']:not([href*='new'])"
    ).first
    activity = activity.get_attribute("href")
    page.goto(f"/{language}/desk/week/")
    date = page.locator("main a[href*='/desk/date/']").first.get_attribute("href")
    page.goto(f"/{language}/desk/")
    count = page.locator("main a[href*='/desk/count/']").first.get_attribute("href")

    for address in (
        place,
        f"{place}hours/",
        f"{place}counting/",
        activity,
        f"{activity}rhythm/",
        date,
        f"{date}cancel/",
        count,
        f"{count}link/",
    ):
        look_at(page, address)


@pytest.mark.parametrize("language", LANGUAGES)
def test_single_things_of_a_leader(visit, sign_in, language):
    page = visit("small", language)
    sign_in(page, language, "volunteer")
    page.goto(f"/{language}/desk/my-groups/3/")
    ends = ("/message/", "/attendance/")
    addresses = [
        page.locator(f"main a[href$='{end}']").first.get_attribute("href")
        for end in ends
    ]
    meeting = addresses[0].removesuffix("message/")
    page.goto(f"/{language}/desk/my-groups/3/families/")
    family = page.locator("main .card-title a").first.get_attribute("href")

    for address in (
        *addresses,
        meeting,
        f"{meeting}move/",
        f"{meeting}cancel/",
        family,
    ):
        assert look_at(page, address).ok


def test_a_form_with_every_field_wrong(visit, sign_in):
    page = visit("small", "fi")
    sign_in(page, "fi", "coordinator")
    page.goto("/fi/desk/activities/new/")
    page.locator("#id_day").fill("joskus")
    page.locator("#id_starts_at").fill("puoli kymmenen")
    page.locator("main form button[type=submit]").first.click()

    assert page.locator(".error-summary a").count() >= 3
    assert page.locator("#id_starts_at").input_value() == "puoli kymmenen"
    assert found(page) == []
