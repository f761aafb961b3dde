"""Seats: taken by one conditional statement, given back, offered in the order of the line.

Whoever changes something of an intake locks the intake first and its families after,
so that two never wait for each other. On SQLite one writes at a time anyway.
"""

import datetime as dt
from collections.abc import Iterable

from django.db.models import F
from django.utils import timezone

from pirtti.core.prepared import Given, Prepared
from pirtti.core.refusals import Refused
from pirtti.signups import access, rules
from pirtti.signups.actions import letters
from pirtti.signups.followers import Happening, tell
from pirtti.signups.models import Alert, Intake, Party

State = rules.State


def take(
    intake_pk: int, seats: int, *, from_line: bool = False, is_new: bool = False
) -> bool:
    """Take seats, all or none; False when there are not so many, or none for who is new.

    A newcomer gets none while somebody waits. The statement both asks and takes
    (`reliability.md` §3.8): two can't get the same seat.
    """
    found = Intake.objects.filter(pk=intake_pk, taken__lte=F("capacity") - seats)
    if not from_line:
        found = found.filter(waiting=0)
    if is_new:
        found = found.filter(is_open=True)
    return bool(found.update(taken=F("taken") + seats))


def lock(intake_pk: int) -> Intake:
    """Lock an intake for what follows in this transaction."""
    return Intake.objects.select_for_update().get(pk=intake_pk)


def lock_all(numbers: Iterable[int]) -> dict[int, Intake]:
    """Lock several intakes, always in the order of their numbers."""
    found = Intake.objects.select_for_update().filter(pk__in=set(numbers))
    return {intake.pk: intake for intake in found.order_by("pk")}


def lock_party(word: str) -> Party:
    """Lock the family of a link and its intake; raises Refused when it leads nowhere."""
    found = access.party_with(word)
    if found is None:
        raise Refused(rules.Refusal.LINK_UNKNOWN)
    return lock_known(found.pk, found.intake_id)


def lock_known(party_pk: int, intake_pk: int) -> Party:
    """Lock a family and its intake; raises Refused when it is gone meanwhile."""
    intake = lock(intake_pk)
    party = Party.objects.filter(pk=party_pk, intake=intake).first()
    if party is None:
        raise Refused(rules.Refusal.LINK_UNKNOWN)
    party.intake = intake
    return party


def join_line(party: Party) -> None:
    """Put a family at the end of the line; the intake is locked."""
    Intake.objects.filter(pk=party.intake_id).update(waiting=F("waiting") + 1)
    last = _last_in_line.first(intake=party.intake_id) or 0
    party.state, party.place_in_line = State.WAITING, last + 1


# Many may join a line at once, so this read is prepared.
_last_in_line = Prepared(
    lambda: (
        Party.objects.filter(
            intake_id=Given("intake", Party._meta.get_field("id")),
            place_in_line__isnull=False,
        )
        .order_by("-place_in_line")
        .values_list("place_in_line", flat=True)[:1]
    )
)


def give_back(party: Party) -> None:
    """Give a family's seats or its place in line back; the intake is locked."""
    intakes = Intake.objects.filter(pk=party.intake_id)
    if party.state == State.WAITING:
        intakes.update(waiting=F("waiting") - 1)
    elif party.state in rules.SEATED:
        intakes.update(taken=F("taken") - party.seats)


def serve(intake_pk: int, *, now: dt.datetime | None = None) -> list[int]:
    """Give or offer free seats to those in line, by the rule of fairness.

    Returns whose turn it was (numbers of families). Where nobody waits, those who
    asked for word of a free seat are told.
    """
    now = now or timezone.now()
    intake = lock(intake_pk)
    if not intake.is_open or intake.free < 1 or now.date() > intake.ends_on:
        return []
    if not intake.waiting:
        _tell_alerts(intake, now)
        return []
    line = intake.parties.filter(state=State.WAITING, confirmed_at__isnull=False)
    waiting = {party.pk: party for party in line.order_by("place_in_line")}
    given, passed = rules.whose_turn(
        [rules.InLine(one.pk, one.seats, one.passed) for one in waiting.values()],
        intake.free,
    )
    for pk in given:
        _give(waiting[pk], intake, now)
    Party.objects.filter(pk__in=passed).update(passed=F("passed") + 1)
    return given


def _give(party: Party, intake: Intake, now: dt.datetime) -> None:
    taken = take(intake.pk, party.seats, from_line=True)
    assert taken, "the intake is locked, so what was free still is"
    give_back(party)
    party.place_in_line = None
    if intake.when_full == Intake.WhenFull.PROMOTE and not party.by_phone:
        # No mail would tell who gave a phone number: it is called about an offer.
        let_in(party, intake)
        return
    party.state = State.OFFERED
    party.until = rules.offer_ends(timezone.localtime(now), intake.offer_hours)
    party.save(update_fields=["state", "until", "place_in_line"])
    letters.send(rules.Kind.OFFER, party, unique=f"{party.until:%Y%m%d%H%M}")


def let_in(party: Party, intake: Intake) -> None:
    """Let a family in whose seats are taken, or ask where the organiser says yes.

    A personal invitation skips that.
    """
    if not intake.needs_approval or party.code_id is not None:
        come_in(party, intake)
        return
    party.state, party.until = State.ASKED, None
    party.save()
    letters.send(rules.Kind.ASKED, party)


def come_in(party: Party, intake: Intake) -> None:
    """Let a family in whose seats are taken: it is told, and so is who follows."""
    party.state, party.until = State.IN, None
    party.save()
    count(
        intake.pk,
        joined=1,
        adults=party.adults,
        children=party.children,
        **{f"heard:{party.heard}": 1 if party.heard else 0},
    )
    letters.send(rules.Kind.IN, party)
    tell(party, Happening.IN)


def count(intake_pk: int, **more: int) -> None:
    """Add to the numbers that remain when families are erased; the intake is locked."""
    intake = lock(intake_pk)
    for name, number in more.items():
        if number:
            intake.tally[name] = intake.tally.get(name, 0) + number
    intake.save(update_fields=["tally"])


def _tell_alerts(intake: Intake, now: dt.datetime) -> None:
    waiting = Alert.objects.filter(
        intake=intake, confirmed_at__isnull=False, told_at__isnull=True
    )
    for alert in waiting:
        letters.send_alert(rules.Kind.ALERT, alert)
    waiting.update(told_at=now)
