"""While many meetings change at once, one letter tells it all: others keep quiet."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_told: ContextVar[bool] = ContextVar("told_as_one", default=False)


@contextmanager
def told_as_one() -> Iterator[None]:
    """Say that families hear of what changes inside by one letter of the group."""
    token = _told.set(True)
    try:
        yield
    finally:
        _told.reset(token)


def is_told_as_one() -> bool:
    """Say whether a letter of the group tells of what changes now."""
    return _told.get()
