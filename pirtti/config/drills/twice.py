"""Every form is sent five times at the same moment: it has one effect."""

from collections.abc import Callable
from typing import Any

from pirtti.config.drills.crowd import at_once
from pirtti.config.drills.scratch import Scratch
from pirtti.config.drills.seed import new_family

TIMES = 5
SERVER_ERROR = 500


def twice(place: Scratch) -> list[str]:
    """Walk a family's whole way, each press five times; returns what went wrong."""
    intake = place.seed(seats=1)["intakes"][0]
    walk = _Walk(place, intake)
    first, second = new_family(1), new_family(2)
    walk.send("signing up", f"/fi/sign-up/{intake}/", first)
    walk.expect("signing up", lambda now: _states(now) == ["held"])
    walk.press("confirming", first, "confirm")
    walk.expect(
        "confirming",
        lambda now: _states(now) == ["in"] and now["tally"]["joined"] == 1,
    )
    walk.send("queueing", f"/fi/sign-up/{intake}/", second)
    walk.press("confirming in line", second, "confirm")
    walk.expect("queueing", lambda now: sorted(_states(now)) == ["in", "waiting"])
    walk.send(
        "asking for word",
        f"/fi/sign-up/{intake}/alert/",
        {"address": "word@drill.example", "email": "word@drill.example"},
    )
    walk.press("leaving", first, "leave")
    walk.expect(
        "leaving",
        lambda now: _states(now) == ["offered"] and now["tally"]["left"] == 1,
    )
    walk.press("accepting", second, "accept")
    walk.expect(
        "accepting",
        lambda now: _states(now) == ["in"] and now["tally"]["joined"] == 2,  # noqa: PLR2004
    )
    if place.look()["alerts"] != 1:
        walk.wrong.append("asking for word: not exactly one")
    return walk.wrong


def _states(stored: dict[str, Any]) -> list[str]:
    return [one["state"] for one in stored["families"]]


class _Walk:
    """One family's way; gathers what went wrong."""

    def __init__(self, place: Scratch, intake: int) -> None:
        self.place, self.intake = place, intake
        self.wrong: list[str] = []

    def send(self, what: str, path: str, form: dict[str, str]) -> None:
        """Send one form five times at once."""
        answers = at_once(
            lambda number: self.place.post(path, form, number=number), range(TIMES)
        )
        bad = [one for one in answers if one == 0 or one >= SERVER_ERROR]
        if bad:
            self.wrong.append(f"{what}: answers {bad}")

    def press(self, what: str, family: dict[str, str], action: str) -> None:
        """Press one button of a family's page five times at once."""
        words = {one["key"]: one["word"] for one in self._stored()["families"]}
        path = f"/fi/signup/{words[family['key']]}/"
        self.send(what, path, {"action": action})

    def expect(self, what: str, is_right: Callable[[dict[str, Any]], bool]) -> None:
        """Look whether there was one effect, and the counters agree."""
        stored = self._stored()
        if not is_right(stored):
            self.wrong.append(f"{what}: {_states(stored)} {stored['tally']}")

    def _stored(self) -> dict[str, Any]:
        found = self.place.look()
        if found["wrong"]:
            self.wrong.append("the counters do not agree with the families")
        stored: dict[str, Any] = found["intakes"][str(self.intake)]
        return stored
