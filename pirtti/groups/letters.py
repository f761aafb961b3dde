"""The letters of a group's life: made when they go out, from what is true then.

Subjects are neutral, and a hidden group is never named in any of them
(`reliability.md` threat 4). Each letter to a family holds its own one link.
"""

from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from pirtti.core import addresses
from pirtti.groups import letter_words, queries, rules
from pirtti.groups.models import Leader, Step
from pirtti.post import kinds
from pirtti.post.models import Letter
from pirtti.signups import access
from pirtti.signups.models import InvitationCode, Party

FAMILIES, LEADERS, FOLLOW_ON = "group_families", "group_leaders", "group_next"
WELCOME, ASKING = "group_welcome", "group_asking"
# A newer one of these makes an older letter untrue.
_TURNS = ("recruiting", "start", "postpone", "merge", "cancel", "ended")


def register() -> None:
    """Make the kinds of letters known; called from `apps.py`."""
    for name, subject, fill, address in (
        (FAMILIES, _("News of your meetings"), fill_families, address_of_family),
        (LEADERS, _("News of the meetings you lead"), fill_leaders, address_of_leader),
        (ASKING, _("News of the meetings you lead"), fill_asking, address_of_leader),
        (WELCOME, _("Welcome to lead meetings"), fill_welcome, address_of_leader),
        (FOLLOW_ON, _("How it can go on"), fill_follow_on, address_of_family),
    ):
        kinds.register(
            kinds.Kind(
                name=name,
                subject=subject,
                template="groups/mail/told",
                fill=fill,
                address=address,
            )
        )


def address_of_family(letter: Letter) -> str | None:
    """Tell where a letter to a family goes; None when it has left."""
    party = _party(letter)
    return access.told_of(party).contact or None if party else None


def address_of_leader(letter: Letter) -> str | None:
    """Tell where a letter to a leader goes; None when it is nobody's business any more."""
    leader = _leader(letter)
    return leader.user.email if leader else None


def _party(letter: Letter) -> Party | None:
    return (
        Party.objects.select_related("intake__activity__area")
        .filter(pk=letter.params.get("party"), by_phone=False)
        .exclude(state=Party.State.GONE)
        .first()
    )


def _leader(letter: Letter) -> Leader | None:
    today = timezone.localdate()
    return (
        Leader.objects.select_related("user", "group__activity")
        .filter(pk=letter.params.get("leader"), user__is_active=True)
        .filter(starts_on__lte=today, ends_on__gte=today)
        .first()
    )


def _step(letter: Letter) -> Step | None:
    return (
        Step.objects.select_related("group__activity__area", "group__follow_on")
        .filter(pk=letter.params.get("step"))
        .first()
    )


def _is_past(step: Step) -> bool:
    """Say whether something newer was decided since."""
    newer = Step.objects.filter(group=step.group_id, pk__gt=step.pk, what__in=_TURNS)
    return step.what in _TURNS and newer.exists()


def fill_families(letter: Letter) -> dict[str, Any] | None:
    """Tell a family what becomes of its group; None when it left or that is past."""
    party, step = _party(letter), _step(letter)
    if party is None or step is None or _is_past(step):
        return None
    group = step.group
    if party.intake.activity_id != group.activity_id:
        return None
    lines = letter_words.to_family(step, is_in=party.state == Party.State.IN)
    where = "site:area" if step.what in {"merge", "cancel"} else ""
    return {
        "lines": [line for line in lines if line],
        "url": _page("site:signup", access.word_of(party)),
        "url_says": letter_words.own_page(),
        "more_url": _page(where, group.activity.area.slug) if where else "",
        "more_says": letter_words.what_else(),
    }


def fill_leaders(letter: Letter) -> dict[str, Any] | None:
    """Tell a leader of a step; None when it is past."""
    leader, step = _leader(letter), _step(letter)
    if leader is None or step is None or _is_past(step):
        return None
    if step.what == "decision" and step.group.state != rules.State.DECISION:
        return None
    return {
        "lines": [line for line in letter_words.to_leader(step) if line],
        "url": _page("desk:my_group", step.group_id),
        "url_says": letter_words.leaders_page(),
    }


def fill_asking(letter: Letter) -> dict[str, Any] | None:
    """Tell a leader that somebody waits; None when all have an answer meanwhile."""
    leader = _leader(letter)
    if leader is None or not queries.is_asked(leader.group, now=timezone.now()):
        return None
    return {
        "lines": letter_words.asking(leader.group),
        "url": _page("desk:my_group", leader.group_id),
        "url_says": letter_words.leaders_page(),
    }


def fill_welcome(letter: Letter) -> dict[str, Any] | None:
    """Welcome a leader: how to sign in, and until when; None when that is past."""
    leader = _leader(letter)
    if leader is None:
        return None
    return {
        "lines": letter_words.welcome(leader),
        "url": _page("desk:my_group", leader.group_id),
        "url_says": letter_words.leaders_page(),
    }


def fill_follow_on(letter: Letter) -> dict[str, Any] | None:
    """Offer the next group: by its public page, or by a personal invitation."""
    party, step = _party(letter), _step(letter)
    other = step.group.follow_on if step else None
    if party is None or step is None or other is None:
        return None
    url = _invitation(letter) if other.is_hidden else ""
    if not other.is_hidden and other.activity.is_published:
        url = _page("site:activity", other.activity.slug)
    if not url or not queries.takes_newcomers(other, now=timezone.now()):
        return None
    return {
        "lines": letter_words.next_group(step, other),
        "url": url,
        "url_says": letter_words.look_at_it(),
    }


def _invitation(letter: Letter) -> str:
    """Return the address of a personal invitation; empty when it was stopped."""
    code = (
        InvitationCode.objects.select_related("invitation")
        .filter(pk=letter.params.get("code"))
        .first()
    )
    if code is None or not access.is_valid(code, today=timezone.localdate()):
        return ""
    return _page("site:invited", access.word_of_code(code))


def _page(page: str, argument: object) -> str:
    """Return the whole address of a page, in the language of the letter."""
    with translation.override((translation.get_language() or "fi")[:2]):
        return addresses.in_mails(reverse(page, args=[argument]))
