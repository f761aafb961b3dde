"""The main paths by keyboard alone."""


def focused(page):
    return page.evaluate(
        "() => { const e = document.activeElement;"
        " return e.getAttribute('href') || e.name || e.id || e.tagName; }"
    )


def tab_to(page, wanted, most=60):
    """Press Tab until the focus is on what `wanted` accepts."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if wanted(str(focused(page))):
            return
    raise AssertionError(f"not reached by Tab: last was {focused(page)}")


def focus_is_seen(page):
    """A card wears the ring of the link that stretches over it."""
    return page.evaluate(
        "() => { const e = document.activeElement;"
        " return [e, e.closest('.card')].filter(Boolean).some(one => {"
        " const s = getComputedStyle(one);"
        " return s.outlineStyle !== 'none' && s.outlineWidth !== '0px'; }); }"
    )


def test_skipping_to_the_content(visit):
    page = visit("desktop", "fi")
    page.goto("/fi/area/koivukyla/")

    page.keyboard.press("Tab")
    assert focused(page) == "#main"
    assert focus_is_seen(page)
    page.keyboard.press("Enter")

    assert page.url.endswith("#main")


def test_narrowing_and_opening_a_card(visit):
    page = visit("phone", "fi")
    page.goto("/fi/area/koivukyla/?when=week")
    tab_to(page, lambda where: "free=1" in where)
    assert focus_is_seen(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**free=1**")

    tab_to(page, lambda where: "/event/" in where)
    assert focus_is_seen(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/event/**")


def test_signing_in_as_a_demo_role_and_reaching_the_figures(visit, sign_in):
    page = visit("desktop", "en")
    sign_in(page, "en", "coordinator")

    tab_to(page, lambda where: where.endswith("/desk/figures/"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/figures/")

    assert page.locator("main table").first.is_visible()


def test_a_wrong_form_takes_the_focus_to_its_summary(visit, sign_in):
    page = visit("desktop", "fi")
    sign_in(page, "fi", "coordinator")
    page.goto("/fi/desk/activities/new/")
    page.locator("#id_starts_at").fill("puoli kymmenen")
    page.locator("#id_starts_at").press("Enter")
    page.locator(".error-summary").wait_for()

    tab_to(page, lambda where: where.startswith("#id_"))
    page.keyboard.press("Enter")

    assert str(focused(page)) in {
        "name_0",
        "kind",
        "day",
        "starts_at",
        "ends_at",
        "id_name_field",
    }
