"""Many clients at once: every form is sent at the same moment, by so many threads."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
CLIENTS = 32


def at_once(send: Callable[[Item], int], items: Sequence[Item]) -> list[int]:
    """Send each item from a crowd of threads that start together; returns the answers."""
    clients = min(CLIENTS, len(items))
    start = threading.Barrier(clients)
    waits = threading.local()

    def one(item: Item) -> int:
        if not getattr(waits, "over", False):
            waits.over = True
            start.wait()
        return send(item)

    with ThreadPoolExecutor(clients) as pool:
        return list(pool.map(one, items))
