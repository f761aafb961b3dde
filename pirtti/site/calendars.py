"""Calendars to follow (iCalendar) and news to read (Atom), of anything with a page."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from pirtti.calendar import access
from pirtti.calendar.scopes import Scope
from pirtti.core import marks
from pirtti.site import atom, feeds, subjects, weeks


@marks.public
@require_safe
def area_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Follow what is on in an area and all areas below it, as chosen there (F5, F9)."""
    subject = subjects.find("area", slug)
    return feeds.subscription(request, subject.area, _about(request, subject))


@marks.public
@require_safe
def place_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Follow what is on at a place (F9)."""
    subject = subjects.find("place", slug)
    return feeds.subscription(request, subject.area, _about(request, subject))


@marks.public
@require_safe
def organisation_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Follow what an organisation arranges, wherever it is held (F9)."""
    subject = subjects.find("organisation", slug)
    return feeds.subscription(request, subject.area, _about(request, subject))


@marks.public
@require_safe
def activity_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Follow all dates of an activity (F9)."""
    activity = access.public_activity(slug)
    page = reverse("site:activity", args=[slug])
    choices = weeks.choices_of(request.GET, request.path)
    about = feeds.About(activity.name, page, Scope(activity=activity), choices)
    return feeds.subscription(request, activity.area, about)


@marks.public
@require_safe
def series_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Add an activity's whole rhythm to a calendar, once (F9)."""
    return feeds.whole_series(request, access.public_activity(slug))


@marks.public
@require_safe
def event_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Add one date to a calendar (F9)."""
    return feeds.one_date(request, access.public_occurrence(pk))


@marks.public
@require_safe
def area_news(request: HttpRequest, slug: str) -> HttpResponse:
    """Read what is new or has changed in an area."""
    return atom.answer(request, subjects.find("area", slug))


@marks.public
@require_safe
def place_news(request: HttpRequest, slug: str) -> HttpResponse:
    """Read what is new or has changed at a place."""
    return atom.answer(request, subjects.find("place", slug))


@marks.public
@require_safe
def organisation_news(request: HttpRequest, slug: str) -> HttpResponse:
    """Read what is new or has changed in what an organisation arranges."""
    return atom.answer(request, subjects.find("organisation", slug))


def _about(request: HttpRequest, subject: subjects.Subject) -> feeds.About:
    choices = weeks.choices_of(request.GET, request.path)
    page = feeds.with_choices(subject.page, choices)
    # What every activity of a whole area is about would be over 1 MB.
    is_long = subject.kind != "area"
    return feeds.About(subject.name, page, subject.scope, choices, is_long)
