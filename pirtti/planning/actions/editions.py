"""Publishing an edition: promises become rhythms of the calendar, then it is frozen."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from pirtti.calendar import actions as calendar
from pirtti.calendar import rules as calendar_rules
from pirtti.calendar.models import Activity, Series
from pirtti.core.models import new_code
from pirtti.core.refusals import Refused
from pirtti.network import actions as network
from pirtti.people.models import JournalEntry, User
from pirtti.planning import rules
from pirtti.planning.models import Edition, Promise, Round
from pirtti.planning.queries import lines

SLUG_MOST = 80
# Dates of the season's beginning stand ready even when it is far ahead.
READY = dt.timedelta(days=60)


@transaction.atomic
def publish_edition(planned: Round, *, by: User | None) -> Edition:
    """Write what was promised into the calendar and freeze it as the next edition.

    Raises Refused while the round is open, or when the season has nothing at all. A
    promise that the calendar refuses stays unwritten with its reason, which the page
    of the round tells; the others are written.
    """
    planned = (
        Round.objects.select_for_update(of=("self",))
        .select_related("area")
        .get(pk=planned.pk)
    )
    if not planned.is_closed:
        raise Refused(rules.Refusal.ROUND_OPEN)
    today = timezone.localdate()
    for promise in _unwritten(planned):
        _write(promise, planned, by=by, today=today)
    found = lines.lines_now(planned, today=today)
    if not found:
        raise Refused(rules.Refusal.NOTHING_TO_PUBLISH)
    edition = Edition.objects.create(
        round=planned,
        number=planned.editions.count() + 1,
        by=by,
        lines=[line.as_json() for line in found],
    )
    network.touch(planned.area)
    JournalEntry.record(
        "planning.published", by=by, on=planned, number=edition.number, lines=len(found)
    )
    return edition


def _unwritten(planned: Round) -> list[Promise]:
    return list(
        planned.promises.filter(written_at=None)
        .select_related(
            "series__activity__area", "activity__area", "place__area", "kind"
        )
        .select_related("ask__organisation")
    )


def _write(
    promise: Promise, planned: Round, *, by: User | None, today: dt.date
) -> None:
    """Write one promise; a refusal is noted and undoes only this one."""
    try:
        with transaction.atomic():
            promise.written = _WRITE[rules.Decision(promise.decision)](
                promise, planned, by, today
            )
    except Refused as refused:
        promise.fault = refused.reason.name
        promise.save(update_fields=["fault", "changed_at"])
        return
    promise.fault, promise.written_at = "", timezone.now()
    promise.save(update_fields=["fault", "written", "written_at", "changed_at"])


def _series_of(promise: Promise) -> Series:
    assert promise.series is not None
    return promise.series


def _horizon(planned: Round, today: dt.date) -> dt.date:
    """Return until when the dates of what is added are made at once."""
    usual = today + dt.timedelta(days=calendar_rules.HORIZON_DAYS)
    return max(usual, planned.first_on + READY)


def _reaches(series: Series, planned: Round) -> bool:
    """Say whether a rhythm goes on into the season by itself."""
    return series.ends_on is None or series.ends_on >= planned.first_on


def _keep(
    promise: Promise, planned: Round, by: User | None, today: dt.date
) -> Series | None:
    """As it is: goes on by itself, or gets the same rhythm for the season."""
    series = _series_of(promise)
    if _reaches(series, planned):
        return series
    return calendar.add_series(
        series.activity,
        starts_on=planned.first_on,
        ends_on=planned.last_on,
        until=_horizon(planned, today),
        by=by,
        **_values_of_series(series),
    )


def _values_of_series(series: Series) -> dict[str, Any]:
    names = (
        *("frequency", "interval", "parity", "weekday", "weekdays", "nth"),
        *("starts_at", "ends_at", "skips_public_holidays", "skips_school_holidays"),
        *("place", "room", "who", "leaders", "theme_every"),
    )
    return {name: getattr(series, name) for name in names}


def _values_of(promise: Promise) -> dict[str, Any]:
    """Return the promised rhythm as the calendar takes it."""
    names = ("frequency", "interval", "parity", "nth", "starts_at", "ends_at")
    return {name: getattr(promise, name) for name in names}


def _change(
    promise: Promise, planned: Round, by: User | None, today: dt.date
) -> Series | None:
    """Changed: the rhythm is another from the season's first day on."""
    series = _series_of(promise)
    since = max(promise.starts_on or planned.first_on, today)
    values = _values_of(promise) | {"weekdays": promise.weekdays}
    if promise.place is not None:
        values["place"] = promise.place
    if not _reaches(series, planned):
        return calendar.add_series(
            series.activity,
            starts_on=since,
            ends_on=promise.ends_on or planned.last_on,
            until=_horizon(planned, today),
            by=by,
            **(_values_of_series(series) | values),
        )
    newest = series.activity.series.order_by("-pk").values_list("pk", flat=True)[0]
    if promise.ends_on is not None:
        values["ends_on"] = promise.ends_on
    calendar.change_series(series, since=since, by=by, **values)
    made = series.activity.series.filter(pk__gt=newest).order_by("-pk").first()
    return made or series


def _end(
    promise: Promise, planned: Round, by: User | None, _today: dt.date
) -> Series | None:
    """Not this season: the rhythm ends on the day before it."""
    series = _series_of(promise)
    last_on = planned.first_on - dt.timedelta(days=1)
    if _reaches(series, planned) and last_on >= series.starts_on:
        calendar.end_series(series, last_on=last_on, by=by)
    return None


def _add(
    promise: Promise, planned: Round, by: User | None, today: dt.date
) -> Series | None:
    """New: one rhythm more, for an activity that exists or for a new one."""
    activity = promise.activity or _new_activity(promise, planned, by)
    is_elsewhere = promise.place_id not in {None, activity.place_id}
    series = calendar.add_series(
        activity,
        starts_on=promise.starts_on or planned.first_on,
        ends_on=promise.ends_on or planned.last_on,
        weekdays=promise.weekdays,
        until=_horizon(planned, today),
        place=promise.place if is_elsewhere else None,
        by=by,
        **_values_of(promise),
    )
    if promise.activity_id is None:
        calendar.publish(activity, by=by)
        promise.activity = activity
        promise.save(update_fields=["activity"])
    return series


def _new_activity(promise: Promise, planned: Round, by: User | None) -> Activity:
    assert promise.kind is not None
    activity = Activity(
        kind=promise.kind,
        name=promise.name,
        place=promise.place,
        area=promise.place.area if promise.place else planned.area,
        age_from_months=promise.age_from_months,
        age_to_months=promise.age_to_months,
        languages=promise.languages,
    )
    activity.slug = _free_slug(str(promise.name), activity.code)
    return calendar.save_activity(
        activity,
        organisers=[promise.ask.organisation],
        audiences=promise.audiences.all(),
        by=by,
    )


def _free_slug(name: str, code: str) -> str:
    """Return an address word made of the name; of a code where that is taken."""
    slug = slugify(name)[:SLUG_MOST].strip("-")
    if not slug:
        return code
    return (
        f"{slug}-{new_code()}" if Activity.objects.filter(slug=slug).exists() else slug
    )


_WRITE = {
    rules.Decision.SAME: _keep,
    rules.Decision.CHANGED: _change,
    rules.Decision.NOT: _end,
    rules.Decision.NEW: _add,
}
