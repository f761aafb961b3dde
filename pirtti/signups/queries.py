"""Reads about sign-ups: whether one may, who is in, who waits, and by which way."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from pirtti.signups import access, rules
from pirtti.signups.models import Intake, Invitation, Party

State = rules.State


@dataclass(frozen=True)
class Numbers:
    """An intake in numbers: families, and seats as it counts them."""

    families_in: int
    adults: int
    children: int
    held: int
    asked: int
    offered: int
    waiting: int
    taken: int
    free: int


@dataclass(frozen=True)
class BySource:
    """What came of the invitations of one source."""

    source: str
    given: int
    opened: int
    joined: int


def terms(intake: Intake) -> rules.Terms:
    """Return what an intake asks of whoever signs up."""
    return rules.Terms(
        counts=intake.counts,
        capacity=intake.capacity,
        most_adults=intake.most_adults,
        most_children=intake.most_children,
        asks_ages=intake.asks_ages,
        age_from_months=intake.age_from_months,
        age_to_months=intake.age_to_months,
        needs=frozenset(intake.needs),
    )


def wanted_of(party: Party) -> rules.Wanted:
    """Return what a family asks for, its children as old as they are today."""
    told_on, today = timezone.localdate(party.made_at), timezone.localdate()
    ages = [rules.age_now(age, told_on=told_on, today=today) for age in party.ages]
    needs = frozenset(access.told_of(party).needs)
    return rules.Wanted(party.adults, party.children, tuple(ages), needs)


def refusal(intake: Intake, now: dt.datetime | None = None) -> rules.Refusal | None:
    """Say why nobody can sign up now, or None."""
    now = now or timezone.now()
    return rules.refuse_window(
        is_open=intake.is_open,
        opens_at=intake.opens_at,
        closes_at=intake.closes_at,
        ends_on=intake.ends_on,
        now=now,
        today=timezone.localdate(now),
    )


def refuse_moving(party: Party, into: Intake) -> rules.Refusal | None:
    """Say why a family can't come to another intake, whatever room there is, or None.

    Who is in needs no invitation there: whoever moves it vouches for it.
    """
    reason = rules.refuse_party(wanted_of(party), terms(into))
    needs_one = into.needs_invitation and party.state != State.IN
    if reason is None and needs_one and party.code_id is None:
        return rules.Refusal.INVITATION_NEEDED
    return reason


def parties_in(intake: Intake) -> QuerySet[Party]:
    """Return the families that are in."""
    return intake.parties.filter(state=State.IN)


def queue(intake: Intake) -> QuerySet[Party]:
    """Return those who wait, in the order of the line."""
    return intake.parties.filter(state=State.WAITING).order_by("place_in_line")


def place_in_line(party: Party) -> int:
    """Return how many are before a family, and itself: 1 is next (one query)."""
    before = Party.objects.filter(
        intake=party.intake_id,
        state=State.WAITING,
        place_in_line__lt=party.place_in_line,
    )
    return before.count() + 1


def numbers(intake: Intake) -> Numbers:
    """Count an intake (one query)."""
    counted = intake.parties.aggregate(
        families_in=Count("pk", filter=Q(state=State.IN)),
        adults=Sum("adults", filter=Q(state=State.IN), default=0),
        children=Sum("children", filter=Q(state=State.IN), default=0),
        held=Count("pk", filter=Q(state=State.HELD)),
        asked=Count("pk", filter=Q(state=State.ASKED)),
        offered=Count("pk", filter=Q(state=State.OFFERED)),
        waiting=Count("pk", filter=Q(state=State.WAITING)),
    )
    return Numbers(**counted, taken=intake.taken, free=intake.free)


def by_source(intake: Intake) -> list[BySource]:
    """Compare the sources of invitations: given, opened, joined (one query)."""
    found = (
        Invitation.objects.filter(intake=intake)
        .values("source")
        .annotate(
            opened=Count("codes", filter=Q(codes__opened_at__isnull=False)),
            joined=Count("codes", filter=Q(codes__used_at__isnull=False)),
        )
        .order_by("source")
    )
    given = dict(
        Invitation.objects.filter(intake=intake)
        .values_list("source")
        .annotate(Sum("given"))
    )
    return [BySource(**row, given=given[row["source"]]) for row in found]


def by_channel(intake: Intake) -> dict[str, int]:
    """Count by which way those who came in had heard of it; erased ones count too."""
    return {
        name.removeprefix("heard:"): number
        for name, number in sorted(intake.tally.items())
        if name.startswith("heard:")
    }


def wrong_counters() -> list[int]:
    """Return the intakes whose counters do not agree with their families (numbers)."""
    counted = Intake.objects.annotate(
        seats=Sum(
            "parties__seats", filter=Q(parties__state__in=rules.SEATED), default=0
        ),
        line=Count("parties", filter=Q(parties__state=State.WAITING)),
    ).values_list("pk", "taken", "seats", "waiting", "line")
    return [
        pk
        for pk, taken, seats, waiting, line in counted
        if (taken, waiting) != (seats, line)
    ]


def waits_since(now: dt.datetime) -> dt.datetime | None:
    """Return since when something of time is over (None: nothing is)."""
    over = Party.objects.filter(until__lte=now).order_by("until")
    return over.values_list("until", flat=True).first()
