"""A full group: a place in line, a seat that somebody gives up, and the offer of it."""

from playwright.sync_api import expect

from tests.browser import mailbox

SLUG = "taaperovuosi"
FIRST, SECOND, THIRD = (
    "family@first.example",
    "familj@sedan.example",
    "perhe@kolmas.example",
)


def let_one_family_in(desk):
    """Leave one seat in a group of the demo that nobody has joined yet."""
    desk.goto("/fi/desk/groups/")
    desk.locator("main a", has_text="Taaperovuosi").first.click()
    desk.locator("main a[href$='/settings/']").first.click()
    settings = desk.url
    desk.locator("#id_capacity").fill("1")
    desk.locator("form:has(#id_capacity) button[type=submit]").click()
    desk.goto(settings)
    expect(desk.locator("#id_capacity")).to_have_value("1")


def sign_up(family, language, nickname, address):
    """Sign up and press the button that the mail leads to; gives the family's link."""
    family.goto(f"/{language}/activity/{SLUG}/")
    family.locator("main a[href*='/sign-up/']").first.click()
    family.locator("#id_nickname").fill(nickname)
    family.locator("#id_contact").fill(address)
    family.locator("main form button[type=submit]").click()
    family.wait_for_url("**/sign-up/sent/")
    mail = mailbox.opened(family, address)
    own = mailbox.link(family, f"/{language}/signup/")
    family.goto(own)
    family.locator("form:has(input[value=confirm]) button").click()
    expect(family.locator("form:has(input[value=confirm])")).to_have_count(0)
    return own, mail


def give_up(family, own):
    """Cancel and be erased: the link leads nowhere afterwards."""
    family.goto(f"{own}?do=leave")
    family.locator("form:has(input[value=leave]) button").click()
    family.wait_for_url("**/signup/ended/")
    assert family.goto(own).status == 404


def stands(family):
    return family.locator("section[aria-labelledby=stands] .notice")


def test_the_first_in_line_is_offered_the_seat_that_another_gives_up(visit, sign_in):
    desk, first, second = (visit("phone", one) for one in ("fi", "en", "sv"))
    third = visit("phone", "fi", javascript=False)
    sign_in(desk, "fi", "coordinator")
    let_one_family_in(desk)
    own, _ = sign_up(first, "en", "Poppy", FIRST)
    room = "main a[href$='/room/']"
    expect(first.locator(room)).to_be_visible()
    waiting, mail = sign_up(second, "sv", "Vallmo", SECOND)
    expect(second.locator(room)).to_have_count(0)
    behind, _ = sign_up(third, "fi", "Unikko", THIRD)
    expect(stands(third)).to_contain_text("2")

    give_up(first, own)
    second.goto(waiting)
    expect(second.locator("button[value=accept]")).to_be_visible()
    mailbox.opened(second, SECOND, known={mail})
    second.goto(mailbox.link(second, "/sv/signup/"))
    second.locator("button[value=accept]").click()
    expect(second.locator("button[value=accept]")).to_have_count(0)
    expect(stands(second)).to_have_attribute("data-tone", "good")
    expect(second.locator(room)).to_be_visible()

    third.goto(behind)
    expect(stands(third)).to_have_attribute("data-tone", "info")
    expect(stands(third)).not_to_contain_text("2")
    expect(third.locator("button[value=accept]")).to_have_count(0)
    assert desk.problems == first.problems == second.problems == []
