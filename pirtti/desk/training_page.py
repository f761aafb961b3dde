"""What the desk's pages about training show."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.functional import Promise

from pirtti.desk import words
from pirtti.desk.forms.training_extras import EveningForm, FathersForm, Near
from pirtti.network import access as network
from pirtti.network.access import Viewer
from pirtti.network.rules import May
from pirtti.signups.models import Intake
from pirtti.training import access, messages, queries, rules
from pirtti.training import words as training
from pirtti.training.models import Cohort, CohortSession, LinkedEvening, TrainingPlan


@dataclass(frozen=True)
class CohortsPage:
    """The cohorts that one leads or runs, and whether one may make a new one."""

    cohorts: list[Cohort]
    may_make: bool
    plans: list[TrainingPlan]


@dataclass(frozen=True)
class Extra:
    """What one session has besides: the fathers' own one, the evening's weekly groups."""

    session: CohortSession
    wish: Promise | str
    fathers: FathersForm | None
    evening: EveningForm | None
    links: list[LinkedEvening]


@dataclass(frozen=True)
class CohortPage:
    """A cohort with the months of its babies, and what its sessions have besides."""

    cohort: Cohort
    variant: Promise | str
    due: str
    told: str
    intake: Intake | None
    extras: list[Extra]
    lack: int


@dataclass(frozen=True)
class Preview:
    """Days that were proposed, and why; or why there are none."""

    found: rules.Proposed | None = None
    reasons: list[str] = field(default_factory=list)
    refusal: str = ""


def cohorts_page(viewer: Viewer) -> CohortsPage:
    """Read the cohorts within reach, and the plans to begin from (four queries)."""
    found = access.cohorts_of(viewer)
    may_make = network.may_anywhere(viewer, May.RUN_GROUPS)
    plans = access.plans_of(viewer).select_related("organisation").order_by("pk")
    return CohortsPage(
        queries.with_gaps(found), may_make, list(plans) if may_make else []
    )


def sessions(cohort: Cohort) -> list[CohortSession]:
    """List the sessions of a cohort, each knowing its cohort."""
    found = list(queries.sessions(cohort))
    for one in found:
        one.cohort = cohort
    return found


def cohort_page(
    cohort: Cohort,
    found: list[CohortSession],
    *,
    faulty: FathersForm | EveningForm | None = None,
    of: CohortSession | None = None,
) -> CohortPage:
    """Read what stands around the table; `faulty` is the form that needs correcting."""
    intake = Intake.objects.filter(activity=cohort.group.activity_id).first()
    span = queries.due_span(intake) if intake else None
    near, linked = Near(cohort), _linked(cohort)
    extras = [
        _extra(
            one,
            faulty if of is not None and of.pk == one.pk else None,
            near,
            linked.get(one.occurrence_id, []),
        )
        for one in found
        if one.has_parallel or one.is_family_evening
    ]
    return CohortPage(
        cohort=cohort,
        variant=messages.VARIANTS[rules.Variant(cohort.variant)],
        due=training.months(cohort.due_from, cohort.due_to),
        told=training.months(span.first, span.last) if span else "",
        intake=intake,
        extras=extras,
        lack=sum(not (one.presenter_id or one.presenter_note) for one in found),
    )


def _linked(cohort: Cohort) -> dict[int | None, list[LinkedEvening]]:
    """Return the weekly groups that are asked, by the number of the date (one query)."""
    found: dict[int | None, list[LinkedEvening]] = defaultdict(list)
    links = LinkedEvening.objects.filter(occurrence__training__cohort=cohort)
    for link in links.select_related("activity"):
        found[link.occurrence_id].append(link)
    return found


def _extra(
    session: CohortSession,
    faulty: FathersForm | EveningForm | None,
    near: Near,
    links: list[LinkedEvening],
) -> Extra:
    fathers: FathersForm | None = None
    evening: EveningForm | None = None
    if session.has_parallel and session.parallel is None:
        is_here = isinstance(faulty, FathersForm)
        fathers = faulty if is_here else FathersForm(session=session, near=near)  # type: ignore[assignment]
    if session.is_family_evening and session.occurrence is not None:
        is_here = isinstance(faulty, EveningForm)
        evening = faulty if is_here else EveningForm(session=session, near=near)  # type: ignore[assignment]
    return Extra(
        session=session,
        wish=messages.WISHES[rules.LeaderWish(session.leader_wish)],
        fathers=fathers,
        evening=evening,
        links=links,
    )


def preview(cohort: Cohort, pattern: rules.Pattern) -> Preview:
    """Propose the days of the sessions to come: by what families told, else the plan."""
    intake = Intake.objects.filter(activity=cohort.group.activity_id).first()
    told = list(queries.due_months(intake)) if intake else []
    found = rules.propose_dates(
        told or [cohort.due_from, cohort.due_to],
        pattern,
        is_closed=queries.closed_days(cohort.group.activity),
        today=timezone.localdate(),
    )
    if isinstance(found, rules.Refusal):
        return Preview(refusal=str(messages.REFUSALS[found]))
    return Preview(found, messages.reasons(found, words.day_and_year))
