"""A week at one's own places, with its gaps marked."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from pirtti.calendar import access as calendar
from pirtti.calendar import holidays_fi
from pirtti.calendar.models import Occurrence, Series
from pirtti.calendar.rules import BadWeek, Week, parse_week, week_of
from pirtti.core import timewords
from pirtti.desk import rules, words
from pirtti.desk.queries import today as day_queries
from pirtti.network import access as network
from pirtti.network import rules as network_rules
from pirtti.network.access import Viewer
from pirtti.network.models import Place
from pirtti.network.rules import May


@dataclass(frozen=True)
class Row:
    """One date with its gaps."""

    date: Occurrence
    gaps: list[rules.Gap]
    may_edit: bool


@dataclass(frozen=True)
class OpenDoor:
    """A place that is open on a day on which nothing is planned there."""

    place: Place
    hours: str
    may_plan: bool


@dataclass(frozen=True)
class Day:
    """One day of the week."""

    on: dt.date
    holiday: str
    rows: list[Row]
    open_doors: list[OpenDoor]
    is_gone: bool

    @property
    def is_shown(self) -> bool:
        """Leave out days gone by on which nothing was."""
        return not self.is_gone or bool(self.rows)

    @property
    def gaps(self) -> int:
        """Return how many gaps the day has."""
        return sum(len(row.gaps) for row in self.rows) + len(self.open_doors)


@dataclass(frozen=True)
class Page:
    """All that the week's page shows."""

    week: Week
    before: Week
    after: Week
    is_this_week: bool
    days: list[Day]
    ending: list[Series]
    places: list[Place]
    place: Place | None

    @property
    def gaps(self) -> int:
        """Return how many gaps the week has."""
        return sum(day.gaps for day in self.days) + len(self.ending)


def read_week(text: str, *, today: dt.date) -> Week:
    """Read the week of an address; anything unreadable is this week."""
    try:
        return parse_week(text)
    except BadWeek:
        return week_of(today)


def page(viewer: Viewer, *, week: Week, today: dt.date, place_pk: str = "") -> Page:
    """Read a week's page; about ten queries, however many places."""
    places = list(
        network.places_where(viewer, May.SEE_DESK).order_by("slug").distinct()
    )
    place = chosen(places, place_pk)
    shown = [place] if place else places
    return Page(
        week=week,
        before=week_of(week.monday - dt.timedelta(days=7)),
        after=week_of(week.monday + dt.timedelta(days=7)),
        is_this_week=week == week_of(today),
        days=_days(viewer, week, today=today, places=shown, only=place),
        ending=ending(viewer, day=max(week.monday, today), only=place),
        places=places,
        place=place,
    )


def chosen(places: list[Place], pk: str) -> Place | None:
    """Return the own place that an address names, or None for all of them."""
    return next((place for place in places if str(place.pk) == pk), None)


def dates_of_week(
    viewer: Viewer, week: Week, *, only: Place | None
) -> list[Occurrence]:
    """List a week's dates at one's own places, cancelled ones too (two queries)."""
    start = timewords.to_instant(week.monday, dt.time())
    end = timewords.to_instant(week.sunday + dt.timedelta(days=1), dt.time())
    dates = calendar.occurrences_where(viewer, May.SEE_DESK).between(start, end)
    if only is not None:
        dates = dates.filter(place=only)
    return list(dates.with_card().order_by("starts_at", "pk"))


def _days(
    viewer: Viewer,
    week: Week,
    *,
    today: dt.date,
    places: list[Place],
    only: Place | None,
) -> list[Day]:
    dates = dates_of_week(viewer, week, only=only)
    editable = day_queries.allowed(viewer, May.EDIT_CALENDAR, dates)
    by_day: dict[dt.date, list[Occurrence]] = defaultdict(list)
    for date in dates:
        by_day[timezone.localdate(date.starts_at)].append(date)
    doors = _Doors(viewer, week, places)
    found = []
    for step in range(7):
        day = week.monday + dt.timedelta(days=step)
        holiday = holidays_fi.holiday_name(day, words.language()) or ""
        rows = [
            Row(
                date,
                rules.gaps_of_date(
                    _planned(date), today=today, is_holiday=bool(holiday)
                ),
                date.pk in editable,
            )
            for date in by_day[day]
        ]
        open_doors = doors.empty_on(day, by_day[day], today=today)
        found.append(Day(day, holiday, rows, open_doors, day < today))
    return found


def _planned(date: Occurrence) -> rules.PlannedDate:
    return rules.PlannedDate(
        on=date.on,
        is_cancelled=date.is_cancelled,
        is_draft=not date.is_public,
        has_who=bool(str(date.who)),
    )


class _Doors:
    """Opening hours of many places in three queries."""

    def __init__(self, viewer: Viewer, week: Week, places: list[Place]) -> None:
        ids = [place.pk for place in places]
        self.places = list(
            Place.objects.filter(pk__in=ids)
            .filter(opening_hours__isnull=False)
            .prefetch_related("opening_hours", "opening_exceptions")
            .order_by("slug")
            .distinct()
        )
        own = network.places_where(viewer, May.EDIT_CALENDAR).filter(pk__in=ids)
        self.plannable = set(own.values_list("pk", flat=True)) if self.places else set()
        self.week = week

    def empty_on(
        self, day: dt.date, dates: list[Occurrence], *, today: dt.date
    ) -> list[OpenDoor]:
        """List the places that are open on a day with nothing planned."""
        found = []
        for place in self.places:
            here = [_planned(date) for date in dates if date.place_id == place.pk]
            hours = network_rules.open_hours(
                day,
                [line.as_rule() for line in place.opening_hours.all()],
                [change.as_rule() for change in place.opening_exceptions.all()],
            )
            if rules.is_open_but_empty(day, today=today, hours=hours, dates=here):
                told = ", ".join(words.times(opens, closes) for opens, closes in hours)
                found.append(OpenDoor(place, told, place.pk in self.plannable))
        return found


def ending(viewer: Viewer, *, day: dt.date, only: Place | None) -> list[Series]:
    """List weekly rhythms that stop within four weeks with nothing after (two queries)."""
    activities = calendar.activities_where(viewer, May.SEE_DESK)
    if only is not None:
        activities = activities.filter(place=only)
    weekly = Series.objects.filter(frequency=Series.Frequency.WEEKLY)
    limit = day + dt.timedelta(days=rules.ENDS_SOON_DAYS)
    stopping = list(
        weekly.filter(activity__in=activities, ends_on__gte=day, ends_on__lte=limit)
        .select_related("activity__kind", "activity__place")
        .order_by("ends_on", "pk")
    )
    others: dict[int, list[dt.date | None]] = defaultdict(list)
    same = weekly.filter(activity__in=[series.activity_id for series in stopping])
    for activity, ends_on in same.values_list("activity_id", "ends_on"):
        others[activity].append(ends_on)
    return [
        series
        for series in stopping
        if rules.ends_soon(
            series.ends_on, day=day, others_end_on=others[series.activity_id]
        )
    ]
