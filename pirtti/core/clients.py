"""Where a request comes from, as coarsely as a brake needs it."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"


def network_of(request: HttpRequest) -> str:
    """Return the network of the sender: /24 of IPv4, /48 of IPv6, or "unknown".

    `X-Forwarded-For` counts only for as many trusted proxies as the settings
    name: each adds one address at the right end, and what stands further left
    was written by the sender.
    """
    return _network(_address(request))


def _address(request: HttpRequest) -> str:
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.TRUSTED_PROXIES:
        return direct
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if len(told) < settings.TRUSTED_PROXIES:
        return direct
    return str(told[-settings.TRUSTED_PROXIES])


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address.strip().partition("%")[0])
    except ValueError:
        return UNKNOWN
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    prefix = 24 if parsed.version == 4 else 48  # noqa: PLR2004 - versions of IP
    return str(ipaddress.ip_network((parsed, prefix), strict=False))
