"""What every test may count on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import translation


@pytest.fixture(autouse=True, scope="session")
def plain_static_files() -> Iterator[None]:
    """Let pages name static files without collecting them first."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    # Whatever home the tests are run in, it is not the demo.
    with override_settings(
        STORAGES=settings.STORAGES | {"staticfiles": plain}, DEMO=False
    ):
        yield


@pytest.fixture(autouse=True)
def no_language_left_over() -> Iterator[None]:
    """Begin every test in the default language, whatever page was read before."""
    translation.deactivate()
    yield
    translation.deactivate()
