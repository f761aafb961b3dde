"""Fill an installation for trying out: a neighbourhood, or a whole country."""

from collections.abc import Callable

from pirtti.demo import national, national_plan
from pirtti.demo.neighbourhood import loading
from pirtti.search import actions as search

Progress = Callable[[int, int], None]


def load_neighbourhood(progress: Progress | None = None) -> int:
    """Load the demo neighbourhood around today; returns how many activities came.

    A second call adds only what is missing, so usually nothing. `progress` is
    told how many steps of how many are done.
    """
    added = loading.load(progress)
    if added:
        search.reindex(learn=False)
    return added


def load_national(
    years: int = 1,
    seed: int = 1,
    progress: Progress | None = None,
    *,
    cafes: int = national_plan.CAFES,
) -> int:
    """Load 428 made-up cafés with `years` past years; returns gatherings counted.

    About 12 000 gatherings and 250 000 visits a year; the same seed gives the
    same rows. Cafés that are there stay as they are.
    """
    counted = national.load(years=years, seed=seed, progress=progress, cafes=cafes)
    if counted:
        search.reindex(learn=False)
    return counted
