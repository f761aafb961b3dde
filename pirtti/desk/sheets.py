"""Write tables as CSV that a spreadsheet opens as they are.

Semicolons and a byte-order mark, as Finnish spreadsheets expect. A text that a
spreadsheet would run as a formula gets an apostrophe in front (CSV injection,
`reliability.md` §1.4).
"""

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def guarded(cell: object) -> str:
    """Return a cell that no spreadsheet takes for a formula; numbers stay as they are."""
    if isinstance(cell, int | float):
        return str(cell)
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Write rows as one text, ready to be sent as UTF-8."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return _BOM + target.getvalue()
