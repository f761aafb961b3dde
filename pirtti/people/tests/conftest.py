"""Two visitors."""

import pytest
from django.test import Client


@pytest.fixture
def client_two():
    """Somebody else's browser."""
    return Client()
