"""Write whole series as iCalendar: one entry that repeats, with its exceptions.

For "add this series" in one's own calendar: a file that is read once, where 30 single
entries would be tiresome to take out again. It reaches as far as the dates stand
ready, even where the series goes on: a file never hears that a café has ended. For
the same reason it has no notes about single dates (`ical.write`).

A rule date without a date of ours is an EXDATE; a date that differs from the series
is an entry with RECURRENCE-ID; dates that no rule gives are entries of their own
with the UID they have in every feed. UNTIL is in UTC, as RFC 5545 §3.3.10 asks.
"""

import datetime as dt
from collections.abc import Iterable
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import override

from pirtti.calendar import feed_rows, ical, rrules
from pirtti.calendar.models import Occurrence, Series
from pirtti.core import timewords

# The rule days of a series with their dates.
Days = dict[dt.date, feed_rows.Row]


def write(
    feed: ical.Feed,
    rows: feed_rows.Rows,
    series: Iterable[Series],
    rule_days: dict[int, tuple[int, dt.date]],
) -> bytes:
    """Return the file of these dates, each series told by its rule.

    `rule_days` are those of the dates (`feed_rows.rule_days`); `series` are read with
    their activity.
    """
    days: dict[int, Days] = {}
    for row in rows.dates:
        number, day = rule_days[row.pk]
        days.setdefault(number, {})[day] = row
    with override(feed.language):
        writer = _Writer(feed, rows, {})
        lines = [*ical.head(feed, rows), *ical.TIME_ZONE]
        for one in series:
            lines += writer.series(one, days.get(one.pk, {}))
    return ical.whole(lines)


class _Writer(ical.Writer):
    """Writes series; single dates are written as in every feed."""

    def series(self, series: Series, days: Days) -> list[str]:
        """Return the entries of one series."""
        lines = []
        pieces, alone = rrules.pieces(series, days)
        for piece in pieces:
            lines += self._piece(series, piece, days)
        for day in sorted(alone):
            lines += self.event(days[day])
        return lines

    def _piece(self, series: Series, piece: rrules.Piece, days: Days) -> list[str]:
        """Return the entry that repeats, and one for each date that differs."""
        dates = [days[day] for day in piece.days]
        usual = _usual(series, piece.days[0], dates)
        own = self._own_lines(usual, _uid(series, piece.key))
        lines = ["BEGIN:VEVENT", *own, *self.said(usual), *_repeats(series, piece)]
        lines += [ical.fold(f"URL:{self.feed.page}"), "END:VEVENT"]
        for day, date in zip(piece.days, dates, strict=True):
            planned = _at(series, day, usual)
            if self.said(date) != self.said(planned):
                lines += [
                    "BEGIN:VEVENT",
                    *own,
                    f"RECURRENCE-ID;TZID=Europe/Helsinki:{ical.wall(planned.starts_at)}",
                    *self.said(date),
                    ical.fold(f"URL:{self.feed.event_page.format(date.pk)}"),
                    "END:VEVENT",
                ]
        return lines

    def _own_lines(self, usual: feed_rows.Row, uid: str) -> list[str]:
        changed = ical.stamp(usual.changed_at)
        return [
            ical.fold(f"UID:{uid}@{self.feed.host}"),
            f"DTSTAMP:{changed}",
            f"LAST-MODIFIED:{changed}",
            f"SEQUENCE:{usual.sequence}",
            self.told[usual.activity_id].category,
        ]


def _usual(series: Series, day: dt.date, dates: list[feed_rows.Row]) -> feed_rows.Row:
    """Return a date as the series has it, with the newest change of all its dates."""
    usual = dates[0].but(
        place_id=series.place_id or series.activity.place_id,
        room_id=series.room_id or series.activity.room_id,
        changed_at=max(date.changed_at for date in dates),
        sequence=max(date.sequence for date in dates),
        state=Occurrence.State.PLANNED,
        **dict.fromkeys(("reason", "theme", "guest", "who"), ""),
    )
    # Who is there: what most dates of the series say.
    told = [date.who for date in dates]
    return _at(series, day, usual.but(who=max(told, key=told.count)))


def _at(series: Series, day: dt.date, usual: feed_rows.Row) -> feed_rows.Row:
    return usual.but(
        starts_at=timewords.to_instant(day, series.starts_at, series.zone),
        ends_at=timewords.to_instant(day, series.ends_at, series.zone),
    )


def _repeats(series: Series, piece: rrules.Piece) -> list[str]:
    until = timewords.to_instant(piece.days[-1], series.starts_at, series.zone)
    lines = [f"RRULE:{piece.rule};UNTIL={ical.stamp(until)}"]
    for day in piece.gaps:
        gap = timewords.to_instant(day, series.starts_at, series.zone)
        lines.append(f"EXDATE;TZID=Europe/Helsinki:{ical.wall(gap)}")
    return lines


def _uid(series: Series, key: str) -> str:
    """Return the same name for the same piece of a series for ever."""
    return str(uuid5(NAMESPACE_URL, f"pirtti:{series.activity.code}:{series.pk}:{key}"))
