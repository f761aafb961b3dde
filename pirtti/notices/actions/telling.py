"""From one change to the letters of all who follow: a bulletin now, letters bite by bite."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from pirtti.calendar.followers import DateEvent
from pirtti.notices import queries, rules
from pirtti.notices.models import Bulletin, Following
from pirtti.post import actions as post


def hear(events: Collection[DateEvent]) -> None:
    """Write down that dates changed: one row, in the transaction of the change."""
    told = [_told(event) for event in events]
    was_at = {place for one in told if one.was and (place := one.was[2])}
    now_at = {e.occurrence.place_id for e in events if e.occurrence.place_id}
    Bulletin.objects.create(
        dates=[_plain(one) for one in told],
        activities=sorted({event.occurrence.activity_id for event in events}),
        places=sorted(was_at | now_at),
        made_at=timezone.now(),
    )


def _told(event: DateEvent) -> rules.Told:
    was = event.was
    return rules.Told(
        event.occurrence.pk,
        rules.What(event.what.value),
        (
            was.starts_at.isoformat(),
            was.ends_at.isoformat(),
            was.place_id,
            was.room_id,
        )
        if was
        else None,
    )


def _plain(told: rules.Told) -> dict[str, Any]:
    return {"date": told.date, "what": told.what.value, "was": told.was}


def make_letters(now: dt.datetime) -> None:
    """Make the next bite of letters of the oldest bulletin that waits."""
    bulletin = _begun(now)
    if bulletin is not None:
        _bite(bulletin, now)


@transaction.atomic
def _begun(now: dt.datetime) -> Bulletin | None:
    """Return the bulletin to go on with, or join those that wait into a new one.

    Whoever follows several of the changed dates gets one mail for all of them.
    """
    waiting = list(queries.waiting(now).select_for_update()[: rules.MOST_TOGETHER])
    if not waiting:
        return None
    first = next((one for one in waiting if one.begun_at), waiting[0])
    if first.begun_at is None:
        joined = [one for one in waiting if one.remind_on == first.remind_on]
        _join(first, joined if first.remind_on is None else [first], now)
    return first


def _join(first: Bulletin, joined: list[Bulletin], now: dt.datetime) -> None:
    first.dates = [row for one in joined for row in one.dates]
    first.activities = sorted({pk for one in joined for pk in one.activities})
    first.places = sorted({pk for one in joined for pk in one.places})
    first.begun_at = now
    first.save()
    others = [one.pk for one in joined if one.pk != first.pk]
    Bulletin.objects.filter(pk__in=others).delete()


@transaction.atomic
def _bite(bulletin: Bulletin, now: dt.datetime) -> None:
    """Make letters for the next followings; two statements, however many there are.

    Who follows both an activity and its place gets one letter: `dedupe` names the
    bulletin and the address.
    """
    hearing = queries.who_hears(bulletin, limit=rules.BITE)
    kind = rules.Kind.REMINDER if bulletin.remind_on else rules.Kind.CHANGES
    post.queue_many(kind, _drafts(kind, bulletin, hearing), now=now)
    reached = hearing[-1].pk if hearing else bulletin.reached
    is_done = len(hearing) < rules.BITE
    Bulletin.objects.filter(pk=bulletin.pk, reached=bulletin.reached).update(
        reached=reached, done_at=now if is_done else None
    )


def _drafts(
    kind: str, bulletin: Bulletin, hearing: Iterable[Following]
) -> Iterable[post.Draft]:
    return [
        post.Draft(
            to_key=each.address_key,
            language=each.language,
            dedupe=f"{kind}:{bulletin.pk}:{each.address_key}",
            params={"following": each.pk, "bulletin": bulletin.pk},
        )
        for each in hearing
    ]


def make_reminders(now: dt.datetime) -> None:
    """Begin tomorrow's reminders: one bulletin a day, made the evening before."""
    day = rules.evening_before(timezone.localtime(now))
    if day is not None:
        bulletin = Bulletin(remind_on=day, made_at=now, begun_at=now)
        Bulletin.objects.bulk_create([bulletin], ignore_conflicts=True)


def prune_bulletins(now: dt.datetime) -> int:
    """Delete bulletins that were told long ago; returns how many."""
    told = Bulletin.objects.filter(done_at__lt=now - rules.BULLETINS_KEPT)
    return told.delete()[0]
