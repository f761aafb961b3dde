"""The links that partners propose by, with their addresses and pictures."""

import datetime as dt
import io
from dataclasses import dataclass

import segno
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from pirtti.core import addresses
from pirtti.network.rules import May
from pirtti.proposals import access, rules
from pirtti.proposals.models import ProposalLink

MOST_LINKS = 50


@dataclass(frozen=True)
class ListedLink:
    """A link with its address and picture; neither when it is closed."""

    link: ProposalLink
    address: str
    qr: SafeString
    is_open: bool
    last_on: dt.date


def links(request: HttpRequest) -> list[ListedLink]:
    """List the links within one's reach, open ones with their address and picture."""
    found = access.links_where(request.user, May.PUBLISH)[:MOST_LINKS]
    return [_link(request, link) for link in found]


def _link(request: HttpRequest, link: ProposalLink) -> ListedLink:
    reason = rules.refuse_link(
        revoked=link.revoked_at is not None,
        expires_at=link.expires_at,
        now=timezone.now(),
    )
    last_on = timezone.localdate(link.expires_at - dt.timedelta(seconds=1))
    if reason:
        return ListedLink(link, "", SafeString(), is_open=False, last_on=last_on)
    path = reverse("site:propose", args=[access.word_of_link(link)])
    address = addresses.absolute(request, path)
    return ListedLink(link, address, _qr(address), is_open=True, last_on=last_on)


def _qr(address: str) -> SafeString:
    """Draw a QR code as SVG that stands in the page; it needs no picture file."""
    target = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        target,
        kind="svg",
        xmldecl=False,
        omitsize=True,
        light="#ffffff",
        svgclass="qr",
        lineclass=None,
    )
    return SafeString(target.getvalue().decode())
