"""Stub: the pages of one place, activity or date are being written."""

from django.http import Http404, HttpRequest, HttpResponse

from pirtti.core import marks


@marks.public
def _later(_request: HttpRequest, **_what: object) -> HttpResponse:
    raise Http404


place = activity = event = area_feed = place_feed = activity_feed = event_file = short = qr = _later
