"""A cohort of family training in the demo: its days follow from the due months."""

import datetime as dt

from pirtti.calendar.models import Activity
from pirtti.demo.neighbourhood import activities, group_families, group_life, rhythms
from pirtti.demo.neighbourhood.files import Raw
from pirtti.groups import actions as groups
from pirtti.groups.models import Group
from pirtti.people.models import User
from pirtti.training import actions, basics, queries, rules
from pirtti.training.models import Cohort, CohortSession, TrainingPlan

LEADS_FOR = dt.timedelta(days=365)


def load(raw: Raw, *, today: dt.date) -> int:
    """Add the cohort with its plan, days, fathers' sessions and couples, once."""
    basics.load_basics()
    if Group.objects.filter(activity__slug=raw["slug"]).exists():
        return 0
    cohort = _make(raw, today)
    group = cohort.group
    groups.add_leader(
        group,
        User.objects.get(email=raw["leader"]["email"]),
        alias=raw["leader"]["alias"],
        ends_on=today + LEADS_FOR,
        by=None,
    )
    _take_days(cohort, raw, today)
    decision_on = today + dt.timedelta(days=raw["decision"])
    group = groups.start_recruiting(group, decision_on=decision_on, by=None)
    group_families.add_families(group, raw, today=today)
    return 1


def _make(raw: Raw, today: dt.date) -> Cohort:
    plan = TrainingPlan.objects.filter(variant=rules.Variant.NONE).earliest("pk")
    first, last = (rules.first_of_month(today, ahead=months) for months in raw["due"])
    activity = activities.store(raw)
    return actions.make_cohort(
        plan,
        activity,
        due_from=first,
        due_to=last,
        axes=group_life.axes_of(raw),
        minimum=raw["minimum"],
        organisers=list(activity.organisers.all()),
        by=None,
    )


def _take_days(cohort: Cohort, raw: Raw, today: dt.date) -> None:
    """Take the days that are proposed, and what belongs to them."""
    proposed = rules.propose_dates(
        [cohort.due_from, cohort.due_to],
        rules.Pattern(weekday=rhythms.weekday(raw["weekday"])),
        is_closed=queries.closed_days(cohort.group.activity),
        today=today,
    )
    assert isinstance(proposed, rules.Proposed), proposed
    start, end = rhythms.times(raw["at"])
    sessions = actions.take_days(
        cohort, proposed.days, actions.Times(start, end), by=None, today=today
    )
    for session in sessions:
        if session.has_parallel:
            actions.add_parallel(session, who=raw["fathers"], by=None)
    _ask_to_evening(sessions, raw)


def _ask_to_evening(sessions: list[CohortSession], raw: Raw) -> None:
    """Ask the families of a weekly group to the evening of the whole family."""
    weekly = Activity.objects.filter(slug=raw["evening_for"]).first()
    evening = next((one for one in sessions if one.is_family_evening), None)
    if weekly is None or evening is None or evening.occurrence is None:
        return
    actions.link_evening(weekly, evening.occurrence, by=None)
