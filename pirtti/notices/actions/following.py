"""Beginning to follow, changing it, ending it."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from pirtti.calendar.models import Activity
from pirtti.core import sealed
from pirtti.core.refusals import Refused
from pirtti.network.models import Place
from pirtti.notices import access, queries, rules
from pirtti.notices.models import Following
from pirtti.people import actions as people
from pirtti.post import actions as post
from pirtti.post import queries as letters

ASKED, AGAIN = rules.Kind.CONFIRM, rules.Kind.RENEW
# Tries of one network and to one address (`reliability.md` threat 11): at once, an hour.
NETWORK_TRIES = (30, 30)
ADDRESS_TRIES = (3, 0.125)


def follow(
    thing: Activity | Place,
    *,
    address: str,
    language: str,
    wants_reminder: bool,
    network: str,
) -> None:
    """Ask for a following; nothing is sent but one mail that asks to confirm.

    Known and unknown addresses are answered alike, and what somebody follows
    already stays as it is: only who reads the mail learns of it. Too many mails to
    one address are left out silently. Raises Refused when a network asks too often.
    """
    most, per_hour = NETWORK_TRIES
    if not people.try_once(f"follow {network}", capacity=most, per_hour=per_hour):
        raise Refused(rules.Refusal.TOO_MANY_TRIES)
    key = post.key_of(address)
    most_mails, mails_per_hour = ADDRESS_TRIES
    has_try = people.try_once(
        f"follow address {key}", capacity=most_mails, per_hour=mails_per_hour
    )
    if has_try and not letters.is_dead(key):
        _ask(thing, address.strip(), key, language, wants_reminder=wants_reminder)


@transaction.atomic
def _ask(
    thing: Activity | Place,
    address: str,
    key: str,
    language: str,
    *,
    wants_reminder: bool,
) -> None:
    now = timezone.now()
    following = _found_or_made(thing, key, address, language, now)
    if following.confirmed_at is None:
        following.language = language
        following.wants_reminder = wants_reminder
        following.asked_at = now
        following.save(update_fields=["language", "wants_reminder", "asked_at"])
    post.queue(
        ASKED,
        to=address,
        language=language,
        dedupe=f"{ASKED}:{following.pk}:{uuid.uuid4().hex}",
        params={"following": following.pk},
    )


def _found_or_made(
    thing: Activity | Place, key: str, address: str, language: str, now: dt.datetime
) -> Following:
    about: dict[str, Any] = (
        {"activity": thing} if isinstance(thing, Activity) else {"place": thing}
    )
    fresh = Following(
        **about,
        address=sealed.seal(address),
        address_key=key,
        language=language,
        asked_at=now,
    )
    fresh.token_hash = access.hash_of(access.word_of(fresh))
    Following.objects.bulk_create([fresh], ignore_conflicts=True)
    return Following.objects.select_for_update().get(address_key=key, **about)


@transaction.atomic
def confirm(word: str, *, now: dt.datetime) -> Following:
    """Begin (or go on) telling; raises Refused when the link leads to nothing."""
    following = _locked(word)
    following.confirmed_at = now
    following.asked_again_at = None
    following.save(update_fields=["confirmed_at", "asked_again_at"])
    return following


def _locked(word: str) -> Following:
    """Lock the following of a link; opening the link shows that one owns the address."""
    found = (
        Following.objects.select_for_update()
        .filter(token_hash=access.hash_of(word))
        .first()
    )
    if found is None:
        raise Refused(rules.Refusal.LINK_UNKNOWN)
    return found


@transaction.atomic
def want_reminder(following: Following, *, is_wanted: bool) -> None:
    """Turn the evening's reminder on or off."""
    Following.objects.filter(pk=following.pk).update(wants_reminder=is_wanted)


@transaction.atomic
def stop(following: Following) -> None:
    """End one following: the row goes, letters that wait are not sent."""
    Following.objects.filter(pk=following.pk).delete()


@transaction.atomic
def erase_all(address_key: str) -> int:
    """Forget an address: all it follows, and every letter to it; returns the followings."""
    post.forget(address_key, list(rules.Kind))
    followings = Following.objects.filter(address_key=address_key)
    gone: int = followings.delete()[0]
    return gone


@transaction.atomic
def ask_again(now: dt.datetime) -> int:
    """Ask those whose time ends within a month whether to go on; returns how many."""
    soon = now - rules.KEPT + rules.ASKED_AGAIN_BEFORE
    due = list(queries.confirmed().filter(confirmed_at__lt=soon, asked_again_at=None))
    drafts = [
        post.Draft(
            to_key=each.address_key,
            language=each.language,
            dedupe=f"{AGAIN}:{each.pk}:{each.confirmed_at:%Y%m%d}",
            params={"following": each.pk},
        )
        for each in due
    ]
    post.queue_many(AGAIN, drafts, now=now)
    Following.objects.filter(pk__in=[each.pk for each in due]).update(
        asked_again_at=now
    )
    return len(due)


def forget_old(now: dt.datetime) -> int:
    """Delete followings past their time; returns how many.

    Those never confirmed, those not confirmed for two years, those of what has
    ended, and those whose address does not exist.
    """
    past = Q(confirmed_at=None, asked_at__lt=now - rules.UNCONFIRMED_KEPT)
    past |= Q(confirmed_at__lt=now - rules.KEPT)
    past |= Q(address_key__in=letters.dead_keys())
    gone: int = Following.objects.filter(past).delete()[0]
    return gone + queries.idle(now).delete()[0]
