"""Reads for correcting one date's count and for the day's codes."""

from dataclasses import dataclass

from pirtti.calendar import access as calendar
from pirtti.calendar.models import Occurrence
from pirtti.network.access import Viewer
from pirtti.network.models import Place
from pirtti.network.rules import May
from pirtti.visits import access, messages, queries
from pirtti.visits.models import CountEvent


@dataclass(frozen=True)
class Correction:
    """One line of a count's history: who, when, what, why."""

    event: CountEvent
    label: str
    step: str


def corrections(occurrence: Occurrence, own: dict[str, str]) -> list[Correction]:
    """List the corrections of a count, newest first (one query)."""
    found = [
        Correction(
            event,
            messages.label(event.category, own),
            f"{event.step:+d}".replace("-", "−"),
        )
        for event in queries.corrections(occurrence)
    ]
    return found[::-1]


@dataclass(frozen=True)
class DayCode:
    """One gathering of a day and the code that opens its counter."""

    occurrence: Occurrence
    code: str


def codes_of_day(viewer: Viewer, place: Place, occurrence: Occurrence) -> list[DayCode]:
    """List the shift codes of a place on the day of one of its dates.

    Only of dates that the viewer may count.
    """
    own = calendar.occurrences_where(viewer, May.COUNT).values("pk")
    dates = access.gatherings_of_day(place, occurrence.on).filter(
        pk__in=own, state=Occurrence.State.PLANNED
    )
    return [
        DayCode(date, _spaced(access.shift_code(date)))
        for date in dates.order_by("starts_at")
    ]


def _spaced(code: str) -> str:
    """Write a code so that it is easy to read aloud: `123 456`."""
    return f"{code[:3]} {code[3:]}"


def may_correct(viewer: Viewer, occurrence: Occurrence) -> bool:
    """Say whether the viewer may correct this date's count."""
    own = calendar.occurrences_where(viewer, May.CORRECT_COUNTS)
    return own.filter(pk=occurrence.pk).exists()
