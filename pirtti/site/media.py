"""Uploaded photos: only those that a place or a card shows, nothing else of the folder."""

from pathlib import PurePosixPath

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest
from django.utils import timezone
from django.views.decorators.http import require_safe

from pirtti.core import marks
from pirtti.network import access
from pirtti.network.rules import May
from pirtti.presence import access as presence
from pirtti.site import lookups

TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
# Django's storage gives every upload a name of its own, so a file never changes.
FOR_EVER = "public, max-age=31536000, immutable"
# A face may be taken away, and then soon nobody should see it.
AN_HOUR = "public, max-age=3600"
NOT_KEPT = "private, no-store"
FACES = "cards/"


@marks.public
@require_safe
def photo(request: HttpRequest, name: str) -> FileResponse:
    """Serve the door of a place or the face on a card; hidden ones to own staff only."""
    content_type = TYPES.get(PurePosixPath(name).suffix.lower())
    if content_type is None:
        raise Http404
    found, keeping = (_face if name.startswith(FACES) else _door)(request, name)
    try:
        file = found.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = keeping
    return response


def _door(request: HttpRequest, name: str) -> tuple[FieldFile, str]:
    place = lookups.place_with_photo(name)
    if not place.is_published:
        access.place_for(request.user, place.pk, May.SEE_DESK)
    return place.entrance_photo, FOR_EVER if place.is_published else NOT_KEPT


def _face(request: HttpRequest, name: str) -> tuple[FieldFile, str]:
    card = presence.card_with_photo(name)
    is_open = card.is_shown and card.valid_until >= timezone.localdate()
    if not is_open:
        presence.card_for(request.user, card.pk)
    return card.photo, AN_HOUR if is_open else NOT_KEPT
