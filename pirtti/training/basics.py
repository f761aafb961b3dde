"""The plans of family training that every installation starts with.

Towns copy and change them; their texts are in `plan_texts`.
"""

from django.db import transaction
from i18nfield.strings import LazyI18nString

from pirtti.training.models import PlanSession, TrainingPlan
from pirtti.training.plan_texts import PLANS, Session, Texts
from pirtti.training.rules import LeaderWish, Phase


@transaction.atomic
def load_basics() -> int:
    """Add the plans that are missing; returns how many were added.

    May be run again: what is there stays as people have changed it.
    """
    known = set(TrainingPlan.objects.values_list("slug", flat=True))
    missing = [plan for plan in PLANS if plan[0] not in known]
    for slug, variant, name, before, after in missing:
        plan = TrainingPlan.objects.create(
            slug=slug,
            variant=variant,
            name=_said(name),
            before=len(before),
            after=len(after),
        )
        both = [(Phase.BEFORE, one) for one in before] + [
            (Phase.AFTER, one) for one in after
        ]
        PlanSession.objects.bulk_create(
            _row(plan, order, phase, one)
            for order, (phase, one) in enumerate(both, start=1)
        )
    return len(missing)


def _row(plan: TrainingPlan, order: int, phase: Phase, session: Session) -> PlanSession:
    return PlanSession(
        plan=plan,
        phase=phase,
        order=order,
        title=_said(session.title),
        content=_said(session.content),
        presenter_kind=session.presenter_kind,
        has_parallel=session.has_fathers,
        leader_wish=LeaderWish.MAN if session.has_fathers else LeaderWish.ANYBODY,
        is_family_evening=session.is_evening,
    )


def _said(texts: Texts) -> LazyI18nString:
    return LazyI18nString(dict(zip(("fi", "sv", "en"), texts, strict=True)))
