"""Find out what kind of file it is, and let its reader work."""

import datetime as dt
import io
from collections.abc import Iterator
from typing import BinaryIO

from pirtti.core.refusals import Refused
from pirtti.imports import rules
from pirtti.imports.readers import columns, events, lines, sheets, tables

_HEAD = 4096
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_PICTURES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf")


def read(
    data: bytes, *, today: dt.date, limits: rules.Limits = rules.PAGE
) -> Iterator[rules.Line]:
    """Read a whole file from memory; raises Refused when it can't be taken at all."""
    return read_file(io.BytesIO(data), today=today, limits=limits)


def read_file(
    file: BinaryIO, *, today: dt.date, limits: rules.Limits = rules.PAGE
) -> Iterator[rules.Line]:
    """Read rows one by one out of an open file: `.ics`, CSV, `.xlsx` or a pasted table.

    Raises Refused (also while rows are read) for a file that is too big, broken or
    of another kind; a row that is broken comes with its fault.
    """
    size = file.seek(0, io.SEEK_END)
    if size > limits.bytes:
        raise Refused(rules.Refusal.TOO_BIG)
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    if not head.strip():
        raise Refused(rules.Refusal.EMPTY)
    if head.startswith(_OLD_OFFICE):
        raise Refused(rules.Refusal.OLD_WORKBOOK)
    if head.startswith(_PICTURES):
        raise Refused(rules.Refusal.NOT_A_TABLE)
    if is_calendar(head):
        return events.read(file.read(), today=today, limits=limits)
    rows = sheets.rows if head.startswith(_ZIP) else tables.rows
    return _table(rows(file, limits), today)


def is_calendar(head: bytes) -> bool:
    """Say whether a file begins as an iCalendar file does, in any coding."""
    return b"BEGIN:VCALENDAR" in head.replace(b"\x00", b"").upper()


def _table(rows: Iterator[tables.Row], today: dt.date) -> Iterator[rules.Line]:
    heading = columns.find(rows)
    for number, cells in rows:
        if cells is None:
            yield rules.Line(number, faults=(rules.Fault.ROW_BROKEN,))
        elif any(cell.strip() for cell in cells):
            yield lines.from_cells(number, heading.named(cells), today=today)
