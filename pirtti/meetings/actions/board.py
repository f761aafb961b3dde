"""Writing on a group's board, taking away, asking the leaders to look, and forgetting."""

import datetime as dt
from collections import defaultdict

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from pirtti.calendar import actions as calendar
from pirtti.core import sealed
from pirtti.core.refusals import Refused
from pirtti.groups import queries as groups
from pirtti.groups.models import Group
from pirtti.meetings import board_rules as rules
from pirtti.meetings import rooms
from pirtti.meetings.models import BoardMessage, BoardNews, BoardReport
from pirtti.meetings.rooms import Member
from pirtti.people import actions as people
from pirtti.people.models import JournalEntry, User
from pirtti.post import actions as post
from pirtti.post.models import Letter
from pirtti.signups.followers import Happening
from pirtti.signups.models import Party

# The kind of the letters that say that there is something new.
NEWS = "board_news"


def write(
    member: Member, *, text: str, key: str, now: dt.datetime | None = None
) -> BoardMessage:
    """Write as a family; the same `key` again is the same message. Raises Refused."""
    may = people.try_once(
        f"board {member.party.seed}",
        capacity=rules.MESSAGES_AT_ONCE,
        per_hour=rules.MESSAGES_PER_HOUR,
    )
    if not may:
        raise Refused(rules.Refusal.TOO_MANY_MESSAGES)
    author = BoardMessage(
        group=member.group, party=member.party, key=_key(f"p{member.party.pk}", key)
    )
    return _write(author, text, now or timezone.now())


def write_as_leader(
    group: Group, *, text: str, key: str, by: User, now: dt.datetime | None = None
) -> BoardMessage:
    """Write as a leader, under one's alias; raises Refused."""
    author = BoardMessage(group=group, leader=by, key=_key(f"u{by.pk}", key))
    return _write(author, text, now or timezone.now())


def _key(author: str, key: str) -> str:
    return sealed.fingerprint(f"{author} {key}", purpose="board message")


@transaction.atomic
def _write(message: BoardMessage, text: str, now: dt.datetime) -> BoardMessage:
    group = Group.objects.select_for_update(of=("self",), no_key=True).get(
        pk=message.group_id
    )
    twin = BoardMessage.objects.filter(key=message.key).first()
    if twin is not None:
        return twin
    reason = rules.refuse_message(text, is_open=rooms.board_is_open(group))
    if reason:
        raise Refused(reason)
    message.text, message.at = sealed.seal(text), now
    message.save()
    _tell(message, group, now)
    return message


def _tell(message: BoardMessage, group: Group, now: dt.datetime) -> None:
    """Queue a mail to each family that asked for one, unless one waits already."""
    asked = (
        BoardNews.objects.select_for_update(of=("self",))
        .filter(party__intake__activity=group.activity_id, party__state=Party.State.IN)
        .exclude(party=message.party_id)
        .select_related("party")
    )
    drafts: dict[dt.datetime, list[post.Draft]] = defaultdict(list)
    for news in asked:
        last = timezone.localtime(news.next_at) if news.next_at else None
        at = rules.mail_at(timezone.localtime(now), last)
        if at is None:
            continue
        news.next_at = at
        news.save(update_fields=["next_at"])
        drafts[at].append(_draft(news, now))
    for at, letters in drafts.items():
        post.queue_many(NEWS, letters, now=at)


def _draft(news: BoardNews, now: dt.datetime) -> post.Draft:
    return post.Draft(
        to_key=news.party.contact_key,
        language=news.party.language,
        dedupe=f"{NEWS}:{news.party_id}:{news.next_at:%Y%m%d%H%M%S}",
        params={"party": news.party_id, "since": now.isoformat()},
    )


@transaction.atomic
def take_away(member: Member, pk: int) -> bool:
    """Delete a message of one's own for good; False when there is none (any more)."""
    own = BoardMessage.objects.filter(pk=pk, party=member.party)
    return bool(own.delete()[0])


