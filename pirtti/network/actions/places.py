"""Organisations, places and when their doors are open."""

import datetime as dt
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from i18nfield.strings import LazyI18nString

from pirtti.core.refusals import Refused
from pirtti.network import followers, rules
from pirtti.network.actions.areas import touch
from pirtti.network.models import (
    OpeningException,
    OpeningHours,
    Organisation,
    Place,
    Room,
)
from pirtti.people.models import JournalEntry, User


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
    followers.organisations_changed([organisation.pk])
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
    followers.places_changed([place.pk])
    JournalEntry.record(
        "network.place_saved", by=by, on=place, public=place.is_published
    )
    return place


def _drop_photo(before: Place, *, unless: str | None) -> None:
    """Delete the photo that a place had, once it is sure that it has another or none."""
    old = before.entrance_photo
    if old and old.name != unless:
        transaction.on_commit(partial(old.storage.delete, str(old.name)))


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
def restore_exception(
    place: Place,
    *,
    first_on: dt.date,
    last_on: dt.date,
    by: User | None,
    opens: dt.time | None = None,
    closes: dt.time | None = None,
    reason: LazyI18nString | str = "",
) -> OpeningException:
    """Tell again of days that differ; raises Refused when those days have others now."""
    place = Place.objects.select_for_update().get(pk=place.pk)
    if place.opening_exceptions.filter(
        first_on__lte=last_on, last_on__gte=first_on
    ).exists():
        raise Refused(rules.Refusal.CHANGED_SINCE)
    return add_exception(
        place,
        first_on=first_on,
        last_on=last_on,
        by=by,
        opens=opens,
        closes=closes,
        reason=reason,
    )


@transaction.atomic
def save_room(room: Room, *, by: User | None) -> Room:
    """Store a room of a place."""
    room.save()
    touch(room.place.area)
    JournalEntry.record("network.room_saved", by=by, on=room)
    return room
