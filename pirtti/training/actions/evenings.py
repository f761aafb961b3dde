"""Family evenings that weekly groups are asked to."""

from django.db import transaction

from pirtti.calendar.models import Activity, Occurrence
from pirtti.core.refusals import Refused
from pirtti.network import actions as network
from pirtti.people.models import JournalEntry, User
from pirtti.training import rules
from pirtti.training.models import (
    LinkedEvening,
)


@transaction.atomic
def link_evening(
    activity: Activity, evening: Occurrence, *, by: User | None
) -> LinkedEvening:
    """Ask the families of a weekly group to an evening; twice is once.

    Raises Refused when the evening is the group's own.
    """
    if evening.activity_id == activity.pk:
        raise Refused(rules.Refusal.SAME_ACTIVITY)
    found, is_new = LinkedEvening.objects.get_or_create(
        activity=activity, occurrence=evening
    )
    if is_new:
        network.touch(activity.area)
        JournalEntry.record(
            "training.evening_linked", by=by, on=activity, date=evening.pk
        )
    return found


@transaction.atomic
def unlink_evening(link: LinkedEvening, *, by: User | None) -> None:
    """Ask the families of a weekly group no longer."""
    activity = link.activity
    JournalEntry.record(
        "training.evening_unlinked", by=by, on=activity, date=link.occurrence_id
    )
    link.delete()
    network.touch(activity.area)