@transaction.atomic
def report(member: Member, pk: int, *, reason: str) -> bool:
    """Ask the leaders to look at a message of another; False when there is none."""
    message = (
        BoardMessage.objects.select_for_update()
        .filter(pk=pk, group=member.group, hidden_at=None)
        .first()
    )
    if message is None or message.party_id == member.party.pk:
        return False
    known = reason if reason in set(rules.Reason) else ""
    BoardReport.objects.get_or_create(
        message=message, party=member.party, defaults={"reason": known}
    )
    return True


@transaction.atomic
def hide(message: BoardMessage, *, by: User, now: dt.datetime | None = None) -> None:
    """Hide a message from the members; who reported it was heard."""
    _settle(message, hidden_at=now or timezone.now(), hidden_by=by)
    JournalEntry.record("board.hidden", by=by, on=message, group=message.group_id)


@transaction.atomic
def show(message: BoardMessage, *, by: User) -> None:
    """Show a message (again): it is in order, and who reported it was heard."""
    _settle(message, hidden_at=None, hidden_by=None)
    JournalEntry.record("board.shown", by=by, on=message, group=message.group_id)


def _settle(
    message: BoardMessage, *, hidden_at: dt.datetime | None, hidden_by: User | None
) -> None:
    BoardMessage.objects.filter(pk=message.pk).update(
        hidden_at=hidden_at, hidden_by=hidden_by
    )
    message.reports.all().delete()


@transaction.atomic
def take_away_as_leader(message: BoardMessage, *, by: User) -> bool:
    """Delete a message that one wrote oneself as a leader; False for those of others."""
    own = BoardMessage.objects.filter(pk=message.pk, leader=by)
    return bool(own.delete()[0])


@transaction.atomic
def want_news(party: Party, *, is_wanted: bool) -> None:
    """Begin or stop the mail of the day; raises Refused where there is only a phone."""
    if not is_wanted:
        BoardNews.objects.filter(party=party).delete()
        withdraw_letters(party)
        return
    if party.by_phone:
        raise Refused(rules.Refusal.NO_MAIL_ADDRESS)
    BoardNews.objects.get_or_create(party=party)


def withdraw_letters(party: Party) -> None:
    """Delete what waits to be sent to a family about the board."""
    Letter.objects.filter(kind=NEWS, params__party=party.pk).delete()


def hear(party: Party, what: Happening) -> None:
    """Erase what a family that leaves wrote and waited for, at once."""
    if what != Happening.LEFT:
        return
    withdraw_letters(party)
    BoardMessage.objects.filter(party=party).delete()
    BoardReport.objects.filter(party=party).delete()
    BoardNews.objects.filter(party=party).delete()


def wish(member: Member, *, text: str, language: str) -> None:
    """Wish for something, as every family may: nobody knows who. Raises Refused."""
    may = people.try_once(
        f"room wish {member.party.seed}",
        capacity=rules.WISHES_AT_ONCE,
        per_hour=rules.WISHES_PER_HOUR,
    )
    if not may:
        raise Refused(rules.Refusal.TOO_MANY_MESSAGES)
    calendar.make_wish(member.group.activity, text=text, language=language)


@transaction.atomic
def forget_boards(now: dt.datetime) -> int:
    """Delete the boards of groups that ended 30 days ago; returns how many messages."""
    limit = now - rules.KEPT_AFTER
    ended = Q(steps__state__in=rooms.OVER, steps__at__lt=limit, state__in=rooms.OVER)
    quiet = groups.over_since(limit).values("pk")
    past = Q(pk__in=quiet, ends_on__lt=timezone.localdate(limit))
    over = Group.objects.filter(ended | past).values("pk")
    old = BoardMessage.objects.filter(group__in=over)
    return old.delete()[1].get(BoardMessage._meta.label, 0)
