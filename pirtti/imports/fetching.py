"""Fetch a file from an address that somebody typed, without reaching inside the house.

Written on `http.client`: what has to be done here (connect to the very address that
was checked, look again at each redirect, stop at a size and at a moment) is what
HTTP libraries make hard, and nothing of what they add is needed. No Django.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from pirtti.imports.rules import SourceFault

MOST_BYTES = 2 * 1024 * 1024
MOST_SECONDS = 10.0
MOST_REDIRECTS = 3
PORTS = {"http": 80, "https": 443}
_PORTION = 65536
_REDIRECTS = {301, 302, 303, 307, 308}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_HEADERS = {
    "User-Agent": "Pirtti (calendar of family centres)",
    "Accept": "text/calendar, text/plain;q=0.5, */*;q=0.1",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


class NotFetched(Exception):  # noqa: N818 - reads as a sentence: "raises NotFetched"
    """Nothing was fetched; `fault` says why."""

    def __init__(self, fault: SourceFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Fetched:
    """What came: None as data means that nothing has changed since."""

    data: bytes | None
    etag: str = ""
    last_modified: str = ""


def fetch(
    url: str, *, etag: str = "", last_modified: str = "", loopback: bool = False
) -> Fetched:
    """Fetch an address within ten seconds, two MiB and three redirects.

    Only public addresses are asked, and exactly the one that was checked; `loopback`
    allows this machine itself (tests). Raises NotFetched.
    """
    deadline = time.monotonic() + MOST_SECONDS
    headers = dict(_HEADERS)
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    for _step in range(MOST_REDIRECTS + 1):
        parts = checked(url, loopback=loopback)
        answer = _ask(parts, headers, deadline, loopback=loopback)
        if isinstance(answer, Fetched):
            return answer
        onward = urljoin(url, answer)
        if parts.scheme == "https" and urlsplit(onward).scheme != "https":
            raise NotFetched(SourceFault.NOT_SECURE)
        url = onward
    raise NotFetched(SourceFault.TOO_MANY_REDIRECTS)


def checked(url: str, *, loopback: bool = False) -> SplitResult:
    """Return the parts of an address that may be asked; raises NotFetched.

    http and https at their usual ports only, without a user's name or password.
    """
    try:
        parts = urlsplit(url.strip().replace("webcal://", "https://", 1))
        port = parts.port
    except ValueError:
        raise NotFetched(SourceFault.BAD_ADDRESS) from None
    usual = port is None or port == PORTS.get(parts.scheme)
    is_plain = url.isascii() and url.isprintable() and " " not in url.strip()
    if (
        parts.scheme not in PORTS
        or not parts.hostname
        or parts.username is not None
        or not is_plain
        or not (usual or loopback)
    ):
        raise NotFetched(SourceFault.BAD_ADDRESS)
    return parts


def is_public(address: str, *, loopback: bool = False) -> bool:
    """Say whether a numeric address is out on the net, not inside some house.

    Private, loopback, link-local (clouds keep their keys there), unique local,
    multicast, shared and reserved ranges are not; nor what hides one in IPv6.
    """
    try:
        ip: Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        hidden = _hidden(ip)
        if hidden is not None:
            return is_public(str(hidden), loopback=loopback)
    if loopback and ip.is_loopback:
        return True
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _hidden(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 one carries, if it does."""
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    teredo = ip.teredo
    return ip.ipv4_mapped or ip.sixtofour or (teredo[1] if teredo else None)


def _address_of(host: str, port: int, deadline: float, *, loopback: bool) -> str:
    """Ask for the host's addresses; every one of them has to be public."""
    pool = ThreadPoolExecutor(max_workers=1)
    asked = pool.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    try:
        found = asked.result(timeout=max(0.01, deadline - time.monotonic()))
    except TooSlow:
        raise NotFetched(SourceFault.TOO_SLOW) from None
    except (OSError, UnicodeError):
        raise NotFetched(SourceFault.UNKNOWN_HOST) from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses:
        raise NotFetched(SourceFault.UNKNOWN_HOST)
    if not all(is_public(address, loopback=loopback) for address in addresses):
        raise NotFetched(SourceFault.INSIDE)
    return addresses[0]


def _ask(
    parts: SplitResult, headers: dict[str, str], deadline: float, *, loopback: bool
) -> Fetched | str:
    """Ask once; returns what came, or where to go on."""
    host = parts.hostname or ""
    port = parts.port or PORTS[parts.scheme]
    address = _address_of(host, port, deadline, loopback=loopback)
    connection = http.client.HTTPConnection(host, port)
    try:
        connection.sock = _connected(parts.scheme, host, address, port, deadline)
        with _ended_at(deadline, connection.sock) as is_late:
            try:
                path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
                connection.request("GET", path, headers=headers)
                with connection.getresponse() as answer:
                    came = _read(answer)
            except (OSError, http.client.HTTPException, ValueError):
                slow = is_late() or time.monotonic() >= deadline
                fault = SourceFault.TOO_SLOW if slow else SourceFault.NO_ANSWER
                raise NotFetched(fault) from None
            # A connection that was cut looks like one that has ended.
            if is_late():
                raise NotFetched(SourceFault.TOO_SLOW)
            return came
    finally:
        connection.close()


def _connected(
    scheme: str, host: str, address: str, port: int, deadline: float
) -> socket.socket:
    """Connect to the checked address; the certificate has to be the host's."""
    left = max(0.01, deadline - time.monotonic())
    plain = None
    try:
        plain = socket.create_connection((address, port), timeout=left)
        if scheme == "http":
            return plain
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except OSError as error:
        if plain is not None:
            plain.close()
        raise NotFetched(_fault_of_connecting(error)) from None


def _fault_of_connecting(error: OSError) -> SourceFault:
    if isinstance(error, TimeoutError):
        return SourceFault.TOO_SLOW
    is_tls = isinstance(error, ssl.SSLError)
    return SourceFault.NOT_SECURE if is_tls else SourceFault.NO_ANSWER


@contextmanager
def _ended_at(deadline: float, sock: socket.socket) -> Iterator[Callable[[], bool]]:
    """Cut a connection at the deadline, however slowly the other side drips."""
    late = threading.Event()

    def cut() -> None:
        late.set()
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    timer = threading.Timer(max(0.01, deadline - time.monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        yield late.is_set
    finally:
        timer.cancel()


def _read(answer: http.client.HTTPResponse) -> Fetched | str:
    if answer.status in _REDIRECTS and answer.getheader("Location"):
        return str(answer.getheader("Location"))
    etag = (answer.getheader("ETag") or "")[:200]
    last_modified = (answer.getheader("Last-Modified") or "")[:60]
    if answer.status == http.HTTPStatus.NOT_MODIFIED:
        return Fetched(None, etag, last_modified)
    if answer.status != http.HTTPStatus.OK:
        raise NotFetched(_fault_of(answer.status))
    data = bytearray()
    while portion := answer.read(_PORTION):
        data += portion
        if len(data) > MOST_BYTES:
            raise NotFetched(SourceFault.TOO_BIG)
    return Fetched(bytes(data), etag, last_modified)


def _fault_of(status: int) -> SourceFault:
    if status in {404, 410}:
        return SourceFault.MISSING
    return SourceFault.CLOSED if status in {401, 403} else SourceFault.SERVER
