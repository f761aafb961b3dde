"""Peer groups of the demo, at different steps of life."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, replace

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Activity
from pirtti.demo.neighbourhood import (
    activities,
    files,
    group_families,
    group_life,
    group_meetings,
    group_training,
    rhythms,
)
from pirtti.demo.neighbourhood.files import Raw
from pirtti.groups import actions
from pirtti.groups.models import Group, Leader
from pirtti.groups.rules import State
from pirtti.people.models import User
from pirtti.signups import actions as signups

# Leaders lead at most a year at a time.
LEADS_FOR = dt.timedelta(days=300)
# A group without a last day takes families for so long.
OPEN_FOR = dt.timedelta(days=365)


def load(*, today: dt.date) -> int:
    """Add the groups that are missing; returns how many were added."""
    raw = files.read("groups")
    for row in raw["leader_account"]:
        if not User.objects.filter(email=row["email"]).exists():
            User.objects.create_user(email=row["email"], name=row["name"])
    added = sum(_add(row, today) for row in raw["group"])
    for row in raw["group"]:
        _offer_next(row)
    return added + group_training.load(raw["cohort"], today=today)


def leader_emails() -> list[str]:
    """Return the addresses of those who lead without any role."""
    return [row["email"] for row in files.read("groups")["leader_account"]]


def _add(raw: Raw, today: dt.date) -> bool:
    """Add one group with all it has, unless it is there."""
    if Group.objects.filter(activity__slug=raw["slug"]).exists():
        return False
    group = _make(_activity(raw, today), raw, today)
    for row in raw["leaders"]:
        add_leader(group, row, today=today)
    families = group_families.add_families(group, raw, today=today)
    for row in raw.get("tasks", []):
        _task(group, row, today)
    group_life.tell_story(group, today=today)
    if group.state != State.ENDED:
        group_life.write_board(group, raw, families, today=today)
    group_life.answer(group, raw, families)
    group_meetings.prepare(group, raw, families, today=today)
    return True


def _activity(raw: Raw, today: dt.date) -> Activity:
    """Return what the group meets for: an activity of the demo, or a new one."""
    known = Activity.objects.filter(slug=raw["slug"]).first()
    if known is not None:
        return known
    activity = activities.store(raw)
    for series in _series(raw, today):
        calendar.add_series(activity, by=None, **series)
    if raw["axes"].get("listing") != "unlisted":
        calendar.publish(activity, by=None)
    return activity


def _series(raw: Raw, today: dt.date) -> Iterator[Raw]:
    """Tell the rhythms of a group: from its first day to its last."""
    first = today + dt.timedelta(days=raw["first"])
    last = today + dt.timedelta(days=raw["ends"])
    for words in raw["rhythm"]:
        rhythm = rhythms.read(words, today=today)
        days = (rhythm.starts_on.weekday() - first.weekday()) % 7
        begins = first + dt.timedelta(days=days)
        yield asdict(replace(rhythm, starts_on=begins)) | {"ends_on": last}
    if "evening" in raw:
        yield _monthly(raw["evening"], first, last)


def _monthly(words: str, first: dt.date, last: dt.date) -> Raw:
    """Tell the family evening: once a month on the first such weekday."""
    day, times = words.split()
    start, end = rhythms.times(times)
    return {
        "frequency": "monthly",
        "nth": [1],
        "weekday": rhythms.weekday(day),
        "starts_on": first,
        "ends_on": last,
        "starts_at": start,
        "ends_at": end,
    }


def _make(activity: Activity, raw: Raw, today: dt.date) -> Group:
    """Make the group with its seats, at the step where it stands."""
    days = {
        f"{name}_on": today + dt.timedelta(days=raw[key])
        for name, key in (
            ("first", "first"),
            ("ends", "ends"),
            ("decision", "decision"),
        )
        if key in raw
    }
    meeting = activity.occurrences.filter(on__gte=days["first_on"]).first()
    if meeting is not None:
        days["first_on"] = meeting.on
    group = actions.make_group(
        activity,
        axes=group_life.axes_of(raw),
        by=None,
        **days,
        **files.plain(
            raw, "state", "category", "life_stages", "started_by", "ticks_names"
        ),
        **files.texts(raw, "method"),
    )
    signups.open_intake(
        activity,
        by=None,
        **raw["seats"],
        ends_on=days.get("ends_on", today + OPEN_FOR),
        is_open=group.state != State.ENDED,
        is_discreet=group.is_hidden,
    )
    return group


def add_leader(group: Group, row: Raw, *, today: dt.date) -> Leader:
    """Let one of the demo's accounts lead a group under a name of its choice."""
    user = User.objects.get(email=row["email"])
    told: Raw = {
        "alias": row["alias"],
        "part": row.get("part", Leader.Part.LEADER),
        "starts_on": min(group.first_on or today, today),
        "ends_on": today + LEADS_FOR,
    }
    if group.state == State.ENDED:
        # Who led it before it ended: nobody begins to lead what is over.
        return Leader.objects.create(group=group, user=user, **told)
    return actions.add_leader(group, user, by=None, **told)


def _task(group: Group, row: Raw, today: dt.date) -> None:
    task = actions.add_task(
        group,
        row["what"],
        who=row.get("who", ""),
        note=row.get("note", ""),
        due_on=today + dt.timedelta(days=row["due"]),
        by=None,
    )
    if row.get("done"):
        actions.finish_task(task, by=None)


def _offer_next(raw: Raw) -> None:
    """Name the group that goes on after one that has ended."""
    if "follow_on" not in raw:
        return
    coming = Group.objects.get(activity__slug=raw["follow_on"])
    Group.objects.filter(activity__slug=raw["slug"], follow_on=None).update(
        follow_on=coming
    )
