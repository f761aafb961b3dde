"""Give one municipality so many coming dates that its calendar feed is long."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone, translation
from i18nfield.strings import LazyI18nString

from pirtti.calendar import actions, ical
from pirtti.calendar.models import Activity, Occurrence
from pirtti.network import queries
from pirtti.network.models import Area, Place
from pirtti.network.rules import Level

# Weekday and time of the groups that are added, one after the other.
HOURS = range(9, 18)
MOST_GROUPS = 200


def run(*, dates: int) -> dict[str, str | int]:
    """Add weekly groups to a municipality until its feed holds so many dates."""
    place = Place.objects.filter(
        area__level=Level.MUNICIPALITY, is_published=True
    ).first()
    place = place or Place.objects.filter(is_published=True).first()
    if place is None:
        raise SystemExit("There is no place in this data.")
    pattern = Activity.objects.filter(place=place).first() or Activity.objects.first()
    if pattern is None:
        raise SystemExit("There is no activity in this data.")
    for number in range(MOST_GROUPS):
        if (found := _coming(place.area)) >= dates:
            break
        _add_group(place, pattern, number)
    with translation.override("fi"):
        feed = reverse("site:area_feed", args=[place.area.slug])
    return {"feed": feed, "dates": found}


def _coming(area: Area) -> int:
    now = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    _start, end = ical.window(now)
    dates = Occurrence.objects.public().within(queries.area_ids(area))
    return dates.between(now, end).count()


def _add_group(place: Place, pattern: Activity, number: int) -> None:
    today = timezone.localdate()
    activity = Activity(
        kind=pattern.kind,
        name=LazyI18nString({"fi": f"Ryhmä {number}", "sv": f"Grupp {number}"}),
        slug=f"bench-{number}",
        place=place,
        area=place.area,
        about=pattern.about,
        languages=["fi"],
        price_cents=0,
        is_published=True,
    )
    actions.save_activity(activity, organisers=[place.host], by=None)
    Activity.objects.filter(pk=activity.pk).update(is_published=True)
    activity.refresh_from_db()
    hour = HOURS[number % len(HOURS)]
    actions.add_series(
        activity,
        frequency="weekly",
        starts_on=today + dt.timedelta(days=number % 7),
        starts_at=dt.time(hour),
        ends_at=dt.time(hour, 45),
        by=None,
    )
