"""A brake knows the network of a sender, and believes only proxies we trust."""

import pytest
from django.test import RequestFactory

from pirtti.core import clients


@pytest.mark.parametrize(
    ("proxies", "direct", "told", "network"),
    [
        (0, "192.0.2.77", None, "192.0.2.0/24"),
        (0, "192.0.2.77", "203.0.113.9", "192.0.2.0/24"),
        (1, "10.0.0.1", "203.0.113.9", "203.0.113.0/24"),
        (1, "10.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.0/24"),
        (2, "10.0.0.1", "1.1.1.1, 198.51.100.1, 203.0.113.9", "198.51.100.0/24"),
        (2, "10.0.0.1", "203.0.113.9", "10.0.0.0/24"),
        (0, "2001:db8:1:2:3:4:5:6", None, "2001:db8:1::/48"),
        (0, "::ffff:192.0.2.77", None, "192.0.2.0/24"),
        (0, "fe80::1%eth0", None, "fe80::/48"),
        (0, "", None, "unknown"),
        (1, "10.0.0.1", "nonsense", "unknown"),
    ],
)
def test_the_network_of_a_sender(settings, proxies, direct, told, network):
    settings.TRUSTED_PROXIES = proxies
    extra = {"HTTP_X_FORWARDED_FOR": told} if told else {}

    request = RequestFactory().get("/", REMOTE_ADDR=direct, **extra)

    assert clients.network_of(request) == network
