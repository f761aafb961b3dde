"""What the desk does to a group in one go that takes several actions below."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Activity, Series
from pirtti.founding import actions as founding
from pirtti.groups import actions, queries, rules
from pirtti.groups.models import Group, Leader
from pirtti.meetings import actions as meetings
from pirtti.people import access as people_access
from pirtti.people import actions as people
from pirtti.people.models import User
from pirtti.signups import actions as signups

# Sign-up to a group whose last day nobody knows lasts so long at first.
WITHOUT_END = dt.timedelta(days=120)


@dataclass(frozen=True)
class Settings:
    """What a group is: its axes, other fields of it, and its sign-up (None: none)."""

    axes: rules.Axes
    values: dict[str, Any]
    seats: dict[str, Any] | None


@transaction.atomic
def make_group(activity: Activity, settings: Settings, *, by: User) -> Group:
    """Make a group of an activity with its sign-up, all or nothing. Raises Refused."""
    group = actions.make_group(activity, axes=settings.axes, by=by, **settings.values)
    _seat(group, settings, by=by)
    return group


@transaction.atomic
def change_group(group: Group, settings: Settings, *, by: User) -> Group:
    """Change what a group is and its sign-up, all or nothing. Raises Refused."""
    group = actions.change_group(group, axes=settings.axes, by=by, **settings.values)
    _seat(group, settings, by=by)
    return group


def _seat(group: Group, settings: Settings, *, by: User) -> None:
    """Open or change the sign-up; one that is there already stays for its families."""
    if settings.seats is None:
        return
    seats = settings.seats | {"is_discreet": group.is_hidden}
    intake = queries.intake_of(group)
    last = queries.last_meeting(group)
    until = group.ends_on or (last.on if last else None)
    if intake is None:
        first = until or timezone.localdate() + WITHOUT_END
        signups.open_intake(group.activity, by=by, ends_on=first, **seats)
        return
    if until is not None and intake.ends_on < until:
        seats |= {"ends_on": until}
    signups.change_intake(intake, by=by, **seats)


@transaction.atomic
def add_leader(
    group: Group, *, email: str, language: str, by: User, **values: Any
) -> Leader:
    """Let the owner of an address lead, making the account first where there is none.

    Leaders sign in with a code that is mailed to them; they are told by a letter.
    Raises Refused.
    """
    user = people_access.account_with(email)
    if user is None:
        user = people.make_account(
            email=email, name=values["alias"], language=language, by=by
        )
    leader = actions.add_leader(group, user, by=by, **values)
    if user.pk != by.pk:
        actions.welcome(leader)
    return leader


@transaction.atomic
def end_leader(leader: Leader, *, by: User) -> None:
    """End somebody's part for good, so that nothing lets them lead again by itself.

    What they said yes to standing in for is withdrawn, invitations to lead the group
    go, and who leads nothing else is asked no more to stand in. Raises Refused.
    """
    group, user = leader.group, leader.user
    actions.end_leader(leader, by=by)
    founding.forget_invites(group)
    meetings.forget_substitute(group, user, by=by)


@transaction.atomic
def add_dates(group: Group, rhythm: dict[str, Any], *, by: User) -> Series:
    """Give a group a rhythm once, and keep its sign-up open as long. Raises Refused."""
    Group.objects.select_for_update(of=("self",), no_key=True).get(pk=group.pk)
    names = ("frequency", "starts_on", "starts_at", "ends_at", "ends_on")
    same = {name: rhythm.get(name) for name in names}
    twin = Series.objects.filter(activity=group.activity_id, **same).first()
    if twin is not None:
        return twin
    series = calendar.add_series(group.activity, by=by, **rhythm)
    actions.prolong(group, by=by)
    return series
