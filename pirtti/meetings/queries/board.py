"""What stands on a group's board, as a member or a leader reads it; a family's export."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pirtti.calendar.models import Occurrence, Wish
from pirtti.core import sealed
from pirtti.groups.models import Group, Leader
from pirtti.meetings import rooms
from pirtti.meetings.models import BoardMessage, BoardNews, BoardReport, MeetingNote
from pirtti.meetings.rooms import Member
from pirtti.signups import access as signups
from pirtti.signups import words
from pirtti.signups.models import Party

PAGE = 30
MOST_WISHES = 12
# What fits into a row's number.
MOST_DIGITS = 18


@dataclass(frozen=True)
class Line:
    """One message as it is read: `reports` are told to leaders only."""

    pk: int
    who: str
    text: str
    at: dt.datetime
    is_own: bool
    is_leader: bool
    is_hidden: bool
    is_reported: bool = False
    reports: int = 0
    reasons: tuple[str, ...] = ()

    @property
    def when(self) -> str:
        """Return the day and time in words, in the language in use."""
        return words.until(self.at)


@dataclass(frozen=True)
class Board:
    """A page of a board, the newest first; `older` leads on to what is before it."""

    lines: list[Line]
    older: int | None
    is_open: bool
    wants_news: bool = False


def of_member(member: Member, *, before: int | None = None) -> Board:
    """Return the board as a family reads it; what was hidden says only that."""
    messages, older = _page(member.group, before)
    aliases = _aliases(member.group)
    reported = set(
        BoardReport.objects.filter(
            party=member.party, message__in=[message.pk for message in messages]
        ).values_list("message_id", flat=True)
    )
    lines = [
        Line(
            pk=message.pk,
            who=_who(message, aliases),
            text="" if message.hidden_at else sealed.unseal(message.text) or "",
            at=message.at,
            is_own=message.party_id == member.party.pk,
            is_leader=message.party_id is None,
            is_hidden=message.hidden_at is not None,
            is_reported=message.pk in reported,
        )
        for message in messages
    ]
    is_open = rooms.board_is_open(member.group)
    return Board(lines, older, is_open, wants_news(member))


def of_leader(group: Group, *, by: int, before: int | None = None) -> Board:
    """Return the board as a leader (`by`: the account's number) reads it."""
    messages, older = _page(group, before)
    return Board(_led(group, messages, by), older, rooms.board_is_open(group))


def reported_lines(group: Group, *, by: int) -> list[Line]:
    """List the messages that members asked the leaders to look at, the newest first."""
    return _led(group, list(_messages(reported(group))), by)


def reported(group: Group) -> QuerySet[BoardMessage]:
    """Return the messages that members asked to look at and nobody has looked at."""
    found = BoardMessage.objects.filter(group=group, reports__isnull=False)
    return found.distinct()


def number_of(typed: str) -> int | None:
    """Read the number of a message; None for what can't be one."""
    is_one = typed.isascii() and typed.isdecimal() and len(typed) <= MOST_DIGITS
    return int(typed) if is_one else None


def message_of(group: Group, pk: str) -> BoardMessage:
    """Return a message of a group; 404 when it is another's or gone."""
    found = BoardMessage.objects.filter(group=group, pk=number_of(pk) or 0).first()
    if found is None:
        raise Http404
    return found


def _led(group: Group, messages: list[BoardMessage], by: int) -> list[Line]:
    aliases = _aliases(group)
    reports: dict[int, list[str]] = {}
    told = BoardReport.objects.filter(message__in=[message.pk for message in messages])
    for message_pk, reason in told.values_list("message_id", "reason"):
        reports.setdefault(message_pk, []).append(reason)
    return [
        Line(
            pk=message.pk,
            who=_who(message, aliases),
            text=sealed.unseal(message.text) or "",
            at=message.at,
            is_own=message.leader_id == by,
            is_leader=message.party_id is None,
            is_hidden=message.hidden_at is not None,
            reports=len(reports.get(message.pk, [])),
            reasons=tuple(sorted(filter(None, set(reports.get(message.pk, []))))),
        )
        for message in messages
    ]


def _messages(found: QuerySet[BoardMessage]) -> QuerySet[BoardMessage]:
    return found.select_related("party").order_by("-pk")


def _page(group: Group, before: int | None) -> tuple[list[BoardMessage], int | None]:
    found = _messages(BoardMessage.objects.filter(group=group))
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found[: PAGE + 1])
    older = rows[PAGE - 1].pk if len(rows) > PAGE else None
    return rows[:PAGE], older


def _aliases(group: Group) -> dict[int | None, str]:
    return dict(Leader.objects.filter(group=group).values_list("user_id", "alias"))


def _who(message: BoardMessage, aliases: dict[int | None, str]) -> str:
    """Return the name shown now: a nickname, an alias, or that somebody left."""
    if message.party is not None:
        return signups.told_of(message.party).nickname or _("Somebody of the group")
    return aliases.get(message.leader_id) or _("Somebody who led the group")


@dataclass(frozen=True)
class Wished:
    """A wish of the group and what became of it: the theme's date, if it has one."""

    text: str
    language: str
    is_theme: bool
    occurrence: Occurrence | None


def wishes(group: Group) -> list[Wished]:
    """List the latest wishes, without those that were set aside (three queries)."""
    found = (
        Wish.objects.filter(activity=group.activity_id)
        .exclude(state=Wish.State.SET_ASIDE)
        .prefetch_related("themes__occurrence")[:MOST_WISHES]
    )
    return [_wished(wish) for wish in found]


def _wished(wish: Wish) -> Wished:
    themes = list(wish.themes.all())
    dates = [theme.occurrence for theme in themes if theme.occurrence is not None]
    return Wished(wish.text, wish.language, bool(themes), dates[0] if dates else None)


def practical_of(date: Occurrence | None) -> str:
    """Return what the leaders tell members about a meeting; nothing when they didn't."""
    if date is None:
        return ""
    note = MeetingNote.objects.filter(occurrence=date).first()
    return note.practical if note is not None else ""


def wants_news(member: Member) -> bool:
    """Say whether a family gets a mail when the board has something new."""
    return BoardNews.objects.filter(party=member.party).exists()


def leaders(group: Group) -> list[str]:
    """Return the names under which the leaders in force lead."""
    today = timezone.localdate()
    found = group.leaders.filter(starts_on__lte=today, ends_on__gte=today)
    return list(found.order_by("part", "pk").values_list("alias", flat=True))


def export_of(party: Party) -> list[dict[str, str]]:
    """Return what the group's room keeps of a family, for its export.

    Each row has `what` (a heading), `at` (when, or empty) and `text`. Ratings are not
    here: nobody can tell whose they are.
    """
    rows = [
        {
            "what": _("Message on the group's board"),
            "at": words.until(message.at),
            "text": sealed.unseal(message.text) or "",
        }
        for message in BoardMessage.objects.filter(party=party).order_by("pk")
    ]
    if BoardNews.objects.filter(party=party).exists():
        yes = _("Mails when the board has something new: yes")
        rows.append({"what": _("Your choice"), "at": "", "text": yes})
    return rows
