"""Putting letters into the outbox."""

import datetime as dt
from typing import Any

from django.utils import timezone

from pirtti.post.models import Letter


def queue(
    kind: str,
    *,
    to: str,
    language: str,
    dedupe: str,
    params: dict[str, Any] | None = None,
    not_before: dt.datetime | None = None,
) -> bool:
    """Put a letter into the outbox, in the transaction of what it tells of.

    `dedupe` is unique over all letters, for example `proposal:12:approved`; a letter
    that is there already stays the only one. `params` holds plain values (numbers
    of rows, never sentences of a person). Returns whether it is new.
    """
    _letter, is_new = Letter.objects.get_or_create(
        dedupe=dedupe,
        defaults={
            "kind": kind,
            "to": to,
            "language": language,
            "params": params or {},
            "not_before": not_before or timezone.now(),
        },
    )
    return is_new
