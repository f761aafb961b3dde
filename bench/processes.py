"""Start processes, end what was started (by its id), and read what it takes."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[1]
GENTLE_SECONDS = 10
IDLE_SHARE = 0.9

_started: list[subprocess.Popen[bytes]] = []


class Failed(Exception):  # noqa: N818 - reads as a sentence: "raise Failed(why)"
    """Something could not be measured; the text says why."""


def start(
    words: Sequence[str], *, env: Mapping[str, str], log: Path
) -> subprocess.Popen[bytes]:
    """Start a process in a group of its own; what it says goes into a file."""
    with log.open("ab") as file:
        process = subprocess.Popen(
            words,
            cwd=ROOT,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    _started.append(process)
    return process


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process of ours and its children, gently first."""
    for word in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, word)
        with suppress(subprocess.TimeoutExpired):
            process.wait(GENTLE_SECONDS)
            break
    if process in _started:
        _started.remove(process)


def stop_all() -> None:
    """End whatever still runs."""
    while _started:
        stop(_started[-1])


def run(
    words: Sequence[str], *, env: Mapping[str, str], log: Path, seconds: float
) -> str:
    """Run a process to its end and return what it said; raises Failed."""
    begin = log.stat().st_size if log.exists() else 0
    process = start(words, env=env, log=log)
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired:
        code = -1
    finally:
        stop(process)
    with log.open("rb") as file:
        file.seek(begin)
        said = file.read().decode(errors="replace")
    if code:
        raise Failed(f"{' '.join(words[1:4])} ended with {code}:\n{said[-2000:]}")
    return said


def free_port() -> int:
    """Return a port of this machine that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def pss_mib(pid: int) -> float:
    """Return the memory of a process and all below it, shared pages divided (MiB)."""
    return sum(_pss_kib(one) for one in tree(pid)) / 1024


def tree(pid: int) -> list[int]:
    """Return a process and all below it."""
    parents = dict(filter(None, map(_parent, Path("/proc").glob("[0-9]*"))))
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def _parent(folder: Path) -> tuple[int, int] | None:
    try:
        words = (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return int(folder.name), int(words[1])


def _pss_kib(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def drain(longest: float) -> None:
    """Wait until the machine is idle again, or for so many seconds."""
    ends = time.monotonic() + longest
    time.sleep(0.5)
    while time.monotonic() < ends and _idle_share(0.4) < IDLE_SHARE:
        pass


def _idle_share(seconds: float) -> float:
    before = _ticks()
    time.sleep(seconds)
    after = _ticks()
    passed = [new - old for old, new in zip(before, after, strict=True)]
    return (passed[3] + passed[4]) / max(1, sum(passed))


def _ticks() -> list[int]:
    return [
        int(word) for word in Path("/proc/stat").read_text().split("\n")[0].split()[1:]
    ]
