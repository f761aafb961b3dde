"""Load the whole demo neighbourhood, once."""

import datetime as dt
from collections.abc import Callable, Iterator

from django.db import transaction
from django.utils import timezone

from pirtti.calendar import basics as calendar_basics
from pirtti.calendar import followers
from pirtti.calendar.models import Activity
from pirtti.demo.neighbourhood import (
    accounts,
    activities,
    bringing,
    counts,
    courses,
    files,
    following,
    grants,
    groups,
    ideas,
    places,
    planning,
    programme,
    proposing,
    workers,
)
from pirtti.demo.neighbourhood.files import Raw
from pirtti.network import actions as network
from pirtti.network import basics as network_basics
from pirtti.visits import actions as visits

Progress = Callable[[int, int], None]
# `load_finland` tells of each municipality.
MUNICIPALITIES = 308


class Steps:
    """Tells how far the loading has come."""

    def __init__(self, total: int, tell: Progress | None) -> None:
        """Begin at nothing of `total`."""
        self.done, self.total, self.tell = 0, total, tell

    def advance(self, steps: int = 1) -> None:
        """Say that so many steps more are done."""
        self.done += steps
        if self.tell:
            self.tell(self.done, self.total)


def load(progress: Progress | None = None, *, today: dt.date | None = None) -> int:
    """Load what is missing of the demo; returns how many activities were added.

    What is there already stays as it is, so a second call changes nothing.
    """
    today = today or timezone.localdate()
    towns = [files.read(name) for name in files.TOWNS]
    steps = Steps(_steps(towns), progress)
    network.load_finland(lambda _done, _total: steps.advance())
    network_basics.load_basics()
    calendar_basics.load_basics()
    with transaction.atomic(), followers.told_together():
        return _load_towns(towns, steps, today)


def _steps(towns: list[Raw]) -> int:
    """Count the municipalities and every row of the data files."""
    rows = sum(len(rows) for town in towns for rows in town.values())
    named = len(files.actors()) + len(files.accounts()) + len(workers.rows())
    return MUNICIPALITIES + named + rows


def _load_towns(towns: list[Raw], steps: Steps, today: dt.date) -> int:
    for raw in files.actors():
        places.add_organisation(raw)
        steps.advance()
    for town in towns:
        _load_places(town, steps, today)
    new = [row for town in towns for row in _load_activities(town, steps, today)]
    if new:
        visits.load_counts(_counts(new, today))
    for raw in workers.rows():
        workers.add_worker(raw, today=today)
        steps.advance()
    for raw in files.accounts():
        accounts.add_account(raw, today=today)
        steps.advance()
    planning.load(today=today)
    proposing.load(today=today)
    following.load()
    bringing.load(today=today)
    ideas.load()
    added = len(new) + groups.load(today=today)
    grants.load(today=today)
    return added + courses.load(today=today)


def _load_places(town: Raw, steps: Steps, today: dt.date) -> None:
    for raw in town["area"]:
        places.add_area(raw)
        steps.advance()
    for raw in town["place"]:
        places.add_place(raw, today=today)
        steps.advance()
    for raw in town.get("school_holidays", []):
        programme.add_school_holidays(raw, today=today)
        steps.advance()


def _load_activities(
    town: Raw, steps: Steps, today: dt.date
) -> Iterator[tuple[Activity, Raw]]:
    fresh: set[str] = set()
    for raw in town["activity"]:
        activity = activities.add_activity(raw, today=today)
        steps.advance()
        if activity:
            fresh.add(raw.get("place", ""))
            yield activity, raw
    for raw in town["place"]:
        if raw["slug"] in fresh:
            activities.cancel_when_closed(raw, today=today)


def _counts(
    new: list[tuple[Activity, Raw]], today: dt.date
) -> Iterator[visits.Counted]:
    for activity, raw in new:
        yield from counts.past_counts(activity, raw, today=today)
