"""What people do with areas, organisations, places and roles."""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F
from i18nfield.strings import LazyI18nString

from pirtti.core.refusals import Refused
from pirtti.network import geodata, rules
from pirtti.network.models import (
    Area,
    OpeningException,
    OpeningHours,
    Organisation,
    Place,
    PostalCode,
    RoleGiven,
    Room,
)
from pirtti.people.models import JournalEntry, User

Progress = Callable[[int, int], None]


def touch(area: Area) -> None:
    """Tell the cached pages of an area, and of all above it, that something changed.

    Call it inside the transaction of the write. Rows are locked from the top
    down, so that two writers never wait for each other.
    """
    for pk in area.line:
        Area.objects.filter(pk=pk).update(version=F("version") + 1)


@transaction.atomic
def make_area(
    *,
    parent: Area | None,
    level: rules.Level,
    name: LazyI18nString,
    slug: str,
    official_code: str = "",
    languages: str = "fi",
    latitude: float | None = None,
    longitude: float | None = None,
) -> Area:
    """Add an area below `parent`; its path is the parent's and its own id."""
    area = Area.objects.create(
        parent=parent,
        level=level,
        name=name,
        slug=slug,
        official_code=official_code,
        languages=languages,
        latitude=latitude,
        longitude=longitude,
    )
    area.path = f"{parent.path if parent else ''}{area.pk}."
    area.save(update_fields=["path"])
    return area


@transaction.atomic
def load_finland(progress: Progress | None = None) -> int:
    """Load counties, municipalities and postal codes of 2026 where they are missing.

    May be run again: what is there stays. Returns how many areas were added.
    """
    before = Area.objects.count()
    top = Area.objects.filter(level=rules.Level.COUNTRY).first() or make_area(
        parent=None,
        level=rules.Level.COUNTRY,
        name=LazyI18nString({"fi": "Suomi", "sv": "Finland", "en": "Finland"}),
        slug="finland",
        languages="fi sv",
    )
    counties = {
        county.code: _find_or_make(
            top, rules.Level.COUNTY, county.code, county.name, ""
        )
        for county in geodata.counties()
    }
    rows = geodata.municipalities()
    municipalities = {}
    for number, row in enumerate(rows, start=1):
        municipalities[row.code] = _find_or_make(
            counties[row.county_code],
            rules.Level.MUNICIPALITY,
            row.code,
            row.name,
            " ".join(row.languages),
        )
        if progress:
            progress(number, len(rows))
    _load_postal_codes(municipalities)
    return Area.objects.count() - before


def _find_or_make(
    parent: Area, level: rules.Level, code: str, name: dict[str, str], languages: str
) -> Area:
    found = Area.objects.filter(level=level, official_code=code).first()
    if found:
        return found
    return make_area(
        parent=parent,
        level=level,
        name=LazyI18nString(name),
        slug=_free_slug(geodata.slug_for(name["fi"]), level),
        official_code=code,
        languages=languages or "fi",
    )


def _free_slug(slug: str, level: rules.Level) -> str:
    """Keep address words apart: Helsinki is both a county-level area and a city."""
    return f"{slug}-{level}" if Area.objects.filter(slug=slug).exists() else slug


def _load_postal_codes(municipalities: dict[str, Area]) -> None:
    PostalCode.objects.bulk_create(
        (
            PostalCode(
                code=row.code,
                municipality=municipalities[row.municipality_code],
                name=LazyI18nString({"fi": row.name_fi, "sv": row.name_sv}),
            )
            for row in geodata.postal_codes()
        ),
        batch_size=500,
        ignore_conflicts=True,
    )


@transaction.atomic
def save_organisation(organisation: Organisation, *, by: User | None) -> Organisation:
    """Store an organisation; raises Refused when it would belong to itself."""
    above = organisation.parent
    while above is not None:
        if above.pk is not None and above.pk == organisation.pk:
            raise Refused(rules.Refusal.ORGANISATION_UNDER_ITSELF)
        above = above.parent
    organisation.save()
    touch(organisation.area)
    JournalEntry.record("network.organisation_saved", by=by, on=organisation)
    return organisation


@transaction.atomic
def save_place(
    place: Place, *, by: User | None, partners: Iterable[Organisation] | None = None
) -> Place:
    """Store a place and, when given, its partners; its public pages change at once."""
    before = Place.objects.select_related("area").filter(pk=place.pk).first()
    place.save()
    if partners is not None:
        place.partners.set(partners)
    touch(place.area)
    if before is not None and before.area_id != place.area_id:
        touch(before.area)
    if before is not None:
        _drop_photo(before, unless=place.entrance_photo.name)
    JournalEntry.record(
        "network.place_saved", by=by, on=place, public=place.is_published
    )
    return place


