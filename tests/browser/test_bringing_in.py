"""A coordinator pastes a table, puts it right, brings it in, again, and undoes it."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect


def days_from_now(days):
    now = dt.datetime.now(ZoneInfo("Europe/Helsinki"))
    return now.date() + dt.timedelta(days=days)


def table(name):
    rows = [
        ["Nimi", "Paikka", "Päivä", "Klo"],
        [name, f"Kerhohuone {name}", f"{days_from_now(9):%d.%m.%Y}", "17–18.30"],
        [name, f"Kerhohuone {name}", f"{days_from_now(16):%d.%m.%Y}", "17–18.30"],
        ["Rikki", "", f"{days_from_now(9):%d.%m.%Y}", "joskus"],
    ]
    return "\n".join("\t".join(row) for row in rows)


def paste(page, language, name):
    page.goto(f"/{language}/desk/imports/new/")
    page.locator("#id_pasted").fill(table(name))
    page.locator("#id_kind").select_option(index=1)
    page.locator("#id_place").select_option(index=1)
    organisations = page.locator("#id_organisation")
    if not organisations.input_value():
        organisations.select_option(index=1)
    page.locator("main form.form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/imports/\d+/"))


def rows(page):
    return page.locator("main tbody tr")


@pytest.mark.parametrize(("language", "javascript"), [("fi", True), ("sv", False)])
def test_a_table_is_brought_in_once_and_taken_back(
    visit, sign_in, language, javascript
):
    name = f"Kutojat {language}"
    page = visit("phone", language, javascript=javascript)
    sign_in(page, language, "coordinator")

    # Looked through: two rows of a place that nobody knows, one that can't be read.
    paste(page, language, name)
    expect(rows(page)).to_have_count(3)
    expect(page.locator("main input[name=row]")).to_have_count(0)
    expect(page.locator("main .sentences li")).to_have_count(3)

    # One choice puts both rows right.
    page.locator("select[name^=place_]").first.select_option(index=2)
    page.locator("button[name=look]").click()
    expect(page.locator("main input[name=row]:checked")).to_have_count(2)

    page.locator("button[name=take]").click()
    undo = page.locator("form[action$='/undo/'] button")
    expect(undo).to_be_visible()
    taken = page.url
    page.goto(f"/{language}/desk/activities/")
    expect(page.locator("main .card-title", has_text=name)).to_have_count(1)

    # The same table again: the choice is asked anew, and then nothing is new.
    paste(page, language, name)
    expect(page.locator("main input[name=row]")).to_have_count(0)

    page.goto(taken)
    undo.click()
    expect(undo).to_have_count(0)
    page.goto(f"/{language}/desk/activities/")
    expect(page.locator("main .card-title", has_text=name)).to_have_count(0)
    assert page.problems == []
