"""The secret that an app reads when a second step is turned on.

It waits sealed in the page's own form, not in the session: opening the page stores
nothing, and what is not confirmed by a code is never kept.
"""

import io
import time
from dataclasses import dataclass

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.utils.safestring import SafeString

from pirtti.core import sealed
from pirtti.people import rules
from pirtti.people.models import User


@dataclass(frozen=True)
class Offer:
    """A secret, as it stands locked in the form and as the app gets it."""

    secret: str
    sealed: str
    address: str

    @property
    def spelled(self) -> str:
        """The secret in groups of four letters, for typing it by hand."""
        return " ".join(
            self.secret[start : start + 4] for start in range(0, len(self.secret), 4)
        )

    @property
    def picture(self) -> SafeString:
        """A QR code as SVG that stands in the page."""
        target = io.BytesIO()
        segno.make(self.address, error="m", micro=False).save(
            target,
            kind="svg",
            xmldecl=False,
            omitsize=True,
            light="#ffffff",
            svgclass="qr",
            lineclass=None,
        )
        return SafeString(target.getvalue().decode())


def make(user: User) -> Offer:
    """Make a new secret for somebody."""
    secret = generate_totp_secret()
    return _offer(user, secret, sealed.seal(f"{user.pk} {int(time.time())} {secret}"))


def read(user: User, text: str) -> Offer | None:
    """Open what a form brought back; None when it is old or somebody else's."""
    parts = (sealed.unseal(text) or "").split()
    if len(parts) != len(("whose", "made at", "secret")) or parts[0] != str(user.pk):
        return None
    is_old = time.time() - int(parts[1]) > rules.OFFER_SECONDS
    return None if is_old else _offer(user, parts[2], text)


def _offer(user: User, secret: str, text: str) -> Offer:
    address = get_adapter().build_totp_url(user, secret)
    return Offer(secret=secret, sealed=text, address=address)
