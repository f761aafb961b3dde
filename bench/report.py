"""The table: what was asked, what was found, on which machine."""

import datetime as dt
import json
import os
import platform
from pathlib import Path
from typing import Any

from bench import homes, processes, wrk
from bench.findings import shown
from bench.setting import Setting

PAGE = processes.ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
# The bare page may differ so much before and after on a quiet machine.
QUIET = 1.15
HEAD = ["What", "Goal", "Measured", "Of H", ""]


def write(here: Setting, bares: list[float], *, whole: bool) -> str:
    """Return the table as Markdown, with the circumstances it was made in."""
    bare = sum(bares) / len(bares)
    rows = [finding.cells(bare) for finding in here.findings]
    missed = sum("missed" in row[-1] for row in rows)
    lines = [
        *_circumstances(here, bares),
        "",
        _line(HEAD),
        _line(["---", "---", "---:", "---:", "---"]),
        *map(_line, rows),
        "",
        f"{len(rows)} goals{'' if whole else ' (a part of them)'}, {missed} missed.",
    ]
    return "\n".join(lines)


def _circumstances(here: Setting, bares: list[float]) -> list[str]:
    choices = here.choices
    before, after = bares
    lines = [
        f"- Date: {dt.datetime.now(tz=dt.UTC):%Y-%m-%d}",
        f"- Machine: {_machine()}",
        f"- Software: {_software(here)}",
        f"- Data: {_data(here)}",
        f"- Load: wrk, {wrk.CLIENTS} clients, {choices.seconds} s a run, median of"
        f" {wrk.RUNS} runs, idle between them",
        f"- H, the bare page: {shown(before, '/s')} before all the rest,"
        f" {shown(after, '/s')} after it, mean {shown((before + after) / 2, '/s')}",
    ]
    if max(bares) > QUIET * min(bares):
        lines.append("- **The machine was not quiet:** the two H differ too much.")
    return lines


def _data(here: Setting) -> str:
    choices = here.choices
    country = f"{choices.years} years of a country"
    if choices.cafes:
        country += f" with {choices.cafes} cafés (a trial, not the real thing)"
    dates = here.details.get("picked-long", {}).get("dates")
    return f"{country}, {shown(dates, '')} dates" if dates else country


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    return (
        f"{cores} cores ({platform.machine()}), {memory:.0f} GiB of memory;"
        " the load generator runs on the same cores"
    )


def _software(here: Setting) -> str:
    picked = [value for key, value in here.details.items() if key.startswith("picked")]
    found = [f"Python {platform.python_version()}"]
    for one in picked:
        found += [one["database"], f"granian {one['granian']}"]
    return ", ".join([*dict.fromkeys(found), f"wrk {wrk.version()}"])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def keep(here: Setting, bares: list[float]) -> Path:
    """Write everything that was measured into bench/results and return the file."""
    now = dt.datetime.now(tz=dt.UTC)
    raw: dict[str, Any] = {
        "at": now.isoformat(),
        "choices": vars(here.choices),
        "bare": bares,
        "findings": [finding.raw() for finding in here.findings],
        "details": here.details,
    }
    file = homes.RESULTS / f"{now:%Y-%m-%dT%H%M%SZ}.json"
    file.write_text(json.dumps(raw, indent=1, ensure_ascii=False))
    return file


def into_docs(table: str) -> None:
    """Put the table into docs/performance.md between its two marks."""
    page = PAGE.read_text()
    before, _begin, rest = page.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    if not _begin or not _end:
        raise SystemExit(f"{PAGE} has lost its marks {BEGIN} and {END}.")
    PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}")
