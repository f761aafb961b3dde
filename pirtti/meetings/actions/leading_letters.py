"""Putting letters of leaders into the outbox; what they say is in `leading_mails`."""

from collections.abc import Iterable

from django.utils import timezone

from pirtti.calendar.followers import DateEvent, Happening
from pirtti.calendar.models import Occurrence
from pirtti.groups import quiet
from pirtti.groups.models import Group
from pirtti.meetings import leading_mails
from pirtti.meetings.models import MeetingMessage, SubstituteRequest
from pirtti.people.models import User
from pirtti.post import actions as post
from pirtti.signups.models import Party

_HAPPENED = {
    Happening.CANCELLED: leading_mails.CANCELLED,
    Happening.RESTORED: leading_mails.RESTORED,
    Happening.MOVED: leading_mails.MOVED,
}


def tell_members(
    group: Group,
    meeting: Occurrence,
    what: str,
    *,
    message: MeetingMessage | None = None,
) -> None:
    """Write to the families that are in; whoever gave a phone number is called."""
    one = message.pk if message else meeting.sequence
    members = Party.objects.filter(
        intake__activity=group.activity_id, state=Party.State.IN, by_phone=False
    )
    drafts = [
        post.Draft(
            to_key=party.contact_key,
            language=party.language,
            dedupe=f"meeting:{what}:{meeting.pk}:{one}:{party.pk}",
            params={
                "party": party.pk,
                "meeting": meeting.pk,
                "what": what,
                "message": message.pk if message else None,
            },
        )
        for party in members
    ]
    post.queue_many(leading_mails.MEMBERS, drafts, now=timezone.now())


def hear_dates(events: Iterable[DateEvent]) -> None:
    """Tell the members of a group whose date was changed elsewhere, for example by staff.

    A change that a leader makes is heard here too: the letter's name makes it one.
    What a group's own letter tells as a whole (the decision day) is not told again.
    """
    if quiet.is_told_as_one():
        return
    for event in events:
        group = Group.objects.filter(activity=event.occurrence.activity_id).first()
        if group is not None:
            tell_members(group, event.occurrence, _HAPPENED[event.what])


def ask_substitutes(request: SubstituteRequest, asked: Iterable[User]) -> None:
    """Ask the pair and the pool."""
    _to_users(leading_mails.ASKED, request, asked, "asked")


def tell_taken(request: SubstituteRequest, told: Iterable[User]) -> None:
    """Tell whoever asked or was asked that somebody comes."""
    _to_users(leading_mails.TOLD, request, told, "taken")


def _to_users(
    kind: str, request: SubstituteRequest, users: Iterable[User], what: str
) -> None:
    drafts = [
        post.Draft(
            to_key=post.key_of(user.email),
            language=user.language,
            dedupe=f"substitute:{what}:{request.pk}:{user.pk}",
            params={"request": request.pk, "user": user.pk},
        )
        for user in users
    ]
    post.queue_many(kind, drafts, now=timezone.now())
