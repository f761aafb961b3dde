"""Measures of public pages: fresh, from memory, unchanged, flat, light."""

from collections.abc import Callable

from bench import serving, weight, wrk
from bench.findings import most, share
from bench.setting import Setting

STATEMENTS = 6
SINGLE_READS = 15
GROUPS = 5000
MIB = "MiB"


def week(here: Setting) -> None:
    """Week page of an area, 20 rows, filters on, rendered fresh."""
    _week(here, "long", "")


def week_on_postgres(here: Setting) -> None:
    """The same on PostgreSQL."""
    _week(here, "postgres", "PostgreSQL")


def _week(here: Setting, name: str, note: str) -> None:
    picked = here.picked(name)
    page = picked["week"]
    server = here.server(name, page_cache=False)
    load = here.load(f"week-fresh-{name}", server, page)
    rows = f"{picked['rows']} rows"
    said = f"{rows}, {note}" if note else rows
    here.note("Week page of an area, fresh", share(0.05), load.rate, said)
    here.note("… waiting time, p95 of 8 clients", most(40, "ms"), load.p95, note)
    _statements(here, name, {"Week page": page}, note)


def _statements(here: Setting, name: str, pages: dict[str, str], note: str) -> None:
    asked = here.home(name).inside("statements", pages=list(pages.values()))
    here.details[f"statements-{name}-{'-'.join(pages)}"] = asked
    for what, page in pages.items():
        goal = most(STATEMENTS, "")
        here.note(f"… SQL statements of {what.lower()}", goal, len(asked[page]), note)


def search(here: Setting) -> None:
    """Search with an inflected word over all dates, 20 rows, capped count, fresh."""
    page = here.picked("long")["search"]
    server = here.server("long", page_cache=False)
    times = sorted(single_reads(lambda: server.page(page)))
    here.details["search-alone"] = times
    load = here.load("search-fresh", server, page)
    here.note("Search with an inflected word, fresh", share(0.02), load.rate, "20 rows")
    late = times[int(len(times) * 0.95)]
    here.note("… waiting time alone, p95", most(50, "ms"), late)
    _statements(here, "long", {"Search": page}, "")


def paper(here: Setting) -> None:
    """A month of a place as a tagged PDF, made anew each time."""
    page = here.picked("long")["place"] + "month.pdf"
    server = here.server("long", page_cache=False)
    times = single_reads(lambda: server.page(page))
    here.details["paper"] = times
    here.note("A month as PDF", most(1000, "ms"), middle_of(times))


def cached(here: Setting) -> None:
    """The same page unchanged: from memory, and as "304 not modified"."""
    page = here.picked("long")["week"]
    server = here.server("long", page_cache=True)
    load = here.load("week-kept", server, page)
    here.note("Week page unchanged, from memory", share(0.6), load.rate)
    load = _unchanged(here, "week-unchanged", server, page)
    here.note("Week page unchanged, 304", share(0.7), load.rate)


def _unchanged(here: Setting, key: str, server: serving.Server, page: str) -> wrk.Load:
    etag = server.page(page).headers["etag"]
    # Each worker process has to have made the page once before 304 is the rule.
    statuses = {server.get(page, If_None_Match=etag).status for _try in range(20)}
    if statuses != {304}:
        raise ValueError(f"{page} answered {statuses} to its own ETag.")
    return here.load(key, server, page, f"If-None-Match: {etag}")


def details(here: Setting) -> None:
    """Page of one activity and of one place, rendered fresh."""
    _details(here, "long", "")


def details_on_postgres(here: Setting) -> None:
    """The same on PostgreSQL."""
    _details(here, "postgres", "PostgreSQL")


def _details(here: Setting, name: str, note: str) -> None:
    picked = here.picked(name)
    server = here.server(name, page_cache=False)
    for what in ("activity", "place"):
        load = here.load(f"{what}-fresh-{name}", server, picked[what])
        here.note(f"Page of one {what}, fresh", share(0.08), load.rate, note)
    pages = {"Activity page": picked["activity"], "Place page": picked["place"]}
    _statements(here, name, pages, note)


