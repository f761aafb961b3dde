"""The letters about a meeting, made when they go out from what is true then.

What is discreet is only "a meeting": neither the subject nor the letter names it. The
words of the letter are in the family's language, what the leader wrote as it was written.
"""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import pgettext_lazy

from pirtti.calendar.models import Occurrence
from pirtti.core import addresses, content
from pirtti.meetings import leading_access as access
from pirtti.meetings.models import MeetingMessage, SubstituteRequest
from pirtti.people.models import User
from pirtti.post import kinds
from pirtti.post.models import Letter
from pirtti.signups import access as signups
from pirtti.signups import words
from pirtti.signups.models import Party

MEMBERS, ASKED, TOLD = "meeting_told", "substitute_asked", "substitute_told"
# What happened to a meeting.
MESSAGE, CANCELLED, RESTORED, MOVED = "message", "cancelled", "restored", "moved"


def register() -> None:
    """Make the kinds of letters known; called from `apps.py`."""
    kinds.register(
        kinds.Kind(
            name=MEMBERS,
            subject=pgettext_lazy("letter", "Meeting"),
            template="meetings/mail/meeting",
            fill=fill_meeting,
            address=address_of_family,
        )
    )
    for name, template in ((ASKED, "asked"), (TOLD, "taken")):
        kinds.register(
            kinds.Kind(
                name=name,
                subject=pgettext_lazy("letter", "Standing in"),
                template=f"meetings/mail/{template}",
                fill=fill_asked if name == ASKED else fill_taken,
                address=address_of_user,
            )
        )


def _family(letter: Letter) -> Party | None:
    return (
        Party.objects.filter(
            pk=letter.params.get("party"), state=Party.State.IN, by_phone=False
        )
        .select_related("intake__activity", "intake__occurrence__activity")
        .first()
    )


def address_of_family(letter: Letter) -> str | None:
    """Tell where a family wants its mail; None when it has left."""
    party = _family(letter)
    return signups.told_of(party).contact if party else None


def fill_meeting(letter: Letter) -> dict[str, Any] | None:
    """Say what happened to a meeting; None when that is over or no longer so."""
    party = _family(letter)
    meeting = (
        Occurrence.objects.select_related("activity")
        .filter(pk=letter.params.get("meeting"), ends_at__gt=timezone.now())
        .first()
    )
    what = str(letter.params.get("what"))
    if party is None or meeting is None or not _still_so(what, meeting):
        return None
    message = MeetingMessage.objects.filter(pk=letter.params.get("message")).first()
    if what == MESSAGE and message is None:
        return None
    is_named = not words.is_discreet(party.intake)
    return {
        "what": what,
        "name": words.name(meeting.activity) if is_named else "",
        "when": words.when(meeting),
        "reason": content.shown(meeting.reason, letter.language).text,
        "text": message.text if message else "",
        "address": _page("site:signup", signups.word_of(party), letter.language),
    }


def _still_so(what: str, meeting: Occurrence) -> bool:
    return what == MESSAGE or (what == CANCELLED) == meeting.is_cancelled


def _page(page: str, argument: object, language: str) -> str:
    with translation.override(language):
        return addresses.in_mails(reverse(page, args=[argument]))


@dataclass(frozen=True)
class _Asked:
    """A request to stand in and the account that a letter about it goes to."""

    request: SubstituteRequest
    user: User


def _asked(letter: Letter) -> _Asked | None:
    request = (
        SubstituteRequest.objects.select_related(
            "group__activity__area", "occurrence__area"
        )
        .filter(
            pk=letter.params.get("request"), occurrence__starts_at__gt=timezone.now()
        )
        .first()
    )
    user = User.objects.filter(pk=letter.params.get("user"), is_active=True).first()
    return _Asked(request, user) if request and user else None


def address_of_user(letter: Letter) -> str | None:
    """Tell the address of an account; None when it is closed or nobody is needed."""
    asked = _asked(letter)
    return asked.user.email if asked else None


def fill_asked(letter: Letter) -> dict[str, Any] | None:
    """Ask to stand in: when and in which area; None when somebody comes already."""
    asked = _asked(letter)
    if asked is None or asked.request.taken_at or asked.request.withdrawn_at:
        return None
    if asked.user.pk not in access.asked_for(asked.request):
        return None
    return _where(asked.request) | {
        "address": _page("desk:my_request", asked.request.pk, letter.language)
    }


def fill_taken(letter: Letter) -> dict[str, Any] | None:
    """Say that somebody comes, or that nobody is needed after all."""
    asked = _asked(letter)
    if asked is None:
        return None
    is_over = asked.request.withdrawn_at is not None
    if not is_over and asked.request.taken_at is None:
        return None
    return _where(asked.request) | {
        "is_over": is_over,
        "is_own": asked.request.asked_by_id == asked.user.pk,
    }


def _where(request: SubstituteRequest) -> dict[str, Any]:
    return {
        "when": words.when(request.occurrence),
        "area": content.shown(request.group.activity.area.name, words.language()).text,
    }
