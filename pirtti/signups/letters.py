"""The letters of sign-ups: made when they go out, from what is true then.

Subjects and sender are neutral; what is discreet is not named inside a mail either:
its name and place stand only on the family's own page (`reliability.md` threat 4).
"""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pirtti.calendar import queries as calendar
from pirtti.calendar.models import Occurrence
from pirtti.core import addresses, content, sealed
from pirtti.post import kinds
from pirtti.post.models import Letter
from pirtti.signups import access, queries, rules, words
from pirtti.signups.models import Alert, Party
from pirtti.signups.rules import Kind, State

Fill = Callable[[Letter], dict[str, Any] | None]

SUBJECTS: dict[Kind, Promise | str] = {
    Kind.CONFIRM: _("Please confirm with one press"),
    Kind.KNOWN: _("Here is your link"),
    Kind.ASKED: _("We have your message"),
    Kind.IN: _("You have a seat"),
    Kind.IN_LINE: _("You are in line"),
    Kind.OFFER: _("A seat waits for your answer"),
    Kind.OFFER_OVER: _("Your turn is over"),
    Kind.DECLINED: _("An answer to you"),
    Kind.REMOVED: _("A change that concerns you"),
    Kind.MOVED: _("A change that concerns you"),
    Kind.ALERT_CONFIRM: _("Please confirm with one press"),
    Kind.ALERT: _("A seat is free"),
}
# Nobody at the address has said yet that they want mail from us.
UNASKED = {Kind.CONFIRM, Kind.KNOWN, Kind.ALERT_CONFIRM}
# In which states a letter still holds when it goes out; others hold until GONE.
HOLDS: dict[Kind, tuple[State, ...]] = {
    Kind.CONFIRM: (State.HELD, State.WAITING),
    Kind.ASKED: (State.ASKED,),
    Kind.IN: (State.IN,),
    Kind.IN_LINE: (State.WAITING,),
    Kind.OFFER: (State.OFFERED,),
    Kind.OFFER_OVER: (State.GONE,),
    Kind.DECLINED: (State.GONE,),
    Kind.REMOVED: (State.GONE,),
}


def register() -> None:
    """Make the kinds of letters known; called from `apps.py`."""
    for kind in Kind:
        is_alert = kind in {Kind.ALERT, Kind.ALERT_CONFIRM}
        kinds.register(
            kinds.Kind(
                name=kind,
                subject=SUBJECTS[kind],
                template=f"signups/mail/{kind.value}",
                fill=fill_alert if is_alert else _filler(kind),
                address=address_of_alert if is_alert else address,
                is_unasked=kind in UNASKED,
            )
        )


def address(letter: Letter) -> str | None:
    """Tell where a letter goes; None when the family is erased."""
    party = _party(letter)
    if party is None or party.by_phone:
        return None
    return access.told_of(party).contact or None


def address_of_alert(letter: Letter) -> str | None:
    """Tell where word of a seat goes; None when it is stopped."""
    alert = _alert(letter)
    return sealed.unseal(alert.address) if alert else None


def _filler(kind: Kind) -> Fill:
    def fill(letter: Letter) -> dict[str, Any] | None:
        party = _party(letter)
        return _told(kind, party) if party is not None and _holds(kind, party) else None

    return fill


def _holds(kind: Kind, party: Party) -> bool:
    """Say whether a letter still says what is true."""
    if kind is Kind.CONFIRM and party.confirmed_at is not None:
        return False
    if kind is Kind.OFFER and party.until and party.until <= timezone.now():
        return False
    if kind in HOLDS:
        return party.state in HOLDS[kind]
    return party.state != State.GONE


def _told(kind: Kind, party: Party) -> dict[str, Any]:
    """Say what every letter to a family may say; the name only where it may stand."""
    intake = party.intake
    is_discreet = words.is_discreet(intake)
    is_in = party.state == State.IN
    is_waiting = party.state == State.WAITING
    return {
        "kind": kind,
        "name": "" if is_discreet else words.name(intake.about),
        "dates": _dates(party, is_discreet=is_discreet) if is_in else [],
        "until": words.until(party.until) if party.until else "",
        "place": queries.place_in_line(party) if is_waiting else 0,
        "is_in": is_in,
        "is_waiting": is_waiting,
        "is_confirmed": party.confirmed_at is not None,
        "own_url": _page("site:signup", access.word_of(party)),
    }


MOST_DATES = 4


def _dates(party: Party, *, is_discreet: bool) -> list[str]:
    """Write the next dates, where they are too unless that is to stay unsaid."""
    if party.intake.occurrence is not None:
        found = [party.intake.occurrence]
    else:
        now = timezone.now()
        found = calendar.dates_of_activity(
            party.intake.about, since=now, limit=MOST_DATES
        )
    return [
        _date(one, is_discreet=is_discreet) for one in found if not one.is_cancelled
    ]


def _date(date: Occurrence, *, is_discreet: bool) -> str:
    when = words.when(date)
    if is_discreet or date.place is None:
        return when
    return f"{when}, {content.shown(date.place.name, words.language()).text}"


def fill_alert(letter: Letter) -> dict[str, Any] | None:
    """Ask to confirm, or tell of a seat; None when it is not wanted (any more)."""
    alert = _alert(letter)
    if alert is None:
        return None
    intake, word = alert.intake, access.word_of_alert(alert)
    is_news = letter.kind == Kind.ALERT
    if is_news and queries.refusal(intake):
        return None
    return {
        "name": "" if words.is_discreet(intake) else words.name(intake.about),
        "is_confirmed": alert.confirmed_at is not None and alert.told_at is None,
        "days": rules.ALERTS_UNCONFIRMED_KEPT.days,
        "confirm_url": _page("site:alert_confirm", word),
        "stop_url": _page("site:alert_stop", word),
        "sign_up_url": _page("site:sign_up", intake.pk),
    }


def _party(letter: Letter) -> Party | None:
    return (
        Party.objects.select_related(
            "intake__activity",
            "intake__occurrence__activity",
            "intake__occurrence__place",
        )
        .filter(pk=letter.params.get("party"))
        .first()
    )


def _alert(letter: Letter) -> Alert | None:
    return (
        Alert.objects.select_related("intake__activity", "intake__occurrence__activity")
        .filter(pk=letter.params.get("alert"))
        .first()
    )


def _page(page: str, argument: object) -> str:
    """Return the whole address of a page, in the language of the letter."""
    with translation.override(words.language()):
        return addresses.in_mails(reverse(page, args=[argument]))
