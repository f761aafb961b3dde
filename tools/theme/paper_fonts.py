"""Make the letters for paper: Nunito Regular and ExtraBold as TrueType.

Run by hand (needs `fonttools` and `brotli`; the result is committed):

    npm pack @fontsource-variable/nunito@5.3.0 && tar xzf fontsource-variable-nunito-5.3.0.tgz
    python tools/theme/paper_fonts.py package/files pirtti/core/static/vendor/nunito/5.3.0

Each weight is cut out of the variable font's parts and the parts are joined. The signs
that the letters can show are printed as the ranges of a regular expression
(`pirtti/papers/rules.py` leaves out what is not among them).
"""

import sys
import tempfile
from itertools import groupby
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

PARTS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "vietnamese")
WEIGHTS = {400: "Regular", 800: "ExtraBold"}
FAMILY_NAMES, STYLE_NAMES, FULL_NAME, FILE_NAME = (1, 16), (2, 17), 4, 6


def cut(source: Path, weight: int, folder: Path) -> list[str]:
    """Cut one weight out of every part; returns the files."""
    files = []
    for part in PARTS:
        font = TTFont(source / f"nunito-{part}-wght-normal.woff2")
        font.flavor = None
        one = instancer.instantiateVariableFont(font, {"wght": weight})
        target = folder / f"{part}-{weight}.ttf"
        one.save(target)
        files.append(str(target))
    return files


def rename(font: TTFont, style: str, weight: int) -> None:
    """Name the joined font after its weight."""
    for record in font["name"].names:
        if record.nameID in FAMILY_NAMES:
            record.string = "Nunito"
        elif record.nameID in STYLE_NAMES:
            record.string = style
        elif record.nameID == FULL_NAME:
            record.string = f"Nunito {style}"
        elif record.nameID == FILE_NAME:
            record.string = f"Nunito-{style}"
    font["OS/2"].usWeightClass = weight


def ranges(points: list[int]) -> str:
    """Write code points as ranges of a regular expression."""
    found = []
    for _same, group in groupby(enumerate(points), lambda pair: pair[1] - pair[0]):
        run = [point for _number, point in group]
        last = f"-\\u{run[-1]:04x}" if len(run) > 1 else ""
        found.append(f"\\u{run[0]:04x}{last}")
    return "".join(found)


def main(source: Path, target: Path) -> None:
    """Make both weights."""
    with tempfile.TemporaryDirectory() as folder:
        for weight, style in WEIGHTS.items():
            font = Merger().merge(cut(source, weight, Path(folder)))
            rename(font, style, weight)
            font.save(target / f"Nunito-{style}.ttf")
    print(ranges(sorted(font.getBestCmap())))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
