"""Kept mails taken apart for showing them: where there is no mail server."""

import email
from dataclasses import dataclass
from email.policy import default

from pirtti.post.models import KeptMail


@dataclass(frozen=True)
class Shown:
    """One kept mail: its headers as pairs, its plain text and its HTML."""

    pk: int
    subject: str
    to: str
    headers: list[tuple[str, str]]
    text: str
    html: str

    @property
    def key(self) -> str:
        """Return its number as a word, for addresses."""
        return str(self.pk)


def read(mail: KeptMail) -> Shown:
    """Take a kept mail apart."""
    message = email.message_from_bytes(mail.text.encode(), policy=default)
    parts = {part.get_content_type(): part for part in message.walk()}

    def body(kind: str) -> str:
        part = parts.get(kind)
        return str(part.get_content()) if part is not None else ""

    return Shown(
        pk=mail.pk,
        subject=str(message["Subject"]),
        to=str(message["To"]),
        headers=[(name, str(value)) for name, value in message.items()],
        text=body("text/plain"),
        html=body("text/html"),
    )
