"""What is done to cards of workers and to their times at places."""

import datetime as dt
from functools import partial

from django.db import transaction

from pirtti.core.refusals import Refused
from pirtti.network import actions as network
from pirtti.network.models import Area
from pirtti.people.models import JournalEntry, User
from pirtti.presence import rules
from pirtti.presence.models import Away, Stay, WorkerCard


@transaction.atomic
def save_card(card: WorkerCard, *, by: User | None, today: dt.date) -> WorkerCard:
    """Store a card; the pages of the places where the worker is change at once.

    Raises Refused when it has no end within a year, or a face without consent. A face
    that is not used any more is deleted for good.
    """
    reason = rules.refuse_card(
        valid_until=card.valid_until,
        has_photo=bool(card.photo),
        has_consent=card.has_consent,
        today=today,
        is_new=card.pk is None,
    )
    if reason:
        raise Refused(reason)
    before = WorkerCard.objects.filter(pk=card.pk).first() if card.pk else None
    card.save()
    if before is not None and before.photo and before.photo.name != card.photo.name:
        _drop_photo(before)
    _touch_places_of(card)
    JournalEntry.record("presence.card_saved", by=by, on=card, shown=card.is_shown)
    return card


@transaction.atomic
def add_stay(stay: Stay, *, by: User | None, today: dt.date) -> Stay:
    """Tell that a worker is at a place; raises Refused for times that can't be."""
    reason = rules.refuse_times(
        stay.as_rule(), valid_until=stay.card.valid_until, today=today
    )
    if reason:
        raise Refused(reason)
    if stay.room is not None and stay.room.place_id != stay.place_id:
        raise Refused(rules.Refusal.ROOM_ELSEWHERE)
    if _is_told(stay):
        raise Refused(rules.Refusal.THERE_ALREADY)
    stay.save()
    network.touch(stay.place.area)
    JournalEntry.record("presence.stay_added", by=by, on=stay, place=stay.place_id)
    return stay


def _is_told(stay: Stay) -> bool:
    same = ("card", "place", "weekday", "on", "parity", "starts_at", "first_on")
    return Stay.objects.filter(**{name: getattr(stay, name) for name in same}).exists()


@transaction.atomic
def remove_stay(stay: Stay, *, by: User | None) -> None:
    """Take a worker's time at a place away."""
    JournalEntry.record("presence.stay_removed", by=by, on=stay, place=stay.place_id)
    area = stay.place.area
    stay.delete()
    network.touch(area)


@transaction.atomic
def say_away(stay: Stay, *, on: dt.date, by: User | None) -> None:
    """Tell that somebody is not there on one day; twice is as good as once.

    Raises Refused when they were not to be there on that day anyway.
    """
    if not rules.is_there(stay.as_rule(), on, valid_until=stay.card.valid_until):
        raise Refused(rules.Refusal.NOT_THAT_DAY)
    _row, is_new = Away.objects.get_or_create(stay=stay, on=on)
    if is_new:
        network.touch(stay.place.area)
        JournalEntry.record("presence.away", by=by, on=stay, day=on.isoformat())


@transaction.atomic
def say_here(stay: Stay, *, on: dt.date, by: User | None) -> None:
    """Tell that somebody is there after all."""
    gone, _tables = stay.away.filter(on=on).delete()
    if gone:
        network.touch(stay.place.area)
        JournalEntry.record("presence.here", by=by, on=stay, day=on.isoformat())


@transaction.atomic
def erase_old(today: dt.date) -> int:
    """Erase cards that ended 30 days ago with their faces, and old days away.

    Returns how many rows are gone. Part of `pirtti tend`.
    """
    last = rules.last_day_kept(today)
    gone = Away.objects.filter(on__lt=last).delete()[0]
    for card in WorkerCard.objects.filter(valid_until__lt=last):
        _touch_places_of(card)
        if card.photo:
            _drop_photo(card)
        gone += card.delete()[0]
    return gone


def _touch_places_of(card: WorkerCard) -> None:
    for area in Area.objects.filter(places__stays__card=card).distinct():
        network.touch(area)


def _drop_photo(card: WorkerCard) -> None:
    """Delete a face once it is sure that the card has it no more."""
    name, storage = str(card.photo.name), card.photo.storage
    transaction.on_commit(partial(storage.delete, name))
