"""Pirtti and the bare page, each served as it is in earnest."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench import processes
from bench.homes import Home

HOST = "127.0.0.1"
STARTING_SECONDS = 120
FRONT_PAGE = "/fi/"
OK = 200


@dataclass(frozen=True)
class Answer:
    """What came back for one request, and after how long (milliseconds)."""

    status: int
    body: bytes
    headers: Mapping[str, str]
    ms: float


@dataclass
class Server:
    """Something that answers at a port of this machine."""

    process: subprocess.Popen[bytes]
    port: int
    # From the start of its process to its first answer.
    start_seconds: float = field(default=0.0)

    def url(self, path: str) -> str:
        """Return the whole address of a page."""
        return f"http://{HOST}:{self.port}{path}"

    def get(self, path: str, **headers: str) -> Answer:
        """Fetch one page; headers are named as in HTTP, with _ for -."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        try:
            return _fetch(connection, path, headers)
        finally:
            connection.close()

    def page(self, path: str, **headers: str) -> Answer:
        """Fetch a page that has to be there; raises Failed."""
        answer = self.get(path, **headers)
        if answer.status != OK:
            raise processes.Failed(f"{path} answered {answer.status}.")
        return answer

    @property
    def pss_mib(self) -> float:
        """Return the memory of the whole server."""
        return processes.pss_mib(self.process.pid)


def _fetch(
    connection: http.client.HTTPConnection, path: str, headers: Mapping[str, str]
) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    begin = time.perf_counter()
    connection.request("GET", path, headers=named)
    response = connection.getresponse()
    body = response.read()
    ms = (time.perf_counter() - begin) * 1000
    told = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, body, told, ms)


@contextmanager
def pirtti(home: Home, *, page_cache: bool = True) -> Iterator[Server]:
    """Serve a home by `pirtti serve`, until the block ends."""
    port = processes.free_port()
    words = [sys.executable, "-m", "pirtti.config.cli", "serve", "--port", str(port)]
    # Clients of a measure may say that they come from networks of their own.
    env = {"PIRTTI_PROXIES": "1"} | ({} if page_cache else {"PIRTTI_PAGE_CACHE": "0"})
    with _served(words, home.env(**env), home.log, port, FRONT_PAGE) as server:
        yield server


@contextmanager
def bare(log: Path) -> Iterator[Server]:
    """Serve the bare page by gunicorn's plain workers, until the block ends."""
    port = processes.free_port()
    words = [sys.executable, "-m", "gunicorn", "-k", "sync", "-w", "2"]
    words += ["-b", f"{HOST}:{port}", "bench.bare_site:application"]
    with _served(words, os.environ, log, port, "/") as server:
        yield server


@contextmanager
def _served(
    words: list[str], env: Mapping[str, str], log: Path, port: int, path: str
) -> Iterator[Server]:
    begin = time.perf_counter()
    server = Server(processes.start(words, env=env, log=log), port)
    try:
        _wait_for_answer(server, path, log)
        server.start_seconds = time.perf_counter() - begin
        yield server
    finally:
        processes.stop(server.process)


def _wait_for_answer(server: Server, path: str, log: Path) -> None:
    ends = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < ends and server.process.poll() is None:
        with suppress(OSError, http.client.HTTPException):
            if server.get(path).status == OK:
                return
        time.sleep(0.005)
    said = log.read_text(errors="replace")[-2000:]
    raise processes.Failed(f"The server did not answer at {path}:\n{said}")
