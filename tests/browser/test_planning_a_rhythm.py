"""A café moves from Tuesdays to even Thursdays; a new rhythm; the programme in place."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

HELSINKI = ZoneInfo("Europe/Helsinki")


def today():
    return dt.datetime.now(HELSINKI).date()


def next_weekday(number, *, after=0):
    """Return the next such day (Monday is 0), at least `after` days ahead."""
    day = today() + dt.timedelta(days=after + 1)
    return day + dt.timedelta(days=(number - day.weekday()) % 7)


def typed(day):
    return f"{day.day}.{day.month}.{day.year}"


def plan(page, name, day):
    """Plan a café that meets every week on the weekday of its first day."""
    page.goto("/en/desk/activities/new/")
    for number in range(3):
        page.locator(f"#id_name_{number}").fill(name)
    page.locator("#id_kind").select_option(index=1)
    page.locator("#id_place").select_option(index=1)
    page.locator("#id_day").fill(typed(day))
    page.locator("#id_starts_at").fill("9.30")
    page.locator("#id_ends_at").fill("11.30")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/activities/\d+/"))
    return page.url


def test_a_cafe_moves_from_tuesday_to_even_thursdays(visit, sign_in):
    page = visit("desktop", "en")
    sign_in(page, "en", "coordinator")
    address = plan(page, "Moving café", next_weekday(1))
    march = next_weekday(0, after=60)

    page.get_by_role("link", name=re.compile("Change this rhythm")).click()
    page.locator("#id_since").fill(typed(march))
    page.get_by_label("Tuesday", exact=True).uncheck()
    page.get_by_label("Thursday", exact=True).check()
    page.get_by_label("Even weeks").check()
    page.get_by_role("button", name="See what would happen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("What would happen")
    expect(page.locator("#moved")).to_contain_text("dates move")
    expect(page.locator("#gone")).to_be_visible()
    page.get_by_role("button", name="Change it").click()

    page.wait_for_url(address)
    expect(page.locator("main")).to_contain_text("The rhythm was changed.")
    expect(page.locator("main")).to_contain_text("Thursdays at 9:30–11:30 in even")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("main")).to_contain_text("Undone")
    expect(page.locator("main")).not_to_contain_text("Thursdays")
    assert page.problems == []


def test_a_new_weekly_rhythm_takes_a_day_and_two_times(visit, sign_in):
    page = visit("phone", "en")
    sign_in(page, "en", "coordinator")
    plan(page, "Weekly café", next_weekday(0))

    page.get_by_role("link", name="Add a rhythm").click()
    expect(page.locator("#id_interval")).to_be_hidden()
    page.get_by_label("Every few weeks").check()
    expect(page.locator("#id_interval")).to_be_visible()
    page.get_by_label("Every week", exact=True).check()
    page.locator("#id_day").fill(typed(next_weekday(4)))
    page.locator("#id_starts_at").fill("17")
    page.locator("#id_ends_at").fill("19")
    page.get_by_role("button", name="Add the rhythm").click()

    expect(page.locator("main")).to_contain_text("Fridays at 17:00–19:00")
    assert page.problems == []


def test_the_programme_is_edited_in_place_and_a_wish_becomes_a_theme(visit, sign_in):
    family = visit("small", "en", javascript=False)
    family.goto("/en/activity/koivukylan-perhekahvila/")
    family.get_by_role("link", name="Wish for something").click()
    family.get_by_label("What do you wish for?").fill("A morning of puppets")
    family.get_by_role("button", name="Send the wish").click()
    expect(family.locator("main")).to_contain_text("your wish has arrived")

    page = visit("desktop", "en")
    sign_in(page, "en", "coordinator")
    page.goto("/en/desk/activities/1/programme/")
    free = page.locator(".programme-table tbody tr").nth(1)
    number = free.locator("th").get_attribute("id")
    free.locator("td").nth(1).locator("input").first.fill("Parish worker")
    page.get_by_role("button", name="Save the table").click()
    expect(page.locator("main")).to_contain_text("one date was changed")
    guest = page.locator(f"tr:has(#{number}) td").nth(1).locator("input").first
    expect(guest).to_have_value("Parish worker")

    page.get_by_role("button", name=re.compile("theme of it.*puppets")).click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#store ~ ol")).to_contain_text("A morning of puppets")
    assert page.problems == []
