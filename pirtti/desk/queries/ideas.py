"""What the desk's pages of ideas for groups and of their support show."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from pirtti.founding import access, messages, queries, rules, words
from pirtti.founding.models import GroupIdea, IdeaNote, SupportAsk, SupportVisit
from pirtti.groups import access as groups
from pirtti.groups import rules as group_rules
from pirtti.groups.models import Group, Leader
from pirtti.network.access import Viewer

MOST_WAITING = 100


@dataclass(frozen=True)
class Listed:
    """One idea of a list."""

    idea: GroupIdea
    title: str
    state: str
    when: dt.datetime | None


@dataclass(frozen=True)
class IdeasPage:
    """What waits, what waits for the proposer, what was decided; who wants support."""

    waiting: list[Listed]
    asked: list[Listed]
    decided: list[Listed]
    support: list[SupportAsk]


@dataclass(frozen=True)
class IdeaPage:
    """An idea with all that one needs for answering it."""

    title: str
    state: str
    facts: list[words.Fact]
    history: list[tuple[IdeaNote, str, str]]
    contact: str
    nearby: list[queries.Near]
    is_open: bool
    is_alone: bool


@dataclass(frozen=True)
class SupportPage:
    """What support a group has had, and who leads it."""

    leaders: list[Leader]
    visits: list[SupportVisit]
    left: int
    ask: SupportAsk | None
    invited: int
    is_alone: bool
    may_name: bool
    may_ask: bool


def ideas_page(viewer: Viewer) -> IdeasPage:
    """Read the list of ideas (four queries and those of access)."""
    return IdeasPage(
        waiting=[_listed(one) for one in queries.waiting(viewer)[:MOST_WAITING]],
        asked=[_listed(one) for one in queries.asked(viewer)[:MOST_WAITING]],
        decided=[_listed(one) for one in queries.decided(viewer)],
        support=list(queries.support_asked(viewer)[:MOST_WAITING]),
    )


def _listed(idea: GroupIdea) -> Listed:
    state = str(messages.STATES[rules.State(idea.state)])
    return Listed(idea, words.title(idea), state, idea.sent_at)


def idea_page(idea: GroupIdea) -> IdeaPage:
    """Read an idea with what is nearby already (about eight queries)."""
    return IdeaPage(
        title=words.title(idea),
        state=str(messages.STATES[rules.State(idea.state)]),
        facts=words.facts(idea),
        history=words.history(idea),
        contact=access.contact_of(idea) or "",
        nearby=queries.nearby(
            idea.area,
            audiences=list(idea.audiences.all()),
            ages=(idea.age_from_months, idea.age_to_months),
        ),
        is_open=idea.waits,
        is_alone=idea.leading != rules.Leading.PAIR,
    )


def support_page(viewer: Viewer, group: Group) -> SupportPage:
    """Read the support of a group (about six queries)."""
    today = timezone.localdate()
    leaders = list(group.leaders.filter(starts_on__lte=today, ends_on__gte=today))
    visits = queries.visits_of(group)
    may_name = groups.groups_run_by(viewer).filter(pk=group.pk).exists()
    return SupportPage(
        leaders=leaders,
        visits=visits,
        left=queries.visits_left(visits),
        ask=SupportAsk.objects.filter(group=group).first(),
        invited=len(queries.invites_of(group)),
        is_alone=group_rules.is_led_alone(len(leaders)),
        may_name=may_name,
        may_ask=may_name or any(one.user_id == viewer.pk for one in leaders),
    )
