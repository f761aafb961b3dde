"""Signing up, as those see it who arrange something: numbers, and families when opened."""

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils import timezone

from pirtti.core import small_cells
from pirtti.core.formfields import LANGUAGE_NAMES
from pirtti.signups import access, messages, queries, rules, words
from pirtti.signups.models import Intake, Party

PAGE = 50
State = rules.State


@dataclass(frozen=True)
class Family:
    """One family, opened."""

    party: Party
    nickname: str
    contact: str
    needs: list[str]
    ages: list[str]
    place: int

    @property
    def may_approve(self) -> bool:
        """Say whether it waits for a yes: it asked, or it is to be called."""
        to_call = self.party.state == State.HELD and self.party.by_phone
        return self.party.state == State.ASKED or to_call

    @property
    def is_in(self) -> bool:
        """Say whether it has its seat."""
        return self.party.state == State.IN

    @property
    def is_waiting(self) -> bool:
        """Say whether it is in line."""
        return self.party.state == State.WAITING


@dataclass(frozen=True)
class FamiliesPage:
    """One page of a list of families: who waits for an answer first, then who is in."""

    page: Page  # type: ignore[type-arg]
    families: list[Family]


def families(intake: Intake, number: str) -> FamiliesPage:
    """Open a page of what families told (two or three queries)."""
    page = Paginator(_in_order(intake), PAGE).get_page(number)
    line = {
        pk: place
        for place, pk in enumerate(
            queries.queue(intake).values_list("pk", flat=True), start=1
        )
    }
    return FamiliesPage(page, [_family(one, line.get(one.pk, 0)) for one in page])


# Who waits for an answer, who is in, who was offered, who is in line.
_ORDER = (State.ASKED, State.HELD, State.IN, State.OFFERED, State.WAITING)


def _in_order(intake: Intake) -> list[Party]:
    found: QuerySet[Party] = intake.parties.exclude(state=State.GONE)
    rank = {state: number for number, state in enumerate(_ORDER)}
    return sorted(
        found, key=lambda one: (rank[State(one.state)], one.place_in_line or 0, one.pk)
    )


def _family(party: Party, place: int) -> Family:
    told = access.told_of(party)
    needs = [str(messages.NEEDS[need]) for need in told.needs if need in messages.NEEDS]
    if told.interpreter:
        needs.append(str(LANGUAGE_NAMES.get(told.interpreter, told.interpreter)))
    told_on, today = timezone.localdate(party.made_at), timezone.localdate()
    ages = [rules.age_now(age, told_on=told_on, today=today) for age in party.ages]
    return Family(
        party=party,
        nickname=told.nickname,
        contact=told.contact,
        needs=needs,
        ages=[words.age(age) for age in ages],
        place=place,
    )


@dataclass(frozen=True)
class IntakePage:
    """What stands around the form of a sign-up."""

    intake: Intake
    numbers: queries.Numbers | None
    refusal: str

    @property
    def is_new(self) -> bool:
        """Say whether nobody can sign up yet."""
        return self.intake.pk is None

    @property
    def tells_split(self) -> bool:
        """Say whether adults and children are told apart: not of few families in a group.

        Its families are known to its leaders only.
        """
        activity = self.intake.activity
        of_group = activity is not None and hasattr(activity, "group")
        few = self.numbers is not None and small_cells.is_hidden(
            small_cells.protect_one(self.numbers.families_in)
        )
        return not (of_group and few)


def intake_page(intake: Intake, *, now: dt.datetime) -> IntakePage:
    """Read the numbers of a sign-up (one query)."""
    if intake.pk is None:
        return IntakePage(intake, None, "")
    reason = queries.refusal(intake, now)
    return IntakePage(
        intake,
        queries.numbers(intake),
        str(messages.REFUSALS[reason]) if reason else "",
    )
