"""All serving processes are killed while families sign up: nothing acknowledged is lost."""

import random
import threading
import time

from pirtti.config.drills.scratch import Scratch
from pirtti.config.drills.seed import new_family

CLIENTS, SECONDS = 6, (0.3, 1.5)
REDIRECT = 302


def kill(place: Scratch, *, rounds: int, seats: int = 40) -> list[str]:
    """Kill as often as asked; returns what went wrong."""
    intake = place.seed(seats=seats)["intakes"][0]
    acknowledged: set[str] = set()
    chance = random.Random(rounds)  # noqa: S311 - when to kill is no secret
    for number in range(rounds):
        _one_round(place, intake, number, acknowledged, chance.uniform(*SECONDS))
    stored = place.look()
    found = {one["key"] for one in stored["intakes"][str(intake)]["families"]}
    lost = acknowledged - found
    wrong = (
        [f"{len(lost)} of {len(acknowledged)} acknowledged are lost"] if lost else []
    )
    if not acknowledged:
        wrong.append("nobody could sign up at all")
    if stored["wrong"]:
        wrong.append("a seat leaked: the counters do not agree with the families")
    return wrong


def _one_round(
    place: Scratch, intake: int, number: int, acknowledged: set[str], seconds: float
) -> None:
    stop = threading.Event()

    def sign_up(client: int) -> None:
        turn = 0
        while not stop.is_set():
            turn += 1
            family = new_family(number * 100_000 + client * 10_000 + turn)
            path = f"/fi/sign-up/{intake}/"
            status = place.post(path, family, number=number * 600 + client * 99 + turn)
            if status == REDIRECT:
                acknowledged.add(family["key"])

    clients = [threading.Thread(target=sign_up, args=(one,)) for one in range(CLIENTS)]
    for client in clients:
        client.start()
    time.sleep(seconds)
    place.kill(at_once=True)
    stop.set()
    for client in clients:
        client.join()
    place.serve()
