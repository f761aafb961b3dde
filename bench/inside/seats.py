"""Something to sign up to, and how its seats stand afterwards."""

from django.urls import reverse
from django.utils import translation

from pirtti.config.drills import seed
from pirtti.signups import queries
from pirtti.signups.models import Intake


def run(*, seats: int = 0, intake: int = 0) -> dict[str, int | str]:
    """Make an intake with so many seats, or tell of one that was made before."""
    pk = intake or seed.seed(seats=seats)["intakes"][0]
    found = Intake.objects.get(pk=pk)
    with translation.override("fi"):
        address = reverse("site:sign_up", args=[pk])
    return {
        "intake": pk,
        "address": address,
        "taken": found.taken,
        "waiting": found.waiting,
        "wrong": len(queries.wrong_counters()),
    }
