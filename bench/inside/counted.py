"""Look whether every tap is there, once: in the rows, the totals and the figures."""

from django.db.models import Sum

from pirtti.visits import actions
from pirtti.visits.models import CountEvent, Tally

PHONE = "bench"


def run() -> dict[str, int]:
    """Return how many taps are stored, the sum of all totals, and what disagrees."""
    total = Tally.objects.aggregate(sum=Sum("total"))["sum"] or 0
    return {
        "rows": CountEvent.objects.filter(phone=PHONE).count(),
        "total": total,
        "differences": len(actions.recount(fix=False)),
    }
