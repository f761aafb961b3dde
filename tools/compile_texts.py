"""Compile the translations with Babel: a fresh machine may lack gettext's tools.

Run as `python tools/compile_texts.py`; the package build does the same.
"""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_all(locale: Path) -> int:
    """Write a .mo beside every .po that is newer; return how many were written."""
    written = 0
    for po in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parts[-3])
        with mo.open("wb") as target:
            write_mo(target, catalogue)
        written += 1
    return written


if __name__ == "__main__":
    print(compile_all(Path(__file__).parent.parent / "pirtti" / "locale"), "compiled")
