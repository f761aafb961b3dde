"""How commands talk: sentences, progress bars and a way to give up."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm

Progress = Callable[[int, int], None]


class GiveUp(Exception):  # noqa: N818 - reads as a sentence: "raise GiveUp(why)"
    """A command can't go on; the text says why and what to do."""


def say(text: str = "") -> None:
    """Write a line for the person at the terminal."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def warn(text: str) -> None:
    """Write a line to the error stream."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def ask(question: str) -> bool:
    """Ask a yes/no question; no terminal to answer on means no."""
    if not sys.stdin.isatty():
        return False
    sys.stdout.write(f"{question} [y/N] ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes", "k", "kyllä", "j", "ja"}


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """Give a function (done, total) that draws a bar on stderr, if that is a terminal.

    Several rounds may follow each other: a smaller `done` starts the bar anew.
    """
    with tqdm(desc=what, disable=None, leave=False, file=sys.stderr) as bar:

        def show(done: int, total: int) -> None:
            if done < bar.n or bar.total != total:
                bar.reset(total)
            bar.update(done - bar.n)

        yield show
