"""Which sign-ups families may open: listed ones, hidden ones with their invitation."""

import datetime as dt

from django.db.models import BigIntegerField, Q
from django.http import Http404
from django.utils import timezone

from pirtti.calendar.models import Activity, Occurrence
from pirtti.core.prepared import Given, Prepared
from pirtti.signups import access, queries, rules
from pirtti.signups.models import Intake, InvitationCode, Party


def opened(pk: int, word: str) -> tuple[Intake, InvitationCode | None]:
    """Fetch what one signs up to; hidden and unknown ones are Http404 alike.

    A valid invitation's secret word opens a hidden one.
    """
    code = valid_code(word) if word else None
    if code is not None and code.invitation.intake_id == pk:
        return code.invitation.intake, code
    fits = pk <= BigIntegerField.MAX_BIGINT
    found = _listed.first(pk=pk) if fits else None
    if found is None:
        raise Http404
    return found, None


# Many may want the last seats at once, so this read is prepared.
_listed = Prepared(
    lambda: Intake.objects.select_related(
        "activity__area",
        "activity__place",
        "occurrence__activity__area",
        "occurrence__place",
    ).filter(
        Q(activity__is_published=True, activity__is_listed=True)
        | Q(occurrence__is_public=True),
        pk=Given("pk", BigIntegerField()),
    )
)


def valid_code(word: str) -> InvitationCode | None:
    """Return an invitation that holds today, used or not; None for all others."""
    code = access.code_with(word)
    if code is None or not access.is_valid(code, today=timezone.localdate()):
        return None
    return code


def why_not(
    intake: Intake, code: InvitationCode | None, now: dt.datetime
) -> rules.Refusal | None:
    """Say why the form can't be filled in now, or None."""
    reason = queries.refusal(intake, now)
    if reason:
        return reason
    if code is not None and code.used_at is not None:
        return rules.Refusal.INVITATION_USED
    if code is None and intake.needs_invitation:
        return rules.Refusal.INVITATION_NEEDED
    if is_full(intake) and intake.when_full == Intake.WhenFull.CLOSED:
        return rules.Refusal.FULL
    return None


def is_full(intake: Intake) -> bool:
    """Say whether whoever comes now gets into the line; seats kept for it are not free."""
    return intake.free < 1 or intake.waiting > 0


def open_of(thing: Activity | Occurrence, now: dt.datetime) -> Intake | None:
    """Return where anybody signs up now to an activity or a date; else None (one query)."""
    if isinstance(thing, Activity):
        found = Intake.objects.filter(activity=thing).first()
    else:
        found = _of_date(thing)
    if found is None or found.needs_invitation or queries.refusal(found, now):
        return None
    return found


def _of_date(date: Occurrence) -> Intake | None:
    """Return the sign-up of one date, else that of its whole activity."""
    both = Q(occurrence=date) | Q(activity=date.activity_id)
    return Intake.objects.filter(both).order_by("activity").first()


def ages_today(party: Party) -> list[int]:
    """Return the children's ages in months as of today."""
    told_on = timezone.localdate(party.made_at)
    today = timezone.localdate()
    return [rules.age_now(age, told_on=told_on, today=today) for age in party.ages]
