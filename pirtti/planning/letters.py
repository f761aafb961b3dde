"""The letters of a planning round, made when they go out."""

from typing import Any

from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext_lazy as _

from pirtti.core import addresses
from pirtti.planning import access
from pirtti.planning.actions import rounds
from pirtti.planning.models import Ask
from pirtti.post import kinds
from pirtti.post.models import Letter

SUBJECTS = {
    rounds.ASKED: _("Planning the coming season together"),
    rounds.REMINDER: _("A week left: planning the coming season"),
    rounds.LATE: _("Your answer is still missing: planning the coming season"),
    rounds.NUDGE: _("A reminder: planning the coming season"),
}


def register() -> None:
    """Make the kinds of letters known; called from `apps.py`."""
    for name, subject in SUBJECTS.items():
        kinds.register(
            kinds.Kind(
                name=name, subject=subject, template="planning/mail/ask", fill=fill
            )
        )


def fill(letter: Letter) -> dict[str, Any] | None:
    """Say what is asked and by when; None when it is answered, closed or moved since."""
    ask = (
        Ask.objects.select_related("round__area", "organisation")
        .filter(pk=letter.params.get("ask"), answered_at=None, round__closed_at=None)
        .first()
    )
    if ask is None:
        return None
    planned = ask.round
    deadline = letter.params.get("deadline")
    if deadline and deadline != str(planned.deadline):
        return None
    with translation.override(letter.language):
        page = reverse("site:plan_answer", args=[access.token_for(ask)])
        return {
            "kind": letter.kind.removeprefix("planning_"),
            "organisation": str(ask.organisation.name),
            "area": str(planned.area.name),
            "season": str(planned.name),
            "first_on": day(planned.first_on),
            "last_on": day(planned.last_on),
            "deadline": day(planned.deadline),
            "address": addresses.in_mails(page),
        }


def day(on: Any) -> str:
    """Write a day with its year."""
    return formats.date_format(on, "j.n.Y")
