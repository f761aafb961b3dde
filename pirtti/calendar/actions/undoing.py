"""Taking a change of many dates back, for 30 days."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from pirtti.calendar import followers, rules
from pirtti.calendar.actions import rhythms, snapshots
from pirtti.calendar.actions.activities import locked
from pirtti.calendar.followers import DateEvent, Happening
from pirtti.calendar.models import Change, Occurrence, Series
from pirtti.core.refusals import Refused
from pirtti.people.models import JournalEntry, User

HOLDS = dt.timedelta(days=30)


@transaction.atomic
def undo_change(change: Change, *, by: User | None) -> int:
    """Put the dates of a change back as they were; returns how many.

    A date that somebody has changed since is left alone; one that was deleted is
    there again with its old link and UID. Raises Refused when it is too late, was
    done already, or the rhythm itself has been changed since.
    """
    if change.activity is None:
        raise Refused(rules.Refusal.NOTHING_CHANGES)
    activity = locked(change.activity)
    change.refresh_from_db()
    if change.undone_at:
        raise Refused(rules.Refusal.UNDONE_ALREADY)
    if change.made_at + HOLDS < timezone.now():
        raise Refused(rules.Refusal.UNDO_TOO_LATE)
    _restore_series(change)
    _remove_added(change)
    _remove_later(change)
    back = _restore_dates(change)
    _end_empty(change)
    change.undone_at = timezone.now()
    change.save(update_fields=["undone_at"])
    rhythms.touch_areas(activity, back)
    followers.activities_changed([activity.pk])
    now = timezone.now()
    followers.dates_changed([_event(date) for date in back if date.ends_at > now])
    JournalEntry.record("calendar.taken_back", by=by, on=activity, kind=change.kind)
    return len(back)


def prune_changes(now: dt.datetime) -> int:
    """Delete notes of changes that can't be taken back any more; returns how many."""
    gone, _kinds = Change.objects.filter(made_at__lt=now - HOLDS).delete()
    return gone


def _event(date: Occurrence) -> DateEvent:
    return DateEvent(
        date, Happening.CANCELLED if date.is_cancelled else Happening.RESTORED
    )


def _restore_series(change: Change) -> None:
    before, after = change.before.get("series"), change.after.get("series")
    if before is None:
        return
    series = Series.objects.select_for_update().filter(pk=before["id"]).first()
    if series is None or _differs(snapshots.of(series), after, but={"filled_until"}):
        raise Refused(rules.Refusal.CHANGED_SINCE)
    snapshots.put_back(series, before)
    series.save()


def _remove_later(change: Change) -> None:
    """Delete dates that were made ahead since, by the rule that goes."""
    before, pk = change.before.get("series"), change.after.get("new_series")
    if before is None or before["filled_until"] is None:
        return
    later = Occurrence.objects.filter(
        series__in=[before["id"], *([pk] if pk else [])],
        rule_on__gt=before["filled_until"],
        own=[],
        sequence=0,
        state=Occurrence.State.PLANNED,
    )
    _delete(later.values_list("pk", flat=True))


def _delete(numbers: Iterable[int]) -> None:
    """Delete dates, except those that hold something."""
    numbers = set(numbers)
    held = set[int]().union(*followers.held(numbers).values())
    Occurrence.objects.filter(pk__in=numbers - held).delete()


def _remove_added(change: Change) -> None:
    """Delete the dates that the change made, unless something was done with them."""
    added: dict[str, Any] = change.after.get("added", {})
    found = list(Occurrence.objects.filter(pk__in=map(int, added)))
    untouched = [
        date.pk
        for date in found
        if not _differs(snapshots.of(date), added[str(date.pk)])
    ]
    _delete(untouched)


def _restore_dates(change: Change) -> list[Occurrence]:
    before: dict[str, Any] = change.before["dates"]
    after: dict[str, Any] = change.after["dates"]
    stored = {
        date.pk: date for date in Occurrence.objects.filter(pk__in=map(int, before))
    }
    back, again = [], []
    for key, values in before.items():
        date = stored.get(int(key))
        if date is None:
            again.append(_anew(values))
        elif not _differs(snapshots.of(date), after.get(key)):
            snapshots.put_back(date, values)
            date.sequence += 1
            back.append(date)
    _store(back)
    Occurrence.objects.bulk_create(again, batch_size=200, ignore_conflicts=True)
    return [*back, *again]


def _store(back: list[Occurrence]) -> None:
    """Store every value, stepping aside first where a day may be another's still."""
    names = [f.name for f in Occurrence._meta.concrete_fields if not f.primary_key]
    rhythms.store(back)
    Occurrence.objects.bulk_update(back, names, batch_size=100)


def _anew(values: dict[str, Any]) -> Occurrence:
    """Make a deleted date again, with its number and UID."""
    date = Occurrence(pk=values["id"])
    snapshots.put_back(date, values)
    date.sequence = values["sequence"] + 1
    return date


def _end_empty(change: Change) -> None:
    """Let the rhythm that a split had made go; one with dates left gets no more."""
    pk = change.after.get("new_series")
    series = Series.objects.filter(pk=pk).first() if pk else None
    if series is None:
        return
    last = series.occurrences.order_by("-rule_on").first()
    if last is None:
        series.delete()
        return
    series.ends_on = max(series.starts_on, last.rule_on)
    series.save(update_fields=["ends_on", "changed_at"])


def _differs(
    now: dict[str, Any],
    then: dict[str, Any] | None,
    but: frozenset[str] | set[str] = frozenset(),
) -> bool:
    """Say whether somebody has changed a row since it was noted."""
    left_out = {"changed_at", "created_at", *but}
    if then is None:
        return True
    return any(now[name] != then.get(name) for name in now if name not in left_out)
