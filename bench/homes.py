"""The data that is measured on: whole countries, made once and kept in bench/results."""

import datetime as dt
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import processes

RESULTS = processes.ROOT / "bench" / "results"
SEED = 1
LOADING_SECONDS = 3600
INSIDE_SECONDS = 600
# What a test of ours never carries over from the shell that started it.
FOREIGN = ("PIRTTI_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")


@dataclass(frozen=True)
class Home:
    """A folder of Pirtti's data and the database that belongs to it."""

    folder: Path
    log: Path
    # Empty means SQLite in the folder.
    database: str = ""

    def env(self, **more: str) -> dict[str, str]:
        """Return the environment of a process that works on this home."""
        own = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(FOREIGN)
        }
        own |= {
            "PIRTTI_HOME": str(self.folder),
            "PIRTTI_BACKUPS": "0",
            "DJANGO_SETTINGS_MODULE": "pirtti.config.settings",
        }
        if self.database:
            own["DATABASE_URL"] = self.database
        return own | more

    def inside(
        self, what: str, *, seconds: float = INSIDE_SECONDS, **words: Any
    ) -> Any:
        """Do something with Pirtti's own code in a process of its own.

        `what` is a module of `bench.inside`; what it returns comes back as JSON.
        """
        said = processes.run(
            [sys.executable, "-m", "bench.inside", what, json.dumps(words)],
            env=self.env(PIRTTI_PAGE_CACHE="0"),
            log=self.log,
            seconds=seconds,
        )
        lines = [line for line in said.splitlines() if line.startswith("ANSWER ")]
        return json.loads(lines[-1].removeprefix("ANSWER "))

    def command(self, *words: str, seconds: float = INSIDE_SECONDS) -> str:
        """Run a command of `pirtti`."""
        return processes.run(
            [sys.executable, "-m", "pirtti.config.cli", *words],
            env=self.env(),
            log=self.log,
            seconds=seconds,
        )

    def copy(self, folder: Path) -> "Home":
        """Copy the home, so that measuring leaves the kept one as it is."""
        shutil.copytree(
            self.folder, folder, ignore=shutil.ignore_patterns("backups", "static")
        )
        return Home(folder, self.log)


def country(years: int, cafes: int, *, log: Path, fresh: bool) -> Home:
    """Return a kept home with a country of so many years, made when it is missing.

    It is made anew when the tables have changed and every week, since its dates
    lie around the day it was made on.
    """
    folder = RESULTS / f"home-{years}{f'-{cafes}' if cafes else ''}"
    home = Home(folder, log)
    stamp = folder / "made.json"
    wanted = {"years": years, "cafes": cafes, "seed": SEED, **_circumstances()}
    if not fresh and stamp.exists() and json.loads(stamp.read_text()) == wanted:
        return home
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    fill(home, years, cafes)
    stamp.write_text(json.dumps(wanted))
    return home


def fill(home: Home, years: int, cafes: int) -> None:
    """Load a country into an empty home."""
    home.command("migrate", "--no-backup")
    words = {"years": years, "cafes": cafes, "seed": SEED}
    home.inside("load", seconds=LOADING_SECONDS, **words)


def _circumstances() -> Mapping[str, object]:
    digest = hashlib.sha256()
    for file in sorted((processes.ROOT / "pirtti").glob("*/migrations/*.py")):
        digest.update(file.read_bytes())
    week = dt.datetime.now(tz=dt.UTC).isocalendar()
    return {"tables": digest.hexdigest()[:16], "week": f"{week.year}-{week.week}"}