def _drop_photo(before: Place, *, unless: str | None) -> None:
    """Delete the photo that a place had, once it is sure that it has another or none."""
    old = before.entrance_photo
    if old and old.name != unless:
        transaction.on_commit(partial(old.storage.delete, old.name))


@transaction.atomic
def set_hours(place: Place, *, hours: list[rules.Hours], by: User | None) -> None:
    """Replace a place's weekly opening hours; raises Refused for a line that can't be."""
    for line in hours:
        reason = rules.refuse_hours(line)
        if reason:
            raise Refused(reason)
    place.opening_hours.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(
            place=place,
            weekday=line.weekday,
            opens=line.opens,
            closes=line.closes,
            valid_from=line.valid_from,
            valid_to=line.valid_to,
        )
        for line in hours
    )
    touch(place.area)
    JournalEntry.record("network.hours_set", by=by, on=place, lines=len(hours))


@transaction.atomic
def add_exception(
    place: Place,
    *,
    first_on: dt.date,
    last_on: dt.date,
    by: User | None,
    opens: dt.time | None = None,
    closes: dt.time | None = None,
    reason: LazyI18nString | str = "",
) -> OpeningException:
    """Tell that a place has other hours, or is closed (no times), on some days."""
    if last_on < first_on:
        raise Refused(rules.Refusal.SEASON_ENDS_BEFORE_START)
    if opens is not None and closes is not None and closes <= opens:
        raise Refused(rules.Refusal.CLOSES_BEFORE_OPENING)
    row = OpeningException.objects.create(
        place=place,
        first_on=first_on,
        last_on=last_on,
        opens=opens,
        closes=closes,
        reason=reason,
    )
    touch(place.area)
    JournalEntry.record("network.exception_added", by=by, on=place, first=str(first_on))
    return row


@transaction.atomic
def remove_exception(exception: OpeningException, *, by: User | None) -> None:
    """Take an exception of opening hours back."""
    place = exception.place
    JournalEntry.record(
        "network.exception_removed", by=by, on=place, first=str(exception.first_on)
    )
    exception.delete()
    touch(place.area)


@transaction.atomic
def save_room(room: Room, *, by: User | None) -> Room:
    """Store a room of a place."""
    room.save()
    touch(room.place.area)
    JournalEntry.record("network.room_saved", by=by, on=room)
    return room


@transaction.atomic
def give_role(
    user: User,
    role: rules.Role,
    *,
    scope: Organisation | Place | Area,
    starts_on: dt.date,
    ends_on: dt.date | None,
    by: User | None,
    givers_roles: Iterable[rules.Role] | None = None,
) -> RoleGiven:
    """Give a person a role at one organisation, place or area, until a day.

    `givers_roles` are the roles by which `by` gives it; None means the command
    line or the demo, which may give any. Raises Refused.
    """
    reason = rules.refuse_role(starts_on=starts_on, ends_on=ends_on, scopes=1)
    if (
        reason is None
        and givers_roles is not None
        and not rules.may_give(givers_roles, role)
    ):
        reason = rules.Refusal.ROLE_ABOVE_OWN
    if reason or ends_on is None:
        raise Refused(reason or rules.Refusal.ROLE_NEEDS_END)
    given = RoleGiven.objects.create(
        user=user, role=role, starts_on=starts_on, ends_on=ends_on, **_scope(scope)
    )
    JournalEntry.record("network.role_given", by=by, on=given, role=role.value)
    return given


def _scope(scope: Organisation | Place | Area) -> dict[str, Any]:
    names = {Organisation: "organisation", Place: "place", Area: "area"}
    return {names[type(scope)]: scope}


@transaction.atomic
def end_role(given: RoleGiven, *, by: User | None, today: dt.date) -> None:
    """End a role now: from the next request on it opens nothing.

    A role that began today or later is taken away whole, as it never held for a day.
    """
    JournalEntry.record("network.role_ended", by=by, on=given, role=given.role)
    if given.starts_on >= today:
        given.delete()
        return
    given.ends_on = min(given.ends_on, today - dt.timedelta(days=1))
    given.save(update_fields=["ends_on", "changed_at"])
