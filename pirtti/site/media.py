"""Uploaded photos: only those that a place shows, and nothing else from the folder."""

from pathlib import PurePosixPath

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from pirtti.core import marks
from pirtti.network import access
from pirtti.network.rules import May
from pirtti.site import lookups

TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
# Django's storage gives every upload a name of its own, so a file never changes.
FOR_EVER = "public, max-age=31536000, immutable"


@marks.public
@require_safe
def photo(request: HttpRequest, name: str) -> FileResponse:
    """Serve the entrance photo of a place; of a hidden one to its own staff only."""
    content_type = TYPES.get(PurePosixPath(name).suffix.lower())
    if content_type is None:
        raise Http404
    place = lookups.place_with_photo(name)
    if not place.is_published:
        access.place_for(request.user, place.pk, May.SEE_DESK)
    try:
        file = place.entrance_photo.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = FOR_EVER if place.is_published else "private, no-store"
    return response
