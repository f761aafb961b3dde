"""What the calendar alone brings about: decision days, first and last meetings."""

import datetime as dt
import logging
from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from pirtti.core.refusals import Refused
from pirtti.groups import queries, rules
from pirtti.groups.actions import steps
from pirtti.groups.models import Group, Leader, Task

log = logging.getLogger(__name__)
# So many groups at once; the rest at the next turn.
PORTION = 50


@transaction.atomic
def tidy(now: dt.datetime) -> int:
    """Forget who led and did what, 30 days after a group ended; returns how many rows.

    In a group without an end, leaders are forgotten a year after their last day.
    Families are erased by the sign-ups themselves, their tasks with them.
    """
    over = queries.over_since(now - rules.KEPT_AFTER).values("pk")
    left = timezone.localdate(now) - rules.LED_KEPT
    past = Q(group__in=over) | Q(group__ends_on=None, ends_on__lt=left)
    gone, _kinds = Leader.objects.filter(past).delete()
    tasks = Task.objects.filter(group__in=over).exclude(owner=None, who="")
    supported = Group.objects.filter(pk__in=over, support__isnull=False)
    return gone + tasks.update(owner=None, who="") + supported.update(support=None)


def pass_time(now: dt.datetime) -> None:
    """Take the steps whose day has come; somebody else may have been quicker.

    A fault of one group is logged, and the others go on.
    """
    due: list[tuple[Group, Callable[..., object]]] = [
        *((group, steps.ask_decision) for group in queries.to_decide(now)[:PORTION]),
        *(
            (group, partial(steps.run, now=now))
            for group in queries.to_run(now)[:PORTION]
        ),
        *((group, steps.close_sign_up) for group in queries.to_close(now)[:PORTION]),
        *(
            (group, partial(steps.end, now=now))
            for group in queries.to_end(now)[:PORTION]
        ),
        *((group, steps.prolong) for group in queries.to_prolong(now)[:PORTION]),
        *(
            (group, partial(steps.tell_of_asking, now=now))
            for group in queries.to_tell_of_asking(now)[:PORTION]
        ),
    ]
    for group, step in due:
        try:
            step(group, by=None)
        except Refused:
            continue
        except Exception as fault:  # noqa: BLE001 - one group must not stop the others
            # Neither the words of the fault nor its trace: they may name somebody.
            log.error("group %s: step failed: %s", group.pk, type(fault).__name__)  # noqa: TRY400
