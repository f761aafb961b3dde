"""A mail server on this machine that does what a test wants of it."""

import asyncio
import socket
from dataclasses import dataclass, field

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from pirtti.post.tests.factories import note_kind


@dataclass
class Server:
    """What the mail server took, and how it behaves: words said in place of 250."""

    mails: list = field(default_factory=list)
    at_recipient: list = field(default_factory=list)
    after_data: list = field(default_factory=list)
    connections: int = 0
    hangs: bool = False
    drops: bool = False

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.at_recipient:
            return self.at_recipient.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.hangs:
            await asyncio.sleep(3)
        if self.after_data:
            return self.after_data.pop(0)
        self.mails.append(envelope)
        if self.drops:
            server.transport.abort()
        return "250 OK"


class Quiet(SMTP):
    """Says nothing about lines that break: a test breaks them."""

    async def handle_exception(self, error):
        return "451 broken"


@pytest.fixture
def mail_server(settings):
    """Serve SMTP on loopback; the settings send everything there."""
    server = Server()

    class Here(Controller):
        def factory(self):
            return Quiet(self.handler, **self.SMTP_kwargs)

    with socket.create_server(("127.0.0.1", 0)) as probe:
        host, port = probe.getsockname()
    controller = Here(server, hostname=host, port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = host, port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.DEMO = False
    yield server
    controller.stop()


@pytest.fixture
def note():
    with note_kind() as kind:
        yield kind
