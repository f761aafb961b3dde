"""Reads about the years of an area's organisations."""

from dataclasses import dataclass

from pirtti.network.models import Area, Organisation
from pirtti.planning.models import Round, YearMark
from pirtti.planning.queries import rounds

MOST_RINGS = 12


@dataclass(frozen=True)
class Ring:
    """One organisation's year."""

    organisation: Organisation
    marks: list[YearMark]


def rings(area: Area) -> list[Ring]:
    """List the years of the organisations that plan in an area (two queries).

    Those that have told nothing of their year come last, with no marks.
    """
    asked = rounds.to_be_asked(area).prefetch_related("year_marks")
    found = [Ring(one, list(one.year_marks.all())) for one in asked]
    found.sort(key=lambda ring: not ring.marks)
    return found


def running_round(area: Area) -> Round | None:
    """Return the area's newest round that is not closed, or None (one query)."""
    return Round.objects.filter(area=area, closed_at=None).first()
