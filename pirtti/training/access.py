"""Who reaches a training cohort: those who lead its group, and those who run it."""

from django.db.models import Q, QuerySet
from django.http import Http404

from pirtti.groups import access as groups
from pirtti.network import access as network
from pirtti.network.access import Viewer
from pirtti.network.rules import May
from pirtti.training.models import Cohort, CohortSession, LinkedEvening, TrainingPlan


def plans_of(viewer: Viewer) -> QuerySet[TrainingPlan]:
    """Return the plans one may begin from: those of the start, and one's own."""
    return TrainingPlan.objects.filter(
        Q(organisation=None) | Q(pk__in=own_plans(viewer).values("pk"))
    )


def own_plans(viewer: Viewer) -> QuerySet[TrainingPlan]:
    """Return the plans of the organisations for which one runs groups."""
    own = network.organisations_where(viewer, May.RUN_GROUPS)
    return TrainingPlan.objects.filter(organisation__in=own)


def plan_for(viewer: Viewer, pk: int) -> TrainingPlan:
    """Fetch a plan that one may begin from; else 404."""
    found = plans_of(viewer).select_related("organisation").filter(pk=pk).first()
    if found is None or not network.may_anywhere(viewer, May.RUN_GROUPS):
        raise Http404
    return found


def may_change(viewer: Viewer, plan: TrainingPlan) -> bool:
    """Say whether a plan is one's own: those of the start are copied, never changed."""
    return own_plans(viewer).filter(pk=plan.pk).exists()


def cohorts_of(viewer: Viewer) -> QuerySet[Cohort]:
    """Return the cohorts that one leads or runs, hidden ones too."""
    return Cohort.objects.filter(
        Q(group__leaders__in=groups.led_by(viewer))
        | Q(group__in=groups.groups_run_by(viewer).values("pk"))
    ).distinct()


def cohort_for(viewer: Viewer, pk: int) -> Cohort:
    """Fetch a cohort that one leads or runs; else 404."""
    found = (
        cohorts_of(viewer)
        .select_related("plan", "group__activity__place__area", "group__activity__area")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found


def session_for(viewer: Viewer, pk: int) -> CohortSession:
    """Fetch a session of a cohort that one leads or runs; else 404."""
    found = (
        CohortSession.objects.select_related(
            "cohort__group__activity", "occurrence__series", "parallel"
        )
        .filter(pk=pk, cohort__in=cohorts_of(viewer).values("pk"))
        .first()
    )
    if found is None:
        raise Http404
    return found


def evening_for(viewer: Viewer, pk: int) -> tuple[LinkedEvening, Cohort]:
    """Fetch a linked evening with its cohort, which one leads or runs; else 404."""
    found = (
        LinkedEvening.objects.select_related(
            "activity__area", "occurrence__training__cohort"
        )
        .filter(
            pk=pk,
            occurrence__training__cohort__in=cohorts_of(viewer).values("pk"),
        )
        .first()
    )
    if found is None:
        raise Http404
    return found, found.occurrence.training.cohort
