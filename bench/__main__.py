"""Measure Pirtti and print the table; `script/bench --help` tells how."""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence

from bench import pages, processes, report, serving, work
from bench.setting import Choices, Setting, say, setting

# In the order they are measured: one server serves its neighbours in the list.
MEASURES: dict[str, Callable[[Setting], None]] = {
    "week": pages.week,
    "details": pages.details,
    "search": pages.search,
    "paper": pages.paper,
    "cached": pages.cached,
    "weight": pages.weights,
    "figures": work.figures,
    "feed": pages.feed,
    "groups": pages.groups,
    "flat": pages.flat,
    "memory": pages.memory,
    "counters": work.counters,
    "seats": work.seats,
    "start": work.start,
    "migrate": work.migrate,
    "recount": work.recount,
    "rhythms": work.rhythms,
    "bringing-in": work.bringing_in,
    "followers": work.followers,
}
ON_POSTGRES: dict[str, Callable[[Setting], None]] = {
    "week-postgres": pages.week_on_postgres,
    "details-postgres": pages.details_on_postgres,
    "counters-postgres": work.counters_on_postgres,
    "seats-postgres": work.seats_on_postgres,
}
REAL_YEARS = 10
LONGEST_SECONDS = 5400


def main() -> int:
    """Measure what was asked for; 0 when everything could be measured."""
    options = _options()
    if options.list:
        _list()
        return 0
    names = _names(options.only)
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGHUP, _interrupt)
    signal.signal(signal.SIGALRM, _interrupt)
    signal.alarm(LONGEST_SECONDS)
    choices = Choices(options.seconds, options.years, options.cafes, options.fresh)
    try:
        return _measure(choices, names, write=options.write)
    except KeyboardInterrupt:
        say("Stopped.")
        return 130
    finally:
        processes.stop_all()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("--only", default="", metavar="NAME,…", help="some measures")
    parser.add_argument("--seconds", type=int, default=8, help="of one run (8)")
    parser.add_argument("--years", type=int, default=REAL_YEARS, help="of data (10)")
    parser.add_argument(
        "--cafes", type=int, default=0, help="a small country, for trials"
    )
    parser.add_argument("--fresh", action="store_true", help="make the data anew")
    parser.add_argument("--list", action="store_true", help="name the measures")
    parser.add_argument(
        "--write", action="store_true", help="put the table into docs/performance.md"
    )
    options = parser.parse_args()
    if options.write and (options.only or options.cafes or options.years != REAL_YEARS):
        parser.error(
            "--write is for the whole table on ten years of the whole country."
        )
    return options


def _all() -> dict[str, Callable[[Setting], None]]:
    on_postgres = ON_POSTGRES if os.environ.get("BENCH_DATABASE_URL") else {}
    return MEASURES | on_postgres


def _names(only: str) -> list[str]:
    known = _all()
    wanted = [name for name in only.split(",") if name] or list(known)
    odd = [name for name in wanted if name not in known]
    if odd:
        raise SystemExit(
            f"There is no measure {', '.join(odd)}. See script/bench --list."
        )
    return [name for name in known if name in wanted]


def _list() -> None:
    for name, measure in (MEASURES | ON_POSTGRES).items():
        print(f"{name:18} {measure.__doc__}")
    print("Those on PostgreSQL are measured with --postgres.")


def _measure(choices: Choices, names: Sequence[str], *, write: bool) -> int:
    with setting(choices, os.environ.get("BENCH_DATABASE_URL", "")) as here:
        bares = [_bare(here, "before")]
        failed = [name for name in names if not _try(here, name)]
        here.end_server()
        bares.append(_bare(here, "after"))
        table = report.write(here, bares, whole=len(names) == len(_all()))
        say(f"all figures: {report.keep(here, bares)}")
    print(table)
    if failed:
        say(f"Not measured: {', '.join(failed)}.")
    elif write:
        report.into_docs(table)
        say(f"written into {report.PAGE}")
    return 1 if failed else 0


def _bare(here: Setting, when: str) -> float:
    say(f"H, the bare page, {when}")
    with serving.bare(here.log) as server:
        rate = here.load(f"bare-{when}", server, "/").rate
    say(f"  H: {rate:,.0f}/s")
    return rate


def _try(here: Setting, name: str) -> bool:
    """Measure one thing; what can't be measured is said and does not end the rest."""
    measure = _all()[name]
    say(f"{name}: {measure.__doc__}")
    try:
        measure(here)
    except (processes.Failed, OSError, ValueError, KeyError) as why:
        say(f"  not measured: {why}")
        here.end_server()
        return False
    return True


def _interrupt(number: int, _frame: object) -> None:
    if number == signal.SIGALRM:
        say(f"This took longer than {LONGEST_SECONDS // 60} minutes.")
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
