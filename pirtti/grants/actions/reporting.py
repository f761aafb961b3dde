"""Reporting what became of a grant."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from pirtti.core.refusals import Refused
from pirtti.grants import rules
from pirtti.grants.models import GrantApplication, GrantReport
from pirtti.people.models import JournalEntry, User


@transaction.atomic
def report(
    application: GrantApplication,
    told: rules.Told,
    *,
    by: User | None,
    today: dt.date | None = None,
) -> GrantReport:
    """Store a report; it can be corrected until its day. Raises Refused."""
    today = today or timezone.localdate()
    found = (
        GrantApplication.objects.select_for_update(of=("self",))
        .select_related("call")
        .get(pk=application.pk)
    )
    known = GrantReport.objects.filter(application=found).first()
    wrong = rules.refuse_report(
        told,
        state=rules.State(found.state),
        granted=found.granted_cents or 0,
        has_report=known is not None,
        due_on=found.call.report_due_on,
        today=today,
    )
    if wrong:
        raise Refused(wrong)
    stored = known or GrantReport(application=found, sent_on=today)
    stored.cents_used, stored.done = told.cents_used, told.done
    stored.meetings, stored.visits = told.meetings, told.visits
    stored.save()
    JournalEntry.record("grants.reported", by=by, on=found, used=told.cents_used)
    return stored