def weights(here: Setting) -> None:
    """Weight of the week page, and of everything on a first visit."""
    picked = here.picked("long")
    server = here.server("long", page_cache=True)
    visit = weight.first_visit(server, picked["week"])
    here.details["first-visit"] = visit
    rows = f"{picked['rows']} rows"
    size = len(server.page(picked["week"]).body) / 1024
    here.note("HTML of the week page", most(40, "KiB"), size, rows)
    total = sum(visit.values()) / 1000
    here.note("First visit, gzipped, with everything", most(100, "kB"), total)


def flat(here: Setting) -> None:
    """The week page with one year of data and with all, fresh, in turns."""
    here.end_server()
    rates: dict[str, list[float]] = {"short": [], "long": []}
    with (
        serving.pirtti(here.home("short"), page_cache=False) as short,
        serving.pirtti(here.home("long"), page_cache=False) as long,
    ):
        servers = {"short": short, "long": long}
        for name, server in servers.items():
            here.clients.once(server.url(here.picked(name)["week"]), seconds=1)
        for _turn in range(wrk.RUNS):
            for name, server in servers.items():
                url = server.url(here.picked(name)["week"])
                rates[name].append(here.clients.once(url).rate)
    here.details["flat"] = rates
    middle = {name: sorted(found)[wrk.RUNS // 2] for name, found in rates.items()}
    ratio = middle["short"] / middle["long"]
    note = f"{here.choices.years} years against 1"
    here.note("Cost of a fresh week page, more data", most(1.3, "×"), ratio, note)


def feed(here: Setting) -> None:
    """Calendar feed of a city with 2 000 coming dates."""
    city = here.home("city").inside("city", dates=2000)
    here.details["city"] = city
    note = f"{city['dates']} coming dates"
    server = here.server("city", page_cache=False)
    times = single_reads(lambda: server.page(city["feed"], Accept_Encoding="gzip"))
    here.details["feed-cold"] = times
    here.note("Calendar feed of a city, cold", most(200, "ms"), middle_of(times), note)
    server = here.server("city", page_cache=True)
    load = _unchanged(here, "feed-unchanged", server, city["feed"])
    here.note("Calendar feed unchanged, 304", share(0.5), load.rate)


def groups(here: Setting) -> None:
    """List of 5 000 groups, 20 rows, filters on, rendered fresh, beside the week page."""
    found = here.home("city").inside("groups", groups=GROUPS)
    here.details["groups"] = found
    week = here.picked("city")["week"]
    server = here.server("city", page_cache=False)
    beside = here.load("week-beside-groups", server, week)
    load = here.load("groups-fresh", server, found["page"])
    note = f"{found['groups']} groups, 20 rows"
    here.note("List of groups, fresh", share(0.05), load.rate, note)
    here.note("… waiting time, p95 of 8 clients", most(40, "ms"), load.p95)
    ratio = beside.rate / load.rate
    here.note("… cost against the week page beside it", most(1.2, "×"), ratio)
    _statements(here, "city", {"List of groups": found["page"]}, "")


def memory(here: Setting) -> None:
    """Memory of the whole server after load, with one year of data and with all."""
    sizes = {}
    for name in ("short", "long"):
        here.end_server()
        server = here.server(name, page_cache=True)
        picked = here.picked(name)
        tour = [picked["week"], picked["activity"], picked["place"], *picked["tour"]]
        here.clients.tour(server.url(""), tour, seconds=here.choices.seconds)
        sizes[name] = server.pss_mib
    here.details["memory"] = sizes
    here.note("Memory of the whole server after load", most(180, MIB), sizes["long"])
    ratio = sizes["long"] / sizes["short"]
    note = f"{here.choices.years} years against 1"
    here.note("Memory, more data", most(1.1, "×"), ratio, note)


def single_reads(read: Callable[[], serving.Answer]) -> list[float]:
    """Return how long single requests take (milliseconds), two left out to warm up."""
    return [read().ms for _try in range(SINGLE_READS + 2)][2:]


def middle_of(times: list[float]) -> float:
    """Return the median."""
    return sorted(times)[len(times) // 2]
