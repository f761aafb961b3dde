"""The day at one's own places: who is where, what is cancelled, what lacks a count."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise

from pirtti.calendar import access as calendar
from pirtti.calendar.models import Activity, Occurrence
from pirtti.core import timewords
from pirtti.desk import links
from pirtti.desk.queries.asks import Asks, asks
from pirtti.network import access as network
from pirtti.network import messages as network_messages
from pirtti.network.access import Viewer
from pirtti.network.models import Organisation, RoleGiven
from pirtti.network.rules import May, Role
from pirtti.visits import access as visits
from pirtti.visits import messages as visit_messages
from pirtti.visits import queries as visit_queries
from pirtti.visits import rules as visit_rules
from pirtti.visits.models import CountSheet

MOST_DRAFTS = 10
MOST_UNCOUNTED = 12


@dataclass(frozen=True)
class Gathering:
    """One date of today with what the viewer may do about it."""

    date: Occurrence
    sheet: CountSheet | None
    visitors: str
    is_owed: bool
    code: str
    opens_at: dt.time | None
    has_closed: bool
    counter_url: str
    door_url: str
    count_url: str
    may_edit: bool


@dataclass(frozen=True)
class Uncounted:
    """Past gatherings that owe a count: the coordinator's list, nobody else's."""

    dates: list[Occurrence]
    total: int

    @property
    def others(self) -> int:
        """Return how many more there are than the list shows."""
        return self.total - len(self.dates)


@dataclass(frozen=True)
class HeldRole:
    """A role in force, told as sentences (C8)."""

    name: Promise | str
    scope: str
    ends_on: dt.date
    sentences: list[Promise | str]


@dataclass(frozen=True)
class Page:
    """All that today's page shows."""

    today: dt.date
    gatherings: list[Gathering]
    coming: Occurrence | None
    uncounted: Uncounted | None
    drafts: list[Activity]
    roles: list[HeldRole]
    ask: Organisation | None
    may_see: bool
    may_plan: bool
    asks: Asks


def page(viewer: Viewer, *, now: dt.datetime) -> Page:
    """Read today's page; about a dozen queries, however many places."""
    today = timezone.localdate(now)
    roles = [_told(role) for role in network.held_by(viewer)]
    gatherings = gatherings_of(viewer, today=today, now=now)
    return Page(
        today=today,
        gatherings=gatherings,
        coming=None if gatherings else next_date(viewer, now=now),
        uncounted=uncounted(viewer, today=today, now=now),
        drafts=list(_drafts(viewer)),
        roles=roles,
        ask=None if roles else whom_to_ask(viewer),
        may_see=network.may_anywhere(viewer, May.SEE_DESK),
        may_plan=network.may_anywhere(viewer, May.EDIT_CALENDAR),
        asks=asks(viewer, now=now),
    )


def gatherings_of(
    viewer: Viewer, *, today: dt.date, now: dt.datetime
) -> list[Gathering]:
    """List the day's dates at one's own places, cancelled ones too (six queries)."""
    start = timewords.to_instant(today, dt.time())
    end = timewords.to_instant(today + dt.timedelta(days=1), dt.time())
    dates = list(
        calendar.occurrences_where(viewer, May.SEE_DESK)
        .between(start, end)
        .with_card()
        .select_related("place__counting_plan", "count_sheet")
        .order_by("starts_at", "pk")
    )
    may = {
        what: allowed(viewer, what, dates)
        for what in (May.EDIT_CALENDAR, May.COUNT, May.CORRECT_COUNTS)
    }
    return [
        _gathering(date, now, {what for what in may if date.pk in may[what]})
        for date in dates
    ]


def allowed(viewer: Viewer, what: May, dates: list[Occurrence]) -> set[int]:
    """Return the ids of those dates to which the viewer may do `what` (one query)."""
    if not dates or not network.may_anywhere(viewer, what):
        return set()
    own = calendar.occurrences_where(viewer, what).filter(
        pk__in=[date.pk for date in dates]
    )
    return set(own.values_list("pk", flat=True))


