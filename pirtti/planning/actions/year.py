"""The year of an organisation, and word of what will change."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from pirtti.core.refusals import Refused
from pirtti.network.models import Area, Organisation
from pirtti.people.models import JournalEntry, User
from pirtti.planning import rules
from pirtti.planning.models import ComingChange, YearMark

CHANGES_KEPT = dt.timedelta(days=365)


@transaction.atomic
def save_mark(mark: YearMark, *, by: User | None) -> YearMark:
    """Store a time of an organisation's year; raises Refused for 31 June."""
    reason = rules.refuse_mark(
        (mark.first_month, mark.first_day), (mark.last_month, mark.last_day)
    )
    if reason:
        raise Refused(reason)
    mark.save()
    JournalEntry.record(
        "planning.year_told", by=by, on=mark.organisation, kind=mark.kind
    )
    return mark


@transaction.atomic
def remove_mark(mark: YearMark, *, by: User | None) -> None:
    """Take a time of an organisation's year away."""
    JournalEntry.record(
        "planning.year_taken_back", by=by, on=mark.organisation, kind=mark.kind
    )
    mark.delete()


@transaction.atomic
def tell_change(
    organisation: Organisation,
    *,
    area: Area,
    text: str,
    from_on: dt.date,
    by: User | None,
) -> ComingChange:
    """Tell the others of an area what will change, and from when. Raises Refused."""
    today = timezone.localdate()
    if from_on < today:
        raise Refused(rules.Refusal.DAY_IS_GONE)
    change = ComingChange.objects.create(
        organisation=organisation,
        area=area,
        text=text,
        from_on=from_on,
        told_on=today,
        by=by,
    )
    JournalEntry.record("planning.change_told", by=by, on=change)
    return change


@transaction.atomic
def remove_change(change: ComingChange, *, by: User | None) -> None:
    """Take word of a coming change back."""
    JournalEntry.record("planning.change_taken_back", by=by, on=change)
    change.delete()


@transaction.atomic
def tidy(today: dt.date) -> int:
    """Delete coming changes a year after the day they speak of; returns how many."""
    old = ComingChange.objects.filter(from_on__lt=today - CHANGES_KEPT)
    return old.delete()[0]
