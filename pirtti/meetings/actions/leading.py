"""What leaders do with one meeting: its plan, a message, moving, cancelling, materials."""

import datetime as dt
from typing import TypeAlias

from django.db import IntegrityError, transaction
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Occurrence, Theme
from pirtti.core.refusals import Refused
from pirtti.groups.models import Group
from pirtti.meetings import leading_mails
from pirtti.meetings import leading_rules as rules
from pirtti.meetings.actions import leading_letters
from pirtti.meetings.models import GroupMaterial, MeetingMessage, MeetingNote
from pirtti.people import actions as people
from pirtti.people.models import JournalEntry, User

Refusal = rules.Refusal
Text: TypeAlias = LazyI18nString | str


@transaction.atomic
def plan_meeting(
    group: Group,
    meeting: Occurrence,
    *,
    practical: str,
    intro: str,
    intro_minutes: int,
    theme: Text,
    guest: Text,
    stored: Theme | None = None,
    by: User | None,
) -> MeetingNote:
    """Keep what members read before a meeting, how it goes and what it is about.

    `stored` gives the meeting a theme that was in store. Raises Refused when it is over.
    """
    _refuse(meeting)
    if stored is not None:
        theme, guest = stored.text, stored.guest
    calendar.change_occurrence(meeting, theme=theme, guest=guest, by=by)
    if stored is not None:
        Theme.objects.filter(pk=stored.pk).update(occurrence=meeting)
    note, _is_new = MeetingNote.objects.update_or_create(
        occurrence=meeting,
        defaults={
            "practical": practical,
            "intro": intro,
            "intro_minutes": intro_minutes,
        },
    )
    JournalEntry.record("groups.meeting_planned", by=by, on=group, meeting=meeting.pk)
    return note


def _refuse(meeting: Occurrence, now: dt.datetime | None = None) -> None:
    reason = rules.refuse_change(
        ends_at=meeting.ends_at,
        is_cancelled=meeting.is_cancelled,
        now=now or timezone.now(),
    )
    if reason:
        raise Refused(reason)


def write_to_members(
    group: Group, meeting: Occurrence, *, text: str, key: str, by: User
) -> MeetingMessage:
    """Write to all members about a meeting; the same `key` is one message.

    Raises Refused when the meeting is over or there were many in a short time.
    """
    before = MeetingMessage.objects.filter(key=key, group=group).first()
    if before is not None:
        return before
    if timezone.now() >= meeting.ends_at:
        raise Refused(Refusal.MEETING_OVER)
    most, per_hour = rules.MESSAGES_AT_ONCE, rules.MESSAGES_PER_HOUR
    brake = f"group message {group.pk}"
    if not people.try_once(brake, capacity=most, per_hour=per_hour):
        raise Refused(Refusal.TOO_MANY_LETTERS)
    try:
        return _write(group, meeting, text, key, by)
    except IntegrityError:  # the form came twice at once
        return MeetingMessage.objects.get(key=key, group=group)


@transaction.atomic
def _write(
    group: Group, meeting: Occurrence, text: str, key: str, by: User
) -> MeetingMessage:
    message = MeetingMessage.objects.create(
        group=group,
        occurrence=meeting,
        text=text,
        key=key,
        sent_at=timezone.now(),
        by=by,
    )
    leading_letters.tell_members(group, meeting, leading_mails.MESSAGE, message=message)
    JournalEntry.record("groups.members_written", by=by, on=group, meeting=meeting.pk)
    return message


@transaction.atomic
def cancel_meeting(
    group: Group, meeting: Occurrence, *, reason: Text, by: User
) -> Occurrence:
    """Cancel one meeting and tell the members; raises Refused when it is over."""
    _refuse(meeting)
    meeting = calendar.cancel_occurrence(meeting, reason=reason, by=by)
    leading_letters.tell_members(group, meeting, leading_mails.CANCELLED)
    return meeting


@transaction.atomic
def restore_meeting(group: Group, meeting: Occurrence, *, by: User) -> Occurrence:
    """Take a cancellation back and tell the members; raises Refused when it is over."""
    if timezone.now() >= meeting.ends_at:
        raise Refused(Refusal.MEETING_OVER)
    if not meeting.is_cancelled:
        return meeting
    meeting = calendar.restore_occurrence(meeting, by=by)
    leading_letters.tell_members(group, meeting, leading_mails.RESTORED)
    return meeting


@transaction.atomic
def move_meeting(
    group: Group,
    meeting: Occurrence,
    *,
    on: dt.date,
    starts_at: dt.time,
    ends_at: dt.time,
    by: User,
) -> Occurrence:
    """Move one meeting to another day or time and tell the members; raises Refused."""
    _refuse(meeting)
    if on < timezone.localdate():
        raise Refused(Refusal.DAY_GONE)
    before = (meeting.starts_at, meeting.ends_at)
    meeting = calendar.change_occurrence(
        meeting, on=on, starts_at=starts_at, ends_at=ends_at, by=by
    )
    if (meeting.starts_at, meeting.ends_at) == before:
        raise Refused(Refusal.NOTHING_MOVED)
    leading_letters.tell_members(group, meeting, leading_mails.MOVED)
    return meeting


@transaction.atomic
def add_material(group: Group, *, title: str, url: str, by: User) -> GroupMaterial:
    """Put something at hand for the leaders; the same address stands once."""
    known = group.materials.filter(url=url).first()
    if known is not None:
        return known
    if group.materials.count() >= rules.MOST_MATERIALS:
        raise Refused(Refusal.TOO_MANY_MATERIALS)
    material = group.materials.create(title=title, url=url)
    JournalEntry.record("groups.material_added", by=by, on=group)
    return material


@transaction.atomic
def remove_material(material: GroupMaterial, *, by: User) -> None:
    """Take a material away."""
    JournalEntry.record("groups.material_removed", by=by, on=material.group)
    material.delete()


def note_opened(group: Group, *, by: User, families: int) -> None:
    """Write down that somebody opened the list of a group's families."""
    JournalEntry.record("groups.list_opened", by=by, on=group, families=families)


def note_contact_opened(group: Group, *, by: User, family: int) -> None:
    """Write down that somebody looked at how to reach a family (its number only)."""
    JournalEntry.record("groups.contact_opened", by=by, on=group, family=family)
