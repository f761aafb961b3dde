"""What a feed says of a date beyond the calendar: who is there, and that one may ask.

Only of dates that are to come and take place. Roles and organisations, never names
or faces: what stands in somebody's calendar can't be taken back when a card ends.
"""

import datetime as dt

from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext

from pirtti.calendar import feed_rows
from pirtti.core import timewords
from pirtti.network.models import Area
from pirtti.presence import queries as presence
from pirtti.site import cards

# In the feed of a whole area who is there is told of so many days, today included: of
# all dates it would be over 1 MB, and such a feed is read anew every day.
NEAR_DAYS = 14


def of(rows: feed_rows.Rows, *, area: Area, is_long: bool) -> dict[int, str]:
    """Write the notes of dates by their number (two queries however many there are).

    `area` is the one whose version tells when the feed is to be read again.
    """
    today = timezone.localdate()
    start = timewords.to_instant(today, dt.time.min)
    coming = [row for row in rows.dates if not row.is_cancelled]
    coming = [row for row in coming if row.starts_at >= start]
    there = _there(coming, area, None if is_long else start)
    doubtful = {
        pk
        for pk, activity in rows.activities.items()
        if cards.is_doubtful(activity.stale_told_at, today)
    }
    notes = {}
    for row in coming:
        check = row.activity_id in doubtful
        lines = [gettext("Check with the organiser")] if check else []
        lines += there.get(row.pk, [])
        if lines:
            notes[row.pk] = "\n".join(lines)
    return notes


def _there(
    dates: list[feed_rows.Row], area: Area, start: dt.datetime | None
) -> dict[int, list[str]]:
    """Tell who is there on dates by their number; near `start` only, where given."""
    if start is not None:
        end = start + dt.timedelta(days=NEAR_DAYS)
        dates = [date for date in dates if date.starts_at < end]
    wanted = {
        date.pk: (date.place_id, timewords.from_instant(date.starts_at)[0])
        for date in dates
        if date.place_id is not None
    }
    found = presence.on_days(set(wanted.values()), within=area)
    language = get_language() or "fi"
    # Somebody's line is the same every week.
    one_of_each = {one.stay.pk: one for here in found.values() for one in here}
    said = {
        pk: f"– {presence.nameless_line(one, language)}"
        for pk, one in one_of_each.items()
    }
    heading = f"{pgettext('fact', 'Who is there')}:"
    return {
        pk: [heading, *(said[one.stay.pk] for one in found[key])]
        for pk, key in wanted.items()
        if key in found
    }
