"""Taking back what was just done, instead of asking "are you sure?" (X4).

A signed note holds what there was before; nothing is stored. The page that says what
was done carries it in a button. It is for the account that did it, for 30 days, and
what it asks for is checked like any other request.
"""

import datetime as dt
from collections.abc import Callable
from enum import Enum
from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from pirtti.calendar import access as calendar_access
from pirtti.calendar import actions as calendar
from pirtti.calendar import rules as calendar_rules
from pirtti.calendar.models import Activity, Change, Series, Theme
from pirtti.core import content
from pirtti.core.refusals import Refused
from pirtti.desk import access, rules
from pirtti.desk.queries import places as place_queries
from pirtti.desk.queries import roles as role_queries
from pirtti.network import access as network_access
from pirtti.network import actions as network
from pirtti.network.models import OpeningException, Organisation, RoleGiven
from pirtti.network.rules import May, Role
from pirtti.people.models import User
from pirtti.presence import access as presence_access
from pirtti.presence import actions as presence
from pirtti.presence.models import Stay
from pirtti.visits import actions as visits
from pirtti.visits.models import OwnCategory

SALT = "pirtti.desk.undo"
HOLDS = dt.timedelta(days=30)
# The page to go on with, and what takes it back (may raise Refused).
Step = tuple[str, Callable[[], object]]


def _note(by: User, kind: str, **values: Any) -> str:
    return signing.dumps(
        {"by": by.pk, "kind": kind, "values": values}, salt=SALT, compress=True
    )


def take_back(by: User, note: str) -> tuple[str, Enum | None]:
    """Do the opposite of what the note tells of.

    Returns the page to go on with, and why it was not done, if so. Raises Http404
    when the account may not do it (any more).
    """
    try:
        told = signing.loads(note, salt=SALT, max_age=HOLDS)
    except signing.BadSignature:
        told = {}
    if told.get("by") != by.pk:
        return reverse("desk:today"), rules.Refusal.NOTHING_TO_UNDO
    address, step = KINDS[told["kind"]](by, **told["values"])
    try:
        step()
    except Refused as refused:
        return address, refused.reason
    return address, None


def series_ending(by: User, series: Series, last_on: dt.date) -> str:
    """Note how long a rhythm lasts before it is ended; empty when nothing changes."""
    if series.ends_on == last_on:
        return ""
    before = series.ends_on.isoformat() if series.ends_on else ""
    return _note(by, "series", pk=series.pk, last=last_on.isoformat(), before=before)


def _reopen(by: User, pk: int, last: str, before: str) -> Step:
    series = access.series_for(by, pk, May.EDIT_CALENDAR)
    ends_on = dt.date.fromisoformat(before) if before else None

    def step() -> int:
        if series.ends_on != dt.date.fromisoformat(last):
            raise Refused(calendar_rules.Refusal.CHANGED_SINCE)
        return calendar.reopen_series(series, ends_on=ends_on, by=by)

    return reverse("desk:activity", args=[series.activity_id]), step


def draft(by: User, activity: Activity) -> str:
    """Note an activity that families see, before it is made a draft again."""
    return _note(by, "draft", pk=activity.pk) if activity.is_published else ""


def _publish(by: User, pk: int) -> Step:
    activity = calendar_access.activity_for(by, pk, May.PUBLISH)
    address = reverse("desk:activity", args=[pk])
    return address, lambda: calendar.publish(activity, by=by)


def role_ending(by: User, given: RoleGiven) -> str:
    """Note a role before it is ended."""
    return _note(
        by,
        "role",
        user=given.user_id,
        role=given.role,
        scope=role_queries.word_of(given.scope),
        ends=given.ends_on.isoformat(),
    )


def _give_again(by: User, user: int, role: str, scope: str, ends: str) -> Step:
    person, where = role_queries.role_to_restore(by, user, Role(role), scope)

    def step() -> RoleGiven:
        return network.restore_role(
            person,
            Role(role),
            scope=where,
            ends_on=dt.date.fromisoformat(ends),
            by=by,
            today=timezone.localdate(),
            givers_roles=role_queries.givers_roles(by, where),
        )

    return reverse("desk:roles"), step


