"""A family follows by e-mail, a date is cancelled, the mail tells it, one press stops."""

import datetime as dt
import time

from playwright.sync_api import expect

PATIENCE_SECONDS = 60


def wait_for_mail(page, having, *, known=()):
    """Look at the kept mails until one not seen before holds the words; gives its address."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        page.goto("/fi/demo/mails/")
        links = page.locator("main li.box a")
        for number in range(links.count()):
            address = links.nth(number).get_attribute("href")
            if address not in known:
                page.goto(address)
                if having in page.locator("article").inner_text():
                    return address
                page.goto("/fi/demo/mails/")
        page.wait_for_timeout(1000)
    raise AssertionError("The mail did not come.")


def link_in_mail(page, part):
    return page.locator(f"article a[href*='{part}']").first.get_attribute("href")


def plan(desk, name):
    """Make an activity for tomorrow and publish it; gives its public address."""
    day = dt.date.today() + dt.timedelta(days=1)
    desk.goto("/fi/desk/activities/new/")
    for number in range(3):
        desk.locator(f"#id_name_{number}").fill(name)
    desk.locator("#id_kind").select_option(index=1)
    desk.locator("#id_place").select_option(index=1)
    desk.locator("#id_day").fill(f"{day.day}.{day.month}.")
    desk.locator("#id_starts_at").fill("9.30")
    desk.locator("#id_ends_at").fill("11.30")
    desk.locator("input[name=rhythm][value=once]").check()
    desk.locator("main form button[type=submit]").first.click()
    desk.locator("form[action$='/publish/'] button").click()
    return desk.locator("main a[href*='/fi/activity/']").first.get_attribute("href")


def cancel(desk, family, address):
    """Cancel the one date that an activity has."""
    family.goto(address)
    date = family.locator("main a[href*='/event/']").first.get_attribute("href")
    number = date.rstrip("/").rsplit("/", 1)[1]
    desk.goto(f"/fi/desk/date/{number}/cancel/")
    desk.locator("#id_reason_0").fill("Ohjaaja on sairaana")
    desk.locator("main form button[type=submit]").first.click()


def test_following_hearing_of_a_cancellation_and_stopping(visit, sign_in):
    desk, family = visit("phone", "fi"), visit("phone", "fi", javascript=False)
    sign_in(desk, "fi", "coordinator")
    address = plan(desk, "Seurattava kahvila")

    family.goto(address)
    family.locator("main a[href$='/follow/']").first.click()
    family.locator("#id_email").fill("selain@koti.example")
    family.locator("main form button[type=submit]").click()
    family.wait_for_url("**/follow/sent/")
    first = wait_for_mail(family, "Seurattava kahvila")
    assert "selain" not in family.content()
    family.goto(link_in_mail(family, "/confirm/"))
    family.locator("main form button[type=submit]").click()
    expect(family.locator("main li.box h2")).to_have_text("Seurattava kahvila")

    cancel(desk, family, address)
    wait_for_mail(family, "Ohjaaja on sairaana", known={first})
    stop = link_in_mail(family, "/stop/")
    family.goto(stop)
    family.locator("main form button[type=submit]").click()
    family.wait_for_url("**/follow/ended/**")

    assert family.goto(stop).status == 404
    assert family.context.cookies() == []
    assert desk.problems == family.problems == []
