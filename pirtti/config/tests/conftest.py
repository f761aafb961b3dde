"""A home of the test's own."""

from pathlib import Path

import pytest


@pytest.fixture
def home(tmp_path, settings) -> Path:
    """An empty PIRTTI_HOME; the database stays the tests' own."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    settings.STATIC_ROOT = settings.HOME / "static"
    settings.STATIC_ROOT.mkdir()
    settings.MEDIA_ROOT = settings.HOME / "media"
    settings.DEMO = False
    return settings.HOME