def exception_removal(by: User, exception: OpeningException) -> str:
    """Note days that differ before they are taken away."""
    days = [exception.first_on.isoformat(), exception.last_on.isoformat()]
    hours = [
        time.isoformat() if time else "" for time in (exception.opens, exception.closes)
    ]
    reason = content.plain(exception.reason)
    values = {"days": days, "hours": hours, "reason": reason}
    return _note(by, "exception", place=exception.place_id, **values)


def _tell_again(
    by: User, place: int, days: list[str], hours: list[str], reason: Any
) -> Step:
    found = network_access.place_for(by, place, May.EDIT_PLACE)
    first_on, last_on = map(dt.date.fromisoformat, days)
    opens, closes = (dt.time.fromisoformat(time) if time else None for time in hours)

    def step() -> OpeningException:
        return network.restore_exception(
            found,
            first_on=first_on,
            last_on=last_on,
            opens=opens,
            closes=closes,
            reason=LazyI18nString(reason),
            by=by,
        )

    return reverse("desk:hours", args=[place]), step


def category_retiring(by: User, category: OwnCategory) -> str:
    """Note a counter of a place's own before it is taken off the page."""
    return _note(by, "category", place=category.place_id, pk=category.pk)


def _put_back(by: User, place: int, pk: int) -> Step:
    found = network_access.place_for(by, place, May.EDIT_PLACE)
    category = place_queries.category_of(found, pk)
    address = reverse("desk:counting", args=[place])
    return address, lambda: visits.restore_category(category, by=by)


def theme_removal(by: User, theme: Theme) -> str:
    """Note a theme before it is taken away."""
    texts = {"text": content.plain(theme.text), "guest": content.plain(theme.guest)}
    return _note(
        by,
        "theme",
        activity=theme.activity_id,
        organisation=theme.guest_organisation_id,
        **texts,
    )


def _store_again(
    by: User, activity: int, text: Any, guest: Any, organisation: int | None
) -> Step:
    found = calendar_access.activity_for(by, activity, May.EDIT_CALENDAR)

    def step() -> Theme:
        return calendar.add_theme(
            found,
            text=LazyI18nString(text),
            guest=LazyI18nString(guest),
            guest_organisation=Organisation.objects.filter(
                pk=organisation or 0
            ).first(),
            by=by,
        )

    return reverse("desk:programme", args=[activity]), step


def many_dates(by: User, change: Change) -> str:
    """Note a change of many dates that was just made."""
    return _note(by, "change", pk=change.pk)


def _put_dates_back(by: User, pk: int) -> Step:
    change = calendar_access.change_for(by, pk, May.EDIT_CALENDAR)
    address = reverse("desk:activity", args=[change.activity_id])
    return address, lambda: calendar.undo_change(change, by=by)


def stay_removal(by: User, stay: Stay) -> str:
    """Note a worker's time at a place before it is taken away."""
    names = ("card_id", "place_id", "room_id", "weekday", "parity")
    days = ("on", "first_on", "last_on", "starts_at", "ends_at")
    plain = {name: getattr(stay, name) for name in names}
    told = {name: getattr(stay, name) for name in days}
    return _note(
        by,
        "stay",
        plain=plain,
        told={name: value.isoformat() if value else "" for name, value in told.items()},
    )


def _stay_again(by: User, plain: dict[str, Any], told: dict[str, str]) -> Step:
    place = network_access.place_for(by, plain["place_id"], May.EDIT_CALENDAR)
    card = presence_access.cards_for_place(by, place).filter(
        pk=int(plain["card_id"] or 0)
    )
    read = {"starts_at": dt.time.fromisoformat, "ends_at": dt.time.fromisoformat}
    values = {
        name: read.get(name, dt.date.fromisoformat)(value) if value else None
        for name, value in told.items()
    }
    plain = {name: value for name, value in plain.items() if name != "card_id"}

    def step() -> Stay:
        worker = card.first()
        if worker is None:
            raise Refused(rules.Refusal.NOTHING_TO_UNDO)
        stay = Stay(card=worker, **plain, **values)
        return presence.add_stay(stay, by=by, today=timezone.localdate())

    return reverse("desk:here", args=[place.pk]), step


KINDS: dict[str, Callable[..., Step]] = {
    "stay": _stay_again,
    "series": _reopen,
    "draft": _publish,
    "role": _give_again,
    "exception": _tell_again,
    "category": _put_back,
    "theme": _store_again,
    "change": _put_dates_back,
}
