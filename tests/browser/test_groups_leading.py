"""Leaders without any role: a hidden group of their own, and standing in for a pair."""

import re

from playwright.sync_api import expect

HIDDEN, SLUG = "Own path", "oma-polku"


def lead_as(page, language, alias):
    """Sign in as one who leads a group of the demo and has no role anywhere."""
    page.goto(f"/{language}/demo/")
    leaders = page.locator("section[aria-labelledby=lead-as] button")
    leaders.filter(has_text=alias).first.click()
    page.wait_for_url(re.compile(f"/{language}/desk/my-groups/$"))


def count_who_came(leader):
    leader.locator("main a[href$='/attendance/']").first.click()
    numbers = leader.locator("main input[name^=number-]")
    numbers.first.fill("3")
    numbers.last.fill("4")
    leader.locator("main form button[type=submit]").click()
    expect(leader.locator("section[aria-labelledby=meetings]")).to_contain_text("3 + 4")


def write_on_the_board(leader):
    leader.locator("main a[href$='/board/']").first.click()
    leader.locator("main textarea[name=text]").fill("See you on Sunday!")
    leader.locator("form:has(textarea[name=text]) button").click()
    written = leader.locator("section[aria-labelledby=all] li").first
    expect(written).to_contain_text("See you on Sunday!")


def test_an_experience_expert_leads_a_group_that_nobody_else_finds(visit, sign_in):
    leader, volunteer = visit("phone", "en"), visit("phone", "fi")
    stranger = visit("phone", "sv")
    lead_as(leader, "en", "Kettu")
    pages = leader.locator("nav a[href^='/en/desk/']")
    assert {link.get_attribute("href") for link in pages.all()} == {
        "/en/desk/my-groups/"
    }
    leader.locator("main h3 a", has_text=HIDDEN).click()
    group = leader.url.partition("/en")[2]

    leader.locator("main a[href$='/families/']").first.click()
    expect(leader.locator("main .card-title")).to_have_count(5)
    expect(leader.locator("main .card-title", has_text="Saukko")).to_be_visible()
    leader.goto(f"/en{group}")
    count_who_came(leader)
    write_on_the_board(leader)

    sign_in(volunteer, "fi", "volunteer")
    for page in (volunteer, stranger):
        for address in (f"/fi/activity/{SLUG}/", f"/sv/activity/{SLUG}.ics"):
            assert page.goto(address).status == 404
    missing = "/desk/my-groups/999999/"
    for address in (group, f"{group}families/", f"{group}board/", missing):
        assert volunteer.goto(f"/fi{address}").status == 404
        stranger.goto(f"/sv{address}")
        assert "/sv/sign-in/" in stranger.url
    assert leader.problems == volunteer.problems == stranger.problems == []


def test_a_leader_who_cannot_come_asks_and_the_pair_says_yes(visit):
    asking, pair = visit("phone", "sv"), visit("phone", "fi")
    lead_as(asking, "sv", "Psykologi")
    asking.locator("section[aria-labelledby=led] h3 a").first.click()
    asking.locator("section[aria-labelledby=next] a[href*='/meetings/']").first.click()
    meeting = asking.url
    asking.locator("form[action$='/substitute/'] button").click()
    withdraw = asking.locator("form[action$='/substitute/withdraw/']")
    expect(withdraw).to_be_visible()

    lead_as(pair, "fi", "Isätyöntekijä")
    pair.locator("section[aria-labelledby=asked] a[href*='/requests/']").click()
    request = pair.url
    pair.locator("#id_alias").fill("Salamander")
    pair.locator("main form button[type=submit]").click()
    pair.wait_for_url("**/fi/desk/my-groups/")
    expect(
        pair.locator("section[aria-labelledby=standing-in] a[href*='/requests/']")
    ).to_be_visible()

    pair.goto(request)
    expect(pair.locator("#id_alias")).to_have_count(0)
    asking.goto(meeting)
    expect(asking.locator("form[action$='/substitute/']")).to_have_count(0)
    assert asking.problems == pair.problems == []
