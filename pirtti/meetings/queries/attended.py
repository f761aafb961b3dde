"""How many came to a group's meetings: as a place counted, or as told of the net."""

from dataclasses import dataclass

from django.db.models import Count, Sum

from pirtti.calendar.models import Occurrence
from pirtti.groups.models import Group
from pirtti.meetings.models import MeetingCount
from pirtti.visits import rules as visits
from pirtti.visits.models import CountSheet


def came_to(meeting: Occurrence) -> visits.Sums | None:
    """Return how many came, as the place or the leader counted; None when not known."""
    sheet = getattr(meeting, "count_sheet", None)
    if sheet is not None and sheet.is_counted:
        sums: visits.Sums = sheet.sums
        return sums
    count = getattr(meeting, "meeting_count", None)
    return count and visits.Sums(adults=count.adults, children=count.children)


@dataclass(frozen=True)
class Came:
    """How many came to the meetings that were counted, all together."""

    meetings: int
    adults: int
    children: int

    @property
    def visits(self) -> int:
        """Return adults and children together."""
        return self.adults + self.children


def came(group: Group) -> Came:
    """Add up who came to a group's meetings, at places and on the net (two queries)."""
    of_group = {"occurrence__activity": group.activity_id}
    sheets = CountSheet.objects.filter(outcome=CountSheet.Outcome.COUNTED, **of_group)
    online = MeetingCount.objects.filter(occurrence__place=None, **of_group)
    rows = [
        found.aggregate(
            meetings=Count("pk"),
            adults=Sum("adults", default=0),
            children=Sum("children", default=0),
        )
        for found in (sheets, online)
    ]
    return Came(*(sum(row[name] for row in rows) for name in rows[0]))
