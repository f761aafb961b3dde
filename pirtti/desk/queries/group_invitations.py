"""Invitations of a group: its piles, and which way brought families, in numbers."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pirtti.core import small_cells
from pirtti.core.small_cells import Hidden
from pirtti.desk import links
from pirtti.groups.models import Group
from pirtti.signups import messages, queries
from pirtti.signups.models import Intake, Invitation

MOST_PILES = 50


@dataclass(frozen=True)
class Pile:
    """A pile of invitations; only one that still holds can be printed again."""

    pile: Invitation
    holds: bool


@dataclass(frozen=True)
class Way:
    """One way by which families hear of the group; None where nothing is counted."""

    name: Promise | str
    given: int | None
    opened: int | Hidden | None
    joined: int | Hidden


@dataclass(frozen=True)
class InvitationsPage:
    """All that the page of invitations shows."""

    group: Group
    intake: Intake | None
    piles: list[Pile]
    by_hand: list[Way]
    heard: list[Way]
    worked: str
    is_hiding: bool
    print_url: str


def page(group: Group, *, today: dt.date) -> InvitationsPage:
    """Read the invitations of a group (about four queries)."""
    intake = Intake.objects.filter(activity=group.activity_id).first()
    by_hand = _by_hand(intake) if intake else []
    heard = _heard(intake) if intake else []
    told = [way.joined for way in by_hand + heard] + [way.opened for way in by_hand]
    return InvitationsPage(
        group=group,
        intake=intake,
        piles=_piles(intake, today) if intake else [],
        by_hand=by_hand,
        heard=heard,
        worked=worked(by_hand, heard),
        is_hiding=any(isinstance(cell, Hidden) for cell in told),
        print_url=_print_url(group),
    )


def _piles(intake: Intake, today: dt.date) -> list[Pile]:
    found = intake.invitations.select_related("organisation").order_by("-pk")
    return [
        Pile(one, one.stopped_at is None and one.valid_until >= today)
        for one in found[:MOST_PILES]
    ]


def _by_hand(intake: Intake) -> list[Way]:
    """Compare who hands invitations over; small numbers of families are hidden."""
    rows = queries.by_source(intake)
    names = dict(Invitation.Source.choices)
    opened = small_cells.protect([row.opened for row in rows]).cells
    joined = small_cells.protect([row.joined for row in rows]).cells
    return [
        Way(names[row.source], row.given, opened[at], joined[at])
        for at, row in enumerate(rows)
    ]


def _heard(intake: Intake) -> list[Way]:
    """Compare how families had heard of it, as they told when they signed up."""
    counted = queries.by_channel(intake)
    shown = small_cells.protect(list(counted.values())).cells
    return [
        Way(messages.HEARD.get(name, name), None, None, shown[at])
        for at, name in enumerate(counted)
    ]


def worked(by_hand: Sequence[Way], heard: Sequence[Way]) -> str:
    """Say plainly which way brought families; only from numbers that may be shown."""
    said = []
    if found := _most(by_hand):
        names, joined = found
        said.append(
            _(
                "Of the personal invitations, those handed over by %(who)s brought most "
                "families: %(number)s."
            )
            % {"who": names, "number": joined}
        )
    if found := _most(heard):
        names, joined = found
        said.append(
            _(
                "Asked how they had heard of it, most families said: %(how)s (%(number)s)."
            )
            % {"how": names, "number": joined}
        )
    return " ".join(said)


def _most(ways: Sequence[Way]) -> tuple[str, int] | None:
    """Return who brought most families, and how many; None while it is too early."""
    known = [
        (str(way.name), way.joined)
        for way in ways
        if not isinstance(way.joined, Hidden) and way.joined > 0
    ]
    if not known:
        return None
    most = max(joined for _name, joined in known)
    return ", ".join(name for name, joined in known if joined == most), most


def _print_url(group: Group) -> str:
    """Return where posters and texts for sharing are; hidden groups have none."""
    if group.is_hidden or not group.activity.is_published:
        return ""
    return links.maybe("site:print_activity", group.activity.slug)
