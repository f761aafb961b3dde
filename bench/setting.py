"""What the measures share: data, servers, the load generator, the diary."""

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from bench import homes, serving, wrk
from bench.findings import Finding, Goal

SHORT_YEARS = 1


@dataclass(frozen=True)
class Choices:
    """What was asked for on the command line."""

    seconds: int
    years: int
    cafes: int
    fresh: bool


@dataclass
class Setting:
    """One run of the bench."""

    choices: Choices
    folder: Path
    # Address of a private PostgreSQL, or nothing.
    database: str = ""
    findings: list[Finding] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)
    _homes: dict[str, homes.Home] = field(default_factory=dict)
    _server: ExitStack = field(default_factory=ExitStack)
    _served: tuple[str, bool] | None = None
    _running: serving.Server | None = None

    @property
    def log(self) -> Path:
        """Return the file that everything started writes to."""
        return self.folder / "log.txt"

    @cached_property
    def clients(self) -> wrk.Wrk:
        """Return the load generator."""
        return wrk.Wrk(self.log, self.choices.seconds)

    def home(self, name: str) -> homes.Home:
        """Return a copy of the country of that name, made at the first call.

        Names: `long` (all years), `short` (one year), `city`, `counters` (copies of
        the long one that are written to), `postgres`.
        """
        if name not in self._homes:
            self._homes[name] = self._make_home(name)
        return self._homes[name]

    def _make_home(self, name: str) -> homes.Home:
        folder = self.folder / name
        if name == "empty":
            folder.mkdir()
            return homes.Home(folder, self.log)
        choices = self.choices
        years = SHORT_YEARS if name == "short" else choices.years
        if name == "postgres":
            folder.mkdir()
            home = homes.Home(folder, self.log, self.database)
            say(f"loading {years} years into PostgreSQL")
            homes.fill(home, years, choices.cafes)
        else:
            say(f"data: {years} years as “{name}”")
            kept = homes.country(
                years, choices.cafes, log=self.log, fresh=choices.fresh
            )
            home = kept.copy(folder)
        # The hourly housekeeping, so that none of it falls into a measurement.
        home.command("tend", "--if-due")
        return home

    def picked(self, name: str) -> Mapping[str, Any]:
        """Return the addresses that are measured on a home."""
        key = f"picked-{name}"
        if key not in self.details:
            self.details[key] = self.home(name).inside("pick")
        picked: Mapping[str, Any] = self.details[key]
        return picked

    def server(self, name: str, *, page_cache: bool) -> serving.Server:
        """Return a server of a home; the one before, if another, is ended."""
        wanted = (name, page_cache)
        if self._served != wanted or self._running is None:
            self.end_server()
            self._served = wanted
            served = serving.pirtti(self.home(name), page_cache=page_cache)
            self._running = self._server.enter_context(served)
        return self._running

    def end_server(self) -> None:
        """End the server that runs, if any."""
        self._server.close()
        self._served = self._running = None

    def note(self, what: str, goal: Goal, value: float | None, note: str = "") -> None:
        """Write a figure down and say it."""
        finding = Finding(what, goal, value, note)
        self.findings.append(finding)
        shown = "not measured" if value is None else finding.cells(1.0)[2]
        say(f"  {what}: {shown}  (goal {goal})")

    def load(
        self, key: str, server: serving.Server, path: str, *headers: str
    ) -> wrk.Load:
        """Measure a page under load and keep all that was measured."""
        say(f"  … {key}")
        load = self.clients.measure(server.url(path), headers=headers)
        self.details[key] = {"path": path, **vars(load)}
        return load


@contextmanager
def setting(choices: Choices, database: str) -> Iterator[Setting]:
    """Make room for a run and clear it away at the end."""
    homes.RESULTS.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=homes.RESULTS))
    here = Setting(choices, folder, database)
    try:
        yield here
    finally:
        here.end_server()
        shutil.rmtree(folder, ignore_errors=True)


def say(text: str) -> None:
    """Tell on the error stream how far the work is."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)
