"""An address that somebody typed never leads inside the house."""

import threading
import time

import pytest

from pirtti.imports import fetching
from pirtti.imports.fetching import NotFetched
from pirtti.imports.rules import SourceFault
from pirtti.imports.tests.served import serving


def fault(url, **more):
    with pytest.raises(NotFetched) as stopped:
        fetching.fetch(url, **more)
    return stopped.value.fault


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1",
        "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2001:db8::1", "nowhere", "",
    ],
)  # fmt: skip
def test_addresses_inside_some_house_are_not_public(address):
    assert not fetching.is_public(address)


@pytest.mark.parametrize("address", ["193.166.3.2", "2a00:1450:4026::1", "8.8.8.8"])
def test_addresses_on_the_net_are(address):
    assert fetching.is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://x.example/a.ics", "gopher://x.example/", "x.ics", "",
        "https://", "https:///a.ics", "https://user:secret@x.example/a.ics",
        "https://x.example:22/a.ics", "http://x.example:99999/", "https://x.example/a b",
        "https://x.example/\r\nHost: y", "https://[::1/", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_only_plain_addresses_of_the_web_are_asked(url):
    assert fault(url) is SourceFault.BAD_ADDRESS


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/a.ics", "http://localhost/a.ics", "http://[::1]/a.ics",
        "http://2130706433/a.ics", "http://0x7f.1/a.ics", "http://0/a.ics",
        "https://169.254.169.254/latest/meta-data/",
    ],
)  # fmt: skip
def test_names_and_numbers_that_lead_inside_are_refused(url):
    assert fault(url) in {SourceFault.INSIDE, SourceFault.UNKNOWN_HOST}


def test_a_redirect_that_leads_inside_is_looked_at_too(monkeypatch):
    seen = []
    looked_up = fetching._address_of

    def address_of(host, port, deadline, *, loopback):
        seen.append(host)
        return looked_up(host, port, deadline, loopback=loopback and len(seen) == 1)

    monkeypatch.setattr(fetching, "_address_of", address_of)
    with serving() as (served, address):
        served.status, served.headers = 302, {"Location": "http://127.0.0.1/inside"}

        assert fault(address, loopback=True) is SourceFault.INSIDE
    assert seen == ["127.0.0.1", "127.0.0.1"]


def test_the_checked_address_is_the_one_that_is_asked(monkeypatch):
    """A name that is looked up anew could give another address the second time."""
    asked = []

    def look_up(host, port, *_more, **_options):
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(fetching.socket, "getaddrinfo", look_up)
    with serving() as (served, address):
        served.says("BEGIN:VCALENDAR")
        port = address.rsplit(":", 1)[1]

        came = fetching.fetch(f"http://partner.example:{port}/a.ics", loopback=True)

    assert came.data == b"BEGIN:VCALENDAR"
    assert asked == ["partner.example", "127.0.0.1"]
    assert served.asked[0]["Host"] == f"partner.example:{port}"


def test_one_bad_address_among_good_ones_is_enough(monkeypatch):
    monkeypatch.setattr(
        fetching.socket,
        "getaddrinfo",
        lambda host, port, **more: [
            (2, 1, 6, "", ("193.166.3.2", port)),
            (2, 1, 6, "", ("10.0.0.1", port)),
        ],
    )

    assert fault("https://partner.example/a.ics") is SourceFault.INSIDE


def test_redirects_end_after_three():
    with serving() as (served, address):
        served.status, served.headers = 301, {"Location": "/again"}

        assert fault(address, loopback=True) is SourceFault.TOO_MANY_REDIRECTS
    assert len(served.asked) == 4


def test_too_much_is_not_read_on():
    with serving() as (served, address):
        served.says(b"x" * (fetching.MOST_BYTES + 1))

        assert fault(address, loopback=True) is SourceFault.TOO_BIG


def test_who_drips_is_cut_off(monkeypatch):
    monkeypatch.setattr(fetching, "MOST_SECONDS", 0.5)
    go_on = threading.Event()

    def drip(out):
        for _step in range(200):
            out.write(b"x")
            out.flush()
            if go_on.wait(0.05):
                return

    with serving() as (served, address):
        served.drip = drip
        before = time.monotonic()
        try:
            assert fault(address, loopback=True) is SourceFault.TOO_SLOW
            waited = time.monotonic() - before
        finally:
            go_on.set()
    # Far less than the ten seconds that the dripping would take.
    assert waited < 8


def test_nobody_there_is_told():
    with serving() as (_served, address):
        pass

    assert fault(address, loopback=True) is SourceFault.NO_ANSWER


def test_what_is_not_http_is_told():
    with serving() as (served, address):
        served.headers = {f"X-{number}": "y" for number in range(300)}

        assert fault(address, loopback=True) is SourceFault.NO_ANSWER
