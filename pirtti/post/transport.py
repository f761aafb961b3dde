"""Handing mails over to the mail server, and telling its faults apart.

Nothing that the server says is kept: it repeats addresses.
"""

import contextlib
import smtplib
from types import TracebackType
from typing import Any, Self

from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import BadHeaderError

from pirtti.post import rules
from pirtti.post.rules import Fault, Stage

NEVER = 554


class NotSent(Exception):  # noqa: N818 - reads as a sentence: "raises NotSent"
    """A mail was not sent, or perhaps it was: `fault` says what is known."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


class Line:
    """A line to the mail server, opened with the first mail and used for many."""

    def __init__(self, *, seconds: float = rules.SMTP_SECONDS) -> None:
        """`seconds` is how long the server may think about anything."""
        self._seconds = seconds
        self._backend: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.hang_up()

    def send(self, message: EmailMultiAlternatives) -> None:
        """Send one mail; raises NotSent."""
        backend = self._open()
        message.connection = backend
        try:
            # Written out first: what can't be written is our fault, not the server's.
            message.message()
            backend.send_messages([message])
        except (BadHeaderError, UnicodeError, ValueError) as error:
            raise NotSent(
                Fault(Stage.NOT_TAKEN, NEVER, name=type(error).__name__)
            ) from error
        except (smtplib.SMTPException, OSError) as error:
            fault = fault_of(error)
            if fault.stage is Stage.UNKNOWN:
                self.hang_up()
            raise NotSent(fault) from error

    def hang_up(self) -> None:
        """Close the line; a broken one is dropped without saying goodbye."""
        backend, self._backend = self._backend, None
        smtp = getattr(backend, "connection", None)
        if smtp is None:
            return
        with contextlib.suppress(smtplib.SMTPException, OSError):
            if smtp.sock:
                smtp.sock.settimeout(min(self._seconds, 5))
                smtp.quit()
        with contextlib.suppress(smtplib.SMTPException, OSError):
            smtp.close()
        backend.connection = None

    def _open(self) -> Any:
        """Return an open line; an idle one is asked whether it still holds."""
        if self._backend is not None and not _answers(self._backend):
            self.hang_up()
        if self._backend is None:
            backend = mail.get_connection(timeout=self._seconds)
            try:
                backend.open()
            except (smtplib.SMTPException, OSError) as error:
                raise NotSent(_before(fault_of(error))) from error
            self._backend = backend
        return self._backend


def _answers(backend: Any) -> bool:
    smtp = getattr(backend, "connection", None)
    if smtp is None or not hasattr(smtp, "noop"):
        return True
    try:
        code, _said = smtp.noop()
    except (smtplib.SMTPException, OSError):
        return False
    return bool(code == 250)  # noqa: PLR2004 - SMTP's word for "fine"


def fault_of(error: Exception) -> Fault:
    """Tell what an error of sending means; what was said is read and forgotten."""
    name = type(error).__name__
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()), (0, b""))
        return Fault(
            Stage.NOT_TAKEN, code, _enhanced(said), name=name, at_recipient=True
        )
    if isinstance(error, smtplib.SMTPResponseException):
        return Fault(
            Stage.NOT_TAKEN, error.smtp_code, _enhanced(error.smtp_error), name=name
        )
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Fault(Stage.NOT_TAKEN, NEVER, name=name)
    return Fault(Stage.UNKNOWN, name=name)


def _before(fault: Fault) -> Fault:
    """Say of a fault that came before any mail that nothing was taken.

    A server that refuses us altogether (5xx to the greeting or the password) is put
    right by people, so the letter waits for that.
    """
    return Fault(Stage.NOT_TAKEN, name=f"{fault.name} {fault.code or ''}".strip())


def _enhanced(said: bytes | str) -> str:
    return rules.enhanced_code(said.encode() if isinstance(said, str) else said)
