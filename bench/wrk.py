"""Load by wrk: so many clients for so long, told as rate and waiting times."""

import json
import os
import statistics
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import processes

CLIENTS = 8
RUNS = 3
WARM_SECONDS = 2
# wrk may take a moment longer than it was told.
GRACE_SECONDS = 20
SCRIPTS = "bench/load"


@dataclass(frozen=True)
class Load:
    """What one run of wrk came to; waiting times in milliseconds."""

    rate: float
    p50: float
    p95: float
    p99: float
    raw: dict[str, Any] = field(default_factory=dict)


@dataclass
class Wrk:
    """A load generator that writes its log into one file."""

    log: Path
    seconds: int

    def measure(self, url: str, *, headers: Sequence[str] = ()) -> Load:
        """Warm a page up, then return the median of three runs, idle in between."""
        self.once(url, headers=headers, seconds=WARM_SECONDS)
        return median([self.once(url, headers=headers) for _run in range(RUNS)])

    def once(
        self, url: str, *, headers: Sequence[str] = (), seconds: int | None = None
    ) -> Load:
        """Read one page again and again with eight clients."""
        processes.drain(self.seconds)
        words = [word for header in headers for word in ("-H", header)]
        return self._run("report.lua", url, [], seconds or self.seconds, words)

    def tour(self, url: str, pages: Sequence[str], *, seconds: int) -> Load:
        """Read many pages in turn with eight clients."""
        return self._run("tour.lua", url, ["0", *pages], seconds)

    def taps(self, url: str, pages: Sequence[str]) -> Load:
        """Send taps with eight clients, then wait until all have been answered."""
        processes.drain(self.seconds)
        words = [str(self.seconds), *pages]
        return self._run("taps.lua", url, words, self.seconds + 2)

    def signups(self, url: str, page: str, *, clients: int) -> Load:
        """Sign families up with so many clients, until all have been answered."""
        processes.drain(self.seconds)
        words = [str(self.seconds), page]
        seconds = self.seconds + 2
        return self._run("seats.lua", url, words, seconds, clients=clients)

    @contextmanager
    def readers(
        self, url: str, pages: Sequence[str], *, pause_ms: int
    ) -> Iterator[None]:
        """Let one slow client read pages meanwhile."""
        words = _words("tour.lua", url, [str(pause_ms), *pages], seconds=600, clients=1)
        process = processes.start(words, env=os.environ, log=self.log)
        try:
            yield
            if process.poll() is not None:
                raise processes.Failed("The reader of pages ended too early.")
        finally:
            processes.stop(process)

    def _run(
        self,
        script: str,
        url: str,
        arguments: Sequence[str],
        seconds: int,
        more: Sequence[str] = (),
        *,
        clients: int = CLIENTS,
    ) -> Load:
        words = _words(
            script, url, arguments, seconds=seconds, clients=clients, more=more
        )
        said = processes.run(
            words, env=os.environ, log=self.log, seconds=seconds + GRACE_SECONDS
        )
        lines = [line for line in said.splitlines() if line.startswith("REPORT ")]
        if not lines:
            raise processes.Failed(f"wrk said nothing about {url}.")
        return _load(url, json.loads(lines[-1].removeprefix("REPORT ")))


def median(loads: Sequence[Load]) -> Load:
    """Return the run in the middle by its rate, with the rates of all."""
    middle = sorted(loads, key=lambda load: load.rate)[len(loads) // 2]
    rates = [round(load.rate, 1) for load in loads]
    p95 = statistics.median(load.p95 for load in loads)
    p99 = statistics.median(load.p99 for load in loads)
    return Load(middle.rate, middle.p50, p95, p99, middle.raw | {"rates": rates})


def version() -> str:
    """Return wrk's version."""
    said = subprocess.run(["wrk", "-v"], capture_output=True, text=True, check=False)
    return (said.stdout + said.stderr).split()[1].removeprefix("debian/")


def _words(
    script: str,
    url: str,
    arguments: Sequence[str],
    *,
    seconds: int,
    clients: int = CLIENTS,
    more: Sequence[str] = (),
) -> list[str]:
    words = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "10s"]
    words += ["-s", f"{SCRIPTS}/{script}", "-H", "Accept-Encoding: gzip", *more, url]
    return [*words, *(["--", *arguments] if arguments else [])]


def _load(url: str, raw: dict[str, Any]) -> Load:
    if raw["bad_status"] or raw["timeouts"] or not raw["requests"]:
        raise processes.Failed(f"{url} did not answer well under load: {raw}")
    seconds = raw.get("active", raw["duration"]) / 1e6
    done = raw.get("sent", raw["requests"])
    return Load(
        done / seconds, raw["p50"] / 1000, raw["p95"] / 1000, raw["p99"] / 1000, raw
    )
