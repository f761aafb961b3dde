"""A mark on PIRTTI_HOME that says "somebody is serving from here"."""

import fcntl
from pathlib import Path
from typing import IO


def hold(home: Path) -> IO[str]:
    """Mark the folder as served for as long as the returned file stays open.

    Several servers may hold it at once; a killed one lets go by itself.
    """
    file = (home / "serving.lock").open("w")
    fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    return file


def is_served(home: Path) -> bool:
    """Say whether a server works on this folder now."""
    path = home / "serving.lock"
    if not path.exists():
        return False
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
