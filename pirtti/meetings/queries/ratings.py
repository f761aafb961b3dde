"""Which meetings a family may answer about, and what leaders may see of the answers."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.utils import timezone

from pirtti.calendar.models import Occurrence
from pirtti.core import sealed, small_cells
from pirtti.groups import rules as group_rules
from pirtti.groups.models import Group
from pirtti.meetings import rating_rules as rules
from pirtti.meetings.models import ClosingAnswer, Rating, RatingMark
from pirtti.meetings.rooms import Member

Values = dict[str, list[int]]


def mark_of(member: Member, occurrence: Occurrence | None) -> str:
    """Return the fingerprint of a family's answer; of the closing form without a date.

    It is made of the family's seed, which goes when the family goes: after that not
    even the secret key leads back.
    """
    what = occurrence.pk if occurrence is not None else f"group {member.group.pk}"
    return sealed.fingerprint(f"{member.party.seed} {what}", purpose="rating")


def may_rate(member: Member, occurrence: Occurrence, now: dt.datetime) -> bool:
    """Say whether a family may answer about a meeting: held lately, and it was in."""
    is_of_group = occurrence.activity_id == member.group.activity_id
    was_in = member.party.made_at <= occurrence.ends_at
    is_held = not occurrence.is_cancelled and rules.is_open(occurrence.ends_at, now)
    return is_of_group and was_in and is_held


def meeting_of(member: Member, pk: int) -> Occurrence | None:
    """Return a meeting of a member's group; None for those of others."""
    return member.group.activity.occurrences.filter(pk=pk).first()


def to_rate(member: Member, now: dt.datetime) -> Occurrence | None:
    """Return the latest meeting that a family may still answer about, or None."""
    since = now - dt.timedelta(days=rules.OPEN_DAYS)
    held = member.group.activity.occurrences.filter(
        ends_at__lte=now, ends_at__gt=since, state=Occurrence.State.PLANNED
    )
    latest = held.order_by("-ends_at").first()
    if latest is None or not may_rate(member, latest, now):
        return None
    return None if has_answered(member, latest) else latest


def has_answered(member: Member, occurrence: Occurrence | None) -> bool:
    """Say whether a family answered about a meeting, or the group, lately."""
    return RatingMark.objects.filter(pk=mark_of(member, occurrence)).exists()


def ended_on(group: Group) -> dt.date | None:
    """Return the day on which a group ended; None while it goes on."""
    if group.state != group_rules.State.ENDED:
        return None
    step = group.steps.filter(state=group_rules.State.ENDED).last()
    return timezone.localdate(step.at) if step else group.ends_on


def may_close(member: Member, now: dt.datetime) -> bool:
    """Say whether a family is asked about the whole group now."""
    is_time = rules.may_close(ended_on(member.group), timezone.localdate(now))
    return is_time and not has_answered(member, None)


@dataclass(frozen=True)
class Meeting:
    """One meeting and its averages, by line; nothing of fewer than five answers."""

    on: dt.date
    is_over: bool
    lines: tuple[rules.Average, ...]

    @property
    def is_shown(self) -> bool:
        """Say whether any line may be shown."""
        return any(line.is_shown for line in self.lines)


@dataclass(frozen=True)
class Trends:
    """What leaders may see: averages by meeting and over all, and the closing choices.

    `closing` has a row for each question, None where there were too few answers.
    """

    meetings: list[Meeting]
    total: tuple[rules.Average, ...]
    closing: list[tuple[int | small_cells.Hidden, ...] | None] | None


def trends(group: Group, now: dt.datetime) -> Trends:
    """Return what may be shown of a group's answers (four queries)."""
    answers = _answers(group)
    dates = Occurrence.objects.filter(pk__in=answers).order_by("-starts_at")
    meetings, over = [], []
    for date in dates:
        is_over = rules.is_over(date.ends_at, now)
        values = answers[date.pk]
        if is_over:
            over.append(values)
        lines = tuple(
            rules.average(values[line]) if is_over else rules.HIDDEN
            for line in rules.LINES
        )
        meetings.append(Meeting(date.on, is_over, lines))
    has_ended = rules.is_all_over(ended_on(group), timezone.localdate(now))
    total = tuple(
        rules.over_all((values[line] for values in over), has_ended=has_ended)
        for line in rules.LINES
    )
    return Trends(meetings, total, _closing(group, now))


def _answers(group: Group) -> dict[int, Values]:
    found: dict[int, Values] = {}
    rows = Rating.objects.filter(group=group).values_list("occurrence", *rules.LINES)
    for occurrence, *values in rows:
        lines = found.setdefault(occurrence, {line: [] for line in rules.LINES})
        for line, value in zip(rules.LINES, values, strict=True):
            if value is not None:
                lines[line].append(value)
    return found


def _closing(
    group: Group, now: dt.datetime
) -> list[tuple[int | small_cells.Hidden, ...] | None] | None:
    """Return the closing choices once nobody can answer any more; None before."""
    ended = ended_on(group)
    if ended is None or rules.may_close(ended, timezone.localdate(now)):
        return None
    rows = list(ClosingAnswer.objects.filter(group=group).values(*rules.CLOSING))
    counts = [Counter(row[line] for row in rows if row[line]) for line in rules.CLOSING]
    return [
        rules.choices({each: count[each.value] for each in rules.Said})
        for count in counts
    ]
