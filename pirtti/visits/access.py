"""Who may count: whoever has today's shift code, at one gathering, for a while.

A shift code opens a counter; the counter's link carries a token that opens exactly
two addresses, its page and where its taps are sent. Neither is stored: both are
derived from the secret key, the gathering and the `door` number of its sheet.
Source: `reliability.md` §2 threat 16, V4 of `experience.md`.
"""

import datetime as dt

from django.core import signing
from django.db.models import BigIntegerField, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from pirtti.calendar.models import Occurrence
from pirtti.core.prepared import Given, Prepared
from pirtti.core.refusals import Refused
from pirtti.network.models import Place
from pirtti.visits import rules
from pirtti.visits.models import CountSheet

_CODE_SALT = "pirtti.visits.shift-code"
_TOKEN_SALT = "pirtti.visits.counter"  # noqa: S105 - names the purpose, is no secret
_SIGNER = signing.Signer(salt=_TOKEN_SALT, sep=".")


def sheet_of(occurrence: Occurrence) -> CountSheet | None:
    """Return the sheet of a gathering, or None when nothing was counted yet."""
    return getattr(occurrence, "count_sheet", None)


def _door_of(occurrence: Occurrence) -> int:
    sheet = sheet_of(occurrence)
    return sheet.door if sheet else 0


def shift_code(occurrence: Occurrence) -> str:
    """Return the six digits that open the counter of this gathering on its day."""
    words = f"{occurrence.pk}|{occurrence.on:%Y-%m-%d}|{_door_of(occurrence)}"
    digest = salted_hmac(_CODE_SALT, words, algorithm="sha256").digest()
    number = int.from_bytes(digest[:8]) % 10**rules.CODE_DIGITS
    return f"{number:0{rules.CODE_DIGITS}}"


def token_for(occurrence: Occurrence) -> str:
    """Return the token of this gathering's counter, for its link and QR."""
    return _SIGNER.sign(f"{occurrence.pk}-{_door_of(occurrence)}")


def _read(token: str) -> tuple[int, int]:
    try:
        pk, door = _SIGNER.unsign(token).split("-")
    except (signing.BadSignature, ValueError):
        raise Refused(rules.Refusal.CODE_UNKNOWN) from None
    return int(pk), int(door)


def _gathering(token: str, read: Prepared[Occurrence]) -> tuple[Occurrence, bool]:
    """Return the gathering of a token, and whether the token was revoked."""
    pk, door = _read(token)
    found = read.first(pk=pk)
    if found is None:
        raise Refused(rules.Refusal.CODE_UNKNOWN)
    return found, door != _door_of(found)


def _dates() -> QuerySet[Occurrence]:
    pk = Given("pk", BigIntegerField())
    return Occurrence.objects.filter(pk=pk, place__isnull=False).order_by()


# A gathering with all that a counter's page shows.
_whole = Prepared(
    lambda: _dates().select_related(
        "activity__kind", "place__counting_plan", "count_sheet"
    )
)
# A gathering with no more than receiving a tap needs: it happens most often.
_lean = Prepared(
    lambda: (
        _dates()
        .select_related("activity", "count_sheet")
        .only(
            "on",
            "starts_at",
            "ends_at",
            "state",
            "place_id",
            "activity__kind_id",
            "count_sheet__door",
        )
    )
)


def counter_for(token: str, now: dt.datetime) -> Occurrence:
    """Fetch the gathering whose counter page may be open now; raises `Refused`."""
    occurrence, revoked = _gathering(token, _whole)
    refusal = rules.refuse_opening(
        starts_at=occurrence.starts_at,
        ends_at=occurrence.ends_at,
        now=now,
        revoked=revoked,
        cancelled=occurrence.is_cancelled,
    )
    if refusal:
        raise Refused(refusal)
    return occurrence


def receiver_for(token: str, now: dt.datetime) -> Occurrence:
    """Fetch the gathering whose taps may arrive now; raises `Refused`.

    They may come two weeks late, and even when the date was cancelled meanwhile:
    what a phone saved in good faith is not thrown away.
    """
    occurrence, revoked = _gathering(token, _lean)
    refusal = rules.refuse_receiving(
        starts_at=occurrence.starts_at,
        ends_at=occurrence.ends_at,
        now=now,
        revoked=revoked,
    )
    if refusal:
        raise Refused(refusal)
    return occurrence


def place_at_door(code: str) -> Place:
    """Fetch the place of a door's QR; Http404 when there is none."""
    place = Place.objects.filter(code=code).first()
    if place is None:
        raise Http404
    return place


def gatherings_of_day(place: Place, on: dt.date) -> QuerySet[Occurrence]:
    """List a place's gatherings of one day, soonest first (one query).

    Hidden groups are not among them: their leaders tell the number themselves.
    """
    listed = Occurrence.objects.filter(activity__is_listed=True)
    return listed.filter(place=place, on=on).select_related(
        "activity__kind", "count_sheet"
    )


def gathering_by_code(place: Place, code: str, now: dt.datetime) -> Occurrence:
    """Fetch the gathering that a shift code opens today; raises `Refused`.

    After midnight the code of an evening still works as long as its counter is
    open. Every code is compared, so that time tells nothing.
    """
    today = timezone.localdate(now)
    still_open = now - dt.timedelta(hours=rules.OPEN_HOURS)
    evening = gatherings_of_day(place, today - dt.timedelta(days=1))
    candidates = [
        *gatherings_of_day(place, today),
        *evening.filter(ends_at__gte=still_open),
    ]
    fitting = [
        occurrence
        for occurrence in candidates
        if constant_time_compare(shift_code(occurrence), code)
    ]
    if not fitting:
        raise Refused(rules.Refusal.CODE_UNKNOWN)
    return fitting[0]
