"""Whole anonymous pages from memory.

A page that is the same for everybody is kept in the memory of the process that
rendered it, together with the version of the area it tells about. Every write that
public pages show bumps that version in its own transaction
(`network.actions.touch`), so one small read tells whether the page still holds: a
change is seen by the very next request, in every process, without messages between
them. What the clock changes ("open now", today) is told by the page itself as the
moment until which it holds.
"""

import datetime as dt
import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.http import parse_etags

from pirtti.core import marks
from pirtti.network.models import Area

MOST_BYTES = 32 * 1024 * 1024
LONGEST = dt.timedelta(minutes=5)
# Below this gzip gains nothing worth the work.
WORTH_PACKING = 512

_KEY = "pirtti_key"
# Told anew with every answer, or of no meaning to another request.
_OWN_HEADERS = {"Content-Length", "ETag", "Vary", "Cache-Control", "Content-Encoding"}

Answer = Callable[[HttpRequest], HttpResponse]
Address = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keep:
    """What a view promises about its page: which version it shows, and until when."""

    area: int | None
    version: int
    until: dt.datetime


@dataclass(slots=True)
class Page:
    """A page as it stands in memory; packed when a reader first takes it so."""

    keep: Keep
    body: bytes
    headers: dict[str, str]
    etag: str
    gzipped: bytes = b""

    @property
    def size(self) -> int:
        """Return roughly how many bytes the page takes, at most."""
        return 2 * len(self.body) + 1024

    def packed(self) -> bytes:
        """Return the body gzipped; empty when it is too small to gain by it."""
        if not self.gzipped and len(self.body) > WORTH_PACKING:
            self.gzipped = gzip.compress(self.body, 6, mtime=0)
        return self.gzipped


def keep(
    response: HttpResponse, area: Area | None, *, until: dt.datetime | None = None
) -> HttpResponse:
    """Let a page be kept: mark it as the same for everybody and say how long it holds.

    Give the area as it was read *before* anything else the page shows, so that a
    write in between makes the page old at once. None is for a page that shows
    nothing from the database. `until` is the next moment when the clock changes
    the page; it never holds longer than five minutes or over midnight.
    """
    now = timezone.now()
    midnight = timezone.localtime(now).replace(
        hour=0, minute=0, second=0, microsecond=0, fold=0
    ) + dt.timedelta(days=1)
    ends = min(now + LONGEST, midnight, *([until] if until else []))
    version = area.version if area else 0
    setattr(response, _KEY, Keep(area.pk if area else None, version, ends))
    return marks.shareable(response)


@dataclass
class Shelf:
    """The pages in memory, the longest unread one thrown out first."""

    most_pages: int
    most_bytes: int = MOST_BYTES
    pages: OrderedDict[Address, Page] = field(default_factory=OrderedDict)
    size: int = 0
    lock: Lock = field(default_factory=Lock)

    def get(self, address: Address) -> Page | None:
        """Return the page kept for an address, or None."""
        with self.lock:
            page = self.pages.get(address)
            if page is not None:
                self.pages.move_to_end(address)
            return page

    def put(self, address: Address, page: Page) -> None:
        """Keep a page, making room for it."""
        with self.lock:
            self._drop(address)
            self.pages[address] = page
            self.size += page.size
            while len(self.pages) > self.most_pages or self.size > self.most_bytes:
                self._drop(next(iter(self.pages)))

    def drop(self, address: Address) -> None:
        """Throw a page out."""
        with self.lock:
            self._drop(address)

    def _drop(self, address: Address) -> None:
        page = self.pages.pop(address, None)
        if page is not None:
            self.size -= page.size


class PageCache:
    """Answer from memory what is the same for everybody, else let others answer.

    Stands first: a kept page wakes nothing else up. It never reads a cookie, and
    never keeps an answer that sets one, so a page of one person can't reach
    another.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.shelf = Shelf(settings.PAGE_CACHE_PAGES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from memory when the page there still holds."""
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        address = _address(request)
        page = self.shelf.get(address)
        if page is not None:
            if _still_holds(page.keep):
                return _answer(request, page)
            self.shelf.drop(address)
        response = self.get_response(request)
        promise = getattr(response, _KEY, None)
        if promise is None:
            return response
        if not _may_be_kept(request, response):
            response["Cache-Control"] = "no-store"
            return response
        page = _page(promise, response)
        self.shelf.put(address, page)
        return _answer(request, page)


def _address(request: HttpRequest) -> Address:
    """Return what tells one page from another; the language is in the path."""
    meta = request.META
    return (
        request.scheme or "",
        meta.get("HTTP_HOST") or meta.get("SERVER_NAME", ""),
        request.path,
        meta.get("QUERY_STRING", ""),
    )


def _still_holds(promise: Keep) -> bool:
    return timezone.now() < promise.until and _version(promise.area) == promise.version


def _version(area: int | None) -> int | None:
    """Read an area's version with one plain statement; None when the area is gone."""
    if area is None:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT version FROM network_area WHERE id = %s", [area])
        row = cursor.fetchone()
    return row[0] if row else None


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether nothing of the person who asked can be in the answer."""
    touched_person = (
        hasattr(request, "_cached_user")
        or bool(response.cookies)
        or "CSRF_COOKIE_NEEDS_UPDATE" in request.META
        or "cookie" in response.get("Vary", "").lower()
    )
    return (
        response.status_code == 200  # noqa: PLR2004 - HTTP's word for "fine"
        and not response.streaming
        and marks.is_shareable(response)
        and not touched_person
    )


def _page(promise: Keep, response: HttpResponse) -> Page:
    body = response.content
    headers = {
        name: value for name, value in response.items() if name not in _OWN_HEADERS
    }
    headers["Vary"] = "Accept-Encoding"
    # Browsers keep the page but ask every time, so that a change is seen at once.
    headers["Cache-Control"] = "no-cache"
    digest = hashlib.blake2b(body, digest_size=12).hexdigest()
    # A view's own tag stays: a feed's is known before the feed is written.
    headers["ETag"] = etag = response.get("ETag") or f'W/"{digest}"'
    return Page(promise, body, headers, etag)


def _answer(request: HttpRequest, page: Page) -> HttpResponse:
    known = request.META.get("HTTP_IF_NONE_MATCH")
    if known and _knows(known, page.etag):
        return HttpResponseNotModified(headers=page.headers)
    headers, body = page.headers, page.body
    if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "") and page.packed():
        headers, body = headers | {"Content-Encoding": "gzip"}, page.packed()
    response = HttpResponse(body, headers=headers)
    response.headers["Content-Length"] = str(len(body))
    return response


def _knows(known: str, etag: str) -> bool:
    """Compare weakly, as RFC 9110 §13.1.2 asks of If-None-Match."""
    return known in {etag, "*"} or etag in parse_etags(known)
