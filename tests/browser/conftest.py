"""A real browser before a really served demo."""

import re
import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.serving import served_demo

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {
    "small": {"width": 320, "height": 640},
    "phone": {"width": 390, "height": 844},
    "desktop": {"width": 1280, "height": 800},
}
LOCALES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}


def pytest_collection_modifyitems(items):
    """All stories here are for the browser; one worker serves and drives them."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def site():
    with served_demo() as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    path = next(
        filter(
            None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
        )
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, site):
    """Open the site as somebody: visit(size, language, javascript=…) gives a page."""
    contexts = []

    def start(size="phone", language="fi", *, javascript=True, **more):
        context = chromium.new_context(
            viewport=SIZES[size],
            locale=LOCALES[language],
            base_url=site,
            java_script_enabled=javascript,
            **more,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        return page

    yield start
    for context in contexts:
        context.close()


@pytest.fixture
def sign_in():
    """Sign a page in as one of the demo's roles, by its number on the list (1–10)."""

    def do(page, language, role):
        page.goto(f"/{language}/demo/")
        page.locator(
            f"form[action$='/demo/sign-in/{role_number(page, role)}/'] button"
        ).click()
        page.wait_for_url(re.compile("/desk/"))

    return do


ORDER = [
    "volunteer",
    "leader",
    "worker",
    "coordinator",
    "area_coordinator",
    "organisation_contact",
    "steering_member",
    "umbrella_officer",
    "evaluator",
    "technical_admin",
]


def role_number(page, role):
    actions = page.locator("form[action*='/demo/sign-in/']")
    action = actions.nth(ORDER.index(role)).get_attribute("action")
    return action.rstrip("/").rsplit("/", 1)[1]
