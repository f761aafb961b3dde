"""Serve Pirtti's pages.

Nothing else has to run beside it: it makes an SQLite database ready by itself (with
a backup before every change of its shape), sends letters and does the daily
housekeeping. Ctrl-C ends it.
"""

import argparse
import gc
import importlib
import socket
import subprocess
import sys
import threading
from multiprocessing.util import Finalize
from pathlib import Path

from django.conf import settings
from django.core import checks as django_checks
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.urls import get_resolver
from django.utils import translation
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from pirtti.config import beginnings, checks, environment, lock, schema, statics, talk
from pirtti.demo import queries as demo
from pirtti.network.models import Area
from pirtti.people.models import User
from pirtti.post import worker

FIRST_TENDING_SECONDS = 60
TENDING_SECONDS = 3600


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may stand on the command line."""
    parser.add_argument(
        "--host", default="127.0.0.1", help="address (this machine only)"
    )
    parser.add_argument("--port", type=int, default=8000, help="port (8000)")
    parser.add_argument(
        "--no-worker",
        action="store_true",
        help="leave the letters to `pirtti worker`, which runs on its own",
    )
    parser.add_argument(
        "--workers",
        type=int,
        default=environment.number("PIRTTI_WORKERS", 2),
        help="serving processes (PIRTTI_WORKERS, 2)",
    )


def run(options: argparse.Namespace) -> int:
    """Make everything ready, then serve until somebody ends it."""
    _refuse_bad_settings()
    _refuse_taken_port(options.host, options.port)
    _make_ready()
    held = lock.hold(settings.HOME)
    greeting = _greeting(options.host, options.port)
    connections.close_all()
    server = Server(
        "pirtti.config.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=1,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        websockets=False,
    )
    server.on_startup(lambda: talk.say(greeting))
    stop = threading.Event()
    threading.Thread(target=_tend_hourly, args=(stop,), daemon=True).start()
    # Loaded before the workers part, so that they share the memory of it.
    importlib.import_module("pirtti.config.wsgi")
    get_resolver().url_patterns  # noqa: B018 - reading it imports every page
    gc.freeze()
    settings.SERVED_AT = f"http://{_shown(options.host)}:{options.port}"
    try:
        server.serve(target_loader=_load if options.no_worker else _load_with_sender)
    finally:
        stop.set()
        held.close()
    talk.say("Pirtti has ended.")
    return 0


def _load(_target: str) -> WSGIHandler:
    """Give a serving process what answers; it was loaded before the process parted."""
    found: WSGIHandler = importlib.import_module("pirtti.config.wsgi").application
    return found


def _load_with_sender(target: str) -> WSGIHandler:
    """Give a serving process what answers, and start the sender of letters beside it.

    It ends with the process, after the letter in hand.
    """
    stop = threading.Event()
    thread = worker.start(stop)

    def end() -> None:
        stop.set()
        thread.join(worker.ENDING_SECONDS)

    Finalize(None, end, exitpriority=10)
    return _load(target)


def _refuse_bad_settings() -> None:
    problems = checks.all_problems()
    for problem in problems:
        talk.warn(f"{problem.msg} {problem.hint or ''}".rstrip())
    if any(problem.level >= django_checks.ERROR for problem in problems):
        raise talk.GiveUp("Pirtti does not start before this is put right.")


def _refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise talk.GiveUp(
                f"Port {port} at {host} can't be used ({error.strerror}). Perhaps Pirtti"
                " is running already; else choose another with --port."
            ) from error


def _make_ready() -> None:
    """Bring database and static files up to date; load the areas on first start."""
    if schema.is_sqlite() or schema.is_new():
        schema.migrate(backup_first=True)
    elif schema.pending() or schema.unknown():
        raise talk.GiveUp(
            "The database does not fit this version of Pirtti. Run: pirtti migrate"
        )
    if not Area.objects.exists():
        with talk.progress("Areas of Finland") as show:
            beginnings.load(show)
    statics.collect()


def _greeting(host: str, port: int) -> str:
    """Say where the pages are and what to do next."""
    address = settings.PUBLIC_ADDRESS or f"http://{_shown(host)}:{port}"
    lines = ["", f"Pirtti is at {address}/fi/   (Ctrl-C ends it)", ""]
    if settings.DEMO:
        lines += _demo_accounts(f"{address}/fi/demo/")
    elif not User.objects.exists():
        me = Path(sys.argv[0]).name == "pirtti" and sys.argv[0]
        lines += [
            "Make the first account, in another terminal:",
            f"  PIRTTI_HOME={settings.HOME} {me or 'pirtti'} create-coordinator"
            f" you@centre.example --address {address}",
        ]
    return "\n".join(lines)


def _shown(host: str) -> str:
    """Return the name by which this machine itself reaches the pages."""
    return "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104


def _demo_accounts(address: str) -> list[str]:
    with translation.override("en"):
        roles = [
            f"{account.role} ({account.where})" for account in demo.demo_accounts()
        ]
    return [
        f"Look around in any role, one press each: {address}",
        *(f"  {role}" for role in roles),
        "",
        "To start empty instead: PIRTTI_HOME=var/own script/run --empty",
    ]


def _tend_hourly(stop: threading.Event) -> None:
    """Let a short-lived process do the housekeeping, so that none of it stays in memory."""
    wait = FIRST_TENDING_SECONDS
    while not stop.wait(wait):
        wait = TENDING_SECONDS
        subprocess.run(
            [sys.executable, "-m", "pirtti.config.cli", "tend", "--if-due"],
            cwd=Path.cwd(),
            check=False,
        )
