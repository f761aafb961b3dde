"""Decisions about sending; no Django."""

from enum import StrEnum


class Policy(StrEnum):
    """What a crash between sending and noting it leads to (`reliability.md` §3.6)."""

    AT_MOST_ONCE = "at_most_once"
    AT_LEAST_ONCE = "at_least_once"
