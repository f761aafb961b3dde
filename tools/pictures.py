"""Take the README's pictures anew, from a freshly served demo.

    .venv/bin/python tools/pictures.py

Needs Debian's chromium and the `dev` extra; writes docs/pictures/*.png.
"""

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import FLAGS, LOCALES, SIZES, role_number
from tests.browser.serving import served_demo
from tests.browser.test_the_loop import open_counter, plan, row, shift_code

PICTURES = ROOT / "docs" / "pictures"
ADULTS, CHILDREN = 12, 5


def open_page(browser: Browser, site: str, size: str) -> Page:
    """Open a window of a phone or a desktop."""
    context = browser.new_context(
        viewport=SIZES[size], locale=LOCALES["fi"], base_url=site
    )
    return context.new_page()


def shoot(page: Page, name: str) -> None:
    """Take a picture of what is on the screen, without the demo's strip."""
    page.evaluate("() => document.querySelector('.demo-strip')?.remove()")
    page.screenshot(path=PICTURES / f"{name}.png")


def main() -> None:
    """Serve the demo and take all pictures."""
    PICTURES.mkdir(exist_ok=True)
    with served_demo() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS
        )
        desk = open_page(browser, site, "desktop")
        desk.goto("/fi/demo/")
        number = role_number(desk, "coordinator")
        desk.locator(f"form[action$='/demo/sign-in/{number}/'] button").click()
        desk.wait_for_url(re.compile("/desk/"))
        plan(desk, "fi", "Perhekahvila")
        public(browser, site)
        counter(browser, site, desk)
        desk.goto("/fi/desk/figures/")
        shoot(desk, "figures-desktop")
        browser.close()


def public(browser: Browser, site: str) -> None:
    """Take what families see."""
    phone = open_page(browser, site, "phone")
    phone.goto("/fi/area/koivukyla/")
    shoot(phone, "today-phone")
    wide = open_page(browser, site, "desktop")
    wide.goto("/fi/area/koivukyla/?when=week")
    wide.locator(".week-nav a").last.click()
    shoot(wide, "week-desktop")


def counter(browser: Browser, site: str, desk: Page) -> None:
    """Take the counter with some visitors counted."""
    door, code = shift_code(desk, "fi", "Perhekahvila")
    phone = open_page(browser, site, "phone")
    open_counter(phone, door, code)
    for category, times in (("adults", ADULTS), ("children:1-2", CHILDREN)):
        for _visitor in range(times):
            row(phone, category).locator(".count-plus").click()
    phone.wait_for_timeout(1500)
    shoot(phone, "counter-phone")


if __name__ == "__main__":
    main()
