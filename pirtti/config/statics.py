"""Styles, scripts and pictures, put where the server finds them."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect() -> bool:
    """Collect the static files if any has changed; say whether it was needed."""
    folder = Path(settings.STATIC_ROOT)
    stamp = folder / ".collected"
    now = _fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return False
    call_command("collectstatic", interactive=False, clear=folder.exists(), verbosity=0)
    stamp.write_text(now)
    return True


def _fingerprint() -> str:
    """Return a hash over the path, size and time of every static file."""
    lines = [str(settings.STORAGES["staticfiles"]["BACKEND"])]
    for finder in get_finders():
        for path, storage in finder.list(None):
            about = Path(storage.path(path)).stat()
            lines.append(f"{path} {about.st_size} {about.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
