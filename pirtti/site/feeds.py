"""Answer a calendar program: 304 before anything is read, else the dates."""

import datetime as dt
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from i18nfield.strings import LazyI18nString

from pirtti.calendar import feed_rows, ical, ical_series, queries, rules
from pirtti.calendar.models import Activity, Occurrence
from pirtti.calendar.scopes import Scope
from pirtti.core import addresses, content, timewords
from pirtti.network.models import Area
from pirtti.site import feed_notes, lookups, page_cache, weeks


class About(NamedTuple):
    """What a feed is about: its name, its page and whose dates it tells.

    `choices` are those of the address, as on the page; `is_long` tells of every date
    what its activity is about.
    """

    name: LazyI18nString | str
    page: str
    scope: Scope
    choices: weeks.Choices
    is_long: bool = True


def subscription(request: HttpRequest, area: Area, about: About) -> HttpResponse:
    """Answer with a feed that stays in a calendar and asks again by itself.

    Its ETag is the version of the area, the language and the day (the window of
    dates moves at midnight): equal means that nothing has to be read.
    """
    etag = etag_of(area)
    known = known_already(request, area, etag)
    if known is not None:
        return known
    feed = _feed(request, about, is_lasting=True)
    response = _file(_body(feed, about, area))
    response["ETag"] = etag
    return page_cache.keep(response, area)


def known_already(request: HttpRequest, area: Area, etag: str) -> HttpResponse | None:
    """Answer 304 when the program has just this already."""
    known = get_conditional_response(request, etag=etag)
    if known is None:
        return None
    known["Cache-Control"] = "no-cache"
    kept: HttpResponse = page_cache.keep(known, area)
    return kept


def one_date(request: HttpRequest, date: Occurrence) -> HttpResponse:
    """Answer with a file of one date, to be added to a calendar by hand."""
    about = _about_activity(
        request, date.activity, reverse("site:event", args=[date.pk])
    )
    feed = _feed(request, about)
    rows = feed_rows.read(lookups.file_of(date))
    notes = feed_notes.of(rows, area=date.area, is_long=True)
    response = _file(ical.write(feed, rows, notes))
    name = f"{date.activity.slug}-{date.on}.ics"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return page_cache.keep(response, date.area)


def whole_series(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Answer with a file of an activity's rhythms, to be added by hand at once."""
    page = reverse("site:activity", args=[activity.slug])
    about = _about_activity(request, activity, page)
    start = _midnight()
    horizon = start + dt.timedelta(days=rules.HORIZON_DAYS)
    dates = queries.for_feed(about.scope, start=start, end=horizon)
    body = ical_series.write(
        _feed(request, about),
        feed_rows.read(dates),
        queries.series_of(activity),
        feed_rows.rule_days(dates),
    )
    response = _file(body)
    response["Content-Disposition"] = f'attachment; filename="{activity.slug}.ics"'
    return page_cache.keep(response, activity.area)


def _about_activity(request: HttpRequest, activity: Activity, page: str) -> About:
    nothing = weeks.choices_of(QueryDict(), request.path)
    return About(activity.name, page, Scope(activity=activity), nothing)


def _body(feed: ical.Feed, about: About, area: Area) -> bytes:
    """Write the dates of a feed; where there are too many, only the coming ones."""
    today = _midnight()
    start, end = ical.window(today)
    filters, most = about.choices.filters, ical.MOST_DATES
    dates = queries.for_feed(about.scope, start=start, end=end, filters=filters)
    rows = feed_rows.read(dates[: most + 1])
    if len(rows.dates) > most:
        dates = queries.for_feed(about.scope, start=today, end=end, filters=filters)
        rows = feed_rows.read(dates[:most])
    notes = feed_notes.of(rows, area=area, is_long=about.is_long)
    return ical.write(feed, rows, notes)


def _feed(request: HttpRequest, about: About, *, is_lasting: bool = False) -> ical.Feed:
    event = addresses.absolute(request, reverse("site:event", args=[0]))
    name = str(content.shown(about.name, _language()))
    source = about.choices.url(when=None, week=None) if is_lasting else ""
    return ical.Feed(
        name=": ".join([name, *_choices_words(about.choices)]),
        language=_language(),
        host=addresses.host(request),
        page=addresses.absolute(request, about.page),
        event_page=event.removesuffix("0/") + "{}/",
        about=gettext(
            "Open activities for families. Changes and cancellations come along by"
            " themselves; some calendars ask for them only once a day."
        )
        if is_lasting
        else "",
        source=addresses.absolute(request, source) if source else "",
        is_long=about.is_long,
    )


def _choices_words(choices: weeks.Choices) -> list[str]:
    """Say what was chosen on the page: `Isät, maksuton`; nothing when nothing was."""
    words = [chip.label for chip in weeks.chips(choices)[2:] if chip.is_on]
    return [", ".join(words)] if words else []


def _file(body: bytes) -> HttpResponse:
    return HttpResponse(body, content_type=ical.CONTENT_TYPE)


def etag_of(area: Area) -> str:
    """Return the tag of what depends on an area, the language and the day."""
    parts = (ical.FORMAT, area.pk, area.version, _language(), timezone.localdate())
    return f'W/"{"-".join(map(str, parts))}"'


class Ways(NamedTuple):
    """Addresses that lead on from a list: to follow it, to read news, to embed it."""

    feed: str
    news: str
    embed: str


def ways_of(area: Area, choices: weeks.Choices) -> Ways:
    """Return where the dates of an area's page can be followed, as chosen there."""
    return Ways(
        with_choices(reverse("site:area_feed", args=[area.slug]), choices),
        reverse("site:area_news", args=[area.slug]),
        with_choices(reverse("site:embed_code", args=["area", area.slug]), choices),
    )


def with_choices(path: str, choices: weeks.Choices) -> str:
    """Return an address that carries the choices of a page."""
    query = urlencode(choices.filters.as_query())
    return f"{path}?{query}" if query else path


def _language() -> str:
    return get_language() or "fi"


def _midnight() -> dt.datetime:
    return timewords.to_instant(timezone.localdate(), dt.time.min)
