"""Reads about rhythms as plain lines: for an edition, and for the season planned."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from i18nfield.strings import LazyI18nString

from pirtti.calendar.models import Activity, Series
from pirtti.network.models import Area
from pirtti.planning import rules
from pirtti.planning.models import Edition, Round

# More than a whole country's cafés; a line beyond it would be left out of the page.
MOST_LINES = 5000


def words(text: LazyI18nString | str | None) -> dict[str, str]:
    """Return a text by language, as it is stored."""
    data = getattr(text, "data", text)
    if isinstance(data, dict):
        return {code: said for code, said in data.items() if said}
    return {"fi": str(data)} if data else {}


def season_series(
    area: Area, *, first: dt.date, last: dt.date, only_public: bool = True
) -> QuerySet[Series]:
    """Return the rhythms of an area that reach into these days."""
    found = Series.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=first),
        ~Q(frequency=Series.Frequency.ONCE) | Q(starts_on__gte=first),
        activity__area__path__startswith=area.path or "",
        activity__is_listed=True,
        starts_on__lte=last,
    )
    return found.filter(activity__is_published=True) if only_public else found


def lines_now(planned: Round, *, today: dt.date) -> list[rules.Line]:
    """List what an area's calendar holds for a season, from today on (four queries).

    After the season nothing is left to compare: its last day stands for today.
    """
    since = max(planned.first_on, min(today, planned.last_on))
    series = (
        season_series(planned.area, first=since, last=planned.last_on)
        .select_related("activity__area", "activity__place", "place")
        .prefetch_related("activity__organisers", "activity__audiences")
        .order_by("activity", "weekday", "starts_at", "pk")[:MOST_LINES]
    )
    told_by = _told_by(planned)
    return [_line(one, planned, told_by) for one in series]


def _told_by(planned: Round) -> dict[tuple[str, int], dict[str, str]]:
    """Return who promised, by rhythm and, where that was changed since, by activity."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    for promise in planned.promises.exclude(decision=rules.Decision.NOT).select_related(
        "ask__organisation", "series", "written"
    ):
        name = words(promise.ask.organisation.name)
        for series in (promise.series, promise.written):
            if series is not None:
                found["series", series.pk] = name
                found.setdefault(("activity", series.activity_id), name)
    return found


def _line(
    series: Series, planned: Round, told_by: dict[tuple[str, int], dict[str, str]]
) -> rules.Line:
    activity = series.activity
    place = series.place or activity.place
    ends_on = min(series.ends_on or planned.last_on, planned.last_on)
    starts_on = max(series.starts_on, planned.first_on)
    if series.frequency == Series.Frequency.ONCE:
        ends_on = starts_on = series.starts_on
    return rules.Line(
        activity=activity.pk,
        slug=activity.slug,
        name=words(activity.name),
        place=place.slug if place else "",
        place_name=words(place.name) if place else {},
        area=words(activity.area.name),
        frequency=series.frequency,
        interval=series.interval,
        parity=series.parity,
        weekdays=tuple(sorted(series.weekdays or [series.weekday])),
        nth=tuple(series.nth),
        starts_at=f"{series.starts_at:%H:%M}",
        ends_at=f"{series.ends_at:%H:%M}",
        starts_on=starts_on.isoformat(),
        ends_on=ends_on.isoformat(),
        organisers=[words(one.name) for one in activity.organisers.all()],
        promised_by=told_by.get(("series", series.pk))
        or told_by.get(("activity", activity.pk), {}),
        ages=(activity.age_from_months, activity.age_to_months),
        audiences=[words(one.name) for one in activity.audiences.all()],
        languages=list(activity.languages),
    )


def frozen(edition: Edition) -> list[rules.Line]:
    """Return the lines of an edition as they were promised."""
    return [rules.Line.from_json(raw) for raw in edition.lines]


def changes_since(edition: Edition, *, today: dt.date) -> list[rules.LineChange]:
    """List what changed since an edition was published (four queries)."""
    planned = edition.round
    return rules.compare(
        frozen(edition), lines_now(planned, today=today), on=min(today, planned.last_on)
    )


def newest_edition(area: Area, *, today: dt.date) -> Edition | None:
    """Return the newest edition of a season that is not over (one query)."""
    return (
        Edition.objects.filter(round__area__in=area.line, round__last_on__gte=today)
        .select_related("round__area")
        .defer("lines")
        .order_by("round__first_on", "-number")
        .first()
    )


def activities_called(slugs: Iterable[str]) -> set[str]:
    """Return those of the activities that families still find (one query)."""
    public = Activity.objects.public().filter(slug__in=set(slugs))
    return set(public.values_list("slug", flat=True))


def as_series(line: rules.Line) -> Series:
    """Return a rhythm for saying it in words; it is never stored."""
    values: dict[str, Any] = {
        "frequency": line.frequency,
        "interval": line.interval,
        "parity": line.parity,
        "weekday": line.weekday,
        "weekdays": list(line.weekdays) if len(line.weekdays) > 1 else [],
        "nth": list(line.nth),
        "starts_at": dt.time.fromisoformat(line.starts_at),
        "ends_at": dt.time.fromisoformat(line.ends_at),
        "starts_on": dt.date.fromisoformat(line.starts_on),
    }
    return Series(**values)
