"""Making a group of an idea: a draft in the calendar, a leader, and what is to be done."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction
from i18nfield.strings import LazyI18nString

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Activity, ActivityKind
from pirtti.core.refusals import Refused
from pirtti.founding import access, rules
from pirtti.founding.actions import answering, telling
from pirtti.founding.models import GroupIdea, SupportAsk
from pirtti.groups import actions as groups
from pirtti.groups import rules as group_rules
from pirtti.groups.models import Group, Leader
from pirtti.network.models import Area, Organisation, Place
from pirtti.people import access as accounts
from pirtti.people import actions as people
from pirtti.people.models import JournalEntry, User
from pirtti.post import actions as post
from pirtti.proposals import slugs

Refusal = rules.Refusal


@dataclass(frozen=True)
class PlannedTask:
    """What is missing, who sees to it and until when; the leader when nobody is named."""

    what: str
    due_on: dt.date | None = None
    owner: User | None = None
    is_leaders: bool = False


@dataclass(frozen=True)
class Plan:
    """What the one who accepts decides."""

    name: LazyI18nString
    kind: ActivityKind
    axes: group_rules.Axes
    alias: str
    ends_on: dt.date
    place: Place | None = None
    area: Area | None = None
    organisation: Organisation | None = None
    category: str = group_rules.Category.OTHER
    started_by: list[str] = field(default_factory=list)
    tasks: list[PlannedTask] = field(default_factory=list)
    words: str = ""


@transaction.atomic
def accept(idea: GroupIdea, plan: Plan, *, by: User | None) -> Group:
    """Make a group of an idea and let the proposer lead it. Raises Refused.

    The proposer gets an account for the address, signs in with a code and needs
    neither an organisation nor a training. The address goes from the idea.
    """
    idea = answering.to_decide(idea, rules.What.ACCEPTED)
    if plan.place is None and plan.axes.meets == group_rules.Meets.ON_SITE:
        raise Refused(Refusal.NEEDS_PLACE)
    leader = _account(idea, plan, by=by)
    group = _make(idea, plan, by=by)
    groups.add_leader(group, leader, alias=plan.alias, ends_on=plan.ends_on, by=by)
    _note_tasks(group, plan, leader, by=by)
    if idea.wants_support:
        SupportAsk.objects.create(group=group, asked_by=leader)
    _settle(idea, group, leader, words=plan.words, by=by)
    return group


def _account(idea: GroupIdea, plan: Plan, *, by: User | None) -> User:
    email = access.contact_of(idea)
    if email is None:
        raise Refused(Refusal.CONTACT_LOST)
    return account_for(email, name=plan.alias, language=idea.language, by=by)


def account_for(email: str, *, name: str, language: str, by: User | None) -> User:
    """Return the account of an address, a new one when there is none.

    Raises Refused when it was closed.
    """
    known = accounts.account_with(email)
    if known is None:
        return people.make_account(email=email, name=name, language=language, by=by)
    if not known.is_active:
        raise Refused(Refusal.ACCOUNT_CLOSED)
    return known


def _make(idea: GroupIdea, plan: Plan, *, by: User | None) -> Group:
    activity = calendar.save_activity(
        _activity(idea, plan),
        organisers=[plan.organisation] if plan.organisation else [],
        audiences=list(idea.audiences.all()),
        by=by,
    )
    return groups.make_group(
        activity,
        axes=plan.axes,
        by=by,
        state=group_rules.State.PLANNED,
        category=plan.category,
        life_stages=idea.life_stages,
        started_by=plan.started_by,
        ends_on=plan.ends_on,
    )


def _activity(idea: GroupIdea, plan: Plan) -> Activity:
    is_listed = plan.axes.listing == group_rules.Listing.PUBLIC
    activity = Activity(
        kind=plan.kind,
        name=plan.name,
        place=plan.place,
        area=plan.place.area if plan.place else plan.area or idea.area,
        age_from_months=idea.age_from_months,
        age_to_months=idea.age_to_months,
        languages=idea.languages or [idea.language],
        about=LazyI18nString({idea.language: idea.for_whom}),
        is_listed=is_listed,
    )
    activity.slug = (
        slugs.free_slug(Activity.objects.all(), plan.name, activity.code)
        if is_listed
        else f"a-{activity.code}"
    )
    return activity


def _note_tasks(group: Group, plan: Plan, leader: User, *, by: User | None) -> None:
    for task in plan.tasks:
        owner = leader if task.is_leaders else task.owner
        groups.add_task(group, task.what, owner=owner, due_on=task.due_on, by=by)


def _settle(
    idea: GroupIdea, group: Group, leader: User, *, words: str, by: User | None
) -> None:
    """Let go of the address, note the decision and tell the new leader."""
    telling.forget_letters(idea)
    idea.contact = idea.contact_key = ""
    idea.group = group
    telling.settle(idea, rules.State.ACCEPTED)
    said = telling.note(idea, rules.What.ACCEPTED, by=by, words=words)
    part = Leader.objects.get(group=group, user=leader)
    post.queue(
        rules.Kind.ACCEPTED,
        to=leader.email,
        language=leader.language,
        dedupe=f"idea:{idea.pk}:{said.pk}",
        params={"idea_leader": part.pk, "answer": said.pk},
    )
    JournalEntry.record("founding.accepted", by=by, on=idea, group=group.pk)
