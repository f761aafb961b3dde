"""The families of a group as its leaders read them: for nobody else."""

from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from pirtti.calendar.models import Occurrence
from pirtti.core.formfields import LANGUAGE_NAMES
from pirtti.groups.models import Group
from pirtti.meetings import leading_messages as messages
from pirtti.meetings.models import Attendance
from pirtti.signups import access as signups
from pirtti.signups import rules as signup_rules
from pirtti.signups import words as signup_words
from pirtti.signups.models import Intake, Party

State = signup_rules.State
PAGE = 50
# Whom a leader looks at first: who waits for a call, who asked, then who is in.
_CALL, _ASKED, _IN, _OFFERED, _WAITING, _HELD = range(6)


@dataclass(frozen=True)
class Family:
    """A family as its leader reads it."""

    party: Party
    nickname: str
    contact: str
    needs: list[str]
    ages: list[str]
    group: int

    @property
    def is_to_call(self) -> bool:
        """Say whether somebody should call it to confirm."""
        return self.group == _CALL

    @property
    def has_asked(self) -> bool:
        """Say whether it waits for a yes."""
        return self.group in {_CALL, _ASKED}


def _to_call() -> Q:
    return Q(by_phone=True, state=State.HELD)


def to_call(intake: Intake) -> int:
    """Count the families that gave a phone number and wait for a call."""
    return intake.parties.filter(_to_call()).count()


def waiting_for_leaders(activities: list[int]) -> dict[int, tuple[int, int]]:
    """Count who waits for a call and who asked, by activity of a group (one query)."""
    rows = (
        Party.objects.filter(_to_call() | Q(state=State.ASKED))
        .filter(intake__activity__in=activities)
        .values_list("intake__activity")
        .annotate(
            call=Count("pk", filter=_to_call()),
            asked=Count("pk", filter=Q(state=State.ASKED)),
        )
    )
    return {activity: (call, asked) for activity, call, asked in rows}


def families(group: Group, *, only_in: bool = False) -> QuerySet[Party]:
    """Return a group's families, those first for whom a leader should do something."""
    found = Party.objects.filter(intake__activity=group.activity_id).exclude(
        state=State.GONE
    )
    if only_in:
        found = found.filter(state=State.IN)
    order = Case(
        When(_to_call(), then=Value(_CALL)),
        When(state=State.ASKED, then=Value(_ASKED)),
        When(state=State.IN, then=Value(_IN)),
        When(state=State.OFFERED, then=Value(_OFFERED)),
        When(state=State.WAITING, then=Value(_WAITING)),
        default=Value(_HELD),
        output_field=IntegerField(),
    )
    return found.annotate(turn=order).order_by("turn", "place_in_line", "made_at", "pk")


def opened(party: Party) -> Family:
    """Open what a family told; only a leader's page may."""
    told = signups.told_of(party)
    return Family(
        party=party,
        nickname=told.nickname,
        contact=told.contact,
        needs=[_need(need, told.interpreter) for need in told.needs],
        ages=[signup_words.age(_age_now(party, months)) for months in party.ages],
        group=getattr(party, "turn", _turn(party)),
    )


def _turn(party: Party) -> int:
    if party.state == State.HELD:
        return _CALL if party.by_phone else _HELD
    return {State.ASKED: _ASKED, State.IN: _IN, State.OFFERED: _OFFERED}.get(
        State(party.state), _WAITING
    )


def _need(need: str, spoken: str) -> str:
    words = str(messages.NEEDS[signup_rules.Need(need)])
    if need != signup_rules.Need.INTERPRETER or not spoken:
        return words
    return f"{words} ({LANGUAGE_NAMES.get(spoken, spoken)})"


def _age_now(party: Party, months: int) -> int:
    return signup_rules.age_now(
        months,
        told_on=timezone.localdate(party.made_at),
        today=timezone.localdate(),
    )


def ticked(meeting: Occurrence) -> set[int]:
    """Return the families that were ticked at a meeting (one query)."""
    rows = Attendance.objects.filter(occurrence=meeting)
    return set(rows.values_list("party_id", flat=True))
