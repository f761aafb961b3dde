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


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """Let a busy machine take longer over a test than a page may take."""
    request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
    options = settings.DATABASES["default"].get("OPTIONS", {})
    if "options" in options:
        options["options"] += (
            " -c statement_timeout=120000 -c lock_timeout=60000"
            " -c idle_in_transaction_session_timeout=0"
        )


@pytest.fixture(autouse=True)
def no_language_left_over() -> Iterator[None]:
    """Begin every test in the default language, whatever page was read before."""
    translation.deactivate()
    yield
    translation.deactivate()
