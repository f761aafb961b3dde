"""Count all figures anew from the raw rows."""

import time

from pirtti.visits import actions
from pirtti.visits.models import CountSheet


def run() -> dict[str, float]:
    """Return how many numbers disagree, how many sheets there are, and the seconds."""
    begin = time.perf_counter()
    found = actions.recount(fix=False)
    seconds = time.perf_counter() - begin
    sheets = CountSheet.objects.count()
    return {"differences": len(found), "sheets": sheets, "seconds": seconds}
