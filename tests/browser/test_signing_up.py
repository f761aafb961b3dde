"""A family signs up, presses once in the mail, changes who comes, cancels and is erased."""

from playwright.sync_api import expect

from tests.browser.test_following import link_in_mail, plan, wait_for_mail


def open_sign_up(desk, name):
    """Let two families sign up to an activity; gives its number at the desk."""
    desk.goto("/fi/desk/activities/")
    desk.locator("main a", has_text=name).first.click()
    desk.locator("main a[href$='/sign-up/']").first.click()
    desk.locator("#id_capacity").fill("2")
    desk.locator("#id_asks_ages").check()
    desk.locator("input[name=needs][value=milk]").check()
    desk.locator("main form button[type=submit]").first.click()
    expect(desk.locator("main a[href$='/families/']")).to_be_visible()


def fill_in(family):
    family.locator("#id_nickname").fill("Kettu")
    family.locator("#id_contact").fill("kettu@koti.example")
    family.locator("#id_age_1").fill("1 v 4 kk")
    family.locator("input[name=needs][value=milk]").check()
    family.locator("main form button[type=submit]").click()
    family.wait_for_url("**/sign-up/sent/")


def open_the_list(desk):
    desk.locator("main a[href$='/families/']").click()
    desk.locator("main form button[type=submit]").click()


def one_child_more(family):
    family.locator("main a[href$='?do=change']").click()
    family.locator("#id_age_2").fill("3 v")
    family.locator("main form button[type=submit]").click()
    expect(family.locator("[role=status]").last).to_be_visible()


def test_signing_up_without_javascript_from_the_button_to_the_end(visit, sign_in):
    name = "Ilmoittautumiskahvila"
    desk, family = visit("phone", "fi"), visit("phone", "fi", javascript=False)
    sign_in(desk, "fi", "coordinator")
    address = plan(desk, name)
    open_sign_up(desk, name)

    family.goto(address)
    family.locator("main a[href*='/sign-up/']").click()
    family.locator("main form button[type=submit]").click()
    expect(family.locator(".error-summary")).to_be_visible()
    fill_in(family)
    first = wait_for_mail(family, name)
    own = link_in_mail(family, "/signup/")
    family.goto(own)
    family.locator("button[type=submit]").first.click()
    wait_for_mail(family, name, known={first})

    open_the_list(desk)
    expect(desk.locator("main .card-title")).to_have_text("Kettu")

    family.goto(own)
    one_child_more(family)
    family.locator("main a[href$='?do=leave']").click()
    family.locator("main form button[type=submit]").click()
    family.wait_for_url("**/signup/ended/")

    assert family.goto(own).status == 404
    assert family.context.cookies() == []
    assert desk.problems == family.problems == []
