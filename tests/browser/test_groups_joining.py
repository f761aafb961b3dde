"""A father finds a group, signs up with his child and comes to its room."""

import pytest
from playwright.sync_api import expect

from tests.browser import mailbox

NICKNAMES = {"fi": "Näätä", "sv": "Utter", "en": "Otter"}
# Nothing but this is asked: nobody's name, and nothing of another parent.
ASKED = {
    "nickname", "contact", "adults", "children", "needs", "interpreter", "heard",
}  # fmt: skip


def find_the_group(father, language):
    """Narrow the groups of the area down to those for fathers, and open one."""
    father.goto(f"/{language}/area/jyvaskyla/groups/")
    all_groups = father.locator("#list > li").count()
    father.locator("a.chip[href*='for=fathers']").click()
    expect(father.locator("a.chip[aria-current]")).to_have_count(1)
    assert 0 < father.locator("#list > li").count() <= all_groups
    father.locator("#list a[href$='/activity/isan-paikka/']").click()
    expect(father.locator("section[aria-labelledby=first-visit]")).to_be_visible()


def names_asked(page):
    fields = page.locator("main form").locator("input, select, textarea")
    shown = [field for field in fields.all() if field.is_visible()]
    return {field.get_attribute("name") for field in shown}


def sign_up(father, nickname, address):
    """Sign up with one child; nothing of anybody else is asked."""
    father.locator("main a[href*='/sign-up/']").first.click()
    assert names_asked(father) <= ASKED
    father.locator("#id_nickname").fill(nickname)
    father.locator("#id_contact").fill(address)
    father.locator("#id_adults").fill("1")
    father.locator("#id_children").fill("1")
    father.locator("main form button[type=submit]").click()
    father.wait_for_url("**/sign-up/sent/")


def write_on_the_board(father, nickname):
    father.locator("main textarea[name=text]").first.fill(f"Hei! {nickname}")
    father.locator("form:has(textarea[name=text]) button").first.click()
    line = father.locator("section[aria-labelledby=board] li.box").first
    expect(line.locator("strong")).to_have_text(nickname)


@pytest.mark.parametrize("language", NICKNAMES)
def test_a_father_joins_with_his_child_and_comes_to_the_room(visit, language):
    nickname, address = NICKNAMES[language], f"perhe@{language}.isat.example"
    father = visit("phone", language, javascript=language != "sv")
    find_the_group(father, language)
    sign_up(father, nickname, address)
    first = mailbox.opened(father, address)
    own = mailbox.link(father, f"/{language}/signup/")

    father.goto(own)
    expect(father.locator("main a[href$='/room/']")).to_have_count(0)
    father.locator("form:has(input[value=confirm]) button").click()
    stands = father.locator("section[aria-labelledby=stands] .notice")
    expect(stands).to_have_attribute("data-tone", "good")
    father.locator("main a[href$='/room/']").click()
    write_on_the_board(father, nickname)

    mailbox.opened(father, address, known={first})
    father.goto(f"{own}?do=leave")
    father.locator("form:has(input[value=leave]) button").click()
    father.wait_for_url("**/signup/ended/")
    assert father.goto(own).status == 404
    assert father.context.cookies() == []
    assert father.problems == []
