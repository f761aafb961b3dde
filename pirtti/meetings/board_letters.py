"""The letter that says that a group's board has something new, and nothing more."""

from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from pirtti.core import addresses
from pirtti.meetings import rooms
from pirtti.meetings.actions import board
from pirtti.meetings.models import BoardMessage, BoardNews
from pirtti.post import kinds
from pirtti.post.models import Letter
from pirtti.post.rules import Policy
from pirtti.signups import access as signups
from pirtti.signups.models import Party


def register() -> None:
    """Make the kind of letter known; called from `apps.py`."""
    kinds.register(
        kinds.Kind(
            name=board.NEWS,
            subject=_("Something new to read"),
            template="meetings/mail/board_news",
            fill=fill_news,
            policy=Policy.AT_MOST_ONCE,
            address=address,
        )
    )


def address(letter: Letter) -> str | None:
    """Tell where a letter goes; None when the family left or wants no mails any more."""
    party = _party(letter)
    return signups.told_of(party).contact or None if party is not None else None


def fill_news(letter: Letter) -> dict[str, Any] | None:
    """Say that there is something new; None when it was hidden or taken away since."""
    party = _party(letter)
    group = rooms.group_of(party) if party is not None else None
    if party is None or group is None or not rooms.board_is_open(group):
        return None
    since = letter.params.get("since", "")
    new = BoardMessage.objects.filter(group=group, hidden_at=None, at__gte=since)
    if not new.exclude(party__isnull=False, party=party).exists():
        return None
    word = signups.word_of(party)
    return {
        "room_url": _page("site:room", word, letter.language),
        "stop_url": _page("site:room_news", word, letter.language),
    }


def _party(letter: Letter) -> Party | None:
    """Return the family of a letter, as long as it is in and wants these mails."""
    news = (
        BoardNews.objects.select_related("party__intake")
        .filter(party=letter.params.get("party"), party__state=Party.State.IN)
        .first()
    )
    return news.party if news is not None and not news.party.by_phone else None


def _page(name: str, word: str, language: str) -> str:
    with translation.override(language):
        return addresses.in_mails(reverse(name, args=[word]))
