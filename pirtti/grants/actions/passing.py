"""What time brings about: reminders of reports, and forgetting."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from pirtti.grants import letters, queries, rules
from pirtti.grants.actions import telling
from pirtti.grants.models import GrantApplication, GrantCall

# So many reminders at once; the rest at the next turn.
PORTION = 50


@transaction.atomic
def pass_time(now: dt.datetime) -> None:
    """Remind the leaders whose report is due soon, once."""
    due = queries.to_remind(now).select_related("group").order_by("pk")
    for application in due.select_for_update(of=("self",))[:PORTION]:
        application.reminded_on = timezone.localdate(now)
        application.save(update_fields=["reminded_on", "changed_at"])
        telling.leaders(application, letters.REPORT_DUE, now=now)


@transaction.atomic
def tidy(now: dt.datetime) -> int:
    """Forget old calls with all they hold, and what was never sent; returns how many."""
    today = timezone.localdate(now)
    unsent = (rules.State.DRAFT, rules.State.WITHDRAWN)
    gone, _kinds = GrantApplication.objects.filter(
        state__in=unsent, call__closes_on__lt=today - rules.UNSENT_KEPT
    ).delete()
    old, _kinds = GrantCall.objects.filter(
        report_due_on__lt=today - rules.KEPT
    ).delete()
    return gone + old
