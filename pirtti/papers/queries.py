"""Reads for paper: the dates of a span, what meets regularly."""

import datetime as dt
from dataclasses import dataclass

from pirtti.calendar import card_rows, queries
from pirtti.calendar.card_rows import CardRow
from pirtti.calendar.models import Series
from pirtti.core import timewords
from pirtti.network.models import Area, Place
from pirtti.papers import rules

MOST_RHYTHMS = 12


@dataclass(frozen=True)
class Found:
    """The public dates of a sheet; `is_cut` when there are more than fit on paper."""

    rows: list[CardRow]
    is_cut: bool


def dates(held: Area | Place, first: dt.date, after: dt.date) -> Found:
    """Read the dates of an area or place that begin in [first, after) (two queries).

    Cancelled ones are among them: a sheet on the wall says so too.
    """
    span = queries.Span(_midnight(first), _midnight(after))
    most = rules.MOST_DATES
    if isinstance(held, Area):
        coming = queries.coming_cards(held, span, limit=most)
        return Found(coming.rows, coming.more is not None)
    own = span.narrow(card_rows.columns().filter(place=held))
    rows = card_rows.rows(list(own[: most + 1]))
    return Found(rows[:most], len(rows) > most)


def rhythms_at(place: Place, *, today: dt.date) -> list[Series]:
    """List the rhythms of public activities at a place that go on (one query)."""
    return list(
        Series.objects.filter(
            activity__place=place,
            activity__is_published=True,
            frequency__in=[Series.Frequency.WEEKLY, Series.Frequency.MONTHLY],
            starts_on__lte=today + dt.timedelta(days=60),
        )
        .exclude(ends_on__lt=today)
        .select_related("activity")
        .order_by("weekday", "starts_at", "pk")[:MOST_RHYTHMS]
    )


def _midnight(day: dt.date) -> dt.datetime:
    return timewords.to_instant(day, dt.time.min)
