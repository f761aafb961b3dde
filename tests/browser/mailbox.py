"""The mails that the demo keeps, as the ones they are sent to would open them."""

import re
import time

from tests.browser import serving

PATIENCE_SECONDS = 60
CODE = re.compile(r"^ {4}(?P<code>[A-Z0-9-]{4,})\s*$", re.MULTILINE)


def opened(page, address, *, known=()):
    """Wait for a mail to an address that is not among the known; opens it on the page.

    The demo shows addresses cut short: each family of a story has a domain of its own.
    Gives the mail's own address, to be told as known when the next one is waited for.
    """
    shown = f"{address[0]}_@{address.split('@')[1]}"
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        page.goto("/fi/demo/mails/")
        mails = page.locator("main li.box", has_text=shown).locator("a").all()
        hrefs = [mail.get_attribute("href") for mail in mails]
        new = [href for href in hrefs if href not in known]
        if new:
            page.goto(new[0])
            return new[0]
        page.wait_for_timeout(500)
    raise AssertionError(f"No new mail came to {address}.")


def link(page, part):
    """Return the address in the opened mail that holds a part, as it stands there."""
    return page.locator(f"article a[href*='{part}']").first.get_attribute("href")


def code(address):
    """Wait for the code for signing in, as the demo's terminal shows it; gives it."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        _, found, mail = serving.LOGS[-1].read_text().rpartition(f"To: {address}")
        code = CODE.search(mail) if found else None
        if code:
            return code["code"]
        time.sleep(0.2)
    raise AssertionError(f"No code came to {address}.")
