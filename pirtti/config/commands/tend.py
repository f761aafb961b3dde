"""Do the daily housekeeping now.

Calendars are filled ahead, what is past its time is deleted (links, sessions, brakes,
journal lines, raw counter events) and the daily backup is written.
`pirtti serve` does this every hour by itself.
"""

import argparse

from django.conf import settings
from django.utils import timezone

from pirtti.calendar import actions as calendar
from pirtti.config import backups, schema, talk
from pirtti.people import actions as people
from pirtti.visits import actions as visits


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may stand on the command line."""
    parser.add_argument(
        "--if-due",
        action="store_true",
        help="only if nobody has done it within the hour; say nothing when all is well",
    )


def run(options: argparse.Namespace) -> int:
    """Tend the house."""
    if options.if_due and not people.try_once("tend", capacity=1, per_hour=1):
        return 0
    now = timezone.now()
    with talk.progress("Filling the calendars ahead") as show:
        filled = calendar.fill_ahead(today=timezone.localdate(now), progress=show)
    gone = people.tidy(now) + visits.prune_events(timezone.localdate(now))
    kept = backups.daily(now) if schema.is_sqlite() and not settings.DEMO else None
    if not options.if_due:
        talk.say(f"{filled} dates added, {gone} old rows deleted.")
        talk.say(f"Backup: {kept}" if kept else "No backup was due.")
    return 0
