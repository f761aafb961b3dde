"""Do the daily housekeeping now.

Calendars are filled ahead, partners' calendars are read, organisations are asked about
what is stale or missing, what is past its time is deleted (links, sessions, brakes,
journal lines, raw counter events, old wishes, letters, followings, ideas for groups,
seats on courses) and the daily backup is written.
`pirtti serve` does this every hour by itself.
"""

import argparse
import datetime as dt

from django.conf import settings
from django.utils import timezone

from pirtti.calendar import actions as calendar
from pirtti.config import backups, schema, talk
from pirtti.courses import actions as courses
from pirtti.founding import actions as founding
from pirtti.grants import actions as grants
from pirtti.groups import actions as groups
from pirtti.imports import actions as imports
from pirtti.meetings import actions as meetings
from pirtti.notices import actions as notices
from pirtti.people import actions as people
from pirtti.planning import actions as planning
from pirtti.post import actions as post
from pirtti.presence import actions as presence
from pirtti.proposals import actions as proposals
from pirtti.search import actions as search
from pirtti.signups import actions as signups
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
    imports.refresh_due(now)
    if not options.if_due or people.try_once("missing", capacity=1, per_hour=1 / 24):
        proposals.tell_missing(now)
    gone = _forget(now)
    if options.if_due and not settings.DEMO:
        _learn_words()
    kept = backups.daily(now) if schema.is_sqlite() and not settings.DEMO else None
    if not options.if_due:
        talk.say(f"{filled} dates added, {gone} old rows deleted.")
        talk.say(f"Backup: {kept}" if kept else "No backup was due.")
    return 0


def _forget(now: dt.datetime) -> int:
    """Delete what is past its time, floor by floor; returns how many rows."""
    today = timezone.localdate(now)
    gone = people.tidy(now) + post.prune(now)
    gone += calendar.forget_wishes(today) + calendar.prune_changes(now)
    gone += visits.prune_events(today) + presence.erase_old(today)
    gone += proposals.tidy(now) + planning.tidy(today)
    gone += founding.tidy(now) + meetings.tidy(now) + groups.tidy(now)
    gone += signups.tidy(now) + grants.tidy(now) + courses.tidy(now)
    return gone + imports.forget_old_rows(now) + notices.tidy(now)


def _learn_words() -> None:
    """Let the search learn new words once a day; by hand that is `pirtti reindex`."""
    if people.try_once("reindex", capacity=1, per_hour=1 / 20):
        search.reindex()
