"""Who reaches an idea: whoever has its link, and those who run groups in its area."""

import hashlib

from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
)
from django.http import Http404

from pirtti.core import sealed
from pirtti.founding import rules
from pirtti.founding.models import GroupIdea, LeaderInvite
from pirtti.groups import access as groups
from pirtti.groups.models import Group
from pirtti.network import access
from pirtti.network.access import Viewer
from pirtti.network.rules import May

_IDEA, _INVITE = "group idea", "invite to lead"


def word_of(idea: GroupIdea) -> str:
    """Return the secret word of an idea's link; made anew from its seed each time."""
    return sealed.word(str(idea.seed), purpose=_IDEA)


def word_of_invite(invite: LeaderInvite) -> str:
    """Return the secret word by which somebody answers an invitation to lead."""
    return sealed.word(str(invite.seed), purpose=_INVITE)


def hash_of(word: str) -> str:
    """Return what is kept of a link's secret word."""
    return hashlib.sha256(word.encode()).hexdigest()


def idea_with(word: str) -> GroupIdea | None:
    """Return the idea of a secret word; None when there is none (any more)."""
    return (
        GroupIdea.objects.select_related("area", "group__activity")
        .filter(token_hash=hash_of(word))
        .first()
    )


def invite_with(word: str) -> LeaderInvite | None:
    """Return the invitation of a secret word; None when there is none (any more)."""
    return (
        LeaderInvite.objects.select_related("group__activity")
        .filter(token_hash=hash_of(word))
        .first()
    )


def contact_of(idea: GroupIdea) -> str | None:
    """Return the address of an idea; None when it has none (any more)."""
    return sealed.unseal(idea.contact) if idea.contact else None


def ideas_where(viewer: Viewer) -> QuerySet[GroupIdea]:
    """Return the ideas that were sent to where the viewer runs groups; never drafts.

    An area's role reaches the ideas of that area; a role at a place or an organisation
    reaches those of the areas that its places lie in, and those right there.
    """
    what = May.RUN_GROUPS
    if not access.may_anywhere(viewer, what):
        return GroupIdea.objects.none()
    places = access.places_where(viewer, what)
    inside = places.filter(area__path__startswith=OuterRef("area__path"))
    path = ExpressionWrapper(OuterRef("area__path"), output_field=CharField())
    around = places.annotate(idea_path=path).filter(
        idea_path__startswith=F("area__path")
    )
    reach = (
        Q(area__in=access.areas_where(viewer, what))
        | Q(Exists(inside.order_by()))
        | Q(Exists(around.order_by()))
    )
    sent = GroupIdea.objects.exclude(state=rules.State.DRAFT)
    return sent.filter(reach).select_related("area", "group__activity")


def idea_for(viewer: Viewer, pk: int) -> GroupIdea:
    """Fetch an idea for deciding about it; Http404 when that is not allowed."""
    found = ideas_where(viewer).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def group_supported(viewer: Viewer, pk: int) -> Group:
    """Fetch a group that one leads, runs or supports; else 404."""
    if viewer.is_authenticated and viewer.is_active:
        mine = Group.objects.filter(pk=pk, support=viewer)
        found = mine.select_related("activity__area", "support").first()
        if found is not None:
            return found
    return groups.group_reached(viewer, pk)
