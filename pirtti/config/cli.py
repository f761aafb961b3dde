"""The command `pirtti`: finds the subcommand, then lets it work.

Each subcommand is a module of `pirtti.config.commands` with `add_arguments(parser)`
and `run(options) -> int`; its docstring is its `--help`.
"""

import argparse
import difflib
import importlib
import os
import sys
from collections.abc import Sequence
from types import ModuleType

import django
from django.db import DatabaseError, connection
from django.utils import translation

from pirtti.config import talk
from pirtti.core.refusals import Refused

COMMANDS = {
    "serve": "serve the pages; needs no other process beside it",
    "worker": "send the letters that are due (serve does it by itself)",
    "demo": "load a demo neighbourhood, or a whole country for trying out load",
    "create-coordinator": "make an account and print a one-time sign-in link",
    "take-off-second-step": "let an account sign in without its lost second step",
    "doctor": "check that this installation is in good health",
    "backup": "write everything into one file",
    "restore": "verify a backup, or put it back",
    "migrate": "bring the database up to this version of Pirtti",
    "load-finland": "load the counties, municipalities and postal codes of Finland",
    "import": "bring in activities and dates from a calendar or a table",
    "refresh-calendars": "read partners' calendars anew (tend does it by itself)",
    "recount": "count the figures anew from the raw rows and tell differences",
    "reindex": "index anew what the search finds, and learn new words for it",
    "drill": "treat an installation of its own badly and see that it holds",
    "tend": "do the daily housekeeping now (serve does it by itself)",
}
# Names that no module can have.
MODULES = {"import": "import_file"}
HELP = {"-h", "--help", "help"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; return 0 when all went well, else 1 (2: not understood)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in HELP:
        talk.say(overview())
        return 0
    if words[0] not in COMMANDS:
        talk.warn(_unknown(words[0]))
        return 2
    try:
        return _run(words[0], words[1:])
    except (talk.GiveUp, Refused) as reason:
        talk.warn(str(reason))
    except DatabaseError as error:
        talk.warn(f"The database did not do what was asked: {error}".rstrip())
        talk.warn("`pirtti doctor` tells what may be wrong.")
    except KeyboardInterrupt:
        talk.warn("Stopped.")
        return 130
    return 1


def overview() -> str:
    """Say what the command can do."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {what}" for name, what in COMMANDS.items()]
    return "\n".join(
        [
            "pirtti COMMAND …",
            "",
            *lines,
            "",
            "pirtti COMMAND --help tells more. Settings: docs/settings.md.",
        ]
    )


def parser_for(name: str) -> tuple[argparse.ArgumentParser, ModuleType]:
    """Return the parser of a subcommand and the module that does the work."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pirtti.config.settings")
    django.setup()
    word = MODULES.get(name, name.replace("-", "_"))
    module = importlib.import_module(f"pirtti.config.commands.{word}")
    parser = argparse.ArgumentParser(
        prog=f"pirtti {name}",
        description=module.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.add_arguments(parser)
    return parser, module


def _run(name: str, words: list[str]) -> int:
    parser, module = parser_for(name)
    if name != "serve":
        # Pages answer within seconds or give up; a command may take its time.
        connection.settings_dict["OPTIONS"].pop("options", None)
    # The command line speaks one language; pages speak the reader's.
    with translation.override("en"):
        code: int = module.run(parser.parse_args(words))
    return code


def _unknown(word: str) -> str:
    near = difflib.get_close_matches(word, COMMANDS, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return f"There is no command {word}.{hint} pirtti --help lists them."


if __name__ == "__main__":
    sys.exit(main())
