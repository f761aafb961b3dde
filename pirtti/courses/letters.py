"""The letter that a seat came free: made when it goes out, from what is true then."""

from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pirtti.core import addresses
from pirtti.courses import queries
from pirtti.courses.models import CourseSeat
from pirtti.post import kinds
from pirtti.post.models import Letter
from pirtti.signups import words

SEAT = "course_seat"


def register() -> None:
    """Make the kind of letter known; called from `apps.py`."""
    kinds.register(
        kinds.Kind(
            name=SEAT,
            subject=gettext_lazy("News of your course"),
            template="groups/mail/told",
            fill=fill_seat,
            address=address_of_seat,
        )
    )


def address_of_seat(letter: Letter) -> str | None:
    """Tell where the letter goes; None when the seat was given up meanwhile."""
    seat = _seat(letter)
    return seat.user.email if seat else None


def fill_seat(letter: Letter) -> dict[str, Any] | None:
    """Say that one has a seat now; None when that is not wanted or true any more."""
    seat = _seat(letter)
    if seat is None or not queries.is_open(seat.course, now=timezone.now()):
        return None
    name = words.name(seat.course.activity)
    with translation.override((translation.get_language() or "fi")[:2]):
        page = reverse("desk:course", args=[seat.course_id])
    return {
        "lines": [
            f"{name}:",
            _("A seat came free, and it is yours now. You are welcome!"),
            _("If it does not suit you after all, give it on with one press."),
        ],
        "url": addresses.in_mails(page),
        "url_says": _("The page of the course"),
    }


def _seat(letter: Letter) -> CourseSeat | None:
    return (
        CourseSeat.objects.select_related("user", "course__activity")
        .filter(pk=letter.params.get("course_seat"), state=CourseSeat.State.IN)
        .filter(user__is_active=True)
        .first()
    )
