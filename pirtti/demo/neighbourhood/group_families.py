"""The families of the demo's groups: made-up nicknames, in, in line, or offered a seat."""

import datetime as dt
from typing import Any

from django.utils import timezone

from pirtti.demo.neighbourhood.files import Raw
from pirtti.groups import actions as groups
from pirtti.groups.models import Group
from pirtti.post import actions as post
from pirtti.signups import access, rules
from pirtti.signups import actions as signups
from pirtti.signups.models import Intake, Invitation, Party

State = rules.State
# So many days before the first meeting the first family signed up.
SIGNED_UP_BEFORE = 20
INVITATIONS_OPEN = dt.timedelta(days=60)
_SEATED = (State.IN, State.HELD)


def add_families(group: Group, raw: Raw, *, today: dt.date) -> dict[str, Party]:
    """Add the families of a group, by nickname, as many days ago as fits.

    They are stored as they stand: signing up one by one would write fifty letters.
    """
    intake = Intake.objects.get(activity=group.activity)
    rows = raw.get("families", [])
    parties = [
        _party(intake, row, raw["slug"], number, group=group, today=today)
        for number, row in enumerate(rows)
    ]
    _count(intake, parties)
    added = {
        row["nick"]: party
        for row, party in zip(rows, Party.objects.bulk_create(parties), strict=True)
    }
    for row in rows:
        if "needs" in row:
            groups.needs_to_tasks(added[row["nick"]])
    _invite(intake, raw, today)
    for row in rows:
        if row.get("leaves"):
            # The seat goes to the first in line, who gets a letter.
            signups.leave(access.word_of(added.pop(row["nick"])))
    return added


def _party(
    intake: Intake, row: Raw, slug: str, number: int, *, group: Group, today: dt.date
) -> Party:
    state = State(row.get("state", State.IN))
    by_phone = row.get("phone", False)
    contact = "" if by_phone else f"perhe{number + 1}@{slug}.example"
    children = row.get("children", len(row.get("ages", [])))
    told = access.Told(
        nickname=row["nick"],
        contact=contact or "000 000",
        needs=tuple(row.get("needs", ())),
        interpreter=row.get("interpreter", ""),
    )
    wanted = rules.Wanted(row["adults"], children)
    made_at = _made_at(group, number, today)
    party = Party(
        intake=intake,
        told=told.sealed(),
        contact_key=post.key_of(contact or f"phone {number} {slug}"),
        by_phone=by_phone,
        language=row.get("language", "fi"),
        adults=row["adults"],
        children=children,
        ages=row.get("ages", []),
        seats=rules.seats_of(intake.counts, wanted),
        state=state,
        key=f"demo {slug} {number}",
        made_at=made_at,
        **_stands(state, number, made_at),
        heard=row.get("heard", ""),
    )
    party.token_hash = access.hash_of(access.word_of(party))
    return party


def _stands(state: State, number: int, made_at: dt.datetime) -> dict[str, Any]:
    """Return what else is told of a family in this state."""
    if state == State.HELD:
        return {"until": timezone.now() + rules.HOLD_FOR_A_CALL}
    line = {"place_in_line": number + 1} if state == State.WAITING else {}
    return {"confirmed_at": made_at, **line}


def _made_at(group: Group, number: int, today: dt.date) -> dt.datetime:
    """Spread the families over the days before the group's beginning, or before today."""
    begins = min(group.first_on or today, today)
    days = max(1, SIGNED_UP_BEFORE - number)
    now = timezone.now()
    return now - dt.timedelta(days=(today - begins).days + days)


def _count(intake: Intake, parties: list[Party]) -> None:
    """Let the numbers of the sign-up follow from its families."""
    known = [party for party in parties if party.state == State.IN]
    seated = [party for party in parties if party.state in _SEATED]
    tally = {
        "joined": len(known),
        "adults": sum(party.adults for party in known),
        "children": sum(party.children for party in known),
    }
    for party in known:
        name = f"heard:{party.heard}"
        tally[name] = tally.get(name, 0) + 1
    Intake.objects.filter(pk=intake.pk).update(
        taken=sum(party.seats for party in seated),
        waiting=sum(party.state == State.WAITING for party in parties),
        tally=tally,
    )


def _invite(intake: Intake, raw: Raw, today: dt.date) -> None:
    """Hand over a pile of invitations; some were opened, and used by those who are in."""
    told = raw.get("invitations")
    if not told:
        return
    invitation: Invitation = signups.invite(
        intake,
        source=told["source"],
        number=told["given"],
        valid_until=today + INVITATIONS_OPEN,
        by=None,
    )
    now = timezone.now()
    codes = list(invitation.codes.order_by("pk"))
    parties = list(intake.parties.filter(state=State.IN, heard=told["source"]))
    for code, party in zip(codes, parties, strict=False):
        code.used_at = party.made_at
        Party.objects.filter(pk=party.pk).update(code=code)
    for code in codes[: told["opened"]]:
        code.opened_at = code.used_at or now
    invitation.codes.model.objects.bulk_update(codes, ["opened_at", "used_at"])
