"""Answer a calendar program: 304 before anything is read, else the dates."""

import datetime as dt
from collections.abc import Callable

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from i18nfield.strings import LazyI18nString

from pirtti.calendar import feed_rows, ical
from pirtti.calendar.models import Occurrence
from pirtti.core import addresses, content, timewords
from pirtti.network.models import Area
from pirtti.site import page_cache

Dates = Callable[[dt.datetime, dt.datetime], QuerySet[Occurrence]]


def subscription(
    request: HttpRequest,
    area: Area,
    name: LazyI18nString,
    *,
    page: str,
    dates: Dates,
    is_long: bool = True,
) -> HttpResponse:
    """Answer with a feed that stays in a calendar and asks again by itself.

    Its ETag is the version of the area, the language and the day (the window of
    dates moves at midnight): equal means that nothing has to be read.
    """
    etag = f'W/"{ical.FORMAT}-{area.pk}-{area.version}-{_language()}-{timezone.localdate()}"'
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        known["Cache-Control"] = "no-cache"
        return page_cache.keep(known, area)
    feed = _feed(request, name, page=page, is_long=is_long, is_lasting=True)
    start, end = ical.window(_midnight())
    response = _file(feed, dates(start, end))
    response["ETag"] = etag
    return page_cache.keep(response, area)


def one_date(
    request: HttpRequest, date: Occurrence, *, page: str, dates: QuerySet[Occurrence]
) -> HttpResponse:
    """Answer with a file of one date, to be added to a calendar by hand."""
    feed = _feed(request, date.activity.name, page=page)
    response = _file(feed, dates)
    name = f"{date.activity.slug}-{date.on}.ics"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return page_cache.keep(response, date.area)


def _feed(
    request: HttpRequest,
    name: LazyI18nString,
    *,
    page: str,
    is_long: bool = True,
    is_lasting: bool = False,
) -> ical.Feed:
    event = addresses.absolute(request, reverse("site:event", args=[0]))
    return ical.Feed(
        name=str(content.shown(name, _language())),
        language=_language(),
        host=addresses.host(request),
        page=addresses.absolute(request, page),
        event_page=event.removesuffix("0/") + "{}/",
        source=addresses.absolute(request, request.path) if is_lasting else "",
        is_long=is_long,
    )


def _file(feed: ical.Feed, dates: QuerySet[Occurrence]) -> HttpResponse:
    body = ical.write(feed, feed_rows.read(dates))
    return HttpResponse(body, content_type=ical.CONTENT_TYPE)


def _language() -> str:
    return get_language() or "fi"


def _midnight() -> dt.datetime:
    return timewords.to_instant(timezone.localdate(), dt.time.min)
