"""Workbooks (`.xlsx`): looked through as a zip file before anything is unpacked.

A workbook is a zip of XML. Its list says how large each part is when unpacked, and
`zipfile` never reads beyond that, so a bomb is refused by the list alone. A part with
a DOCTYPE (which alone can define entities) is refused before it is parsed: no
spreadsheet program writes one, so there is no need of another XML library.
"""

import datetime as dt
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

import openpyxl

from pirtti.core.refusals import Refused
from pirtti.imports import rules
from pirtti.imports.readers import tables

MOST_PARTS = 2000
# Text packs to a tenth or a thirtieth; a bomb to a thousandth.
MOST_RATIO = 150
_SMALL = 1024 * 1024
_PORTION = 256 * 1024
_MIDNIGHT = dt.time()


def rows(file: BinaryIO, limits: rules.Limits) -> Iterator[tables.Row]:
    """Yield the rows of the first sheet: what its cells show, formulas as their results.

    Raises Refused for a file that is broken, swollen or tries to define entities.
    """
    _look_through(file, limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield from _of_first_sheet(file, limits.rows)
    except (Refused, GeneratorExit):
        raise
    except Exception as error:
        raise Refused(rules.Refusal.BROKEN_FILE) from error


def _of_first_sheet(file: BinaryIO, most: int) -> Iterator[tables.Row]:
    book = openpyxl.load_workbook(
        file, read_only=True, data_only=True, keep_links=False
    )
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(values_only=True, max_col=tables.MOST_COLUMNS)
        for number, cells in enumerate(rows, start=1):
            if number > most + 10:
                raise Refused(rules.Refusal.TOO_MANY_ROWS)
            yield number, [as_text(cell) for cell in cells]
    finally:
        book.close()


def _look_through(file: BinaryIO, limits: rules.Limits) -> None:
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
            _refuse_bomb(parts, limits)
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    _refuse_entities(packed, part)
    except Refused:
        raise
    except Exception as error:
        raise Refused(rules.Refusal.BROKEN_FILE) from error
    file.seek(0)


def _refuse_bomb(parts: list[zipfile.ZipInfo], limits: rules.Limits) -> None:
    together = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > _SMALL and part.file_size > MOST_RATIO * part.compress_size
        for part in parts
    )
    if len(parts) > MOST_PARTS or together > limits.unpacked or swollen:
        raise Refused(rules.Refusal.SWOLLEN)


def _refuse_entities(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse a part that has a DOCTYPE, or is coded so that one could hide in it."""
    tail = b""
    with packed.open(part) as stream:
        while portion := stream.read(_PORTION):
            if b"\x00" in portion or b"<!DOCTYPE" in tail + portion:
                raise Refused(rules.Refusal.BROKEN_FILE)
            tail = portion[-16:]


def as_text(cell: Any) -> str:
    """Write a cell as a person would: days as 2026-11-24, times as 9.30, 2,50."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return _moment(cell)
    if isinstance(cell, dt.time):
        return f"{cell.hour}.{cell.minute:02}"
    if isinstance(cell, float):
        whole = cell.is_integer() and abs(cell) < 1e15  # noqa: PLR2004
        return str(int(cell)) if whole else f"{cell:.2f}".replace(".", ",")
    return str(cell)


def _moment(cell: dt.datetime) -> str:
    day = cell.date().isoformat()
    if cell.time() == _MIDNIGHT:
        return day
    return f"{day} {cell.hour}.{cell.minute:02}"
