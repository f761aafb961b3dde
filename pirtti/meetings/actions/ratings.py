"""Taking answers about meetings and groups, so that nobody can tell whose they are."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from pirtti.calendar.models import Occurrence
from pirtti.core.refusals import Refused
from pirtti.meetings import rating_rules as rules
from pirtti.meetings.models import ClosingAnswer, Rating, RatingMark
from pirtti.meetings.queries import ratings as queries
from pirtti.meetings.rooms import Member


@transaction.atomic
def rate(
    member: Member,
    occurrence: Occurrence,
    values: Mapping[str, int | None],
    *,
    now: dt.datetime | None = None,
) -> None:
    """Take one answer about a meeting: `values` by `rules.LINES`, 0–10 or None.

    Raises Refused when it is not the time, when the family answered already and when
    every line was left out.
    """
    now = now or timezone.now()
    if not queries.may_rate(member, occurrence, now):
        raise Refused(rules.Refusal.NOT_OPEN)
    given = {line: values.get(line) for line in rules.LINES}
    if all(value is None for value in given.values()):
        raise Refused(rules.Refusal.NOTHING_ANSWERED)
    _mark(queries.mark_of(member, occurrence), now)
    Rating.objects.create(group=member.group, occurrence=occurrence, **given)


@transaction.atomic
def close(
    member: Member, values: Mapping[str, str], *, now: dt.datetime | None = None
) -> None:
    """Take one answer about the whole group: `values` by `rules.CLOSING`. Raises Refused."""
    now = now or timezone.now()
    ended_on = queries.ended_on(member.group)
    if not rules.may_close(ended_on, timezone.localdate(now)):
        raise Refused(rules.Refusal.NOT_OPEN)
    given = {line: values.get(line, "") for line in rules.CLOSING}
    if not any(given.values()):
        raise Refused(rules.Refusal.NOTHING_ANSWERED)
    _mark(queries.mark_of(member, None), now)
    ClosingAnswer.objects.create(group=member.group, **given)


def _mark(fingerprint: str, now: dt.datetime) -> None:
    """Note that a family answered: of two at once the database lets one through."""
    until = timezone.localdate(now + rules.MARKS_KEPT)
    _row, is_new = RatingMark.objects.get_or_create(
        fingerprint=fingerprint, defaults={"until": until}
    )
    if not is_new:
        raise Refused(rules.Refusal.ANSWERED_ALREADY)


def forget_marks(now: dt.datetime) -> int:
    """Delete the marks of answers after 30 days; the answers stay. Returns how many."""
    return RatingMark.objects.filter(until__lt=timezone.localdate(now)).delete()[0]
