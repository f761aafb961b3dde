"""`pirtti serve` needs nothing before it and nothing beside it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from pirtti.config import lock

pytestmark = pytest.mark.slow


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def environment_of(home):
    clean = {
        k: v for k, v in os.environ.items() if not k.startswith(("PIRTTI_", "DATABASE"))
    }
    return clean | {
        "PIRTTI_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "pirtti.config.settings",
    }


def pirtti(*words, home, **more):
    return subprocess.Popen(
        [sys.executable, "-m", "pirtti.config.cli", *words],
        env=environment_of(home) | more,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def read(address, server):
    """Return status and body, waiting until the server is there."""
    for _try in range(600):
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, ""
        except OSError:
            assert server.poll() is None, server.stdout.read()
            time.sleep(0.1)
    raise AssertionError("The server did not answer.")


def test_it_starts_from_nothing_answers_and_ends(tmp_path):
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    server = pirtti("serve", "--port", str(port), "--workers", "1", home=tmp_path)
    try:
        front = read(f"{address}/fi/", server)
        unknown = read(f"{address}/fi/demo/", server)
        served = lock.is_served(tmp_path)
        second = pirtti("serve", "--port", str(port), home=tmp_path)
        refused, _none = second.communicate(timeout=60)
    finally:
        server.send_signal(signal.SIGINT)
        said, _none = server.communicate(timeout=60)

    assert front[0] == 200
    assert 'lang="fi"' in front[1]
    assert unknown[0] == 404
    assert served
    assert second.returncode == 1
    assert "--port" in refused
    assert server.returncode == 0
    assert f"{address}/fi/" in said
    assert "Traceback" not in said
    assert not lock.is_served(tmp_path)
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_it_does_not_start_with_dangerous_settings(tmp_path):
    server = pirtti(
        "serve",
        "--port",
        str(free_port()),
        home=tmp_path,
        PIRTTI_DEBUG="1",
        PIRTTI_HOSTS="perhekeskus.example",
    )

    said, _none = server.communicate(timeout=60)

    assert server.returncode == 1
    assert "PIRTTI_DEBUG" in said
