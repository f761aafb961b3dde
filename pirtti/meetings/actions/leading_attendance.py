"""Who was there: a number always, ticks where the group agreed to them."""

import datetime as dt
from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from pirtti.calendar.models import Occurrence
from pirtti.core.refusals import Refused
from pirtti.groups import queries as groups
from pirtti.groups.models import Group
from pirtti.meetings import leading_messages as messages
from pirtti.meetings import leading_rules as rules
from pirtti.meetings.actions import leading_substitutes
from pirtti.meetings.models import (
    Attendance,
    MeetingCount,
    MeetingMessage,
    PoolMember,
    SubstituteRequest,
)
from pirtti.people.models import JournalEntry, User
from pirtti.signups.models import Party
from pirtti.visits import actions as visits
from pirtti.visits import queries as visit_queries
from pirtti.visits import rules as visit_rules
from pirtti.visits.models import CountSheet

Refusal = rules.Refusal


@transaction.atomic
def store_attendance(
    group: Group,
    meeting: Occurrence,
    *,
    totals: Mapping[str, int],
    there: Collection[int] | None = None,
    by: User,
) -> bool:
    """Keep how many came, in the count of the date; and who, where names are ticked.

    `totals` are numbers by the place's categories, on the net adults and children;
    without them those who are ticked are counted. Raises Refused: not begun,
    cancelled, nothing told, a family is gone.
    """
    reason = rules.refuse_attendance(
        starts_at=meeting.starts_at,
        is_cancelled=meeting.is_cancelled,
        now=timezone.now(),
    )
    if reason:
        raise Refused(reason)
    families: list[Party] = []
    if group.ticks_names and there is not None:
        families = _tick(group, meeting, there)
    totals = dict(totals) or _sums(meeting, families)
    if not totals and not families:
        raise Refused(Refusal.NOTHING_COUNTED)
    if totals:
        (_count if meeting.place is not None else _note)(meeting, totals, by)
    JournalEntry.record("groups.attendance_stored", by=by, on=group, meeting=meeting.pk)
    return True


def _tick(group: Group, meeting: Occurrence, there: Collection[int]) -> list[Party]:
    """Let the ticks of a meeting be these families, all of them in the group."""
    families = list(
        Party.objects.filter(
            intake__activity=group.activity_id, state=Party.State.IN, pk__in=there
        )
    )
    if len(families) != len(set(there)):
        raise Refused(Refusal.UNKNOWN_FAMILY)
    Attendance.objects.filter(occurrence=meeting).exclude(party__in=families).delete()
    Attendance.objects.bulk_create(
        [Attendance(occurrence=meeting, party=party) for party in families],
        ignore_conflicts=True,
    )
    return families


def _sums(meeting: Occurrence, families: list[Party]) -> dict[str, int]:
    """Count who was ticked; where children are counted by age, their number is typed."""
    if not families:
        return {}
    totals = {visit_rules.ADULTS: sum(one.adults for one in families)}
    place = meeting.place
    if place is None or visit_rules.CHILDREN in visit_queries.categories_of(place):
        totals[visit_rules.CHILDREN] = sum(one.children for one in families)
    return totals


def _count(meeting: Occurrence, totals: Mapping[str, int], by: User) -> None:
    """Give the number to the count of the date, so that the figures have it."""
    sheet = CountSheet.objects.filter(occurrence=meeting).first()
    known = visit_queries.totals_of(meeting)
    if sheet is not None and sheet.is_counted:
        totals = {key: to for key, to in totals.items() if known.get(key) != to}
        if not totals:
            return
    visits.set_totals(meeting, totals, reason=gettext(str(messages.REPUT)), by=by)


def _note(meeting: Occurrence, totals: Mapping[str, int], by: User) -> None:
    """Keep the number of a meeting without a place; what is not given stays."""
    del by
    reason = next(filter(None, map(visit_rules.refuse_total, totals.values())), None)
    if reason:
        raise Refused(reason)
    names = (visit_rules.ADULTS, visit_rules.CHILDREN)
    MeetingCount.objects.update_or_create(
        occurrence=meeting,
        defaults={name: totals[name] for name in names if name in totals},
    )


@transaction.atomic
def tidy_leading(now: dt.datetime) -> int:
    """Delete what is past its time and move stand-ins on; returns how many rows went."""
    today = timezone.localdate(now)
    over = groups.over_since(now - rules.TICKS_KEPT)
    past = [
        Attendance.objects.filter(
            occurrence__activity__group__in=over.filter(
                ends_on__lt=today - rules.TICKS_KEPT
            )
        ),
        Attendance.objects.filter(
            occurrence__activity__group__ends_on=None,
            occurrence__on__lt=today - rules.TICKS_KEPT_WITHOUT_END,
        ),
        MeetingMessage.objects.filter(sent_at__lt=now - rules.MESSAGES_KEPT),
        SubstituteRequest.objects.filter(
            occurrence__on__lt=today - rules.REQUESTS_KEPT
        ),
        MeetingCount.objects.filter(occurrence__on__lt=today - rules.NUMBERS_KEPT),
        PoolMember.objects.filter(ends_on__lt=today - rules.REQUESTS_KEPT),
    ]
    gone = sum(rows.delete()[0] for rows in past)
    leading_substitutes.settle_days(today)
    return gone
