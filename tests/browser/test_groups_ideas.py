"""A parent of a child with special needs has an idea, and leads the group it becomes."""

import datetime as dt
import re

from playwright.sync_api import expect

from tests.browser import mailbox

NAME, ALIAS = "Samma båt", "Hasseln"
ADDRESS = "foralder@ideer.example"


def begin(parent):
    """See what is nearby already, then begin."""
    parent.goto("/sv/groups/start/")
    parent.locator("#id_where").fill("Koivukylä")
    parent.locator("#id_audience").select_option("special-needs-families")
    parent.locator("form[method=get] button[type=submit]").last.click()
    expect(
        parent.locator("main a[href$='/activity/erityislasten-verkkoryhma/']")
    ).to_be_visible()
    parent.locator("form[action$='/groups/start/'] button[type=submit]").click()
    parent.wait_for_url("**/leader/")


def go_on(parent, step):
    """Save the step that is open; the next one opens."""
    parent.locator("main .actions button[type=submit]").first.click()
    parent.wait_for_url(f"**/{step}/")


def tell_who_leads(parent):
    """A slip in the address keeps all that was typed."""
    parent.locator("#id_alias").fill(ALIAS)
    parent.locator("#id_contact").fill("foralder(a)ideer")
    parent.locator("input[name=leading][value=seeking]").check()
    parent.locator("main .actions button[type=submit]").first.click()
    expect(parent.locator(".error-summary")).to_be_visible()
    expect(parent.locator("#id_alias")).to_have_value(ALIAS)
    expect(parent.locator("#id_contact")).to_have_value("foralder(a)ideer")
    expect(parent.locator("input[name=leading][value=seeking]")).to_be_checked()
    parent.locator("#id_contact").fill(ADDRESS)
    go_on(parent, "telling")


def tell_for_whom_and_with_what(parent):
    parent.locator("input[name=channels][value=clinic]").check()
    go_on(parent, "whom")
    parent.locator("#id_for_whom").fill("Föräldrar till barn som behöver särskilt stöd")
    parent.locator("input[name=audience][value=directed]").check()
    parent.locator("input[name=life_stages][value=small]").check()
    go_on(parent, "networks")
    parent.locator("#id_networks").fill("En förening för föräldrar")
    go_on(parent, "resources")
    parent.locator("input[name=child_care][value=missing]").check()
    parent.locator("#id_wants_support").check()
    go_on(parent, "content")


def tell_what_happens(parent):
    """A last day that is gone is refused, and the rest stays."""
    parent.locator("#id_name").fill(NAME)
    parent.locator("input[name=how_often][value=fortnightly]").check()
    parent.locator("#id_until").fill("1.1.2020")
    parent.locator("main .actions button[type=submit]").first.click()
    expect(parent.locator("#id_until")).to_have_attribute("aria-invalid", "true")
    expect(parent.locator("#id_name")).to_have_value(NAME)
    until = dt.date.today() + dt.timedelta(days=120)
    parent.locator("#id_until").fill(f"{until.day}.{until.month}.{until.year}")
    go_on(parent, "ready")


def accept(desk):
    """Make the idea a group at the desk; it holds what the parent told."""
    desk.goto("/fi/desk/ideas/")
    desk.locator("#waiting ~ ul .card", has_text=NAME).locator("a").click()
    form = desk.locator("section[aria-labelledby=accept] form")
    expect(form.locator("#id_name_1")).to_have_value(NAME)
    expect(form.locator("[name=child_care_by]")).to_have_value("me")
    if not form.locator("[name=place]").input_value():
        form.locator("[name=place]").select_option(index=1)
    form.locator("button[type=submit]").click()
    desk.wait_for_url(re.compile(r"/desk/groups/\d+/$"))
    expect(desk.locator("main h1")).to_have_text(NAME)


def sign_in_with_a_code(parent, address):
    parent.goto(address)
    parent.wait_for_url("**/sv/sign-in/**")
    parent.locator("main form input[type=email]").fill(ADDRESS)
    parent.locator("main form button[type=submit]").click()
    parent.locator("main form input[name=code]").fill(mailbox.code(ADDRESS))
    parent.locator("main form button[type=submit]").click()


def test_an_idea_becomes_a_group_and_its_parent_leads_it(visit, sign_in):
    parent, desk = visit("phone", "sv"), visit("phone", "fi")
    begin(parent)
    tell_who_leads(parent)
    tell_for_whom_and_with_what(parent)
    tell_what_happens(parent)
    parent.locator("button[name=do][value=send]").click()
    expect(parent.locator("button[name=do][value=send]")).to_have_count(0)
    first = mailbox.opened(parent, ADDRESS)
    assert parent.goto(mailbox.link(parent, "/sv/groups/idea/")).status == 200
    expect(parent.locator("main h1")).to_have_text(NAME)

    sign_in(desk, "fi", "coordinator")
    accept(desk)

    mailbox.opened(parent, ADDRESS, known={first})
    sign_in_with_a_code(parent, mailbox.link(parent, "/desk/my-groups/"))
    parent.wait_for_url(re.compile("/sv/desk/my-groups/"))
    expect(parent.locator("main h1")).to_have_text(NAME)
    parent.goto("/sv/desk/my-groups/")
    card = parent.locator("section[aria-labelledby=led] .card", has_text=NAME)
    expect(card).to_contain_text(ALIAS)
    assert parent.problems == desk.problems == []
