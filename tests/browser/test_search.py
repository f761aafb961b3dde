"""A parent searches with one thumb or with the keyboard alone, without JavaScript."""


def test_a_parent_searches_by_keyboard_without_javascript(visit):
    page = visit("phone", "fi", javascript=False)
    page.goto("/fi/area/koivukyla/")

    page.locator("#search-q").focus()
    page.keyboard.type("isäryhmään")
    page.keyboard.press("Enter")

    page.wait_for_url("**/fi/search/?q=*")
    assert "area=koivukyla" in page.url
    assert page.locator("#search-q").input_value() == "isäryhmään"
    first = page.locator(".card-title a").first
    assert "Isä" in first.inner_text() or "Isi" in first.inner_text()
    # From the field over the button to the first find, by Tab alone.
    page.locator("#search-q").focus()
    for _step in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.card') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/fi/event/**", wait_until="commit")
    assert page.locator("h1").is_visible()


def test_a_slip_is_put_right_and_the_page_fits_a_small_phone(visit):
    page = visit("small", "sv", javascript=False)
    page.goto("/sv/")

    page.locator("#search-q").fill("familjecfe")
    page.locator(".search-box button").click()

    page.wait_for_url("**/sv/search/?q=*")
    assert page.locator("#found strong").first.inner_text() == "familjecafé"
    assert page.locator(".card").count() > 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_an_identity_code_is_gone_from_the_address(visit):
    page = visit("phone", "en", javascript=False)
    page.goto("/en/search/")

    page.locator("#search-q").fill("131052-308T")
    page.locator("#search-q").press("Enter")

    page.wait_for_url("**/en/search/?refused=1")
    assert "308" not in page.content()


def test_the_header_leads_to_the_search_from_everywhere(visit):
    page = visit("phone", "en")
    page.goto("/en/accessibility/")

    page.locator(".site-header a[href$='/search/']").click()

    page.wait_for_url("**/en/search/")
    assert page.locator("#search-q").is_visible()
    assert page.problems == []
