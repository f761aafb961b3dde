"""How an action says no."""

from enum import Enum


class Refused(Exception):  # noqa: N818 - reads as a sentence: "raises Refused"
    """An action was not done; `reason` is a member of the app's Refusal enum.

    The sentence for people stands in the app's `messages.REFUSALS`.
    """

    def __init__(self, reason: Enum) -> None:
        super().__init__(reason.name)
        self.reason = reason
