"""The letters about ideas and the leaders of new groups, made when they go out.

Subjects are neutral: neither a group's name nor its need stands in them. What goes to
the address of an idea stores no address: it is unsealed when the mail is sent.
"""

from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pirtti.core import addresses, sealed
from pirtti.founding import access, messages, rules, words
from pirtti.founding.models import GroupIdea, IdeaNote, LeaderInvite
from pirtti.founding.rules import Kind
from pirtti.groups.models import Group, Leader
from pirtti.post import kinds
from pirtti.post.models import Letter

_SUBJECTS: dict[Kind, Promise | str] = {
    Kind.MINE: _("Your idea has been sent"),
    Kind.NEWS: _("About your idea"),
    Kind.ARRIVED: _("Somebody has an idea for a group"),
    Kind.ACCEPTED: _("About your idea"),
    Kind.INVITED: _("Would you like to do something together?"),
    Kind.SUPPORT: _("Support for those who begin"),
}


def register() -> None:
    """Make the kinds of letters known; called from `apps.py`."""
    fills = {
        Kind.MINE: fill_news,
        Kind.NEWS: fill_news,
        Kind.ARRIVED: fill_arrived,
        Kind.ACCEPTED: fill_accepted,
        Kind.INVITED: fill_invited,
        Kind.SUPPORT: fill_support,
    }
    told = {
        Kind.MINE: address_of_idea,
        Kind.NEWS: address_of_idea,
        Kind.INVITED: address_of_invite,
    }
    for kind, fill in fills.items():
        kinds.register(
            kinds.Kind(
                name=kind,
                subject=_SUBJECTS[kind],
                template=f"founding/mail/{_TEMPLATES[kind]}",
                fill=fill,
                address=told.get(kind),
                is_unasked=kind in {Kind.MINE, Kind.INVITED},
            )
        )


_TEMPLATES = {
    Kind.MINE: "news",
    Kind.NEWS: "news",
    Kind.ARRIVED: "arrived",
    Kind.ACCEPTED: "accepted",
    Kind.INVITED: "invited",
    Kind.SUPPORT: "support",
}


def address_of_idea(letter: Letter) -> str | None:
    """Tell where a letter about an idea goes; None when the idea or address is gone."""
    said = _note(letter.params.get("idea_note"))
    return access.contact_of(said.idea) if said else None


def fill_news(letter: Letter) -> dict[str, Any] | None:
    """Say what was said about an idea; None when something newer was said since."""
    said = _note(letter.params.get("idea_note"))
    if said is None or said.idea.state != _SAID_IN[rules.What(said.what)]:
        return None
    return {
        "what": str(messages.NOTES[rules.What(said.what)]),
        "stands": str(messages.STANDS[rules.State(said.idea.state)]),
        "words": said.words,
        "address": _address("site:idea", access.word_of(said.idea), rules.READY),
    }


# The state in which a line of what was said is still news.
_SAID_IN = {
    rules.What.SENT: rules.State.SENT,
    rules.What.ANSWERED: rules.State.SENT,
    rules.What.ASKED: rules.State.ASKED,
    rules.What.ACCEPTED: rules.State.ACCEPTED,
    rules.What.DECLINED: rules.State.DECLINED,
}


def fill_arrived(letter: Letter) -> dict[str, Any] | None:
    """Tell one who runs groups that an idea waits; None when it no longer does."""
    idea = GroupIdea.objects.select_related("area").filter(
        pk=letter.params.get("group_idea"), state=rules.State.SENT
    )
    found = idea.first()
    if found is None:
        return None
    return {"area": str(found.area), "address": _address("desk:idea", found.pk)}


def fill_accepted(letter: Letter) -> dict[str, Any] | None:
    """Tell a new leader how to begin; None when the part is over already."""
    leader = Leader.objects.filter(pk=letter.params.get("idea_leader")).first()
    if leader is None:
        return None
    said = _note(letter.params.get("answer"))
    return {
        "alias": leader.alias,
        "words": said.words if said else "",
        "address": _address("desk:my_group", leader.group_id),
        "sign_in": _address("people:sign_in"),
    }


def address_of_invite(letter: Letter) -> str | None:
    """Tell where an invitation to lead goes; None when it was answered."""
    invite = _invite(letter)
    return sealed.unseal(invite.address) if invite else None


def fill_invited(letter: Letter) -> dict[str, Any] | None:
    """Ask somebody to lead together; None when it was answered."""
    invite = _invite(letter)
    if invite is None:
        return None
    word = access.word_of_invite(invite)
    return {"address": _address("site:lead_invite", word)}


def fill_support(letter: Letter) -> dict[str, Any] | None:
    """Tell of support that is asked for or given; None when the group is gone."""
    group = Group.objects.filter(pk=letter.params.get("group")).first()
    if group is None:
        return None
    return {
        "is_given": group.support_id == letter.params.get("user"),
        "address": _address("desk:group_support", group.pk),
    }


def _invite(letter: Letter) -> LeaderInvite | None:
    return LeaderInvite.objects.filter(pk=letter.params.get("lead_invite")).first()


def _note(pk: int | None) -> IdeaNote | None:
    if pk is None:
        return None
    return IdeaNote.objects.select_related("idea").filter(pk=pk).first()


def _address(page: str, *args: object) -> str:
    with translation.override(words.language()):
        return addresses.in_mails(reverse(page, args=args))