def _gathering(date: Occurrence, now: dt.datetime, may: set[May]) -> Gathering:
    sheet = visits.sheet_of(date)
    is_told = sheet is not None and sheet.outcome != CountSheet.Outcome.OPEN
    has_door = date.place is not None and not date.is_cancelled
    at_door = has_door and May.COUNT in may
    refusal = _why_shut(date, now) if at_door else None
    is_open = at_door and refusal is None
    mends = has_door and date.ends_at <= now and May.CORRECT_COUNTS in may
    return Gathering(
        date=date,
        sheet=sheet,
        visitors=visit_messages.visitors(sheet.sums)
        if sheet and sheet.is_counted
        else "",
        is_owed=has_door and not is_told and date.ends_at <= now and _owes(date),
        code=visits.shift_code(date) if is_open else "",
        opens_at=_opening(date) if refusal == visit_rules.Refusal.TOO_EARLY else None,
        has_closed=refusal == visit_rules.Refusal.TOO_LATE,
        counter_url=links.maybe("visits:counter", visits.token_for(date))
        if is_open
        else "",
        door_url=links.maybe("desk:count_sheet_link", date.pk) if at_door else "",
        count_url=links.maybe("desk:count", date.pk) if mends else "",
        may_edit=May.EDIT_CALENDAR in may,
    )


def _owes(date: Occurrence) -> bool:
    plan = visit_queries.plan_of(date.place) if date.place else None
    return plan is not None and visit_rules.is_owed(
        method=plan.method, sample_weeks=plan.sample_weeks, on=date.on
    )


def _opening(date: Occurrence) -> dt.time:
    """Return from when on the shift code works, on the clock of the wall."""
    return timewords.from_instant(visit_rules.opens_at(date.starts_at))[1]


def _why_shut(date: Occurrence, now: dt.datetime) -> visit_rules.Refusal | None:
    """Say why the counter does not open now; it does two hours before and after."""
    return visit_rules.refuse_opening(
        starts_at=date.starts_at,
        ends_at=date.ends_at,
        now=now,
        revoked=False,
        cancelled=date.is_cancelled,
    )


def next_date(viewer: Viewer, *, now: dt.datetime) -> Occurrence | None:
    """Return the next date at one's own places, for a day without any."""
    return (
        calendar.occurrences_where(viewer, May.SEE_DESK)
        .filter(starts_at__gte=now, state=Occurrence.State.PLANNED)
        .with_card()
        .order_by("starts_at", "pk")
        .first()
    )


def uncounted(viewer: Viewer, *, today: dt.date, now: dt.datetime) -> Uncounted | None:
    """List what lacks a count in the last 30 days; None for those who can't mend it."""
    if not network.may_anywhere(viewer, May.CORRECT_COUNTS):
        return None
    places = network.places_where(viewer, May.CORRECT_COUNTS)
    dates = visit_queries.uncounted(places, today=today, now=now)
    return Uncounted(dates[:MOST_UNCOUNTED], len(dates))


def _drafts(viewer: Viewer) -> list[Activity]:
    drafts = calendar.activities_where(viewer, May.EDIT_CALENDAR).filter(
        is_published=False, course=None
    )
    return list(
        drafts.select_related("kind", "place").order_by("-changed_at")[:MOST_DRAFTS]
    )


def _told(given: RoleGiven) -> HeldRole:
    role = Role(given.role)
    return HeldRole(
        name=network_messages.ROLES[role],
        scope=str(given.scope),
        ends_on=given.ends_on,
        sentences=network_messages.role_sentences(role),
    )


def whom_to_ask(viewer: Viewer) -> Organisation | None:
    """Return the organisation behind the last role held, for asking for a new one."""
    if not viewer.is_authenticated:
        return None
    last = (
        RoleGiven.objects.filter(user=viewer)
        .filter(Q(organisation__isnull=False) | Q(place__isnull=False))
        .select_related("organisation", "place__host")
        .order_by("-ends_on", "-pk")
        .first()
    )
    if last is None:
        return None
    return last.organisation or (last.place.host if last.place else None)
