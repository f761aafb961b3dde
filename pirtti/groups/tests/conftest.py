"""The clock of the stories of groups."""

import pytest
import time_machine

from pirtti.groups.tests import stories


@pytest.fixture
def clock():
    """Stop the time on a Monday morning of November."""
    with time_machine.travel(stories.NOW, tick=False) as clock:
        yield clock
