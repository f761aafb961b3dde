"""How allauth behaves in our house."""

import logging
import smtplib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.contrib import messages as notices
from django.http import HttpRequest

from pirtti.people import messages

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are given by a colleague; nobody signs up by themselves."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": messages.CODE_MEANT_FOR_ANOTHER_TIME,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse self-made accounts: families need none."""
        del request
        return False

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Send a mail; a mail server that is away is said in a sentence, to all alike."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, smtplib.SMTPException):
            log.exception("A mail about signing in could not be sent")
            notices.error(allauth_context.request, messages.MAIL_NOT_SENT)
