"""Measures of work: counting at the door, figures, starting, migrating."""

import time

from bench import processes, serving, wrk
from bench.findings import least, most, share
from bench.pages import middle_of, single_reads
from bench.setting import Setting

COUNTERS = 40
READ_PAUSE_MS = 20
STARTS = 3
RHYTHMS = 2000
LAST_SEATS, FAMILIES_AT_ONCE = 20, 16
FOLLOWERS = 5000
# As many activities as there are family cafés in the country.
IMPORTED_ROWS, IMPORTED_ACTIVITIES = 100_000, 428
# Whole country, ten years, year by year.
FIGURES = "by=year"


def counters(here: Setting) -> None:
    """Taps of counters while pages are read: nothing lost, nothing doubled."""
    _counters(here, "counters", "")


def counters_on_postgres(here: Setting) -> None:
    """The same on PostgreSQL."""
    _counters(here, "postgres", "PostgreSQL")


def _counters(here: Setting, name: str, note: str) -> None:
    home = here.home(name)
    taps = home.inside("counters", counters=COUNTERS)
    before = home.inside("counted")
    server = here.server(name, page_cache=True)
    picked = here.picked(name)
    pages = [picked["week"], picked["activity"], picked["place"], *picked["tour"][:20]]
    with here.clients.readers(server.url(""), pages, pause_ms=READ_PAUSE_MS):
        loads = [here.clients.taps(server.url(""), taps) for _run in range(wrk.RUNS)]
    load = wrk.median(loads)
    here.details[f"counters-{name}"] = vars(load)
    here.note("Taps of counters while pages are read", share(0.06), load.rate, note)
    here.note("… waiting time, p99 of 8 clients", most(100, "ms"), load.p99, note)
    _compare(here, name, loads, before, note)


def _compare(
    here: Setting,
    name: str,
    loads: list[wrk.Load],
    before: dict[str, int],
    note: str,
) -> None:
    """Compare what was acknowledged with the rows, the totals and the figures."""
    after = here.home(name).inside("counted")
    said = {
        key: sum(load.raw[key] for load in loads)
        for key in loads[0].raw
        if key in _SAID
    }
    rows = after["rows"] - before["rows"]
    total = after["total"] - before["total"]
    here.details[f"counted-{name}"] = {"said": said, "rows": rows, "total": total}
    taps = said["sent"] - said["again"]
    wrong = abs(taps - said["stored"]) + abs(rows - taps) + abs(total - rows)
    wrong += abs(said["again"] - said["duplicate"]) + said["other"]
    what = f"{taps} taps, {said['again']} of them sent twice"
    told = f"{what}, {note}" if note else what
    here.note("… lost, doubled or refused", most(0, ""), wrong, told)
    here.note(
        "… figures that a recount finds wrong", most(0, ""), after["differences"], note
    )


_SAID = {"sent", "again", "stored", "duplicate", "other"}


def figures(here: Setting) -> None:
    """Figures of the whole country over ten years."""
    officer = here.home("long").inside("officer", query=FIGURES)
    server = here.server("long", page_cache=True)
    times = single_reads(lambda: server.page(officer["page"], Cookie=officer["cookie"]))
    here.details["figures"] = {"page": officer["page"], "times": times}
    goal = most(100, "ms")
    here.note("Figures of the whole country, all years", goal, middle_of(times))


def recount(here: Setting) -> None:
    """Recount of all figures from the raw rows."""
    found = here.home("long").inside("recount")
    here.details["recount"] = found
    note = f"{found['sheets']:.0f} counts in {found['seconds']:.0f} s"
    here.note(
        "Figures that a recount finds wrong", most(0, ""), found["differences"], note
    )


def start(here: Setting) -> None:
    """From the start of the server to its first answer."""
    here.end_server()
    home = here.home("long")
    times = []
    for _start in range(STARTS + 1):
        processes.drain(here.choices.seconds)
        with serving.pirtti(home) as server:
            times.append(server.start_seconds)
    here.details["start"] = times
    # The first one collects styles and pictures.
    here.note("Start to first answer", most(1.5, "s"), middle_of(times[1:]))


def migrate(here: Setting) -> None:
    """Migrating an empty database."""
    home = here.home("empty")
    processes.drain(here.choices.seconds)
    begin = time.perf_counter()
    home.command("migrate")
    seconds = time.perf_counter() - begin
    here.note("Migrating an empty database", most(10, "s"), seconds)


def followers(here: Setting) -> None:
    """A cancelled date that 5 000 follow: the request, and the letters behind it."""
    found = here.home("city").inside("followers", followers=FOLLOWERS)
    here.details["followers"] = found
    note = (
        f"{found['letters']:.0f} letters made in {found['made_seconds']:.1f} s,"
        f" {found['sent_a_second']:.0f} a second sent, in the background"
    )
    what = "Cancelling a date that 5 000 follow"
    here.note(what, most(100, "ms"), found["request_ms"], note)


def bringing_in(here: Setting) -> None:
    """A table of 100 000 dates: looked through, then brought in and shown."""
    found = here.home("city").inside(
        "bringing_in", rows=IMPORTED_ROWS, activities=IMPORTED_ACTIVITIES
    )
    here.details["bringing-in"] = found
    note = f"{found['possible']:.0f} rows of {IMPORTED_ACTIVITIES} activities"
    here.note("Looking an import through", most(30, "s"), found["looked"], note)
    note = f"{found['made']:.0f} rows, search index included"
    here.note("Bringing it in", most(30, "s"), found["taken"], note)
    here.note("… more memory", most(150, "MiB"), found["memory"])


def seats(here: Setting) -> None:
    """Sixteen families at a time want the last twenty seats."""
    _seats(here, "counters", "")


def seats_on_postgres(here: Setting) -> None:
    """The same on PostgreSQL."""
    _seats(here, "postgres", "PostgreSQL")


def _seats(here: Setting, name: str, note: str) -> None:
    home = here.home(name)
    made = home.inside("seats", seats=LAST_SEATS)
    server = here.server(name, page_cache=True)
    load = here.clients.signups(
        server.url(""), made["address"], clients=FAMILIES_AT_ONCE
    )
    stored = home.inside("seats", intake=made["intake"])
    here.details[f"seats-{name}"] = vars(load) | {"stored": stored}
    told = f"{load.raw['sent']} attempts" + (f", {note}" if note else "")
    here.note("Attempts at the last 20 seats", least(150, "/s"), load.rate, told)
    here.note("… waiting time, p95 of 16 clients", most(300, "ms"), load.p95, note)
    wrong = abs(stored["taken"] - LAST_SEATS) + stored["wrong"] + load.raw["other"]
    wrong += abs(stored["waiting"] + LAST_SEATS - load.raw["taken"])
    here.note("… oversold, lost or refused", most(0, ""), wrong, note)


def rhythms(here: Setting) -> None:
    """All dates of 2 000 rhythms for two years: by the rules, and as rows."""
    found = here.home("city").inside("rhythms", series=RHYTHMS, years=2)
    here.details["rhythms"] = found
    note = f"{found['days']:.0f} days; {found['rows']:.0f} s with their rows stored"
    what = "2 000 rhythms expanded for two years"
    here.note(what, most(10, "s"), found["alone"], note)
