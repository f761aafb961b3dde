"""Confirming that what is told still holds, and asking for it once."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils import timezone

from pirtti.calendar.models import Activity
from pirtti.network import actions as network
from pirtti.network.models import Area, Organisation
from pirtti.people.models import JournalEntry, User
from pirtti.post import actions as post
from pirtti.proposals import access, freshness, rules
from pirtti.proposals.models import Proposal, Reminder

MISSING = "missing_things"
# The name of the reminder that remembers an organisation's last letter.
_LETTER = "letter"
Progress = Callable[[int, int], None]


@transaction.atomic
def confirm(activities: Iterable[Activity], *, by: User | None) -> int:
    """Note that what is told of activities still holds; returns how many they were."""
    found = list(activities)
    Activity.objects.filter(pk__in=[activity.pk for activity in found]).update(
        confirmed_at=timezone.now(), stale_told_at=None
    )
    areas = Area.objects.in_bulk({activity.area_id for activity in found})
    for area in areas.values():
        network.touch(area)
    for activity in found:
        JournalEntry.record("proposals.confirmed", by=by, on=activity)
    return len(found)


def tell_missing(now: dt.datetime, progress: Progress | None = None) -> int:
    """Write to every organisation of which something is missing or stale.

    Each thing is told once, all of them in one letter, one letter a week at most.
    Returns how many letters were queued.
    """
    organisations = list(
        freshness.organisations_with_calendar().select_related("area", "contact")
    )
    letters = 0
    for number, organisation in enumerate(organisations, start=1):
        letters += _tell(organisation, now)
        if progress:
            progress(number, len(organisations))
    return letters


@transaction.atomic
def _tell(organisation: Organisation, now: dt.datetime) -> int:
    lines = freshness.missing_of(organisation, now)
    reminders = dict(
        Reminder.objects.filter(organisation=organisation).values_list(
            "what", "told_at"
        )
    )
    mended = reminders.keys() - {line.key for line in lines} - {_LETTER}
    if mended:
        organisation.reminders.filter(what__in=mended).delete()
    new = [line for line in lines if line.key not in reminders]
    last = reminders.get(_LETTER)
    last_on = timezone.localdate(last) if last else None
    today = timezone.localdate(now)
    if not new or not rules.may_write_again(last_on, today=today):
        return 0
    _remember(organisation, new, now)
    return _queue(organisation, today)


def _remember(
    organisation: Organisation, lines: list[freshness.Line], now: dt.datetime
) -> None:
    Reminder.objects.bulk_create(
        Reminder(organisation=organisation, what=line.key, told_at=now)
        for line in lines
    )
    Reminder.objects.update_or_create(
        organisation=organisation, what=_LETTER, defaults={"told_at": now}
    )
    stale = [
        int(line.key.partition(":")[2])
        for line in lines
        if line.what == rules.Missing.STALE
    ]
    Activity.objects.filter(pk__in=stale, stale_told_at=None).update(stale_told_at=now)


def _queue(organisation: Organisation, today: dt.date) -> int:
    """Queue the letter to the contact and the deputy; none where no address is told."""
    letters = 0
    for address in access.addresses_of(organisation):
        short = hashlib.sha256(address.encode()).hexdigest()[:10]
        letters += post.queue(
            MISSING,
            to=address,
            language=_language(organisation),
            dedupe=f"missing:{organisation.pk}:{today}:{short}",
            params={"organisation": organisation.pk},
        )
    return letters


def _language(organisation: Organisation) -> str:
    """Return the language of the contact person, else the first of the area."""
    contact = organisation.contact
    return contact.language if contact else organisation.area.languages[:2] or "fi"


@transaction.atomic
def tidy(now: dt.datetime) -> int:
    """Delete proposals decided over a year ago, and those nobody answered in a year."""
    limit = now - dt.timedelta(days=rules.KEPT_DAYS)
    decided = Proposal.objects.filter(decided_at__lt=limit)
    forgotten = Proposal.objects.filter(decided_at=None, changed_at__lt=limit)
    return decided.delete()[0] + forgotten.delete()[0]
