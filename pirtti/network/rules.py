"""Decisions about roles, places and opening hours; no Django."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto


class Level(StrEnum):
    """The four levels of the tree of areas, largest first."""

    COUNTRY = "country"
    COUNTY = "county"
    MUNICIPALITY = "municipality"
    NEIGHBOURHOOD = "neighbourhood"


class Role(StrEnum):
    """What a person is for an organisation, a place or an area (`domain.md` §1)."""

    VOLUNTEER = "volunteer"
    LEADER = "leader"
    WORKER = "worker"
    COORDINATOR = "coordinator"
    AREA_COORDINATOR = "area_coordinator"
    ORGANISATION_CONTACT = "organisation_contact"
    STEERING_MEMBER = "steering_member"
    UMBRELLA_OFFICER = "umbrella_officer"
    EVALUATOR = "evaluator"
    TECHNICAL_ADMIN = "technical_admin"


class May(StrEnum):
    """One thing that a role lets a person do within its scope."""

    SEE_DESK = "see_desk"
    COUNT = "count"
    CORRECT_COUNTS = "correct_counts"
    SEE_FIGURES = "see_figures"
    EDIT_CALENDAR = "edit_calendar"
    PUBLISH = "publish"
    EDIT_PLACE = "edit_place"
    EDIT_ORGANISATION = "edit_organisation"
    GIVE_ROLES = "give_roles"
    SEE_SILENT = "see_silent"
    RUN_GROUPS = "run_groups"
    RUN_INSTALLATION = "run_installation"


_DAY = {May.SEE_DESK, May.COUNT}
_HOUSE = _DAY | {May.CORRECT_COUNTS, May.SEE_FIGURES, May.EDIT_CALENDAR, May.PUBLISH}

# Default deny: what is not listed is not allowed.
ALLOWED: dict[Role, frozenset[May]] = {
    Role.VOLUNTEER: frozenset(_DAY),
    Role.LEADER: frozenset(_DAY | {May.CORRECT_COUNTS, May.EDIT_CALENDAR}),
    Role.WORKER: frozenset(_DAY | {May.SEE_FIGURES, May.EDIT_CALENDAR}),
    Role.COORDINATOR: frozenset(
        _HOUSE | {May.EDIT_PLACE, May.GIVE_ROLES, May.SEE_SILENT, May.RUN_GROUPS}
    ),
    Role.AREA_COORDINATOR: frozenset(
        _HOUSE
        | {May.EDIT_PLACE, May.EDIT_ORGANISATION, May.GIVE_ROLES, May.SEE_SILENT}
        | {May.RUN_GROUPS}
    ),
    Role.ORGANISATION_CONTACT: frozenset(
        _HOUSE | {May.EDIT_ORGANISATION, May.GIVE_ROLES, May.RUN_GROUPS}
    ),
    Role.STEERING_MEMBER: frozenset({May.SEE_DESK, May.SEE_FIGURES}),
    Role.UMBRELLA_OFFICER: frozenset({May.SEE_DESK, May.SEE_FIGURES, May.SEE_SILENT}),
    Role.EVALUATOR: frozenset({May.SEE_FIGURES}),
    Role.TECHNICAL_ADMIN: frozenset(
        {May.SEE_DESK, May.RUN_INSTALLATION, May.GIVE_ROLES}
    ),
}

# Who may be given by whom: nobody hands out more than they hold.
LONGEST_ROLE_DAYS = 3 * 366


class Refusal(Enum):
    """Why something about the network was not done."""

    NOT_ALLOWED = auto()
    ROLE_NEEDS_END = auto()
    ROLE_ENDS_BEFORE_START = auto()
    ROLE_TOO_LONG = auto()
    ROLE_NEEDS_ONE_SCOPE = auto()
    ROLE_ABOVE_OWN = auto()
    CLOSES_BEFORE_OPENING = auto()
    SEASON_ENDS_BEFORE_START = auto()
    ORGANISATION_UNDER_ITSELF = auto()
    CHANGED_SINCE = auto()


def roles_that_may(what: May) -> frozenset[Role]:
    """Return the roles that let a person do `what`."""
    return frozenset(role for role, allowed in ALLOWED.items() if what in allowed)


def may_stay_a_season(held: Iterable[Role]) -> bool:
    """Say whether people with just these roles may stay signed in for a season (X6).

    Only volunteers: they see the calendar and count; of other people they see no more
    than who runs a date.
    """
    return set(held) == {Role.VOLUNTEER}


# Whose account opens what belongs to many: groups of a place or town, roles of others,
# the installation (`reliability.md` row 38). Leaders and volunteers are never asked.
_OPENS_MUCH = frozenset({May.RUN_GROUPS, May.GIVE_ROLES, May.RUN_INSTALLATION})


def should_have_second_step(held: Iterable[Role]) -> bool:
    """Say whether people with these roles should sign in with a second step."""
    return any(ALLOWED[role] & _OPENS_MUCH for role in held)


def refuse_role(
    *, starts_on: dt.date, ends_on: dt.date | None, scopes: int
) -> Refusal | None:
    """Say why a role can't be given like this, or None.

    Every role ends (at most three years ahead), and holds at exactly one
    organisation, place or area.
    """
    if ends_on is None:
        return Refusal.ROLE_NEEDS_END
    if ends_on < starts_on:
        return Refusal.ROLE_ENDS_BEFORE_START
    if (ends_on - starts_on).days > LONGEST_ROLE_DAYS:
        return Refusal.ROLE_TOO_LONG
    return None if scopes == 1 else Refusal.ROLE_NEEDS_ONE_SCOPE


def may_give(giver: Iterable[Role], role: Role) -> bool:
    """Say whether people with these roles may give `role`: never more than their own.

    The technical administrator gives every role, since somebody must be first.
    """
    own = {Role(held) for held in giver}
    if Role.TECHNICAL_ADMIN in own:
        return True
    held = frozenset[May]().union(
        *(ALLOWED[mine] for mine in own if May.GIVE_ROLES in ALLOWED[mine])
    )
    return ALLOWED[role] <= held


@dataclass(frozen=True)
class Hours:
    """One line of opening hours: a weekday (Monday = 0), times and a season."""

    weekday: int
    opens: dt.time
    closes: dt.time
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


@dataclass(frozen=True)
class DayException:
    """A day or days that differ; without times the place is closed."""

    first: dt.date
    last: dt.date
    opens: dt.time | None = None
    closes: dt.time | None = None


def refuse_hours(hours: Hours) -> Refusal | None:
    """Say what is wrong with a line of opening hours, or None."""
    if hours.closes <= hours.opens:
        return Refusal.CLOSES_BEFORE_OPENING
    if hours.valid_from and hours.valid_to and hours.valid_to < hours.valid_from:
        return Refusal.SEASON_ENDS_BEFORE_START
    return None


def open_hours(
    day: dt.date, hours: Iterable[Hours], exceptions: Iterable[DayException]
) -> list[tuple[dt.time, dt.time]]:
    """Return when a place is open on `day`, earliest first; an exception wins.

    Lines that overlap are one: families read 9–13, never 9–12, 11–13.
    """
    for change in exceptions:
        if change.first <= day <= change.last:
            if change.opens is None or change.closes is None:
                return []
            return [(change.opens, change.closes)]
    return _joined(
        (line.opens, line.closes)
        for line in hours
        if line.weekday == day.weekday() and _in_season(line, day)
    )


def _joined(
    ranges: Iterable[tuple[dt.time, dt.time]],
) -> list[tuple[dt.time, dt.time]]:
    joined: list[tuple[dt.time, dt.time]] = []
    for opens, closes in sorted(ranges):
        if joined and opens < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], closes))
        else:
            joined.append((opens, closes))
    return joined


def _in_season(line: Hours, day: dt.date) -> bool:
    return (line.valid_from is None or line.valid_from <= day) and (
        line.valid_to is None or day <= line.valid_to
    )
