"""Load a country."""

import inspect

from pirtti.demo import actions


def run(*, years: int, cafes: int, seed: int) -> None:
    """Load so many years; `cafes` is for small trials, 0 means the whole country."""
    words = {"years": years, "seed": seed}
    if cafes and "cafes" in inspect.signature(actions.load_national).parameters:
        words["cafes"] = cafes
    actions.load_national(**words)
