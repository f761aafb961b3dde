"""Write sheets as tagged PDF (PDF/UA-1) with typst.

Words reach typst as JSON in `sys.inputs` and are shown as text: nothing that somebody
typed is ever read as typst's language. The letters are our own Nunito, so that a sheet
looks the same on every machine.
"""

import datetime as dt
import io
import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst

from pirtti.papers import rules
from pirtti.papers.sheets import Certificate, Dates, Invitations, Paper, Poster

_HERE = Path(__file__).parent / "typst"
_LETTERS = Path(__file__).parents[1] / "core/static/vendor/nunito/5.3.0"
CONTENT_TYPE = "application/pdf"


def month(sheet: Dates, *, on: dt.date) -> bytes:
    """Write a month; `on` is the day that the file says it was made."""
    return _write("month", sheet, on)


def week(sheet: Dates, *, on: dt.date) -> bytes:
    """Write a week."""
    return _write("week", sheet, on)


def poster(sheet: Poster, *, on: dt.date) -> bytes:
    """Write a poster."""
    return _write("poster", sheet, on)


def letters(sheet: Invitations, *, on: dt.date) -> bytes:
    """Write personal letters, one on each page."""
    return _write("letters", sheet, on)


def cards(sheet: Invitations, *, on: dt.date) -> bytes:
    """Write cards to cut, eight on a page."""
    return _write("cards", sheet, on)


def certificate(sheet: Certificate, *, on: dt.date) -> bytes:
    """Write the certificate of a course on one page."""
    return _write("certificate", sheet, on)


def drawn_code(address: str) -> str:
    """Draw the QR code of an address as SVG."""
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawing,
        kind="svg",
        border=1,
        dark="#000",
        light="#fff",
        xmldecl=False,
        nl=False,
    )
    return drawing.getvalue().decode()


def _write(template: str, sheet: Paper, on: dt.date) -> bytes:
    written: bytes = typst.compile(
        _HERE / f"{template}.typ",
        root=_HERE,
        font_paths=_letters(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_plain(asdict(sheet)), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=_moment(on),
    )
    return written


@cache
def _letters() -> Any:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[_LETTERS],
    )


def _moment(on: dt.date) -> int:
    """Return midnight of a day: the same sheet on the same day is the same file."""
    return int(dt.datetime.combine(on, dt.time.min, tzinfo=dt.UTC).timestamp())


# Made by us, not typed by people: shown as it is.
_AS_IT_IS = {"qr"}


def _plain(value: Any, name: str = "") -> Any:
    """Return the values of a sheet with texts that paper can show, names as typst has them."""
    if isinstance(value, dict):
        return {_name(key): _plain(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, str) and name not in _AS_IT_IS:
        return rules.printable(value)
    return value


def _name(key: str) -> str:
    return key.replace("_", "-") if key.startswith("is_") else key
