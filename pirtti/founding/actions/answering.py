"""What those who run groups answer: a question, or a kind no."""

from django.db import transaction

from pirtti.core.refusals import Refused
from pirtti.founding import rules
from pirtti.founding.actions import telling
from pirtti.founding.models import GroupIdea
from pirtti.people.models import JournalEntry, User

State, What = rules.State, rules.What


@transaction.atomic
def ask(idea: GroupIdea, *, words: str, by: User | None) -> GroupIdea:
    """Ask whoever has the idea something; raises Refused without a sentence."""
    return _answer(idea, What.ASKED, State.ASKED, words, by)


@transaction.atomic
def decline(idea: GroupIdea, *, words: str, by: User | None) -> GroupIdea:
    """Say no with a kind sentence; raises Refused without one."""
    return _answer(idea, What.DECLINED, State.DECLINED, words, by)


def to_decide(idea: GroupIdea, what: rules.What, *, words: str = "x") -> GroupIdea:
    """Lock an idea for deciding about it; raises Refused when that is over."""
    idea = telling.locked(idea)
    reason = rules.refuse_decision(State(idea.state), what, words=words)
    if reason:
        raise Refused(reason)
    return idea


def _answer(
    idea: GroupIdea, what: rules.What, state: rules.State, words: str, by: User | None
) -> GroupIdea:
    idea = to_decide(idea, what, words=words)
    telling.settle(idea, state)
    telling.tell_proposer(telling.note(idea, what, by=by, words=words))
    JournalEntry.record(f"founding.{what}", by=by, on=idea)
    return idea
