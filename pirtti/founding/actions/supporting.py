"""The support person of a beginning group: asked for, named, and what was done (row 26)."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from pirtti.core.refusals import Refused
from pirtti.founding import queries, rules
from pirtti.founding.models import SupportAsk, SupportVisit
from pirtti.groups import rules as group_rules
from pirtti.groups.models import Group
from pirtti.people.models import JournalEntry, User
from pirtti.post import actions as post

Refusal = rules.Refusal


@transaction.atomic
def ask_support(group: Group, *, words: str = "", by: User | None) -> SupportAsk:
    """Ask for a support person; raises Refused when somebody asked already."""
    Group.objects.select_for_update(of=("self",), no_key=True).get(pk=group.pk)
    asked, is_new = SupportAsk.objects.get_or_create(
        group=group, defaults={"words": words, "asked_by": by}
    )
    if not is_new:
        raise Refused(Refusal.ASKED_ALREADY)
    today = timezone.localdate()
    for user in queries.who_hears(group.activity.area, today=today):
        _tell(group, user, key=f"asked:{asked.pk}")
    JournalEntry.record("founding.support_asked", by=by, on=group)
    return asked


@transaction.atomic
def give_support(group: Group, user: User | None, *, by: User | None) -> Group:
    """Name the support person, or nobody any more; the ask for one is answered."""
    group = Group.objects.select_for_update(of=("self",), no_key=True).get(pk=group.pk)
    if group.support_id == (user.pk if user else None):
        return group
    group.support = user
    group.save(update_fields=["support", "changed_at"])
    if user is not None:
        SupportAsk.objects.filter(group=group).delete()
        _tell(group, user, key=f"given:{timezone.now().timestamp()}")
    JournalEntry.record("founding.support_given", by=by, on=group)
    return group


@transaction.atomic
def add_visit(
    group: Group, *, on: dt.date, kind: str, note: str = "", by: User | None
) -> SupportVisit:
    """Note that the support person was there (at most three times) or gave advice.

    Raises Refused after the third visit, or for a day to come.
    """
    Group.objects.select_for_update(of=("self",), no_key=True).get(pk=group.pk)
    visits = SupportVisit.objects.filter(group=group)
    used = visits.filter(kind=SupportVisit.Kind.VISIT).count()
    reason = rules.refuse_visit(
        on,
        is_remote=kind == SupportVisit.Kind.REMOTE,
        used=used,
        most=group_rules.MOST_SUPPORT_VISITS,
        today=timezone.localdate(),
    )
    if reason:
        raise Refused(reason)
    visit = SupportVisit.objects.create(group=group, on=on, kind=kind, note=note, by=by)
    JournalEntry.record("founding.support_noted", by=by, on=group, visit=visit.pk)
    return visit


def _tell(group: Group, user: User, *, key: str) -> None:
    post.queue(
        rules.Kind.SUPPORT,
        to=user.email,
        language=user.language,
        dedupe=f"support:{group.pk}:{user.pk}:{key}",
        params={"group": group.pk, "user": user.pk},
    )
