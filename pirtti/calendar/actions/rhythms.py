"""Changing a rhythm: first what would become of every date, then doing it."""

import copy
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from pirtti.calendar import followers, rules
from pirtti.calendar.actions import rows, snapshots
from pirtti.calendar.actions.activities import locked
from pirtti.calendar.actions.series import LISTS, refuse
from pirtti.calendar.followers import DateEvent, Happening
from pirtti.calendar.models import Activity, Change, Occurrence, Series
from pirtti.core import timewords
from pirtti.core.content import plain
from pirtti.core.refusals import Refused
from pirtti.network import actions as network
from pirtti.network.models import Area
from pirtti.people.models import JournalEntry, User

# What is told of a rhythm and may be changed.
VALUES = (
    *("frequency", "interval", "parity", "weekdays", "nth", "ends_on"),
    *("starts_at", "ends_at", "skips_public_holidays", "skips_school_holidays"),
    *("place", "room", "who", "leaders", "theme_every"),
)
# A date that goes so soon is cancelled instead: families may have planned for it.
SOON = dt.timedelta(days=30)
WHY_GONE = {
    "fi": "Toiminnan rytmi on muuttunut.",
    "sv": "Verksamhetens rytm har ändrats.",
    "en": "The rhythm of this activity has changed.",
}
# Rows step aside while others take their place (`one_row_per_rule_date`).
ASIDE = dt.timedelta(days=36524)
_STORED = (
    *("series", "rule_on", "on", "starts_at", "ends_at", "place", "room", "area"),
    *("who", "state", "reason", "own", "sequence", "changed_at"),
)


@dataclass
class Plan:
    """What a change of a rhythm would do to its coming dates.

    `by_hand` are left as they are, since somebody changed or cancelled them; `held`
    names dates that the new rule has no place for and that hold something (counts):
    they stay unless it is said that they may go.
    """

    series: Series
    wanted: Series
    since: dt.date
    is_split: bool
    moved: list[tuple[Occurrence, dt.date]] = field(default_factory=list)
    same: list[Occurrence] = field(default_factory=list)
    added: list[dt.date] = field(default_factory=list)
    dropped: list[Occurrence] = field(default_factory=list)
    by_hand: list[Occurrence] = field(default_factory=list)
    held: dict[str, set[int]] = field(default_factory=dict)
    rule_days: dict[int, dt.date] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing of the rhythm would be different."""
        return _told(self.series) == _told(self.wanted)

    @property
    def held_dates(self) -> set[int]:
        """Return the numbers of all dates that hold something."""
        return set().union(*self.held.values())


def plan_series_change(
    series: Series, *, since: dt.date | None, today: dt.date, **values: Any
) -> Plan:
    """Find out what a change would do; nothing is written.

    `since` is the first day that follows the new rhythm (None: all coming dates);
    `values` are some of `VALUES`. Raises Refused with a RuleFault for a rhythm that
    can't be.
    """
    first = max(since or today, today)
    wanted = _wanted(series, values)
    coming = series.occurrences.filter(rule_on__gte=first, starts_at__gt=timezone.now())
    dates = list(coming.select_related("activity", "place", "room").order_by("rule_on"))
    past = series.occurrences.filter(rule_on__lt=first).exists()
    plan = Plan(series, wanted, first, is_split=since is not None and past)
    _anchor(plan, dates)
    refuse(wanted)
    taken = series.occurrences.filter(rule_on__gte=first).exclude(
        pk__in=[date.pk for date in dates]
    )
    known = set(taken.values_list("rule_on", flat=True))
    until = wanted.filled_until = _whole(series.filled_until or first)
    new = rows.days_of(wanted, series.activity, since=first, until=until)
    _sort(plan, dates, [day for day in new if day not in known])
    return plan


def _whole(until: dt.date) -> dt.date:
    """Return the end of a day's month and week: its dates find each other there."""
    month_ends = (until.replace(day=1) + dt.timedelta(days=31)).replace(day=1)
    return rules.week_of(month_ends - dt.timedelta(days=1)).sunday


