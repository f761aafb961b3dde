"""What waits, what went out, what could not."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from pirtti.core.prepared import Given, Prepared
from pirtti.post import chores, kinds, rules
from pirtti.post.models import DeadAddress, KeptMail, Letter

State = Letter.State
_KEEPING = "django.core.mail.backends.console.EmailBackend"


def keeps_mails() -> bool:
    """Say whether letters are kept and shown instead of sent.

    So it is where no mail server is set (PIRTTI_EMAIL_URL), and always in the demo.
    """
    return bool(settings.DEMO) or settings.EMAIL_BACKEND == _KEEPING


def due(now: dt.datetime) -> QuerySet[Letter]:
    """Return the letters that may be taken now: waiting ones, and lost ones.

    Lost is what somebody took for sending and never ended. Letters of a kind that
    nobody here knows wait.
    """
    waiting = Q(state=State.WAITING, not_before__lte=now)
    lost = Q(state=State.SENDING, lease_until__lte=now)
    found = Letter.objects.filter(waiting | lost, kind__in=kinds.known())
    return found.order_by("not_before", "pk")


def oldest_due(now: dt.datetime) -> dt.datetime | None:
    """Return since when the oldest letter or chore waits; None when nothing does."""
    found = due(now).values_list("not_before", flat=True).first()
    moments = [found, *(chore.since(now) for chore in chores.all_chores())]
    return min((moment for moment in moments if moment), default=None)


def is_late(now: dt.datetime) -> bool:
    """Say whether something has waited so long that nobody seems to send."""
    oldest = oldest_due(now)
    return oldest is not None and oldest < now - rules.LATE


def is_dead(key: str) -> bool:
    """Say whether mail to an address (by its fingerprint) came back for good."""
    return bool(_dead(key=key))


def dead_keys() -> QuerySet[DeadAddress, str]:
    """Return the fingerprints of addresses where nobody is."""
    return DeadAddress.objects.values_list("key", flat=True)


def unasked_since(key: str, since: dt.datetime) -> int:
    """Count the unasked letters to an address made since then, up to the limit."""
    return len(_unasked(key=key, since=since))


def _is_unasked(name: str) -> bool:
    kind = kinds.get(name)
    return kind is not None and kind.is_unasked


# Many may sign up at once, and each is to get a letter: these reads are prepared.
_dead = Prepared(
    lambda: DeadAddress.objects.filter(
        pk=Given("key", DeadAddress._meta.get_field("key"))
    ).values_list("pk", flat=True)
)
_unasked = Prepared(
    lambda: Letter.objects.filter(
        to_key=Given("key", Letter._meta.get_field("to_key")),
        kind__in=[name for name in kinds.known() if _is_unasked(name)],
        made_at__gt=Given("since", Letter._meta.get_field("made_at")),
    ).values_list("pk", flat=True)[: rules.MOST_UNASKED]
)


@dataclass(frozen=True)
class Tally:
    """How many letters are in which state, and since when the oldest waits."""

    counts: dict[str, int]
    oldest: dt.datetime | None
    is_late: bool


def tally(now: dt.datetime) -> Tally:
    """Count the letters by state (two queries and those of the chores)."""
    rows = Letter.objects.order_by().values_list("state").annotate(Count("pk"))
    oldest = oldest_due(now)
    late = oldest is not None and oldest < now - rules.LATE
    return Tally(dict(rows), oldest, late)


def letters(state: str, *, limit: int) -> list[Letter]:
    """List letters of a state, the newest first."""
    found = Letter.objects.filter(state=state).select_related("kept_mail")
    return list(found.order_by("-not_before", "-pk")[:limit])


def shown_address(letter: Letter) -> str:
    """Return where a letter goes, masked; nothing where it is told only at sending."""
    return rules.masked(letter.to) if letter.to else ""


def kept_mails(*, limit: int) -> list[KeptMail]:
    """List the mails that were kept instead of sent, the newest first (one query)."""
    return list(
        KeptMail.objects.select_related("letter").order_by("-letter__ended_at", "-pk")[
            :limit
        ]
    )


def kept_mail(pk: int) -> KeptMail | None:
    """Return one kept mail."""
    return KeptMail.objects.select_related("letter").filter(pk=pk).first()
