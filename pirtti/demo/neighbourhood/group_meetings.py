"""What leaders of the demo have prepared: plans, materials, a stand-in, numbers, support."""

import datetime as dt

from django.utils import timezone

from pirtti.calendar.models import Occurrence
from pirtti.demo.neighbourhood import files
from pirtti.demo.neighbourhood.files import Raw
from pirtti.founding import actions as founding
from pirtti.groups.models import Group
from pirtti.meetings import actions
from pirtti.people.models import User
from pirtti.signups.models import Party
from pirtti.visits import queries as visits
from pirtti.visits import rules as visit_rules


def prepare(
    group: Group, raw: Raw, families: dict[str, Party], *, today: dt.date
) -> None:
    """Prepare the coming meetings of a group, tell of the last ones, and its support."""
    leader: User = group.leaders.select_related("user").earliest("pk").user
    for number, row in enumerate(raw.get("plans", [])):
        _plan(group, row, number, by=leader)
    for row in raw.get("materials", []):
        actions.add_material(group, title=row["title"], url=row["url"], by=leader)
    if "came" in raw:
        _tell_who_came(group, raw["came"], by=leader)
    if "ticked" in raw:
        _tick(group, [families[nick].pk for nick in raw["ticked"]], by=leader)
    if "stand_in" in raw:
        _ask_to_stand_in(group, raw["stand_in"], today, by=leader)
    if "support" in raw:
        _support(group, raw["support"], today, by=leader)


def _coming(group: Group) -> list[Occurrence]:
    coming = group.activity.occurrences.filter(
        starts_at__gt=timezone.now(), state=Occurrence.State.PLANNED
    )
    return list(coming.order_by("starts_at")[:3])


def _held(group: Group) -> list[Occurrence]:
    """Return the last meetings, the latest first."""
    held = group.activity.occurrences.filter(
        ends_at__lt=timezone.now(), state=Occurrence.State.PLANNED
    )
    return list(held.select_related("place").order_by("-starts_at")[:4])


def _plan(group: Group, row: Raw, number: int, *, by: User) -> None:
    """Plan the next meeting, or the one after it."""
    for meeting in _coming(group)[number : number + 1]:
        actions.plan_meeting(
            group,
            meeting,
            practical=row.get("practical", ""),
            intro=row.get("intro", ""),
            intro_minutes=row.get("minutes", 0),
            theme=files.text(row.get("theme")),
            guest=files.text(row.get("guest")),
            by=by,
        )


def _tell_who_came(group: Group, rows: list[list[int]], *, by: User) -> None:
    names = (visit_rules.ADULTS, visit_rules.CHILDREN)
    for meeting, numbers in zip(_held(group), rows, strict=False):
        place = meeting.place
        known = visits.categories_of(place) if place is not None else names
        totals = dict(zip(names, numbers, strict=True))
        totals = {name: total for name, total in totals.items() if name in known}
        actions.store_attendance(group, meeting, totals=totals, by=by)


def _tick(group: Group, there: list[int], *, by: User) -> None:
    for meeting in _held(group)[:1]:
        actions.store_attendance(group, meeting, totals={}, there=there, by=by)


def _ask_to_stand_in(group: Group, raw: Raw, today: dt.date, *, by: User) -> None:
    """Ask the pair and the pool to lead the meeting after the next one."""
    for email in raw["pool"]:
        actions.join_pool(
            User.objects.get(email=email),
            group.activity.area,
            ends_on=today + dt.timedelta(days=raw["days"]),
        )
    for meeting in _coming(group)[1:2]:
        actions.ask_substitute(group, meeting, by=by)


def _support(group: Group, raw: Raw, today: dt.date, *, by: User) -> None:
    """Name the support person with what was done; or ask for one."""
    if "words" in raw:
        founding.ask_support(group, words=raw["words"], by=by)
        return
    person = User.objects.get(email=raw["email"])
    founding.give_support(group, person, by=None)
    for row in raw["visits"]:
        founding.add_visit(
            group,
            on=today + dt.timedelta(days=row["days"]),
            kind=row["kind"],
            note=row["note"],
            by=person,
        )
