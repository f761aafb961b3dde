"""What is past its time goes."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from pirtti.founding import rules
from pirtti.founding.actions import telling
from pirtti.founding.models import GroupIdea, LeaderInvite, SupportAsk
from pirtti.groups.rules import OVER
from pirtti.post import actions as post

State = rules.State


@transaction.atomic
def tidy(now: dt.datetime) -> int:
    """Forget drafts, decided and unanswered ideas, and old invitations; returns how many.

    Nobody needs a support person for a group that is over.
    """
    past = (
        Q(state=State.DRAFT, changed_at__lt=now - rules.DRAFT_KEPT)
        | Q(state=State.DECLINED, decided_at__lt=now - rules.DECLINED_KEPT)
        | Q(state=State.ACCEPTED, decided_at__lt=now - rules.ACCEPTED_KEPT)
        | Q(
            state__in=[State.SENT, State.ASKED],
            changed_at__lt=now - rules.UNANSWERED_KEPT,
        )
    )
    ideas = list(GroupIdea.objects.filter(past))
    for idea in ideas:
        telling.forget_all_letters(idea)
    GroupIdea.objects.filter(pk__in=[one.pk for one in ideas]).delete()
    old = LeaderInvite.objects.filter(made_at__lt=now - rules.INVITED_KEPT)
    invites = list(old)
    for invite in invites:
        post.forget_about(lead_invite=invite.pk)
    LeaderInvite.objects.filter(pk__in=[one.pk for one in invites]).delete()
    over = SupportAsk.objects.filter(group__state__in=OVER)
    return len(ideas) + len(invites) + over.delete()[0]
