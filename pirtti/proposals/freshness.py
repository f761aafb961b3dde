"""What is missing or stale, read from the calendar; no writes."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from pirtti.calendar import access as calendar
from pirtti.calendar.models import Activity, Occurrence, Series
from pirtti.network.access import Viewer
from pirtti.network.models import Organisation
from pirtti.network.rules import May
from pirtti.proposals import messages, rules

MOST_LISTED = 200


@dataclass(frozen=True)
class Line:
    """One thing that an organisation is told; `key` names it in its reminders."""

    what: rules.Missing
    name: str
    key: str

    @property
    def said(self) -> str:
        """Say what is missing."""
        return str(messages.MISSING[self.what])


@dataclass(frozen=True)
class Told:
    """An organisation and what it should look at."""

    organisation: Organisation
    lines: list[Line]


def stale(activities: QuerySet[Activity], now: dt.datetime) -> QuerySet[Activity]:
    """Keep public activities with coming dates that nobody confirmed for 60 days.

    The longest waiting stand first; each tells as `sure_at` when it was confirmed.
    """
    start_of_day = timezone.localtime(now).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    limit = start_of_day - dt.timedelta(days=rules.STALE_DAYS - 1)
    coming = Occurrence.objects.filter(
        activity=OuterRef("pk"), starts_at__gte=now, state=Occurrence.State.PLANNED
    )
    sure_at = Greatest(
        Coalesce("confirmed_at", "created_at"), Coalesce("published_at", "created_at")
    )
    return (
        activities.filter(is_published=True)
        .annotate(sure_at=sure_at)
        .filter(Exists(coming), sure_at__lt=limit)
        .select_related("place", "kind", "area")
        .order_by("sure_at", "pk")
    )


def to_confirm(viewer: Viewer, now: dt.datetime) -> QuerySet[Activity]:
    """Return one's own activities that should be confirmed, the longest waiting first."""
    own = calendar.activities_where(viewer, May.EDIT_CALENDAR)
    return stale(Activity.objects.filter(pk__in=own.values("pk")), now)


def of_organisation(organisation: Organisation, now: dt.datetime) -> QuerySet[Activity]:
    """Return an organisation's activities that should be confirmed."""
    return stale(Activity.objects.filter(organisers=organisation), now)


def told_to(organisation_pk: int, now: dt.datetime) -> Told | None:
    """Return what an organisation should look at now; None when it is gone."""
    organisation = Organisation.objects.filter(pk=organisation_pk).first()
    if organisation is None:
        return None
    return Told(organisation, missing_of(organisation, now))


def missing_of(organisation: Organisation, now: dt.datetime) -> list[Line]:
    """List what is missing or stale of an organisation (five queries)."""
    lines = [
        Line(rules.Missing.STALE, str(activity.name), f"stale:{activity.pk}")
        for activity in of_organisation(organisation, now)[:MOST_LISTED]
    ]
    lines += _without_dates(organisation, now)
    lines += _cancelled(organisation, now)
    if not organisation.contact_email:
        what = rules.Missing.NO_CONTACT
        lines.append(Line(what, str(organisation.name), "no_contact"))
    return lines


def _without_dates(organisation: Organisation, now: dt.datetime) -> list[Line]:
    coming = Occurrence.objects.filter(activity=OuterRef("pk"), starts_at__gte=now)
    # What was once is over; nobody needs to be asked about it.
    rhythms = Series.objects.filter(activity=OuterRef("pk")).exclude(
        frequency=Series.Frequency.ONCE
    )
    ended = Activity.objects.filter(
        ~Exists(coming), Exists(rhythms), organisers=organisation, is_published=True
    )
    return [
        Line(rules.Missing.NO_DATES, str(activity.name), f"no_dates:{activity.pk}")
        for activity in ended.order_by("pk")[:MOST_LISTED]
    ]


def _cancelled(organisation: Organisation, now: dt.datetime) -> list[Line]:
    ahead = dt.timedelta(
        days=rules.CANCELLED_AHEAD_DAYS + rules.REPLACED_WITHIN_DAYS + 1
    )
    before = dt.timedelta(days=rules.REPLACED_WITHIN_DAYS + 1)
    dates = list(
        Occurrence.objects.filter(
            activity__organisers=organisation,
            activity__is_published=True,
            starts_at__gte=now - before,
            starts_at__lt=now + ahead,
        ).select_related("activity")
    )
    last = timezone.localdate(now) + dt.timedelta(days=rules.CANCELLED_AHEAD_DAYS)
    planned = _planned(dates)
    return [
        Line(rules.Missing.CANCELLED, str(date.activity.name), f"cancelled:{date.pk}")
        for date in dates
        if date.is_cancelled
        and timezone.localdate(now) <= date.on <= last
        and rules.lacks_replacement(date.on, planned[date.activity_id])
    ]


def _planned(dates: Iterable[Occurrence]) -> defaultdict[int, list[dt.date]]:
    found: defaultdict[int, list[dt.date]] = defaultdict(list)
    for date in dates:
        if not date.is_cancelled:
            found[date.activity_id].append(date.on)
    return found


def organisations_with_calendar() -> QuerySet[Organisation]:
    """Return the organisations that arrange something families see."""
    arranging = Activity.organisers.through.objects.filter(activity__is_published=True)
    return Organisation.objects.filter(pk__in=arranging.values("organisation_id"))
