"""What the stories of the front page share: a Monday, dates, and what a page shows."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

from pirtti.calendar.tests.factories import (
    ActivityFactory,
    OccurrenceFactory,
)
from pirtti.network.rules import Level
from pirtti.network.tests.factories import AreaFactory, text

MONDAY = dt.date(2026, 11, 23)
TEN = dt.datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Helsinki"))


def koivukyla():
    country = AreaFactory(
        level=Level.COUNTRY, name=text("Suomi", "Finland"), slug="suomi"
    )
    town = AreaFactory(
        level=Level.MUNICIPALITY,
        parent=country,
        name=text("Vantaa", "Vanda"),
        slug="vantaa",
    )
    return AreaFactory(parent=town, name=text("Koivukylä", "Björkby"), slug="koivukyla")


def on(place, name="Perhekahvila", day=MONDAY, start=(9, 30), end=(11, 30), **more):
    date = {
        key: more.pop(key)
        for key in ("state", "reason", "theme", "guest")
        if key in more
    }
    activity = ActivityFactory(place=place, name=text(name), **more)
    return OccurrenceFactory(
        activity=activity, on=day, start=dt.time(*start), end=dt.time(*end), **date
    )


def page(client, query="", *, language="fi", slug="koivukyla"):
    answer = client.get(f"/{language}/area/{slug}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def days(html):
    return [
        title.strip() for title in re.findall(r'class="day-title"[^>]*>([^<]*)<', html)
    ]


def names(html):
    return [
        name.strip() for name in re.findall(r'class="stretched"[^>]*>([^<]*)<', html)
    ]


def more(html):
    """Return the address behind "show more", or None at the end."""
    found = re.search(r'<main.*?href="([^"]*after=[^"]*)"', html, re.DOTALL)
    return found and found[1].replace("&amp;", "&")


def chip(html, label):
    found = re.search(
        rf'<a class="chip" href="([^"]*)"([^>]*)>{re.escape(label)}</a>', html
    )
    return found[1].replace("&amp;", "&"), "aria-current" in found[2]
