"""Who follows what, and what waits to be told."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from pirtti.calendar.models import Occurrence, OccurrenceQuerySet
from pirtti.network.models import Place, Room
from pirtti.notices import rules
from pirtti.notices.models import Bulletin, Following


def confirmed() -> QuerySet[Following]:
    """Return the followings that may be told something."""
    return Following.objects.filter(confirmed_at__isnull=False)


def followings_of(address_key: str) -> list[Following]:
    """List what one address follows, what is followed included (one query)."""
    return list(
        confirmed()
        .filter(address_key=address_key)
        .select_related("activity__area", "place__area")
        .order_by("pk")
    )


def waiting(now: dt.datetime) -> QuerySet[Bulletin]:
    """Return the bulletins whose letters are to be made now, oldest first."""
    ripe = Q(begun_at__isnull=False) | Q(made_at__lte=now - rules.GRACE)
    return Bulletin.objects.filter(ripe, done_at=None).order_by("pk")


def waits_since(now: dt.datetime) -> dt.datetime | None:
    """Return since when the oldest bulletin waits; None when there is none."""
    found: dt.datetime | None = waiting(now).aggregate(since=Min("made_at"))["since"]
    return found


def reminders_due_since(now: dt.datetime) -> dt.datetime | None:
    """Return since when tomorrow's reminders are due; None when they are made or not yet."""
    local = timezone.localtime(now)
    day = rules.evening_before(local)
    if day is None or Bulletin.objects.filter(remind_on=day).exists():
        return None
    return local.replace(hour=rules.REMIND_AT.hour, minute=0, second=0, microsecond=0)


def who_hears(bulletin: Bulletin, *, limit: int) -> list[Following]:
    """List the next followings that a bulletin is for; only what a letter needs.

    One query, the same however many there are.
    """
    found = confirmed().filter(_about(bulletin), pk__gt=bulletin.reached)
    if bulletin.remind_on is not None:
        found = found.filter(wants_reminder=True)
    return list(found.only("pk", "address_key", "language").order_by("pk")[:limit])


def _about(bulletin: Bulletin) -> Q:
    if bulletin.remind_on is None:
        return Q(activity__in=bulletin.activities) | Q(place__in=bulletin.places)
    dates = planned_on(bulletin.remind_on).order_by()
    return Q(activity__in=dates.values("activity_id")) | Q(
        place__in=dates.values("place_id")
    )


def planned_on(day: dt.date) -> OccurrenceQuerySet:
    """Return the dates of a day that families may come to."""
    noon = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
    # Wide enough for every zone; the index on the instant does the rest.
    around = noon - dt.timedelta(days=1), noon + dt.timedelta(days=1)
    return (
        Occurrence.objects.public()
        .between(*around)
        .filter(on=day, state=Occurrence.State.PLANNED)
    )


def dates_of(
    followings: Iterable[Following], dates: OccurrenceQuerySet
) -> list[Occurrence]:
    """List the dates that some followings are about, with what a mail tells (one query)."""
    followings = list(followings)
    about = Q(activity__in=[each.activity_id for each in followings]) | Q(
        place__in=[each.place_id for each in followings if each.place_id]
    )
    return list(
        dates.filter(about)
        .select_related("activity", "place", "room")
        .order_by("starts_at", "pk")
    )


def next_date(activity_id: int, *, after: dt.datetime) -> Occurrence | None:
    """Return the next date of an activity that takes place (one query)."""
    return (
        Occurrence.objects.public()
        .filter(
            activity=activity_id,
            starts_at__gt=after,
            state=Occurrence.State.PLANNED,
        )
        .select_related("place")
        .order_by("starts_at", "pk")
        .first()
    )


def places_by_number(numbers: Iterable[int]) -> dict[int, Place]:
    """Return places by their numbers (one query, or none)."""
    numbers = set(numbers)
    return Place.objects.in_bulk(numbers) if numbers else {}


def rooms_by_number(numbers: Iterable[int]) -> dict[int, Room]:
    """Return rooms by their numbers (one query, or none)."""
    numbers = set(numbers)
    return Room.objects.in_bulk(numbers) if numbers else {}


def idle(now: dt.datetime) -> QuerySet[Following]:
    """Return the followings of what has met for long neither before nor after now."""
    lively = Occurrence.objects.public().filter(starts_at__gt=now - rules.IDLE)
    return Following.objects.exclude(
        Q(activity__in=lively.order_by().values("activity_id"))
        | Q(
            place__isnull=False,
            place__in=lively.filter(place__isnull=False).order_by().values("place_id"),
        )
    ).filter(asked_at__lt=now - rules.IDLE)


def told_in(bulletin: Bulletin) -> list[rules.Told]:
    """Return what a bulletin tells, each date once."""
    return rules.fold(
        rules.Told(
            row["date"],
            rules.What(row["what"]),
            tuple(row["was"]) if row["was"] else None,
        )
        for row in bulletin.dates
    )


def bulletin(pk: object) -> Bulletin | None:
    """Return a bulletin by the number in a letter; None when it is gone."""
    return Bulletin.objects.filter(pk=pk).first() if isinstance(pk, int) else None


def following(pk: object) -> Following | None:
    """Return the following that a letter is about; None when it has been stopped."""
    if not isinstance(pk, int):
        return None
    return Following.objects.select_related("activity", "place").filter(pk=pk).first()
