"""Let so many listed groups of the whole country be there, all taking families."""

import datetime as dt
from itertools import cycle
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from i18nfield.strings import LazyI18nString

from pirtti.calendar.models import Activity, Audience, Occurrence, Series
from pirtti.core import timewords
from pirtti.groups.models import Group
from pirtti.network.models import Place
from pirtti.signups.models import Intake

# Coming dates of each, a week apart.
DATES = 8
STARTS, ENDS = dt.time(9, 30), dt.time(11)
AT_ONCE = 2000
CHOICES = "?open=1&age=0-1&where=site"


@transaction.atomic
def run(*, groups: int) -> dict[str, str | int]:
    """Add groups until there are so many; returns their list, narrowed as the week is."""
    missing = groups - Group.objects.filter(listing="public").count()
    if missing > 0:
        _add(missing)
    with translation.override("fi"):
        page = reverse("site:groups") + CHOICES
    return {"page": page, "groups": Group.objects.filter(listing="public").count()}


def _add(many: int) -> None:
    places = cycle(Place.objects.filter(is_published=True).select_related("area"))
    pattern = Activity.objects.earliest("pk")
    fathers = Audience.objects.filter(slug="fathers").first()
    activities = _store(
        Activity,
        [
            Activity(
                kind_id=pattern.kind_id,
                name=LazyI18nString({"fi": f"Ryhmä {number}", "sv": f"Grupp {number}"}),
                slug=f"ryhma-{number:05}",
                place=place,
                area=place.area,
                languages=["fi"],
                is_published=True,
                age_from_months=0,
                age_to_months=83,
            )
            for number, place in zip(range(many), places, strict=False)
        ],
    )
    if fathers is not None:
        link = Activity.audiences.through
        rows = [link(activity=one, audience=fathers) for one in activities[::4]]
        _store(link, rows)
    _meet(activities)
    _join(activities)


def _meet(activities: list[Activity]) -> None:
    """Give each a weekly rhythm and its next dates."""
    today = timezone.localdate()
    series = _store(
        Series,
        [
            Series(
                activity=one,
                weekday=(today + dt.timedelta(days=number % 7)).weekday(),
                starts_on=today + dt.timedelta(days=number % 7),
                starts_at=STARTS,
                ends_at=ENDS,
            )
            for number, one in enumerate(activities)
        ],
    )
    days = ((each, week) for each in series for week in range(DATES))
    _store(Occurrence, [_date(each, week) for each, week in days])


def _date(series: Series, week: int) -> Occurrence:
    on, activity = series.starts_on + dt.timedelta(weeks=week), series.activity
    return Occurrence(
        activity=activity,
        series=series,
        on=on,
        rule_on=on,
        starts_at=timewords.to_instant(on, STARTS),
        ends_at=timewords.to_instant(on, ENDS),
        place_id=activity.place_id,
        area_id=activity.area_id,
        is_public=True,
    )


def _join(activities: list[Activity]) -> None:
    """Make them groups that run, with seats for families."""
    today = timezone.localdate()
    _store(Group, [Group(activity=one, state="running") for one in activities])
    _store(
        Intake,
        [
            Intake(activity=one, ends_on=today + dt.timedelta(days=180))
            for one in activities
        ],
    )


def _store(model: Any, rows: list[Any]) -> list[Any]:
    stored: list[Any] = model.objects.bulk_create(rows, batch_size=AT_ONCE)
    return stored
