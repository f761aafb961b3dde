"""Five programs that read calendars, each asked for all dates of a file.

Each gives the dates as the clock on the wall in Helsinki shows them. Three are other
people's programs outside of Python; where one is missing its checks are skipped, with
`PIRTTI_ALL_ENGINES=1` (in CI) they fail instead.
"""

import datetime as dt
import os
import shutil
import subprocess
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events
from ical.calendar_stream import IcsCalendarStream

from tests.engines.scene import FIRST, HELSINKI, LAST, Date

HERE = Path(__file__).parent
PATIENCE = 60


def _date(start, end, title):
    wall = [f"{moment.astimezone(HELSINKI):%Y-%m-%dT%H:%M}" for moment in (start, end)]
    return Date(*wall, str(title))


def recurring(body, _folder):
    """Read with recurring-ical-events (PyPI), on top of icalendar."""
    calendar = icalendar.Calendar.from_ical(body)
    events = recurring_ical_events.of(calendar).between(FIRST, LAST)
    return [
        _date(event["DTSTART"].dt, event["DTEND"].dt, event["SUMMARY"])
        for event in events
    ]


def ical(body, _folder):
    """Read with ical (PyPI)."""
    calendar = IcsCalendarStream.calendar_from_ics(body.decode())
    timeline = calendar.timeline_tz(HELSINKI)
    start, end = (
        dt.datetime.combine(day, dt.time.min, HELSINKI) for day in (FIRST, LAST)
    )
    return [
        _date(event.start, event.end, event.summary)
        for event in timeline.included(start, end)
    ]


def ical_js(body, _folder):
    """Read with ical.js (npm), the reader of several mail and calendar programs."""
    need(
        shutil.which("node") and (HERE / "node_modules" / "ical.js").is_dir(), "ical.js"
    )
    found = []
    for line in run(["node", "expand.mjs"], cwd=HERE, given=body).splitlines():
        start, end, title = line.split(" ", 2)
        instants = (
            dt.datetime.fromtimestamp(int(word), dt.UTC) for word in (start, end)
        )
        found.append(_date(*instants, title))
    return found


def khal(body, folder):
    """Read with khal (Debian)."""
    need(shutil.which("khal"), "khal")
    file, config = folder / "feed.ics", folder / "khal.conf"
    file.write_bytes(body)
    config.write_text(
        f"[calendars]\n[[all]]\npath = {folder / 'calendar'}\n"
        f"[sqlite]\npath = {folder / 'khal.db'}\n"
        "[locale]\nlocal_timezone = Europe/Helsinki\n"
        "default_timezone = Europe/Helsinki\ntimeformat = %H:%M\n"
        "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%dT%H:%M\nlongdatetimeformat = %Y-%m-%dT%H:%M\n"
        "[default]\ndefault_calendar = all\n"
    )
    (folder / "calendar").mkdir()
    ask = ["khal", "-c", str(config)]
    home = {"HOME": str(folder)}
    run([*ask, "import", "--batch", "-a", "all", str(file)], more=home)
    shape = ["--day-format", "", "--format", "{start-long}|{end-long}|{title}"]
    span = [f"{FIRST}", f"{LAST}"]
    listed = run([*ask, "list", "--notstarted", *shape, *span], more=home)
    return [Date(*line.split("|", 2)) for line in listed.splitlines() if "|" in line]


def calcurse(body, folder):
    """Read with calcurse (Debian); it knows no RECURRENCE-ID, so only feeds."""
    need(shutil.which("calcurse"), "calcurse")
    file = folder / "feed.ics"
    file.write_bytes(body)
    ask = ["calcurse", "-D", str(folder / "calcurse"), "-q"]
    zone = {"TZ": "Europe/Helsinki"}
    run([*ask, "-i", str(file)], more=zone)
    moment = "%Y-%m-%dT%H:%M"
    shape = ["--format-apt", f"%(start:{moment})|%(end:{moment})|%m\n"]
    days = f"{(LAST - FIRST).days}"
    span = ["--input-datefmt", "4", "--from", f"{FIRST}", "--days", days]
    listed = run([*ask, "-Q", "--filter-type", "apt", *span, *shape], more=zone)
    return [Date(*line.split("|", 2)) for line in listed.splitlines() if "|" in line]


def need(is_there, name):
    """Skip what needs a program that is missing; fail where all have to be there."""
    if is_there:
        return
    if os.environ.get("PIRTTI_ALL_ENGINES") == "1":
        pytest.fail(f"{name} is missing: script/test installs it")
    pytest.skip(f"{name} is not installed")


def run(command, *, given=None, more=None, cwd=None):
    """Run a program to its end; gives what it printed."""
    done = subprocess.run(
        command,
        input=given,
        capture_output=True,
        cwd=cwd,
        env=os.environ | {"LC_ALL": "C.UTF-8"} | (more or {}),
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return done.stdout.decode()