def _wanted(series: Series, values: dict[str, Any]) -> Series:
    """Return a copy of a series with other values, not stored."""
    wanted = copy.copy(series)
    for name, value in values.items():
        if name not in VALUES:
            raise TypeError(name)
        setattr(wanted, name, list(value) if name in LISTS else value)
    if "weekdays" in values:
        days = sorted(set(wanted.weekdays)) or [series.weekday]
        wanted.weekday, wanted.weekdays = days[0], days if len(days) > 1 else []
    return wanted


def _anchor(plan: Plan, dates: list[Occurrence]) -> None:
    """Set from which week "every N weeks" is counted, when that can change.

    An interval that stays keeps its weeks; a new one is counted from the first day
    that follows the change.
    """
    series, wanted = plan.series, plan.wanted
    is_kept = wanted.interval == series.interval
    if is_kept and not plan.is_split:
        return
    first = rules.week_of(plan.since).monday
    if is_kept and wanted.interval > 1 and dates:
        first = rules.week_of(dates[0].rule_on).monday
    wanted.starts_on = max(first, plan.since) if plan.is_split else first


def _sort(plan: Plan, dates: list[Occurrence], new: list[dt.date]) -> None:
    """Put every date where it belongs: moved, the same, changed by hand, gone."""
    frequencies = {plan.series.frequency, plan.wanted.frequency}
    match = rules.match(
        [date.rule_on for date in dates],
        new,
        by_month=Series.Frequency.MONTHLY in frequencies,
    )
    plan.added = match.new
    gone = []
    for date in dates:
        day = match.kept.get(date.rule_on)
        plan.rule_days[date.pk] = day or date.rule_on
        is_own = date.is_cancelled or "on" in date.own
        if day is None and not (date.own or date.is_cancelled):
            gone.append(date)
        elif day is None or is_own:
            plan.by_hand.append(date)
        elif day != date.rule_on:
            plan.moved.append((date, day))
        else:
            plan.same.append(date)
    plan.held = followers.held([date.pk for date in gone]) if gone else {}
    plan.dropped = gone


def _told(series: Series) -> dict[str, Any]:
    names = {*VALUES, "weekday"} - {"place", "room"} | {"place_id", "room_id"}
    return {name: plain(getattr(series, name)) for name in names}


@transaction.atomic
def change_series(
    series: Series,
    *,
    by: User | None,
    since: dt.date | None,
    drop_held: bool = False,
    **values: Any,
) -> Change:
    """Change a rhythm from a day on (None: all coming dates), keeping what it can.

    A date keeps its row, its link and its UID wherever the new rule gives a date in
    the same week (with a monthly rule: the same month); what was changed by hand for
    one date stays. A date without a
    place in the new rule goes; one within 30 days that families see is cancelled
    with a reason instead. Dates that hold counts stay unless `drop_held`. With
    `since` the series is split. Raises Refused. The returned change can be taken
    back for 30 days (`undo_change`).
    """
    activity = locked(series.activity)
    series = Series.objects.select_related("activity__area", "place__area", "room").get(
        pk=series.pk
    )
    today = timezone.localdate()
    plan = plan_series_change(series, since=since, today=today, **values)
    if plan.is_empty:
        raise Refused(rules.Refusal.NOTHING_CHANGES)
    held = set() if drop_held else plan.held_dates
    stay = [date for date in plan.dropped if date.pk in held]
    gone = [date for date in plan.dropped if date.pk not in held]
    dates = [*plan.same, *(date for date, _day in plan.moved), *plan.by_hand, *stay]
    before = snapshots.of_dates([*dates, *gone])
    old_series = snapshots.of(series)
    target = _store_series(plan)
    events = _move_dates(plan, target, activity, dates)
    events += _let_go(gone)
    rows.make(target, activity, plan.added)
    change = Change.objects.create(
        kind="rhythm",
        activity=activity,
        by=by,
        before={"series": old_series, "dates": before},
        after=_after(target, series, [*dates, *gone], plan.added),
    )
    _finish(activity, target, events, by)
    return change


def _store_series(plan: Plan) -> Series:
    """Store the new rhythm: in its row, or in one of its own that follows it."""
    if not plan.is_split:
        plan.wanted.save()
        return plan.wanted
    last = plan.since - dt.timedelta(days=1)
    Series.objects.filter(pk=plan.series.pk).update(
        ends_on=last, changed_at=timezone.now()
    )
    twin = Series(
        **{
            field.name: getattr(plan.wanted, field.name)
            for field in Series._meta.concrete_fields
            if not field.primary_key
        }
    )
    twin.save()
    return twin


