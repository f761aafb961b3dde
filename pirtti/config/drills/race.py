"""Many families want few seats at once: exactly so many get one, the rest stand in line."""

from collections import Counter
from typing import Any

from pirtti.config.drills.crowd import at_once
from pirtti.config.drills.scratch import Scratch
from pirtti.config.drills.seed import new_family

REDIRECT = 302


def race(place: Scratch, *, families: int, seats: int, first: int = 0) -> list[str]:
    """Run one race; returns what went wrong (nothing, when all is well)."""
    intake = place.seed(seats=seats)["intakes"][0]

    def sign_up(number: int) -> int:
        path = f"/fi/sign-up/{intake}/"
        return place.post(path, new_family(number), number=number)

    answers = Counter(at_once(sign_up, range(first, first + families)))
    stored = place.look()
    wrong = [
        f"{number} answers were {status}"
        for status, number in answers.items()
        if status != REDIRECT
    ]
    if stored["wrong"]:
        wrong.append("the counters do not agree with the families")
    return wrong + _of_seats(stored["intakes"][str(intake)], families, seats)


def _of_seats(stored: dict[str, Any], families: int, seats: int) -> list[str]:
    states = Counter(one["state"] for one in stored["families"])
    expected = {"held": min(seats, families), "waiting": max(families - seats, 0)}
    wrong = [
        f"{states[state]} families are {state} instead of {number}"
        for state, number in expected.items()
        if states[state] != number
    ]
    line = [one["line"] for one in stored["families"] if one["state"] == "waiting"]
    if line != list(range(1, len(line) + 1)):
        wrong.append(f"the line has gaps or two in one place: {line}")
    return wrong
