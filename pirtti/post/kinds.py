"""The kinds of letters: each app that sends registers its own in `apps.py`.

A letter stores no body: what it says is made when it is sent, from what is true then.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from pirtti.post.rules import Policy

if TYPE_CHECKING:
    from pirtti.post.models import Letter


@dataclass(frozen=True)
class Kind:
    """How letters of one kind are made.

    `template` names two templates without their ending, `….txt` and `….html`;
    `fill` gives their context, or None when the letter is not wanted any more (the
    date passed, the subscription ended): it is then dropped unsent. A `stop_url` in
    the context becomes the mail's List-Unsubscribe. `subject` is a neutral sentence:
    it never names a group or a reason.

    `address` is for what is sensitive: the letter then stores no address, only its
    fingerprint, and this tells it when it is sent (None: nobody any more).
    `is_unasked` limits what goes to an address whose owner has confirmed nothing.
    """

    name: str
    subject: Promise | str
    template: str
    fill: Callable[["Letter"], dict[str, Any] | None]
    policy: Policy = Policy.AT_LEAST_ONCE
    address: Callable[["Letter"], str | None] | None = None
    is_unasked: bool = False


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known; called from `apps.py`."""
    _kinds[kind.name] = kind


def get(name: str) -> Kind | None:
    """Return a kind by its name; None when no app here sends it (any more)."""
    return _kinds.get(name)


def known() -> list[str]:
    """Name the kinds that can be sent; letters of others wait."""
    return list(_kinds)
