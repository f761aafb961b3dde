"""Which old date of a series becomes which new one when its rule changes; no Django.

A date that people know stays the same date wherever the new rule can keep it: its
link, its place in calendars that subscribed, what was written for it.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping
from typing import NamedTuple


class Match(NamedTuple):
    """`kept` tells the new day of each old one; the rest has no counterpart."""

    kept: dict[dt.date, dt.date]
    gone: list[dt.date]
    new: list[dt.date]


def match(
    old: Collection[dt.date], new: Collection[dt.date], *, by_month: bool = False
) -> Match:
    """Pair the days of an old rule with those of a new one.

    The same day first; then days of the same ISO week, in order: a Tuesday becomes
    that week's Thursday. With `by_month`, for rules of a month, then days of the same
    month, in order: the second Tuesday becomes the third. A weekly date never moves
    so far. All days differ within each list.

    >>> day = dt.date(2026, 3, 3)
    >>> match([day], [day + dt.timedelta(days=2)]).kept[day]
    datetime.date(2026, 3, 5)
    """
    same = set(old) & set(new)
    kept = {day: day for day in same}
    left_old, left_new = sorted(set(old) - same), sorted(set(new) - same)
    for key in (_week, _month) if by_month else (_week,):
        pairs = _pair(left_old, left_new, key)
        kept |= pairs
        left_old = [day for day in left_old if day not in pairs]
        taken = set(pairs.values())
        left_new = [day for day in left_new if day not in taken]
    return Match(kept, left_old, left_new)


def _pair(
    old: Collection[dt.date],
    new: Collection[dt.date],
    key: Callable[[dt.date], Hashable],
) -> Mapping[dt.date, dt.date]:
    by_key: dict[Hashable, list[dt.date]] = defaultdict(list)
    for day in new:
        by_key[key(day)].append(day)
    pairs = {}
    for day in old:
        if by_key[key(day)]:
            pairs[day] = by_key[key(day)].pop(0)
    return pairs


def _week(day: dt.date) -> Hashable:
    return day.isocalendar()[:2]


def _month(day: dt.date) -> Hashable:
    return (day.year, day.month)
