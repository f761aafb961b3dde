"""What differs between machines: every PIRTTI_* setting, with its meaning.

`docs/settings.md` tells the same to people; a house test compares the two.
"""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

SETTINGS = {
    "PIRTTI_HOME": "folder of the database, uploads, secret key and backups",
    "DATABASE_URL": "PostgreSQL address; empty means SQLite in PIRTTI_HOME",
    "PIRTTI_NAME": "name of the installation, shown on every page",
    "PIRTTI_HOSTS": "host names that may serve the pages, separated by commas",
    "PIRTTI_ADDRESS": "public address with https://, for links in mails and QR codes",
    "PIRTTI_SECRET_KEY": "secret key; empty means one is made and kept in PIRTTI_HOME",
    "PIRTTI_DEBUG": "1 shows error details; never in public",
    "PIRTTI_DEMO": "1 lets anybody sign in as a demo role (`pirtti demo` turns it on)",
    "PIRTTI_TLS": "1 when served over https: secure cookies and HSTS",
    "PIRTTI_PROXIES": "how many trusted proxies stand in front (0 by default)",
    "PIRTTI_SYNCHRONOUS": "SQLite durability: FULL (default) or NORMAL",
    "PIRTTI_EMAIL_URL": "smtp+tls://user:password@host:587; empty prints mails",
    "PIRTTI_EMAIL_FROM": "sender of mails",
    "PIRTTI_WORKERS": "number of serving processes (default 2)",
    "PIRTTI_PAGE_CACHE": "how many pages a process keeps (default 512; 0 keeps none)",
    "PIRTTI_EMBED": "sites that may show calendars in a frame, by commas; empty: any",
    "PIRTTI_SECOND_FACTOR": "asked (default) or required: a second step at sign-in",
    "PIRTTI_BACKUPS": "how many daily backups are kept (default 7; 0 makes none)",
}


def text(name: str, default: str = "") -> str:
    """Read a setting that is listed in SETTINGS (KeyError otherwise)."""
    SETTINGS[name]
    return os.environ.get(name, "").strip() or default


def flag(name: str) -> bool:
    """Read a yes/no setting: 1, true, yes or on."""
    return text(name).lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    """Read a whole number; anything else stops the start with a sentence."""
    value = text(name, str(default))
    if not value.isdecimal():
        raise SystemExit(f"{name} should be a whole number, not {value!r}.")
    return int(value)


def choice(name: str, choices: tuple[str, ...]) -> str:
    """Read one of some words (the first by default); others stop the start."""
    value = text(name, choices[0]).lower()
    if value not in choices:
        raise SystemExit(f"{name} should be {' or '.join(choices)}, not {value!r}.")
    return value


def home() -> Path:
    """Return PIRTTI_HOME (default: `var` in the current folder), made if missing."""
    folder = Path(text("PIRTTI_HOME", "var")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """Return the secret key, making one on first start (readable by the owner only)."""
    given = text("PIRTTI_SECRET_KEY")
    if given:
        return given
    file = folder / "secret-key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text().strip()


def demo(folder: Path) -> bool:
    """Say whether anybody may sign in as a demo role.

    `pirtti demo` leaves the mark `demo` in PIRTTI_HOME, so that the next start
    knows; PIRTTI_DEMO=0 overrules the mark.
    """
    if text("PIRTTI_DEMO"):
        return flag("PIRTTI_DEMO")
    return (folder / "demo").exists()


def mail(address: str) -> dict[str, object]:
    """Turn PIRTTI_EMAIL_URL into Django's settings; empty prints mails to the terminal.

    smtp:// is unencrypted (a relay on this machine), smtp+tls:// is STARTTLS,
    smtps:// is TLS from the first byte. User and password may be %-encoded.
    """
    if not address:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(address)
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    if parts.scheme not in ports or not parts.hostname:
        raise SystemExit(
            "PIRTTI_EMAIL_URL looks like smtp+tls://user:password@host:587."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or ports[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 10,
    }
