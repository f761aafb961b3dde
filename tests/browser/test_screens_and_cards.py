"""A worker's card from the desk to the wall; a screen that turns, stops and stays."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

PLACE = "koivukylan-kohtaamispaikka"


def today():
    return dt.datetime.now(ZoneInfo("Europe/Helsinki")).date()


def make_card(page, language, title):
    page.goto(f"/{language}/desk/cards/new/")
    page.locator("#id_organisation").select_option(index=1)
    for number in range(3):
        page.locator(f"#id_title_{number}").fill(title)
        page.locator(f"#id_topics_{number}").fill(f"Uni ja arki {number}")
    until = today() + dt.timedelta(days=90)
    page.locator("#id_valid_until").fill(f"{until.day}.{until.month}.{until.year}")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/desk/cards/")


def tell_here_today(page, language, title):
    """Say that somebody is here today, all day long; gives the place's address."""
    page.goto(f"/{language}/desk/here/")
    page.locator("main h2 a").first.click()
    label = page.locator("#id_card option", has_text=title).first.inner_text()
    page.locator("#id_card").select_option(label=label)
    page.locator("#id_on").fill(f"{today().day}.{today().month}.{today().year}")
    page.locator("#id_times").fill("0.01–23.59")
    page.locator("main form.form button[type=submit]").last.click()
    page.wait_for_url(re.compile(r"/desk/places/\d+/here/"))
    print_page = page.locator("main a[href$='/print/']").get_attribute("href")
    return print_page.removesuffix("print/")


@pytest.mark.parametrize(("size", "language"), [("phone", "fi"), ("desktop", "sv")])
def test_a_worker_is_told_seen_and_sent_away_with_one_tap(
    visit, sign_in, size, language
):
    title = f"Puheterapeutti {size}"
    desk = visit(size, language)
    sign_in(desk, language, "area_coordinator")
    make_card(desk, language, title)
    place = tell_here_today(desk, language, title)

    parent = visit(size, language)
    parent.goto(place)
    expect(parent.locator(".someone", has_text=title)).to_be_visible()
    parent.goto(f"{place}screen/?pause=1")
    parent.locator("[data-step]").nth(1).click()
    assert title in parent.locator("[data-panel]:visible").inner_text()

    row = desk.locator("li", has_text=title).filter(has=desk.locator("button")).first
    row.locator("form[action$='/away/'] button").click()
    parent.goto(place)
    expect(parent.locator(".someone", has_text=title)).to_have_count(0)
    assert desk.problems == parent.problems == []


def test_a_screen_turns_by_itself_and_can_be_stopped(visit):
    page = visit("desktop", "fi")
    page.goto(f"/fi/place/{PLACE}/screen/")
    root = page.locator("[data-screen]")
    assert page.locator("[data-panel]:visible").count() == 1

    root.evaluate("screen => { screen.dataset.seconds = '0.1'; }")
    page.wait_for_function("() => document.querySelector('[data-panel]').hidden")
    page.locator("[data-pause]").click()
    shown = page.locator("[data-panel]:visible h2").get_attribute("id")
    page.wait_for_timeout(2500)

    assert page.locator("[data-panel]:visible h2").get_attribute("id") == shown
    assert page.locator("[data-turn]").is_visible()
    assert page.problems == []


def test_a_screen_stays_on_when_the_network_is_away(visit):
    page = visit("desktop", "fi")
    page.goto(f"/fi/place/{PLACE}/screen/?look=dark")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.reload()
    name = page.locator("h1").inner_text()

    page.context.set_offline(True)
    expect(page.locator("[data-age]")).to_be_visible()
    page.reload()
    assert page.locator("h1").inner_text() == name
    expect(page.locator("[data-age]")).to_be_visible()

    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("[data-age]")).to_be_hidden()


def test_a_screen_turns_without_javascript_too(visit):
    page = visit("desktop", "fi", javascript=False)
    page.goto(f"/fi/place/{PLACE}/screen/")

    refresh = page.locator("meta[http-equiv=refresh]").get_attribute("content")
    assert refresh.startswith("20;url=")
    page.locator("[data-pause]").click()
    assert page.locator("meta[http-equiv=refresh]").count() == 0
    assert page.locator("[data-panel]:visible").count() == 1


@pytest.mark.parametrize(("width", "height"), [(1080, 1920), (1920, 1080), (320, 640)])
def test_nothing_on_a_screen_is_cut_off(visit, width, height):
    page = visit("desktop", "fi")
    page.set_viewport_size({"width": width, "height": height})

    for address in (f"place/{PLACE}", "area/vantaa"):
        page.goto(f"/fi/{address}/screen/?pause=1")
        assert page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )


def test_the_print_page_opens_a_month(visit):
    page = visit("phone", "sv")
    page.goto(f"/sv/place/{PLACE}/")
    page.locator("main a[href$='/print/']").click()
    page.locator("#size-choice").select_option("a3")
    page.locator("#beside-month").select_option("fi")
    form = page.locator("form[action$='/month.pdf']")

    address = form.evaluate(
        "form => form.action + '?' + new URLSearchParams(new FormData(form))"
    )
    answer = page.request.get(address)

    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")


def test_the_code_that_leads_back_is_on_paper_and_not_on_the_screen(visit):
    page = visit("phone", "fi")
    page.goto(f"/fi/place/{PLACE}/")
    code = page.locator(".print-code")
    expect(code).to_be_hidden()
    page.emulate_media(media="print")
    expect(code).to_be_visible()
    page.emulate_media(media="screen")
    assert page.problems == []
