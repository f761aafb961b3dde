"""A served demo neighbourhood, as a newcomer gets it with `script/run`."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 60
# What the served demo writes while it runs: the codes for signing in stand there.
LOGS: list[Path] = []


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def pirtti(*arguments):
    return [sys.executable, "-m", "pirtti.config.cli", *arguments]


@contextlib.contextmanager
def own_database():
    """Give a PostgreSQL database of its own where the tests run on one."""
    address = os.environ.get("DATABASE_URL", "")
    if not address:
        yield {}
        return
    import psycopg

    parts = urllib.parse.urlsplit(address)
    name = f"browser_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield {
                "DATABASE_URL": urllib.parse.urlunsplit(parts._replace(path=f"/{name}"))
            }
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def served_demo():
    """Load the demo into a new home and serve it; gives the address."""
    with contextlib.ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory())
        database = stack.enter_context(own_database())
        environment = (
            os.environ
            | database
            | {
                "PIRTTI_HOME": home,
                "PIRTTI_DEMO": "1",
                "PIRTTI_WORKERS": "1",
                "PYTHONPATH": str(ROOT),
            }
        )
        for step in ("migrate", "demo"):
            command = pirtti(step)
            done = subprocess.run(
                command, env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stdout + done.stderr
        port = free_port()
        LOGS.append(Path(home, "serve.log"))
        log = stack.enter_context(LOGS[-1].open("w"))
        command = pirtti("serve", "--port", str(port))
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/livez", server, LOGS[-1])
            yield address
        finally:
            server.terminate()
            server.wait(PATIENCE)


def wait_for(url, server, log):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            if urllib.request.urlopen(url, timeout=2).status == 200:
                return
        time.sleep(0.2)
    raise AssertionError(log.read_text())
