"""What is stored so that the database alone does not tell it: sealed, and fingerprints.

The keys come from the secret key, which is not in the database nor in its backups
(`reliability.md` §2 row 19): who has only those reads neither.
"""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def seal(text: str) -> str:
    """Return the text encrypted; twice the same text gives two different seals."""
    return _safe().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str | None:
    """Return what was sealed; None when it was sealed with another secret key."""
    try:
        return _safe().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def fingerprint(text: str, *, purpose: str) -> str:
    """Return 64 signs by which the same text is known again, and nothing else told.

    Keyed, so that nobody without the secret key can try addresses out.
    """
    key = _key(settings.SECRET_KEY, f"fingerprint {purpose}")
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def word(text: str, *, purpose: str) -> str:
    """Return a secret word for a link, made of the text: always the same, 256 bits."""
    key = _key(settings.SECRET_KEY, f"word {purpose}")
    made = hmac.new(key, text.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def _safe() -> MultiFernet:
    """Seal with the newest secret key, open with the older ones too."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [_key(str(secret), "seal") for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


def _key(secret: str, purpose: str) -> bytes:
    return hmac.new(secret.encode(), f"pirtti {purpose}".encode(), "sha256").digest()
