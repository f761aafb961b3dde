"""The letter about one's own account: the floor of accounts knows no outbox.

It says that the second step of signing in was changed, so that nobody changes it
unseen; it holds no code and no link that does anything.
"""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from pirtti.core import addresses
from pirtti.people import access, followers, messages
from pirtti.people.models import JournalEntry, User
from pirtti.people.rules import News
from pirtti.post import actions, kinds
from pirtti.post.models import Letter

KIND = "account_news"


def register() -> None:
    """Make the kind known and hear of changes; called from `apps.py`."""
    kinds.register(
        kinds.Kind(
            name=KIND,
            subject=_("About your account"),
            template="post/mail/account",
            fill=fill,
        )
    )
    followers.follow_second_steps("post", hear)


def hear(user: User, what: News, line: JournalEntry) -> None:
    """Put a letter into the outbox, in the transaction of the change."""
    actions.queue(
        KIND,
        to=user.email,
        language=user.language,
        dedupe=f"account:{user.pk}:{what.value}:{line.pk}",
        params={"what": what.value, "at": line.at.isoformat()},
    )


def fill(letter: Letter) -> dict[str, Any] | None:
    """Say what happened and when; None when the account is closed or gone."""
    owner = access.account_with(letter.to)
    if owner is None or not owner.is_active:
        return None
    at = dt.datetime.fromisoformat(letter.params["at"])
    with translation.override(letter.language):
        page = addresses.in_mails(reverse("people:second"))
    said = str(messages.SECOND_STEP_NEWS[News(letter.params["what"])])
    return {"said": said, "at": timezone.localtime(at), "address": page}
