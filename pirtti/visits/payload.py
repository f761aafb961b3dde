"""Read what a counter sends, whatever somebody puts into it; no database."""

import json
from typing import Any

from django.http import HttpRequest

from pirtti.core.refusals import Refused
from pirtti.visits import rules

# 200 taps take about 30 kB; what is larger is no counter's.
MOST_BYTES = 128 * 1024
IS_JSON = "application/json"


def taps(request: HttpRequest) -> list[Any]:
    """Return the list under "events" of a JSON body; raises `Refused`.

    A counter may send an empty list to hear the totals.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise Refused(rules.Refusal.TOO_MANY_EVENTS)
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise Refused(rules.Refusal.BAD_EVENT) from None
    found = body.get("events") if isinstance(body, dict) else None
    if not isinstance(found, list):
        raise Refused(rules.Refusal.BAD_EVENT)
    if len(found) > rules.LARGEST_BATCH:
        raise Refused(rules.Refusal.TOO_MANY_EVENTS)
    return found
