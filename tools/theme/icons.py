"""Join the Lucide icons we use into one sprite file.

Run by hand when an icon is added (the result is committed):

    npm pack lucide-static@1.62.0 && tar xzf lucide-static-1.62.0.tgz
    python tools/theme/icons.py package/icons \\
        pirtti/core/static/vendor/lucide/1.62.0/icons.svg

The names in `USED` are Lucide's own; a page writes `{% icon "clock" %}`.
"""

import re
import sys
from pathlib import Path

USED = """
accessibility arrow-left arrow-right baby bell bus calendar calendar-days
calendar-plus calendar-x car chart-column check chevron-down chevron-left
chevron-right circle-alert circle-check circle-question-mark clipboard-list clock
coffee copy door-open download external-link euro eye file-text footprints frown
globe hand-heart heart history house info key languages life-buoy link list lock
log-in log-out mail map map-pin meh message-circle minus navigation pencil phone
plus printer qr-code refresh-cw repeat rss search send settings share-2 smile
soup sparkles star stethoscope toilet trash-2 triangle-alert undo-2 upload user
users utensils wifi-off x
""".split()  # noqa: SIM905 - a list of a name per line would fill three screens

SHAPES = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def symbol(name: str, source: Path) -> str:
    """Give one icon as a `<symbol>`; raises FileNotFoundError for unknown names."""
    match = SHAPES.search((source / f"{name}.svg").read_text())
    if match is None:
        message = f"{name}.svg holds no <svg> element"
        raise ValueError(message)
    shapes = " ".join(match[1].split()).replace(" />", "/>").replace("> <", "><")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes.strip()}</symbol>'


def main(source: Path, target: Path) -> None:
    """Write the sprite with every icon in `USED`."""
    symbols = "\n".join(symbol(name, source) for name in sorted(USED))
    target.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
