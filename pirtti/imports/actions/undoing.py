"""Taking a whole import back: what it made goes, unless somebody has built upon it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from pirtti.calendar import followers
from pirtti.calendar.actions import loading
from pirtti.calendar.models import Occurrence
from pirtti.core.refusals import Refused
from pirtti.imports import rules
from pirtti.imports.actions import changing
from pirtti.imports.models import Batch, Brought
from pirtti.imports.rules import Why
from pirtti.people.models import JournalEntry, User

LEFTOVERS_TOLD = 100
_PORTION = 500
# What an import itself may change of a date.
_OURS = {"on", "starts_at", "ends_at", "theme"}


@dataclass(frozen=True)
class Left:
    """Something that stays, as plain values for the page."""

    name: str
    on: str
    why: Why

    def as_json(self) -> dict[str, str]:
        """Return what is kept of it."""
        return {"name": self.name[:120], "on": self.on, "why": self.why}


def undo(batch: Batch, *, by: User | None) -> Batch:
    """Take an import back within 30 days; the batch then says what was left, and why.

    Dates that were edited by hand or hold counts stay, with their activity. What
    the import changed becomes as it was. Raises Refused when it is too late.
    """
    now = timezone.now()
    reason = rules.refuse_undo(
        batch.taken_at, is_undone=batch.undone_at is not None, now=now
    )
    if reason:
        raise Refused(reason)
    if not Batch.objects.filter(pk=batch.pk, undone_at=None).update(undone_at=now):
        raise Refused(rules.Refusal.NOT_TAKEN)
    left = take_all_back(batch, by=by)
    batch.refresh_from_db()
    batch.leftovers = [one.as_json() for one in left[:LEFTOVERS_TOLD]]
    batch.sums = {**batch.sums, "left_over": len(left)}
    batch.save(update_fields=["leftovers", "sums", "changed_at"])
    JournalEntry.record("imports.undone", by=by, on=batch, left=len(left))
    return batch


def take_all_back(batch: Batch, *, by: User | None) -> list[Left]:
    """Delete what a batch made and put back what it changed, portion by portion."""
    left: list[Left] = []
    pks = list(batch.brought.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), _PORTION):
        left += _take_back(batch, pks[start : start + _PORTION], by)
    _put_back(batch, by)
    return left + _activities(batch, by)


@transaction.atomic
def _take_back(batch: Batch, pks: Iterable[int], by: User | None) -> list[Left]:
    rows = list(
        Brought.objects.filter(pk__in=pks).select_related(
            "occurrence", "series", "activity"
        )
    )
    with followers.told_together():
        dates = {row.pk: _dates_of(row) for row in rows}
        held = _held(dates.values())
        left, going, gone = [], [], []
        for row in rows:
            why = _why_it_stays(row, dates[row.pk], held, batch.language)
            if why:
                on = str(row.values.get("on", ""))
                left.append(Left(str(row.activity.name), on, why))
            else:
                going += [date.pk for date in dates[row.pk]]
                gone.append(row.pk)
        loading.unload_dates(going, by=by)
        Brought.objects.filter(pk__in=gone).delete()
    return left


def _dates_of(row: Brought) -> list[Occurrence]:
    if row.occurrence is not None:
        return [row.occurrence]
    return list(row.series.occurrences.all()) if row.series is not None else []


def _held(dates: Iterable[list[Occurrence]]) -> set[int]:
    pks = {date.pk for some in dates for date in some}
    return set[int]().union(*followers.held(pks).values()) if pks else set()


def _why_it_stays(
    row: Brought, dates: list[Occurrence], held: set[int], language: str
) -> Why | None:
    if any(date.pk in held for date in dates):
        return Why.HELD
    now = changing.now_of(row, language)
    if now is not None and now != changing.as_imported(row):
        return Why.EDITED
    ours = _OURS if row.occurrence is not None else set()
    if any(set(date.own) - ours for date in dates):
        return Why.EDITED
    if row.series is not None and any(date.is_cancelled for date in dates):
        return Why.EDITED
    return None


def _put_back(batch: Batch, by: User | None) -> None:
    """Give what the import changed its earlier values, where they still are its own."""
    pks = list(batch.changed.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), _PORTION):
        with transaction.atomic(), followers.told_together():
            rows = batch.changed.filter(pk__in=pks[start : start + _PORTION])
            for row in rows.select_related("occurrence", "series"):
                _restore(row, batch.language, by)


def _restore(row: Brought, language: str, by: User | None) -> None:
    now = changing.now_of(row, language)
    if now is not None:
        changes = {
            name: value
            for name, value in row.before.items()
            if now.get(name) == changing.as_imported(row).get(name)
        }
        if changes and changing.apply(row, changes, language, by=by):
            row.values = {**row.values, **changes}
    row.before, row.changed_in = {}, None
    row.save(update_fields=["before", "values", "changed_in"])


def _activities(batch: Batch, by: User | None) -> list[Left]:
    """Delete the activities that an import made and that nothing is left of."""
    left = []
    for brought in batch.activities.select_related("activity"):
        activity = brought.activity
        name = str(activity.name)
        if activity.occurrences.exists():
            # Its own dates have told why they stay; others came from elsewhere.
            if not Brought.objects.filter(activity=activity).exists():
                left.append(Left(name, "", Why.NOT_ALONE))
        elif not changing.is_untouched(brought, batch.language):
            left.append(Left(name, "", Why.EDITED))
        elif not loading.unload_activity(activity, by=by):
            left.append(Left(name, "", Why.NOT_ALONE))
    return left
