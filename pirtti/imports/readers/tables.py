"""Tables as text: CSV of any common kind, and what is pasted out of a spreadsheet."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, TypeAlias

from pirtti.core.refusals import Refused
from pirtti.imports import rules

# The number of a row as a spreadsheet shows it, and its cells (None: it is broken).
Row: TypeAlias = tuple[int, list[str] | None]
MOST_COLUMNS = 60
_PORTION = 65536
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def rows(file: BinaryIO, limits: rules.Limits) -> Iterator[Row]:
    """Yield the rows of a text table; the file is read as a stream."""
    coding = coding_of(file)
    text = io.TextIOWrapper(file, encoding=coding, errors="replace", newline="")
    first = text.readline(_PORTION)
    text.seek(0)
    reader = csv.reader(text, delimiter=_delimiter(first))
    try:
        yield from _counted(reader, limits.rows)
    finally:
        if not file.closed:
            text.detach()


def _counted(reader: Iterator[list[str]], most: int) -> Iterator[Row]:
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:  # a field of over 128 KiB, or a quote that never closes
            yield number, None
            continue
        # Headings and a few lines above them are not counted.
        if number > most + 10:
            raise Refused(rules.Refusal.TOO_MANY_ROWS)
        yield number, cells[:MOST_COLUMNS]


def coding_of(file: BinaryIO) -> str:
    """Find out how a text file is coded: UTF-8, UTF-16 with its mark, else Windows-1252."""
    head = file.read(4)
    file.seek(0)
    for mark, coding in _MARKS:
        if head.startswith(mark):
            return coding
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while portion := file.read(_PORTION):
            decoder.decode(portion)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    finally:
        file.seek(0)
    return "utf-8"


def _delimiter(line: str) -> str:
    """Return what parts the cells: the sign that the first line has most of."""
    outside = "".join(line.split('"')[::2])
    counts = {sign: outside.count(sign) for sign in "\t;,"}
    return max(counts, key=lambda sign: counts[sign]) if any(counts.values()) else ";"
