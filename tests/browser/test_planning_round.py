"""A season planned together: asked, answered, published, read by everybody."""

import datetime as dt
from zoneinfo import ZoneInfo

from playwright.sync_api import expect


def day(ahead):
    today = dt.datetime.now(ZoneInfo("Europe/Helsinki")).date()
    there = today + dt.timedelta(days=ahead)
    return f"{there.day}.{there.month}.{there.year}"


def open_round(page, name):
    page.goto("/fi/desk/planning/")
    page.locator("main a[href$='/planning/round/new/']").click()
    page.locator("#id_name_0").fill(name)
    page.locator("#id_first_on").fill(day(60))
    page.locator("#id_last_on").fill(day(180))
    page.locator("#id_deadline").fill(day(14))
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("h1")).to_contain_text(name)
    return page.url


def answer_of(page, organisation):
    page.locator("main h3 a", has_text=organisation).click()
    expect(page.locator("h1")).to_contain_text(organisation)


def move_one_and_keep_the_rest(page):
    page.locator("main a[href^='?change=']").first.click()
    form = page.locator("main form.form")
    for box in form.locator("input[name=weekdays]:checked").all():
        box.uncheck()
    form.locator("input[name=weekdays][value='6']").check()
    form.locator("button[value=change]").click()
    expect(page.locator("main .badge").first).to_be_visible()
    page.locator("main button[value=all]").click()
    page.locator("main button[value=send]").click()
    expect(page.locator("main .notice[data-tone=good]").first).to_be_visible()


def test_from_the_round_to_the_edition(visit, sign_in):
    name = "Seuraava kausi"
    page = visit("desktop", "fi")
    sign_in(page, "fi", "area_coordinator")
    address = open_round(page, name)

    # One organisation: a rhythm moves to another day, the rest is as it was.
    answer_of(page, "Vantaan kaupunki")
    move_one_and_keep_the_rest(page)

    # What is promised is seen in the gaps before anything is published.
    page.goto(address)
    page.locator("main a[href*='/planning/gaps/']").click()
    sunday = page.locator(".coverage tbody td:nth-of-type(7)").all_inner_texts()
    assert any(cell.isdigit() for cell in sunday)

    # Closed and published, it is on one page for everybody.
    page.goto(address)
    page.locator("main form[action$='/close/'] button").click()
    page.locator("main form[action$='/publish/'] button").click()
    edition = page.locator("main a[href*='/edition/']").first.get_attribute("href")
    parent = visit("phone", "fi", javascript=False)
    parent.goto(edition)
    expect(parent.locator("h1")).to_contain_text(name)
    assert parent.locator(".edition-line").count() > 0
    assert page.problems == parent.problems == []
