"""Plans as templates: copied by an organisation, and changed there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from i18nfield.strings import LazyI18nString

from pirtti.core.models import new_code
from pirtti.core.refusals import Refused
from pirtti.network.models import Organisation
from pirtti.people.models import JournalEntry, User
from pirtti.training import rules
from pirtti.training.models import COPIED, PlanSession, TrainingPlan

# Rows step aside so far while they are put into a new order.
_ASIDE = 10_000
_ALIKE = (
    "variant",
    "before",
    "after",
    "weeks_before",
    "weeks_after",
    "every",
    "couples",
)


@transaction.atomic
def copy_plan(
    plan: TrainingPlan,
    *,
    name: LazyI18nString | str,
    organisation: Organisation,
    by: User | None,
) -> TrainingPlan:
    """Make an organisation's own plan of another one, with its sessions."""
    copy = TrainingPlan.objects.create(
        slug=f"plan-{new_code().lower()}",
        name=name,
        organisation=organisation,
        **{field: getattr(plan, field) for field in _ALIKE},
    )
    names = (*COPIED, "presenter_kind")
    PlanSession.objects.bulk_create(
        PlanSession(plan=copy, **{field: getattr(one, field) for field in names})
        for one in plan.sessions.all()
    )
    JournalEntry.record("training.plan_copied", by=by, on=copy, plan=plan.pk)
    return copy


@dataclass(frozen=True)
class Row:
    """One session as it is to be; `number` is its turn within its phase."""

    session: PlanSession
    values: dict[str, Any]
    number: int


@transaction.atomic
def change_plan(
    plan: TrainingPlan, values: dict[str, Any], rows: Iterable[Row], *, by: User | None
) -> TrainingPlan:
    """Let a plan be so, with exactly these sessions; cohorts made of it stay as they are.

    `values` are name, variant, couples and the rhythm. Raises Refused for no or too many
    meetings on one side of the births.
    """
    plan = TrainingPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    rows = _in_order(rows)
    for name, value in values.items():
        setattr(plan, name, value)
    phases = [row.session.phase for row in rows]
    plan.before = phases.count(rules.Phase.BEFORE)
    plan.after = phases.count(rules.Phase.AFTER)
    reason = rules.refuse_pattern(
        rules.Pattern(0, before=plan.before, after=plan.after, every=plan.every)
    )
    if reason:
        raise Refused(reason)
    plan.save()
    _store(plan, [row.session for row in rows])
    JournalEntry.record("training.plan_changed", by=by, on=plan, sessions=len(rows))
    return plan


def _in_order(rows: Iterable[Row]) -> list[Row]:
    """Put what was given into the sessions; those before the births come first."""
    rows = list(rows)
    for row in rows:
        for name, value in row.values.items():
            setattr(row.session, name, value)
    return sorted(
        rows, key=lambda row: (row.session.phase != rules.Phase.BEFORE, row.number)
    )


def _store(plan: TrainingPlan, sessions: list[PlanSession]) -> None:
    kept = [one.pk for one in sessions if one.pk]
    PlanSession.objects.filter(plan=plan).exclude(pk__in=kept).delete()
    for shift in (_ASIDE, 0):
        for order, one in enumerate(sessions, start=1):
            one.plan, one.order = plan, order + shift
            one.save()
