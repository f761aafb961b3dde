"""People who follow something, as the tests need them."""

from django.utils import timezone

from pirtti.calendar.models import Activity
from pirtti.core import sealed
from pirtti.notices import access
from pirtti.notices.models import Following
from pirtti.post import actions as post


def following(thing, address="perhe@koti.example", *, language="en", **more):
    """Make a confirmed following of an activity or a place."""
    about = {"activity" if isinstance(thing, Activity) else "place": thing}
    now = timezone.now()
    made = Following(
        **about,
        address=sealed.seal(address),
        address_key=post.key_of(address),
        language=language,
        **({"asked_at": now, "confirmed_at": now} | more),
    )
    made.token_hash = access.hash_of(access.word_of(made))
    made.save()
    return made


def many(thing, number):
    """Make many followings at once; their addresses can't be read."""
    about = {"activity" if isinstance(thing, Activity) else "place": thing}
    now = timezone.now()
    Following.objects.bulk_create(
        Following(
            **about,
            address="",
            address_key=f"key-{one}",
            token_hash=f"hash-{one}",
            asked_at=now,
            confirmed_at=now,
        )
        for one in range(number)
    )
