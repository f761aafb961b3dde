"""The letters to those who follow: made when they go out, from what is true then.

Subjects and sender are neutral: the name of a group stands only inside the mail
(`reliability.md` threat 4).
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from pirtti.calendar.models import Occurrence
from pirtti.core import addresses
from pirtti.notices import access, queries, rules, words
from pirtti.notices.models import Following
from pirtti.notices.rules import Kind, Told, What
from pirtti.post import kinds
from pirtti.post.models import Letter
from pirtti.post.rules import Policy


def register() -> None:
    """Make the kinds of letters known; called from `apps.py`."""
    kinds.register(
        kinds.Kind(
            name=Kind.CONFIRM,
            subject=_("Please confirm with one press"),
            template="notices/mail/confirm",
            fill=fill_confirm,
            address=address,
            is_unasked=True,
        )
    )
    kinds.register(
        kinds.Kind(
            name=Kind.RENEW,
            subject=_("Shall we go on writing to you?"),
            template="notices/mail/renew",
            fill=fill_renew,
            address=address,
        )
    )
    kinds.register(
        kinds.Kind(
            name=Kind.CHANGES,
            subject=_("A change in the calendar"),
            template="notices/mail/changes",
            fill=fill_changes,
            address=address,
        )
    )
    kinds.register(
        kinds.Kind(
            name=Kind.REMINDER,
            subject=_("A reminder for tomorrow"),
            template="notices/mail/reminder",
            fill=fill_reminder,
            policy=Policy.AT_MOST_ONCE,
            address=address,
        )
    )


def address(letter: Letter) -> str | None:
    """Tell where a letter goes; None when nothing is followed there any more."""
    following = queries.following(letter.params.get("following"))
    if following is None:
        others = queries.followings_of(letter.to_key)
        following = others[0] if others else None
    return access.address_of(following) if following else None


def fill_confirm(letter: Letter) -> dict[str, Any] | None:
    """Ask to confirm; who follows it already is told so, and how to stop."""
    following = queries.following(letter.params.get("following"))
    if following is None:
        return None
    return _about(following) | {
        "thing": words.name(following.thing.name),
        "is_confirmed": following.confirmed_at is not None,
        "confirm_url": _link("site:follow_confirm", following),
        "days": rules.UNCONFIRMED_KEPT.days,
    }


def fill_renew(letter: Letter) -> dict[str, Any] | None:
    """Ask whether to go on; None when that was said already."""
    following = queries.following(letter.params.get("following"))
    if following is None or following.asked_again_at is None:
        return None
    return _about(following) | {
        "thing": words.name(following.thing.name),
        "confirm_url": _link("site:follow_confirm", following),
    }


def fill_changes(letter: Letter) -> dict[str, Any] | None:
    """Say what changed, as it is now; None when nothing of it holds any more."""
    bulletin = queries.bulletin(letter.params.get("bulletin"))
    followings = queries.followings_of(letter.to_key)
    if bulletin is None or not followings:
        return None
    told = {one.date: one for one in queries.told_in(bulletin)}
    now = timezone.now()
    dates = _followed(followings, told, now)
    changes = [line for date in dates if (line := _change(date, told[date.pk]))]
    _tell_next(changes, now)
    if not changes:
        return None
    return _about(_one_of(followings, letter)) | {
        "changes": changes[: rules.MOST_TOLD],
        "more": max(0, len(changes) - rules.MOST_TOLD),
    }


def _followed(
    followings: list[Following], told: dict[int, Told], now: dt.datetime
) -> list[Occurrence]:
    """List the changed dates that somebody follows and that are still to come.

    A date that moved away from a followed place concerns it too.
    """
    public = Occurrence.objects.public().filter(pk__in=told, ends_at__gt=now)
    dates = list(
        public.select_related("activity", "place", "room").order_by("starts_at", "pk")
    )
    activities = {each.activity_id for each in followings} - {None}
    places = {each.place_id for each in followings} - {None}
    return [
        date
        for date in dates
        if date.activity_id in activities or places & _places(date, told[date.pk])
    ]


def _places(date: Occurrence, told: Told) -> set[int | None]:
    return {date.place_id, told.was[2] if told.was else None} - {None}


def _one_of(followings: list[Following], letter: Letter) -> Following:
    """Choose the following whose stop link stands in the mail."""
    asked = letter.params.get("following")
    return next((each for each in followings if each.pk == asked), followings[0])


@dataclass
class Change:
    """What happened to one date, in words for a mail."""

    date: Occurrence
    name: str
    what: What
    now: str
    was: str
    reason: str
    url: str
    next: str = ""


def _tell_next(changes: list[Change], now: dt.datetime) -> None:
    """Say when it meets next, once for each activity: at its last cancelled date."""
    last = {
        change.date.activity_id: change
        for change in changes
        if change.what is What.CANCELLED
    }
    for activity, change in last.items():
        after = max(now, change.date.starts_at)
        found = queries.next_date(activity, after=after)
        if found is not None:
            change.next = words.when(found.starts_at, found.ends_at)


def _change(date: Occurrence, told: Told) -> Change | None:
    """Say what happened to a date, as it stands now; None when that is nothing new."""
    if date.is_cancelled:
        what = What.CANCELLED
    elif told.what is What.CANCELLED:
        return None
    else:
        what = told.what
    was = _was(told)
    here = _here(date)
    if what is What.MOVED and was == here:
        return None
    return Change(
        date=date,
        name=words.name(date.activity.name),
        what=what,
        now=here,
        was=was if what is What.MOVED else "",
        reason=words.name(date.reason) if what is What.CANCELLED else "",
        url=_page("site:event", date.pk),
    )


def _here(date: Occurrence) -> str:
    when = words.when(date.starts_at, date.ends_at)
    return f"{when}, {words.where(date.place, date.room)}"


def _was(told: Told) -> str:
    """Say when and where a date was before, as far as it is known."""
    if told.was is None:
        return ""
    starts_at, ends_at, place_id, room_id = told.was
    place = queries.places_by_number([place_id] if place_id else []).get(place_id or 0)
    room = queries.rooms_by_number([room_id] if room_id else []).get(room_id or 0)
    when = words.when(
        dt.datetime.fromisoformat(starts_at), dt.datetime.fromisoformat(ends_at)
    )
    return f"{when}, {words.where(place, room)}"


@dataclass(frozen=True)
class Coming:
    """One date of tomorrow, in words for a mail."""

    name: str
    now: str
    url: str


def fill_reminder(letter: Letter) -> dict[str, Any] | None:
    """Remind of tomorrow's dates; None when none of them takes place (any more)."""
    bulletin = queries.bulletin(letter.params.get("bulletin"))
    if bulletin is None or bulletin.remind_on is None:
        return None
    followings = [
        each for each in queries.followings_of(letter.to_key) if each.wants_reminder
    ]
    if not followings:
        return None
    coming = queries.planned_on(bulletin.remind_on).filter(starts_at__gt=timezone.now())
    dates = queries.dates_of(followings, coming)
    if not dates:
        return None
    lines = [
        Coming(
            words.name(date.activity.name), _here(date), _page("site:event", date.pk)
        )
        for date in dates
    ]
    return _about(_one_of(followings, letter)) | {
        "dates": lines[: rules.MOST_TOLD],
        "more": max(0, len(lines) - rules.MOST_TOLD),
    }


def _about(following: Following) -> dict[str, Any]:
    """Give the links that stand under every mail."""
    return {
        "stop_url": _link("site:follow_stop", following),
        "following_url": _link("site:following", following),
    }


def _link(page: str, following: Following) -> str:
    return _page(page, access.word_of(following))


def _page(page: str, argument: object) -> str:
    """Return the whole address of a page, in the language of the letter."""
    with translation.override(words.language()):
        return addresses.in_mails(reverse(page, args=[argument]))
