"""The main loop: planned at the desk, found by a parent, counted at the door, seen."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

AROUND = dt.timedelta(hours=1)


def around_now():
    """Return today's day and two times around this moment, on the wall in Helsinki."""
    now = dt.datetime.now(ZoneInfo("Europe/Helsinki"))
    first, last = now.replace(hour=0, minute=0), now.replace(hour=23, minute=59)
    start, end = max(first, now - AROUND), min(last, now + AROUND)
    return f"{now.day}.{now.month}.", f"{start:%H.%M}", f"klo {end:%H.%M}"


def plan(page, language, name):
    """Make a new activity that is on right now, and publish it; gives its address."""
    day, start, end = around_now()
    page.goto(f"/{language}/desk/activities/new/")
    for number in range(3):
        page.locator(f"#id_name_{number}").fill(name)
    page.locator("#id_kind").select_option(index=1)
    page.locator("#id_place").select_option(index=1)
    page.locator("#id_day").fill(day)
    page.locator("#id_starts_at").fill(start)
    page.locator("#id_ends_at").fill(end)
    page.locator("input[name=rhythm][value=once]").check()
    page.locator("main form button[type=submit]").first.click()
    page.locator("form[action$='/publish/'] button").click()
    return page.locator("main a[href*='/activity/']").first.get_attribute("href")


def shift_code(page, language, name):
    page.goto(f"/{language}/desk/")
    card = (
        page.locator("li, article", has_text=name)
        .filter(has=page.locator(".code"))
        .last
    )
    link = card.locator("a[href$='/link/']").get_attribute("href")
    code = card.locator(".code").inner_text()
    page.goto(link)
    door = page.locator("main a[href*='/count/']").first.get_attribute("href")
    return door, code


def open_counter(page, door, code):
    page.goto(door)
    page.locator("#id_code").fill(code)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile("/count/at/"))


def row(page, category):
    return page.locator(f".count-row[data-category='{category}']")


def shown(page, category):
    return int(row(page, category).locator(".count-value").inner_text())


def wait_until_it_says(page, kind):
    page.wait_for_function(
        "(kind) => { const s = document.querySelector('#count-status');"
        " return s.textContent.trim() === s.dataset[kind]; }",
        arg=kind,
    )


def wait_until_sent(page):
    wait_until_it_says(page, "sent")


def children(page):
    """The first counter of children: one for all, or the youngest age band."""
    rows = page.locator(".count-row[data-category^='children']")
    return rows.first.get_attribute("data-category")


def find_it(parent, language, name, address):
    """Find an activity that is open now on the area's page, then look closer."""
    parent.goto(f"/{language}/area/koivukyla/")
    card = parent.locator(".card", has_text=name)
    assert card.locator(".badge").is_visible()
    card.locator("a").first.click()
    assert name in parent.locator("h1").inner_text()
    parent.goto(address)
    assert parent.locator("main a[href$='.ics']").first.is_visible()


@pytest.mark.parametrize(
    ("size", "language"), [("phone", "fi"), ("desktop", "sv"), ("phone", "en")]
)
def test_from_the_plan_to_the_figures(visit, sign_in, size, language):
    name = f"Laulutuokio {size} {language}"
    desk = visit(size, language)
    sign_in(desk, language, "coordinator")
    address = plan(desk, language, name)

    # A parent finds it on the page of the area, without an account.
    parent = visit(size, language)
    find_it(parent, language, name, address)

    # A volunteer counts with the shift code of the day.
    door, code = shift_code(desk, language, name)
    phone = visit("phone", language)
    open_counter(phone, door, code)
    wait_until_it_says(phone, "ready")
    band = children(phone)
    for category in ("adults", "adults", "adults", band):
        row(phone, category).locator(".count-plus").click()
    phone.locator("#undo").click()
    row(phone, band).locator(".count-plus").click()
    wait_until_sent(phone)
    assert (shown(phone, "adults"), shown(phone, band)) == (3, 1)

    # The coordinator sees it, at once, and it stands in the figures.
    desk.goto(f"/{language}/desk/")
    told = desk.locator("li, article", has_text=name).first.inner_text()
    assert re.search(r": 3 \w+, 1 \w+", told), told
    desk.goto(f"/{language}/desk/figures/?by=week")
    assert desk.locator("main table").first.is_visible()
    assert desk.problems == parent.problems == phone.problems == []


def test_a_wrong_code_gets_a_sentence_and_stays_in_the_field(visit, sign_in):
    desk = visit("phone", "fi")
    sign_in(desk, "fi", "coordinator")
    plan(desk, "fi", "Vuorokoodin kokeilu")
    door, code = shift_code(desk, "fi", "Vuorokoodin kokeilu")
    page = visit("phone", "fi")
    page.goto(door)
    wrong = f"{(int(code) + 1) % 1_000_000:06}"

    page.locator("#id_code").fill(wrong)
    page.locator("main form button[type=submit]").click()

    assert page.locator(".field-error, .error-summary").first.is_visible()
    assert page.locator("#id_code").input_value() == wrong


def test_offline_taps_survive_a_reload_and_add_up_with_another_phone(visit, sign_in):
    desk = visit("phone", "fi")
    sign_in(desk, "fi", "coordinator")
    plan(desk, "fi", "Verkoton aamu")
    door, code = shift_code(desk, "fi", "Verkoton aamu")
    first, second = visit("phone", "fi"), visit("phone", "fi")
    open_counter(first, door, code)
    first.wait_for_function("() => navigator.serviceWorker.controller !== null")
    first.reload()
    open_counter(second, door, code)

    first.context.set_offline(True)
    for _visitor in range(5):
        row(first, "adults").locator(".count-plus").click()
    row(first, "adults").locator(".count-minus").click()
    first.reload()
    expect(row(first, "adults").locator(".count-value")).to_have_text("4")
    row(second, "adults").locator(".count-plus").click()
    wait_until_sent(second)

    first.context.set_offline(False)
    first.evaluate("window.dispatchEvent(new Event('online'))")
    expect(row(first, "adults").locator(".count-value")).to_have_text("5")
    wait_until_sent(first)
    second.reload()
    expect(row(second, "adults").locator(".count-value")).to_have_text("5")


def test_counting_works_without_javascript(visit, sign_in):
    desk = visit("phone", "fi")
    sign_in(desk, "fi", "coordinator")
    plan(desk, "fi", "Vanha puhelin")
    door, code = shift_code(desk, "fi", "Vanha puhelin")
    page = visit("phone", "fi", javascript=False)
    open_counter(page, door, code)

    row(page, "adults").locator(".count-plus").click()
    row(page, "adults").locator(".count-plus").click()
    page.locator("#undo").click()

    assert shown(page, "adults") == 1
