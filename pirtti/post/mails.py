"""How a letter becomes a mail: plain text, simple HTML, and headers that machines read."""

import hashlib
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from pirtti.core import addresses
from pirtti.post.kinds import Kind
from pirtti.post.models import Letter


def compose(letter: Letter, kind: Kind) -> EmailMultiAlternatives | None:
    """Write the mail in the letter's language; None when it is not wanted any more."""
    with translation.override(letter.language):
        context = kind.fill(letter)
        if context is None:
            return None
        subject = " ".join(str(kind.subject).split())
        context = _common(letter, subject) | context
        mail = EmailMultiAlternatives(
            subject=subject,
            body=_text(kind, context),
            from_email=settings.DEFAULT_FROM_EMAIL,
            headers=_headers(letter, context),
        )
        html = get_template(f"{kind.template}.html").render(context)
        mail.attach_alternative(f"{html.strip()}\n", "text/html")
    return mail


def message_id(dedupe: str) -> str:
    """Return the same Message-ID for the same letter: a mail sent twice is seen as one."""
    digest = hashlib.sha256(dedupe.encode()).hexdigest()[:40]
    return f"<{digest}@{_host()}>"


def _host() -> str:
    """Return the name that stands in Message-IDs: the pages', else the sender's."""
    _name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    own = urlsplit(settings.PUBLIC_ADDRESS).hostname if settings.PUBLIC_ADDRESS else ""
    return own or sender.rpartition("@")[2] or "localhost"


def _common(letter: Letter, subject: str) -> dict[str, Any]:
    return {
        "installation_name": settings.INSTALLATION_NAME,
        "home_url": addresses.in_mails(f"/{letter.language}/"),
        "language": letter.language,
        "subject": subject,
    }


def _text(kind: Kind, context: dict[str, Any]) -> str:
    """Fill the plain text: nothing in it is HTML, so nothing is escaped."""
    template: Any = get_template(f"{kind.template}.txt")
    filled = template.template.render(Context(context, autoescape=False))
    lines = [line.rstrip() for line in str(filled).strip().splitlines()]
    return "\n".join(_without_gaps(lines)) + "\n"


def _without_gaps(lines: list[str]) -> list[str]:
    """Leave at most one empty line between two paragraphs."""
    return [
        line
        for number, line in enumerate(lines)
        if line or (number and lines[number - 1])
    ]


def _headers(letter: Letter, context: dict[str, Any]) -> dict[str, str]:
    headers = {
        "Message-ID": message_id(letter.dedupe),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": letter.language,
    }
    stop = context.get("stop_url")
    if stop:
        headers["List-Unsubscribe"] = f"<{stop}>"
        # RFC 8058: one press in the mail program is enough; only over https.
        if stop.startswith("https://"):
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
