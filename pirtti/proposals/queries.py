"""Reads about proposals: what waits, what it would clash with, who is new."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from pirtti.calendar import rules as calendar_rules
from pirtti.calendar.models import Activity, Occurrence
from pirtti.core import timewords
from pirtti.network.access import Viewer
from pirtti.network.models import Area, Organisation, Place
from pirtti.network.rules import May
from pirtti.proposals import access, basics, rules
from pirtti.proposals.models import ActorDecision, PlaceValues, Proposal

OPEN = (rules.State.WAITING, rules.State.ASKED)
MOST_DECIDED = 20


@dataclass
class Clash:
    """Something else at the same place and time; days in order."""

    name: LazyI18nString | str
    activity: Activity | None
    days: list[dt.date] = field(default_factory=list)


def waiting(viewer: Viewer) -> QuerySet[Proposal]:
    """Return what waits for a decision of the viewer, the oldest first."""
    return access.proposals_where(viewer, May.PUBLISH).filter(state=rules.State.WAITING)


def asked(viewer: Viewer) -> QuerySet[Proposal]:
    """Return what waits for an answer of its proposer."""
    return access.proposals_where(viewer, May.PUBLISH).filter(state=rules.State.ASKED)


def decided(viewer: Viewer) -> list[Proposal]:
    """Return what was decided lately, the newest first."""
    found = access.proposals_where(viewer, May.PUBLISH).exclude(state__in=OPEN)
    return list(found.order_by("-decided_at", "-pk")[:MOST_DECIDED])


def meetings(proposal: Proposal, *, today: dt.date) -> list[rules.Meeting]:
    """Return when a proposed activity would meet within a term."""
    since = max(today, proposal.starts_on)
    until = since + dt.timedelta(days=rules.CLASH_DAYS)
    days = calendar_rules.dates(proposal.as_rule(), since=since, until=until)
    return [rules.Meeting(day, proposal.starts_at, proposal.ends_at) for day in days]


def clashes(proposal: Proposal, *, today: dt.date) -> list[Clash]:
    """Return what is at the same place at the same time (two queries)."""
    if proposal.place_id is None or proposal.state == rules.State.APPROVED:
        return []
    wanted = meetings(proposal, today=today)
    if not wanted:
        return []
    return _with_dates(proposal, wanted) + _with_proposals(proposal, wanted, today)


def _with_dates(proposal: Proposal, wanted: list[rules.Meeting]) -> list[Clash]:
    start = timewords.to_instant(wanted[0].on, dt.time())
    end = timewords.to_instant(wanted[-1].on + dt.timedelta(days=1), dt.time())
    dates = (
        Occurrence.objects.filter(
            place=proposal.place_id,
            state=Occurrence.State.PLANNED,
            activity__is_listed=True,
        )
        .between(start, end)
        .select_related("activity")
    )
    days = {meeting.on: meeting for meeting in wanted}
    found: dict[int, Clash] = {}
    for date in dates:
        meeting = days.get(date.on)
        if meeting and rules.overlap(meeting, _meeting(date)):
            clash = found.setdefault(
                date.activity_id, Clash(date.activity.name, date.activity)
            )
            clash.days.append(date.on)
    return list(found.values())


def _meeting(date: Occurrence) -> rules.Meeting:
    starts, ends = timezone.localtime(date.starts_at), timezone.localtime(date.ends_at)
    return rules.Meeting(date.on, starts.time(), ends.time())


def _with_proposals(
    proposal: Proposal, wanted: list[rules.Meeting], today: dt.date
) -> list[Clash]:
    others = Proposal.objects.filter(
        place=proposal.place_id, state__in=OPEN, starts_on__lte=wanted[-1].on
    ).exclude(pk=proposal.pk)
    found = []
    for other in others:
        days = rules.clashing(wanted, meetings(other, today=today))
        if days:
            found.append(Clash(other.name, None, sorted(days)))
    return found


def is_new_at(organisation: Organisation, place: Place, *, today: dt.date) -> bool:
    """Say whether an organisation has no standing at a place yet (three queries).

    Its host, its partners, and those the house has welcomed are not new.
    """
    if organisation.pk == place.host_id:
        return False
    decisions = ActorDecision.objects.filter(place=place, organisation=organisation)
    last = decisions.first()
    if last is not None:
        return not last.holds(today)
    return not place.partners.filter(pk=organisation.pk).exists()


def organisation_called(name: str, area: Area) -> Organisation | None:
    """Find an organisation of an area, or of those above, by its name in any language."""
    wanted = " ".join(name.split()).casefold()
    near = Organisation.objects.filter(
        Q(area__in=area.line) | Q(area__path__startswith=area.path or "-")
    )
    for organisation in near:
        data = getattr(organisation.name, "data", organisation.name)
        names = data.values() if isinstance(data, dict) else [data]
        if any(str(one).casefold() == wanted for one in names):
            return organisation
    return None


def known_organisations(
    *, area: Area, place: Place | None, also: Collection[int] = ()
) -> QuerySet[Organisation]:
    """Return who acts at a place or in an area already, for choosing oneself."""
    near = Q(area__path__startswith=area.path) if area.path else Q(area=area)
    if place is not None:
        near |= Q(pk=place.host_id) | Q(partner_places=place)
    found = Organisation.objects.filter(near | Q(pk__in=also)).distinct()
    return found.order_by("slug")


def places_to_propose(area: Area) -> QuerySet[Place]:
    """Return the public places of an area and below."""
    return Place.objects.public().within(area).order_by("slug")


def values_text(place: Place | None) -> LazyI18nString:
    """Return the values of a place as text, one a line; the usual ones if it has none."""
    own = PlaceValues.objects.filter(place=place).first() if place else None
    return own.text if own else basics.VALUES


def decisions_at(place: Place) -> QuerySet[ActorDecision]:
    """Return what the house of a place has decided about actors, newest first."""
    return place.actor_decisions.select_related("organisation", "by")
