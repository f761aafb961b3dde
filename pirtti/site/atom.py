"""News of a calendar as an Atom feed (RFC 4287): what is new, moved or cancelled."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from pirtti.calendar import news
from pirtti.calendar.models import Occurrence
from pirtti.core import addresses, content, timewords
from pirtti.site import cards, page_cache, subjects

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
# Since when our tag: addresses (RFC 4151) hold.
SINCE = 2026
ONE = {
    news.What.NEW: _("New: %(name)s"),
    news.What.CANCELLED: _("Cancelled: %(name)s, %(when)s"),
    news.What.CHANGED: _("Changed: %(name)s, %(when)s"),
}
MANY = {
    news.What.CANCELLED: _("Several dates are cancelled: %(name)s"),
    news.What.CHANGED: _("Several dates have changed: %(name)s"),
}


def answer(request: HttpRequest, subject: subjects.Subject) -> HttpResponse:
    """Answer with the news of a subject; kept in memory like its page."""
    name = content.shown(subject.name, _language())
    feed = Atom1Feed(
        title=gettext("%(name)s: what is new") % {"name": name},
        link=addresses.absolute(request, subject.page),
        feed_url=addresses.absolute(request, request.path),
        description=None,
        subtitle=gettext("New activities, changes and cancellations."),
        language=_language(),
        author_name=settings.INSTALLATION_NAME,
    )
    for one in news.news_of(subject.scope, now=timezone.now()):
        feed.add_item(**_entry(request, one))
    body = feed.writeString("utf-8")
    return page_cache.keep(HttpResponse(body, content_type=CONTENT_TYPE), subject.area)


def _entry(request: HttpRequest, one: news.News) -> dict[str, Any]:
    """Return one piece of news in the words of the page; its link is where to look."""
    if len(one.dates) == 1:
        path = reverse("site:event", args=[one.dates[0].pk])
    else:
        path = reverse("site:activity", args=[one.activity.slug])
    return {
        "title": _title(one),
        "link": addresses.absolute(request, path),
        # Readers take it for HTML, so what people wrote is escaped once more.
        "description": "<br>".join(escape(line) for line in _lines(one)),
        "unique_id": _id(addresses.host(request), one),
        "pubdate": one.at,
        "updateddate": one.at,
        "categories": [content.shown(one.activity.kind.name, _language()).text],
    }


def _title(one: news.News) -> str:
    words = ONE if len(one.dates) <= 1 else MANY
    name = content.shown(one.activity.name, _language()).text
    when = _when(one.dates[0]) if one.dates else ""
    return str(words[one.what]) % {"name": name, "when": when}


def _lines(one: news.News) -> list[str]:
    """Say the rest in plain lines: when, where, and why it is cancelled."""
    language = _language()
    if not one.dates:
        place = one.activity.place
        said = [
            content.shown(place.name, language) if place else gettext("Online"),
            content.shown(one.activity.about, language),
        ]
        return [str(line) for line in said if line]
    if len(one.dates) > 1:
        return [_when(date) for date in one.dates]
    [date] = one.dates
    said = [
        content.shown(date.reason, language) if date.is_cancelled else "",
        content.shown(date.place.name, language) if date.place else gettext("Online"),
        content.shown(date.theme, language),
    ]
    return [str(line) for line in said if line]


def _when(date: Occurrence) -> str:
    day, start = timewords.from_instant(date.starts_at)
    end = timewords.from_instant(date.ends_at)[1]
    times = timewords.show_range(start, end, _language(), in_sentence=True)
    return f"{cards.day_short(day)} {times}"


def _id(host: str, one: news.News) -> str:
    """Name a piece of news for ever; a later change of the same date is another one."""
    if one.dates:
        thing = f"date/{one.dates[0].uid}/{one.dates[0].sequence}"
    else:
        thing = f"activity/{one.activity.code}"
    return f"tag:{host},{SINCE}:{thing}"


def _language() -> str:
    return get_language() or "fi"
