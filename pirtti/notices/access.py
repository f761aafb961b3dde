"""Who may open what of a following: whoever has its link, and nobody else."""

import hashlib

from pirtti.core import sealed
from pirtti.notices.models import Following


def word_of(following: Following) -> str:
    """Return the secret word of a following's links, for the mails to its address.

    It is made anew each time from the row's seed and the secret key; stored is only
    `hash_of` it.
    """
    return sealed.word(str(following.seed), purpose="following")


def hash_of(word: str) -> str:
    """Return what is kept of a link's secret word."""
    return hashlib.sha256(word.encode()).hexdigest()


def following_with(word: str) -> Following | None:
    """Return the following of a link's secret word; None when there is none (any more)."""
    return (
        Following.objects.select_related("activity__area", "place__area")
        .filter(token_hash=hash_of(word))
        .first()
    )


def address_of(following: Following) -> str | None:
    """Return the address a following goes to; None after a change of the secret key."""
    return sealed.unseal(following.address)
