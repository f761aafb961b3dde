"""Reads about rounds, who has answered, and what is offered."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet

from pirtti.calendar.models import Activity
from pirtti.network.access import Viewer
from pirtti.network.models import Area, Organisation, Place, RoleGiven
from pirtti.people.models import User
from pirtti.planning import access, rules
from pirtti.planning.models import Ask, ComingChange, Promise, Round

MOST_ROUNDS = 20
MOST_CHANGES = 60
# A change is still shown for a while after the day it speaks of.
CHANGE_SHOWN_DAYS = 30


def to_be_asked(area: Area) -> QuerySet[Organisation]:
    """Return who arranges something in an area, hosts a place there or belongs to it."""
    hosts = Place.objects.within(area).values("host")
    organisers = Activity.organisers.through.objects.filter(
        activity__area__path__startswith=area.path or ""
    ).values("organisation")
    return Organisation.objects.filter(
        Q(area__path__startswith=area.path) | Q(pk__in=hosts) | Q(pk__in=organisers)
    ).order_by("slug")


@dataclass(frozen=True)
class AskRow:
    """One organisation on the page of a round."""

    ask: Ask
    state: rules.AskState
    promised: int
    warnings: list[rules.ContactWarning]
    mismatches: list[rules.Mismatch]
    may_nudge: bool


def ask_rows(planned: Round, *, today: dt.date) -> list[AskRow]:
    """List who is asked, late ones first (five queries)."""
    asks = list(
        planned.asks.select_related("organisation__contact").prefetch_related(
            "promises", "organisation__year_marks"
        )
    )
    ends = _role_ends([ask.organisation for ask in asks], today)
    rows = [_ask_row(ask, planned, ends, today) for ask in asks]
    order = list(rules.AskState)[::-1]
    rows.sort(key=lambda row: order.index(row.state))
    return rows


def _ask_row(
    ask: Ask, planned: Round, ends: dict[int, dt.date], today: dt.date
) -> AskRow:
    organisation = ask.organisation
    contact = organisation.contact_id
    return AskRow(
        ask=ask,
        state=state_of(ask, planned, today=today),
        promised=len([one for one in ask.promises.all() if one.decision != "not"]),
        warnings=rules.contact_warnings(
            has_address=bool(organisation.contact_email),
            has_deputy=bool(organisation.deputy_email),
            has_account=contact is not None,
            role_ends_on=ends.get(contact) if contact else None,
            deadline=planned.deadline,
        ),
        mismatches=rules.mismatches(
            [mark.as_rule() for mark in organisation.year_marks.all()],
            times_of(planned),
        ),
        may_nudge=_may_nudge(ask, planned, today),
    )


def _may_nudge(ask: Ask, planned: Round, today: dt.date) -> bool:
    has_address = bool(ask.organisation.contact_email or ask.organisation.deputy_email)
    refused = rules.refuse_nudge(
        is_closed=planned.is_closed,
        has_answered=ask.answered_at is not None,
        nudged_on=ask.nudged_on,
        today=today,
    )
    return has_address and refused is None


def times_of(planned: Round) -> rules.RoundTimes:
    """Return the days of a round as the rules take them."""
    return rules.RoundTimes(
        planned.created_at.date(), planned.deadline, planned.first_on
    )


def state_of(ask: Ask, planned: Round, *, today: dt.date) -> rules.AskState:
    """Say where an organisation's answer is."""
    return rules.ask_state(
        has_begun=ask.begun_at is not None,
        has_answered=ask.answered_at is not None,
        deadline=planned.deadline,
        today=today,
    )


def _role_ends(organisations: list[Organisation], today: dt.date) -> dict[int, dt.date]:
    """Return the last day of any role in force of each contact person."""
    contacts = [one.contact_id for one in organisations if one.contact_id]
    rows = (
        RoleGiven.objects.in_force(today)
        .filter(user__in=contacts)
        .values_list("user")
        .annotate(Max("ends_on"))
        .order_by()
    )
    return dict(rows)


def rounds_of(viewer: Viewer) -> list[Round]:
    """List the newest rounds that the viewer coordinates (two queries)."""
    return list(
        access.rounds_where(viewer)
        .select_related("area")
        .prefetch_related("asks", "editions")[:MOST_ROUNDS]
    )


def asks_of(viewer: Viewer) -> list[Ask]:
    """List what own organisations are asked in open rounds (one query).

    Who coordinates a round reaches everybody there; only what one's own organisation's
    role reaches is asked of oneself.
    """
    return list(
        Ask.objects.filter(access.asked_oneself(viewer), round__closed_at=None)
        .select_related("round__area", "organisation")
        .order_by("round__deadline", "organisation__slug")[:MOST_CHANGES]
    )


def seasons_of(area: Area) -> QuerySet[Round]:
    """Return the seasons that are planned for an area or one around it, newest first."""
    return Round.objects.filter(area__in=area.line).order_by("-first_on", "-pk")


def refused(planned: Round) -> list[Promise]:
    """List the promises that the calendar refused (one query)."""
    return list(
        planned.promises.filter(written_at=None)
        .exclude(fault="")
        .select_related("series__activity", "ask__organisation")
    )


@dataclass(frozen=True)
class ChangeRow:
    """One line of the register of coming changes."""

    change: ComingChange
    is_short_notice: bool
    may_remove: bool


def coming_changes(viewer: Viewer, *, today: dt.date) -> list[ChangeRow]:
    """List what actors of the viewer's areas told will change (four queries)."""
    areas = {pk for area in access.areas_to_see(viewer) for pk in area.line}
    shown = today - dt.timedelta(days=CHANGE_SHOWN_DAYS)
    own = set(access.organisations_of(viewer).values_list("pk", flat=True))
    changes = list(
        ComingChange.objects.filter(from_on__gte=shown)
        .filter(Q(area__in=areas) | Q(organisation__in=own))
        .select_related("organisation", "area")[:MOST_CHANGES]
    )
    notice = _notice_days({one.area_id for one in changes})
    return [
        ChangeRow(
            one,
            rules.is_short_notice(
                told_on=one.told_on,
                from_on=one.from_on,
                notice_days=notice.get(one.area_id, 0),
            ),
            one.organisation_id in own,
        )
        for one in changes
    ]


def _notice_days(areas: set[int]) -> dict[int, int]:
    """Return what was agreed last on notice, by area."""
    rows = Round.objects.filter(area__in=areas).order_by("first_on", "pk")
    return dict(rows.values_list("area", "notice_days"))


@dataclass(frozen=True)
class Recipient:
    """Whom a letter goes to, and in which language."""

    who: str
    email: str
    language: str


def recipients(organisation: Organisation) -> list[Recipient]:
    """Return the contact's and the deputy's addresses, each once.

    In the language of the person's account, else the area's first language.
    """
    people: dict[str, User | None] = {
        "contact": organisation.contact,
        "deputy": organisation.deputy,
    }
    found: dict[str, Recipient] = {}
    for who, person in people.items():
        email = str(getattr(organisation, f"{who}_email")).strip()
        usual = (organisation.area.languages or "fi")[:2]
        language = person.language if person else usual
        if email and email.lower() not in found:
            found[email.lower()] = Recipient(who, email, language)
    return list(found.values())
