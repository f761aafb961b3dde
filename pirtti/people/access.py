"""Finding accounts and links, and what may be known about who asks."""

import datetime as dt
import hashlib
import ipaddress

from django.conf import settings
from django.http import HttpRequest

from pirtti.people import rules
from pirtti.people.models import SignInLink, User


def account_with(email: str) -> User | None:
    """Return the account of an e-mail address, written in capitals or not."""
    return User.objects.filter(email__iexact=email.strip()).first()


def hash_of(token: str) -> str:
    """Return what is kept of a link's secret word."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_with(token: str) -> SignInLink | None:
    """Return the link of a secret word, whatever its state."""
    return (
        SignInLink.objects.select_related("user")
        .filter(token_hash=hash_of(token))
        .first()
    )


def refuse_link(link: SignInLink, *, now: dt.datetime) -> rules.Refusal | None:
    """Say why a link does not open, or None when it does."""
    return rules.refuse_link(
        used_at=link.used_at,
        expires_at=link.expires_at,
        now=now,
        is_active=link.user.is_active,
    )


def network_of(request: HttpRequest) -> str:
    """Return the network a request comes from: /24 of IPv4, /48 of IPv6.

    X-Forwarded-For is believed only for as many hops as there are trusted proxies
    (PIRTTI_PROXIES), counted from the right; otherwise everybody could choose.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    hops = [
        hop.strip()
        for hop in request.headers.get("X-Forwarded-For", "").split(",")
        if hop
    ]
    trusted = settings.TRUSTED_PROXIES
    if trusted and len(hops) >= trusted:
        address = hops[-trusted]
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    bits = 24 if parsed.version == 4 else 48  # noqa: PLR2004 - "IPv4"
    return str(ipaddress.ip_network(f"{parsed}/{bits}", strict=False))
