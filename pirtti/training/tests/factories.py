"""Training of the tests: a cohort of the first-child plan, made as people make it."""

import datetime as dt

from pirtti.calendar.models import Activity
from pirtti.calendar.tests.factories import KindFactory, OccurrenceFactory
from pirtti.groups.rules import Axes, Entry, Joining
from pirtti.groups.tests.factories import GroupFactory
from pirtti.network.tests.factories import PlaceFactory, text
from pirtti.training import actions, basics
from pirtti.training.models import Cohort, CohortSession, PlanSession, TrainingPlan

TIMES = actions.Times(dt.time(17), dt.time(19))
AXES = Axes(joining=Joining.CLOSED, entry=Entry.SIGN_UP)


def plan(slug="first-child"):
    basics.load_basics()
    return TrainingPlan.objects.get(slug=slug)


def activity(place=None, *, slug="valmennus"):
    place = place or PlaceFactory()
    return Activity(
        kind=KindFactory(slug="course", name=text("Kurssi", "Kurs", "Course")),
        name=text("Perhevalmennus, kevät", "Familjeförberedelse, våren", "Training"),
        slug=slug,
        place=place,
        area=place.area,
    )


def cohort(place=None, *, due=(dt.date(2027, 4, 1), dt.date(2027, 5, 1)), **values):
    """A cohort without days; due in April and May 2027 unless told otherwise."""
    place = place or PlaceFactory()
    slug = values.pop("slug", "valmennus")
    given = {"axes": AXES, "by": None, "organisers": [place.host]} | values
    return actions.make_cohort(
        given.pop("plan", None) or plan(),
        activity(place, slug=slug),
        due_from=due[0],
        due_to=due[1],
        **given,
    )


def days_of(cohort, first):
    """Return one day for each session, weekly from a day on."""
    number = cohort.sessions.count()
    return [first + dt.timedelta(weeks=week) for week in range(number)]


def with_days(first, place=None, **values):
    """A cohort that meets weekly from a day on."""
    made = cohort(place, **values)
    actions.take_days(made, days_of(made, first), TIMES, by=None)
    return made


def small(place, word, first):
    """A cohort of two sessions that meets; the second one is a family evening."""
    short = TrainingPlan.objects.create(
        slug=f"short-{place.pk}", name=text("Valmennus"), before=1, after=1
    )
    for order, phase in enumerate(("before", "after"), start=1):
        PlanSession.objects.create(
            plan=short,
            phase=phase,
            order=order,
            title=text(f"Kerta {order}"),
            has_parallel=order == 1,
            is_family_evening=order == 2,
        )
    made = actions.make_cohort(
        short,
        Activity(
            kind=KindFactory(),
            name=text(f"{word} valmennus"),
            place=place,
            area=place.area,
        ),
        due_from=first + dt.timedelta(days=120),
        due_to=first + dt.timedelta(days=120),
        axes=AXES,
        organisers=[place.host],
        by=None,
    )
    actions.take_days(made, days_of(made, first), TIMES, by=None)
    return made


def one_more(cohort, step):
    """Another cohort at the place, and another session with a fathers' own one."""
    activity = cohort.group.activity
    group = GroupFactory(activity__place=activity.place)
    Cohort.objects.create(
        group=group, plan=cohort.plan, due_from=cohort.due_from, due_to=cohort.due_to
    )
    CohortSession.objects.create(
        cohort=cohort,
        phase="after",
        order=10 + step,
        title=text(f"Kerta {10 + step}"),
        has_parallel=True,
        presenter=activity.place.host,
        occurrence=OccurrenceFactory(
            activity=activity, on=dt.date(2027, 6, 1) + dt.timedelta(days=step)
        ),
        is_family_evening=True,
    )
