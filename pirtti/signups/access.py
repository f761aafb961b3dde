"""Who may open what of a sign-up: whoever has its link, and nobody else."""

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass, field

from pirtti.core import sealed
from pirtti.signups.models import Alert, InvitationCode, Party


@dataclass(frozen=True)
class Told:
    """What a family told of itself; stored sealed, read by leaders and by the family.

    `contact` is an e-mail address or a phone number; `needs` holds values of
    `rules.Need`; `interpreter` is a language code when an interpreter is needed.
    """

    nickname: str
    contact: str
    needs: tuple[str, ...] = field(default=())
    interpreter: str = ""

    def sealed(self) -> str:
        """Return it encrypted."""
        return sealed.seal(json.dumps(asdict(self), ensure_ascii=False))


NOTHING = Told(nickname="", contact="")


def told_of(party: Party) -> Told:
    """Return what a family told; nothing after a change of the secret key."""
    opened = sealed.unseal(party.told)
    if opened is None:
        return NOTHING
    raw = json.loads(opened)
    return Told(**raw | {"needs": tuple(raw["needs"])})


def word_of(party: Party) -> str:
    """Return the secret word of a family's one link; stored is only its hash."""
    return sealed.word(str(party.seed), purpose="signup")


def word_of_code(code: InvitationCode) -> str:
    """Return the secret word of an invitation, for its letter and card."""
    return sealed.word(str(code.seed), purpose="invitation")[:22]


def word_of_alert(alert: Alert) -> str:
    """Return the secret word of an alert's links."""
    return sealed.word(str(alert.seed), purpose="alert")


def hash_of(word: str) -> str:
    """Return what is kept of a link's secret word."""
    return hashlib.sha256(word.encode()).hexdigest()


def party_with(word: str) -> Party | None:
    """Return the family of a link's secret word; None when there is none (any more)."""
    return (
        Party.objects.select_related(
            "intake__activity__area", "intake__occurrence__activity__area"
        )
        .filter(token_hash=hash_of(word))
        .first()
    )


def code_with(word: str) -> InvitationCode | None:
    """Return the invitation of a card's secret word, used or not; None when unknown."""
    return (
        InvitationCode.objects.select_related(
            "invitation__intake__activity__area",
            "invitation__intake__occurrence__activity__area",
        )
        .filter(token_hash=hash_of(word))
        .first()
    )


def alert_with(word: str) -> Alert | None:
    """Return the alert of a link's secret word; None when there is none (any more)."""
    return (
        Alert.objects.select_related("intake").filter(token_hash=hash_of(word)).first()
    )


def is_valid(code: InvitationCode, *, today: dt.date) -> bool:
    """Say whether an invitation still opens its group: not stopped, not too old."""
    pile = code.invitation
    return pile.stopped_at is None and today <= pile.valid_until
