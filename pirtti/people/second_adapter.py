"""How allauth's second step behaves in our house: its secrets are locked."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings

from pirtti.core import sealed
from pirtti.people import messages


class SecondStepAdapter(DefaultMFAAdapter):
    """What is stored of a second step is sealed with the secret key."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": messages.WRONG_APP_CODE,
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret before it is stored."""
        return sealed.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret.

        One that was sealed with another secret key becomes a word nobody knows: no
        code fits, and nobody gets in by an empty one.
        """
        return sealed.unseal(encrypted_text) or generate_totp_secret()

    def get_totp_issuer(self) -> str:
        """Name this installation in the list of the app."""
        return str(settings.INSTALLATION_NAME)
