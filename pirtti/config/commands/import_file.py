"""Bring in a calendar or a table from a file, however long it is.

Everything is looked through first and nothing is written with --dry-run. Rows that
can't be brought in are listed and left out; importing the same file again changes
nothing. Activities begin as drafts unless --publish is given. The pages can undo it.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from django.utils import timezone

from pirtti.calendar.models import ActivityKind
from pirtti.config import talk
from pirtti.core.refusals import Refused
from pirtti.imports import actions, messages, readers, rules
from pirtti.imports.looking import Looked
from pirtti.imports.models import Batch
from pirtti.imports.rules import Outcome
from pirtti.network.models import Place

SHOWN = 20
_PORTION = 1024 * 1024
_SAID = {
    Outcome.MADE: "new",
    Outcome.CHANGED: "changed",
    Outcome.SAME: "as before",
    Outcome.SEEN: "in the calendar already",
    Outcome.LEFT: "edited by hand, left alone",
    Outcome.SKIPPED: "left out",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may stand on the command line."""
    parser.add_argument("file", type=Path, help=".ics, .csv or .xlsx")
    parser.add_argument(
        "--place",
        metavar="SLUG",
        required=True,
        help="for rows that name no place; its host arranges what names no organiser",
    )
    parser.add_argument(
        "--kind", metavar="SLUG", default="other", help="for rows without one (other)"
    )
    parser.add_argument(
        "--language", default="fi", choices=["fi", "sv", "en"], help="of the texts (fi)"
    )
    parser.add_argument("--publish", action="store_true", help="show it to families")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")


def run(options: argparse.Namespace) -> int:
    """Look the file through, then bring it in; 1 when rows had to be left out."""
    try:
        with options.file.open("rb") as file:
            return _run(options, file)
    except OSError as error:
        raise talk.GiveUp(
            f"{options.file} can't be read ({error.strerror})."
        ) from error
    except Refused as refused:
        sentence = messages.REFUSALS.get(refused.reason)
        raise talk.GiveUp(str(sentence or refused)) from refused


def _run(options: argparse.Namespace, file: BinaryIO) -> int:
    batch = _batch(options)
    faulty: list[Looked] = []
    total = _rows_in(file)
    with talk.progress("Looking through") as show:
        hear = _told_to(show, total)
        expected = actions.dry_run(
            batch, _lines(file), viewer=None, progress=hear, told=_collector(faulty)
        )
    _tell(faulty, expected)
    if options.dry_run:
        talk.say("Nothing was written: this was a dry run.")
        return 1 if expected[Outcome.SKIPPED] else 0
    if not expected[Outcome.MADE] and not expected[Outcome.CHANGED]:
        talk.say("There is nothing new to bring in.")
        return 1 if expected[Outcome.SKIPPED] else 0
    with talk.progress("Bringing in") as show:
        hear = _told_to(show, sum(expected.values()))
        actions.take_file(batch, _lines(file), by=None, progress=hear)
    talk.say(f"Brought in: {_sums(Counter(batch.sums))}.")
    return 1 if expected[Outcome.SKIPPED] else 0


def _told_to(show: talk.Progress, total: int) -> Callable[[int], None]:
    """Return what hears how many rows more are done, and moves the bar on."""
    done = 0

    def hear(more: int) -> None:
        nonlocal done
        done += more
        show(done, max(total, done))

    return hear


def _rows_in(file: BinaryIO) -> int:
    """Return about how many rows there are, for the bar (0: not known)."""
    file.seek(0)
    if file.read(2) == b"PK":
        return 0
    rows = 0
    while portion := file.read(_PORTION):
        rows += portion.count(b"\n")
    return rows


def _batch(options: argparse.Namespace) -> Batch:
    place = (
        Place.objects.select_related("host__area").filter(slug=options.place).first()
    )
    if place is None:
        raise talk.GiveUp(f"No place here is called {options.place}.")
    kind = ActivityKind.objects.filter(slug=options.kind).first()
    if kind is None:
        known = ", ".join(ActivityKind.objects.values_list("slug", flat=True))
        raise talk.GiveUp(f"No kind is called {options.kind}. There are: {known}.")
    return Batch(
        way=Batch.Way.COMMAND,
        name=options.file.name[:120],
        organisation=place.host,
        place=place,
        kind=kind,
        language=options.language,
        is_shown=options.publish,
    )


def _lines(file: BinaryIO) -> Iterator[rules.Line]:
    return readers.read_file(file, today=timezone.localdate(), limits=rules.COMMAND)


def _collector(faulty: list[Looked]) -> actions.Told:
    def hear(one: Looked) -> None:
        if one.expected is Outcome.SKIPPED and len(faulty) < SHOWN:
            faulty.append(one)

    return hear


def _tell(faulty: list[Looked], sums: Counter[str]) -> None:
    for one in faulty:
        said = " ".join(str(messages.FAULTS[fault]) for fault in one.meant.faults)
        talk.say(f"Row {one.line.number}: {said}")
    more = sums[Outcome.SKIPPED] - len(faulty)
    if more > 0:
        talk.say(f"… and {more} more rows that can't be brought in.")
    talk.say(f"Looked through: {_sums(sums)}.")


def _sums(sums: Counter[str]) -> str:
    parts = [f"{sums[what]} {word}" for what, word in _SAID.items() if sums[what]]
    return ", ".join(parts) or "no rows"
