"""Making a cohort of a plan: its group, its seats, its sessions."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Activity
from pirtti.core.refusals import Refused
from pirtti.groups import actions as groups
from pirtti.groups.models import Group
from pirtti.groups.rules import Axes, Category, Listing, State
from pirtti.network.models import Organisation
from pirtti.people.models import JournalEntry, User
from pirtti.proposals import slugs
from pirtti.signups import actions as signups
from pirtti.signups.models import Intake
from pirtti.training import rules
from pirtti.training.models import (
    COPIED,
    Cohort,
    CohortSession,
    PlanSession,
    TrainingPlan,
)

# Signing up is open until the training ends; without days yet, until the youngest
# babies are half a year old.
_MONTHS_AFTER = 6


@transaction.atomic
def make_cohort(
    plan: TrainingPlan,
    activity: Activity,
    *,
    due_from: dt.date,
    due_to: dt.date,
    axes: Axes,
    by: User | None,
    organisers: Iterable[Organisation] | None = None,
    variant: str | None = None,
    couples: int | None = None,
    minimum: int = 0,
) -> Cohort:
    """Make a cohort of a plan with its group, seats and sessions; days come later.

    `activity` is not stored yet. A family tells its baby's due month as an age below
    zero, so the intake asks ages. One-parent families count as families, others as
    couples. Raises Refused when the due months or the axes can't be.
    """
    due_from, due_to = rules.first_of_month(due_from), rules.first_of_month(due_to)
    reason = rules.refuse_span(due_from, due_to)
    if reason:
        raise Refused(reason)
    variant = variant or plan.variant
    activity.is_listed = axes.listing == Listing.PUBLIC
    activity.slug = activity.slug or _slug(activity)
    calendar.save_activity(activity, by=by, organisers=organisers)
    group = groups.make_group(
        activity,
        axes=axes,
        by=by,
        state=State.PLANNED,
        category=Category.PARENTS,
        moves_on=True,
    )
    _open(group, variant, couples or plan.couples, minimum, due_to, by)
    cohort = Cohort.objects.create(
        group=group, plan=plan, variant=variant, due_from=due_from, due_to=due_to
    )
    CohortSession.objects.bulk_create(
        _session(cohort, one) for one in plan.sessions.select_related("presenter")
    )
    JournalEntry.record("training.cohort_made", by=by, on=cohort, plan=plan.slug)
    return cohort


def _slug(activity: Activity) -> str:
    """Make the word of its address; a hidden one's says nothing."""
    if not activity.is_listed:
        return f"a-{activity.code}"
    return slugs.free_slug(Activity.objects.all(), activity.name, activity.code)


def _open(
    group: Group,
    variant: str,
    couples: int,
    minimum: int,
    due_to: dt.date,
    by: User | None,
) -> Intake:
    is_single = variant == rules.Variant.SINGLE
    kind = Intake.Counts.FAMILIES if is_single else Intake.Counts.COUPLES
    return signups.open_intake(
        group.activity,
        by=by,
        counts=kind,
        capacity=couples,
        minimum=minimum,
        asks_ages=True,
        is_discreet=group.is_hidden,
        ends_on=rules.first_of_month(due_to, ahead=_MONTHS_AFTER),
    )


def _session(cohort: Cohort, planned: PlanSession) -> CohortSession:
    copied = {name: getattr(planned, name) for name in COPIED}
    return CohortSession(cohort=cohort, plan_session=planned, **copied)