def _move_dates(
    plan: Plan, target: Series, activity: Activity, dates: list[Occurrence]
) -> list[DateEvent]:
    """Give coming dates the new rhythm's values, except what was changed by hand."""
    turns = rows.leaders_of(target, plan.rule_days.values())
    events = []
    for date in dates:
        was = followers.known(date)
        date.series, date.rule_on = target, plan.rule_days[date.pk]
        if not date.is_cancelled:
            _retime(date, target)
            _refill(date, rows.values_of(target, activity, turns.get(date.rule_on)))
        if followers.known(date) != was:
            date.sequence += 1
            events.append(DateEvent(date, Happening.MOVED, was))
    store(dates)
    return events


def _retime(date: Occurrence, series: Series) -> None:
    """Set day and times by the rhythm where they were not changed by hand."""
    start = timewords.from_instant(date.starts_at, series.zone)[1]
    end = timewords.from_instant(date.ends_at, series.zone)[1]
    if "on" not in date.own:
        date.on = date.rule_on
    new_start = start if "starts_at" in date.own else series.starts_at
    new_end = end if "ends_at" in date.own else series.ends_at
    if new_start < new_end:
        start, end = new_start, new_end
    date.starts_at = timewords.to_instant(date.on, start, series.zone)
    date.ends_at = timewords.to_instant(date.on, end, series.zone)


def _refill(date: Occurrence, values: dict[str, Any]) -> None:
    for name, value in values.items():
        own = "place" if name == "area_id" else name.removesuffix("_id")
        if own not in date.own:
            setattr(date, name, value)


def store(dates: list[Occurrence]) -> None:
    """Store moved dates; they step aside first, as one may take another's day."""
    days = {date.pk: date.rule_on for date in dates}
    for date in dates:
        date.changed_at = timezone.now()
        date.rule_on = days[date.pk] + ASIDE
    Occurrence.objects.bulk_update(dates, ["rule_on"], batch_size=rows.BATCH)
    for date in dates:
        date.rule_on = days[date.pk]
    Occurrence.objects.bulk_update(dates, _STORED, batch_size=rows.BATCH)


def _let_go(gone: list[Occurrence]) -> list[DateEvent]:
    """Delete dates that have no place any more; soon ones are cancelled with a reason."""
    soon = [
        date
        for date in gone
        if date.is_public and date.starts_at < timezone.now() + SOON
    ]
    for date in soon:
        date.state = Occurrence.State.CANCELLED
        date.reason = WHY_GONE
        date.sequence += 1
        date.save()
    left = {date.pk for date in soon}
    Occurrence.objects.filter(
        pk__in=[date.pk for date in gone if date.pk not in left]
    ).delete()
    return [DateEvent(date, Happening.CANCELLED) for date in soon]


def _after(
    target: Series, old: Series, dates: list[Occurrence], added: list[dt.date]
) -> dict[str, Any]:
    """Return how things stand after a change, to see later what changed since."""
    made = list(target.occurrences.filter(rule_on__in=added, sequence=0))
    stored = Occurrence.objects.filter(pk__in=[date.pk for date in dates if date.pk])
    return {
        "series": snapshots.of(Series.objects.get(pk=old.pk)),
        "new_series": None if target.pk == old.pk else target.pk,
        "dates": snapshots.of_dates(stored),
        "added": snapshots.of_dates(made),
    }


def _finish(
    activity: Activity, series: Series, events: list[DateEvent], by: User | None
) -> None:
    touch_areas(activity, (event.occurrence for event in events))
    network.touch(rows.area_of(series, activity))
    followers.activities_changed([activity.pk])
    now = timezone.now()
    followers.dates_changed([e for e in events if e.occurrence.ends_at > now])
    JournalEntry.record(
        "calendar.series_changed", by=by, on=series, activity=activity.pk
    )


def touch_areas(activity: Activity, dates: Iterable[Occurrence]) -> None:
    """Let pages be made anew wherever dates are shown."""
    areas = {activity.area_id} | {date.area_id for date in dates}
    for area in Area.objects.filter(pk__in=areas):
        network.touch(area)
