"""Bring in a large table of dates in a database of its own: looked through, then taken."""

import datetime as dt
import io
import resource
import time
from collections.abc import Iterator

from django.utils import timezone

from pirtti.calendar.models import ActivityKind
from pirtti.imports import actions, readers, rules
from pirtti.imports.models import Batch
from pirtti.network.models import Place

_HEADING = "Nimi;Päivä;Alkaa;Loppuu;Teema;Ikä;Hinta;Kuvaus\n"
_KIB = 1024


def run(*, rows: int, activities: int) -> dict[str, float]:
    """Return the seconds of both passes, and how many MiB more memory they took.

    Families see what is brought in, so the search index is told of it too. The
    import is undone at the end.
    """
    place = Place.objects.select_related("host__area").first()
    kind = ActivityKind.objects.first()
    if place is None or kind is None:
        raise SystemExit("There is no place in this data.")
    table = io.BytesIO(_table(rows, activities).encode())
    batch = Batch(
        way=Batch.Way.COMMAND,
        name="bench",
        organisation=place.host,
        place=place,
        kind=kind,
        is_shown=True,
    )
    before = _memory()
    began = time.perf_counter()
    sums = actions.dry_run(batch, _lines(table), viewer=None)
    looked = time.perf_counter() - began
    began = time.perf_counter()
    actions.take_file(batch, _lines(table), by=None)
    taken = time.perf_counter() - began
    memory, made = _memory() - before, batch.sums["made"]
    actions.undo(batch, by=None)
    return {
        "looked": looked,
        "taken": taken,
        "memory": memory,
        "possible": sums["made"],
        "made": made,
    }


def _lines(table: io.BytesIO) -> Iterator[rules.Line]:
    return readers.read_file(table, today=timezone.localdate(), limits=rules.COMMAND)


def _table(rows: int, activities: int) -> str:
    """Write dates of many activities mixed up, as a calendar of all has them."""
    start = timezone.localdate() + dt.timedelta(days=1)
    lines = [_HEADING]
    for number in range(rows):
        turn, one = divmod(number, activities)
        day = start + dt.timedelta(days=turn * 3 + one % 3)
        lines.append(
            f"Perhekahvila {one};{day.isoformat()};{8 + one % 8}.30;{10 + one % 8};"
            f"Teema {turn % 7};0–6 v;0;Tervetuloa yhdessä\n"
        )
    return "".join(lines)


def _memory() -> float:
    """Return the most memory that this process has ever had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB
