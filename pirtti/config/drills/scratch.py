"""An installation for one drill: made, served, killed, served again, taken away."""

import contextlib
import http.client
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection

from pirtti.config.talk import GiveUp

HOST = "127.0.0.1"
PATIENCE_SECONDS = 60
CLIENT_SECONDS = 60


@dataclass
class Scratch:
    """A served installation: `seed` and `look` work in it, `kill` and `serve` on it."""

    environment: dict[str, str]
    port: int
    log: Path
    _server: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def serve(self) -> None:
        """Start serving, and wait until it answers; raises GiveUp with the log."""
        with self.log.open("ab") as log:
            self._server = subprocess.Popen(  # noqa: S603 - our own command
                self._command("pirtti.config.cli", "serve", "--port", str(self.port)),
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until and self._server.poll() is None:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.get("/livez") == http.client.OK:
                    return
            time.sleep(0.1)
        raise GiveUp(self.log.read_text())

    def kill(self, *, at_once: bool) -> None:
        """End what serves and all its workers, with SIGKILL or kindly."""
        if self._server is None or self._server.poll() is not None:
            return
        group = os.getpgid(self._server.pid)
        os.killpg(group, 9 if at_once else 15)
        self._server.wait(PATIENCE_SECONDS)
        self._server = None

    def seed(self, **wanted: Any) -> dict[str, Any]:
        """Put things into it (see `drills.seed`); returns what was made."""
        return self._ask("seed", wanted)

    def look(self) -> dict[str, Any]:
        """Look at what is stored (see `drills.seed`)."""
        return self._ask("look", {})

    def _ask(self, what: str, wanted: dict[str, Any]) -> dict[str, Any]:
        done = self.run("pirtti.config.drills.seed", what, json.dumps(wanted))
        found: dict[str, Any] = json.loads(done)
        return found

    def run(self, module: str, *arguments: str) -> str:
        """Run a module of Pirtti in it; returns what it said, raises GiveUp."""
        done = subprocess.run(  # noqa: S603 - our own command
            self._command(module, *arguments),
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise GiveUp(done.stdout + done.stderr)
        return done.stdout

    @staticmethod
    def _command(module: str, *arguments: str) -> list[str]:
        return [sys.executable, "-m", module, *arguments]

    def get(self, path: str) -> int:
        """Ask for a page; returns the status."""
        return self._send("GET", path, {}, "192.0.2.1")

    def post(self, path: str, form: dict[str, str], *, number: int = 0) -> int:
        """Send a form as from the network of a number; returns the status, 0 for none."""
        try:
            return self._send("POST", path, form, network_of(number))
        except (OSError, http.client.HTTPException):
            return 0

    def _send(self, method: str, path: str, form: dict[str, str], sender: str) -> int:
        client = http.client.HTTPConnection(HOST, self.port, timeout=CLIENT_SECONDS)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": sender,
        }
        try:
            client.request(method, path, urllib.parse.urlencode(form), headers)
            answer = client.getresponse()
            answer.read()
            return answer.status
        finally:
            client.close()


def network_of(number: int) -> str:
    """Return an address of a network (/24) of its own for each number below 65 536."""
    return f"10.{number // 256 % 256}.{number % 256}.1"


@contextlib.contextmanager
def scratch() -> Iterator[Scratch]:
    """Make an installation and serve it; everything goes when the block ends."""
    with contextlib.ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="pirtti-drill."))
        database = stack.enter_context(_database())
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("PIRTTI_") and name != "DATABASE_URL"
        }
        environment |= database | {
            "PIRTTI_HOME": home,
            "PIRTTI_PROXIES": "1",
            "DJANGO_SETTINGS_MODULE": "pirtti.config.settings",
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        }
        made = Scratch(environment, _free_port(), Path(home, "serve.log"))
        made.run("pirtti.config.cli", "migrate")
        made.serve()
        try:
            yield made
        finally:
            made.kill(at_once=False)


@contextlib.contextmanager
def _database() -> Iterator[dict[str, str]]:
    """Give a PostgreSQL database of its own where there is one; else nothing."""
    address = os.environ.get("DATABASE_URL", "")
    if connection.vendor != "postgresql" or not address:
        yield {}
        return
    import psycopg  # noqa: PLC0415 - comes with the extra `postgres`
    from psycopg.sql import SQL, Identifier  # noqa: PLC0415

    name = f"pirtti_drill_{secrets.token_hex(4)}"
    parts = urllib.parse.urlsplit(address)
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        try:
            yield {
                "DATABASE_URL": urllib.parse.urlunsplit(parts._replace(path=f"/{name}"))
            }
        finally:
            server.execute(
                SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name))
            )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
