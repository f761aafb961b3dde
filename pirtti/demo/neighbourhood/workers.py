"""Tell who is there: cards of workers by role, and when they are at which place."""

import datetime as dt

from pirtti.demo.neighbourhood import files, rhythms
from pirtti.demo.neighbourhood.files import Raw
from pirtti.network.models import Organisation, Place
from pirtti.presence import actions
from pirtti.presence.models import Stay, WorkerCard


def rows() -> list[Raw]:
    """Return the workers of the demo."""
    found: list[Raw] = files.read("workers")["worker"]
    return found


def add_worker(raw: Raw, *, today: dt.date) -> None:
    """Add a worker's card with its times, unless the organisation has one like it."""
    organisation = Organisation.objects.get(slug=raw["organisation"])
    title = files.text(raw["title"])
    if any(
        card.title == title
        for card in WorkerCard.objects.filter(organisation=organisation)
    ):
        return
    card = WorkerCard(
        organisation=organisation,
        title=title,
        topics=files.text(raw["topics"]),
        languages=raw["languages"],
        valid_until=today + dt.timedelta(days=raw["days"]),
    )
    actions.save_card(card, by=None, today=today)
    for stay in raw["stays"]:
        _add_stay(card, stay, today)


def _add_stay(card: WorkerCard, raw: Raw, today: dt.date) -> None:
    place = Place.objects.select_related("area").get(slug=raw["place"])
    day, *parity, times = raw["when"].split()
    starts_at, ends_at = rhythms.times(times)
    stay = Stay(
        card=card,
        place=place,
        room=list(place.rooms.all())[raw["room"]] if "room" in raw else None,
        weekday=rhythms.weekday(day),
        parity=parity[0] if parity else Stay.Parity.ANY,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    actions.add_stay(stay, by=None, today=today)
