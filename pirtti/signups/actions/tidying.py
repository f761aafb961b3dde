"""What time does: holds and offers end, the line moves on, what is past is erased."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from pirtti.core.refusals import Refused
from pirtti.signups import rules
from pirtti.signups.actions import seats
from pirtti.signups.actions.families import erase
from pirtti.signups.actions.organising import let_go
from pirtti.signups.models import Alert, Intake, Party

State = rules.State
AT_ONCE = 200


def end_what_is_over(now: dt.datetime) -> None:
    """End holds that nobody confirmed and offers that nobody answered; bounded."""
    over = Party.objects.filter(until__lte=now).order_by("until")
    for pk, intake_pk in list(over.values_list("pk", "intake")[:AT_ONCE]):
        _end(pk, intake_pk, now)


@transaction.atomic
def _end(pk: int, intake_pk: int, now: dt.datetime) -> None:
    try:
        party = seats.lock_known(pk, intake_pk)
    except Refused:
        return
    if party.until is None or party.until > now:
        return
    if party.state == State.OFFERED:
        let_go(party, rules.Kind.OFFER_OVER, now=now)
    else:
        erase(party, now=now)


def tidy(now: dt.datetime) -> int:
    """Erase by rule: families 30 days after the last date, alerts that are over.

    Returns how many rows went. What remains is each intake's tally.
    """
    end_what_is_over(now)
    last = timezone.localdate(now) - rules.KEPT_AFTER
    gone = sum(_erase_all(intake) for intake in _ended(last))
    alerts = Alert.objects.filter(
        Q(told_at__lt=now - rules.GONE_KEPT)
        | Q(intake__ends_on__lt=timezone.localdate(now))
        | Q(confirmed_at=None, asked_at__lt=now - rules.ALERTS_UNCONFIRMED_KEPT)
    )
    removed: int = alerts.delete()[0]
    return gone + removed


def _ended(last: dt.date) -> list[Intake]:
    ended = Intake.objects.filter(ends_on__lt=last, parties__isnull=False)
    return list(ended.distinct())


@transaction.atomic
def _erase_all(intake: Intake) -> int:
    locked = seats.lock(intake.pk)
    if locked.is_open:
        Intake.objects.filter(pk=locked.pk).update(is_open=False)
    parties = list(locked.parties.all())
    for party in parties:
        erase(party)
    return len(parties)
