"""Open the counters of gatherings that have been, as many cafés do at once."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone, translation

from pirtti.calendar.models import Occurrence
from pirtti.visits import access

DAYS = 10


def run(*, counters: int) -> list[str]:
    """Return addresses that take taps, each of another gathering."""
    now = timezone.now()
    dates = Occurrence.objects.filter(
        place__isnull=False,
        state=Occurrence.State.PLANNED,
        starts_at__range=(now - dt.timedelta(days=DAYS), now),
    )
    with translation.override("fi"):
        return [
            reverse("visits:events", args=[access.token_for(date)])
            for date in dates.select_related("count_sheet")[:counters]
        ]
