"""What every installation begins with: Finland's areas and the base lists."""

from pirtti.calendar import basics as calendar
from pirtti.network import actions, basics
from pirtti.network.actions import Progress
from pirtti.search import actions as search
from pirtti.training import basics as training


def load(show: Progress | None = None) -> int:
    """Load areas, kinds of places and activities, audiences and plans where missing.

    May be run again: what is there stays as it is. Returns how many areas were added.
    """
    added = actions.load_finland(show)
    basics.load_basics()
    calendar.load_basics()
    training.load_basics()
    search.index_areas()
    return added
