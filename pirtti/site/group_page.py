"""What an activity's page tells when it is a group: for whom, who leads, how it begins."""

import datetime as dt
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import get_language, gettext
from i18nfield.strings import LazyI18nString

from pirtti.calendar.models import Activity
from pirtti.core import content, timewords
from pirtti.core.content import Shown
from pirtti.groups import besides, group_rows, rules, words
from pirtti.groups.models import Group
from pirtti.site import cards, group_words
from pirtti.site.group_words import Room
from pirtti.training import queries as training
from pirtti.training.models import CohortSession
from pirtti.training.rules import Phase

# A town's own words by axis and value.
Own = dict[tuple[str, str], LazyI18nString]


@dataclass(frozen=True)
class Session:
    """One session of a training: what it is about, who presents it."""

    title: Shown
    is_after: bool
    # Its day, once there is one.
    day: str
    presenter: Shown
    # The fathers' own session at the same time, and who leads it; empty without one.
    fathers: str = ""


@dataclass(frozen=True)
class GroupPart:
    """A group as its public page tells about it."""

    # Whether newcomers may come later: the town's own word, and what it means.
    kind: str
    kind_meaning: str
    audience: str
    led: str
    leaders: list[str]
    stages: list[str]
    start: str
    # Why nobody gets in now; empty when one does.
    stands: str
    first_visit: list[str]
    method: Shown
    is_over: bool
    next_name: Shown
    next_url: str
    sessions: list[Session] = field(default_factory=list)

    @property
    def led_by(self) -> str:
        """Say who leads, by the names they chose."""
        if not self.leaders:
            return self.led
        told = {"led": self.led, "names": ", ".join(self.leaders)}
        return gettext("%(led)s: %(names)s") % told

    @property
    def before(self) -> list[Session]:
        """Return the sessions before the births."""
        return [one for one in self.sessions if not one.is_after]

    @property
    def after(self) -> list[Session]:
        """Return the sessions after the births."""
        return [one for one in self.sessions if one.is_after]


def part(
    activity: Activity, found: besides.GroupFound | None, *, now: dt.datetime
) -> GroupPart | None:
    """Return what to tell of a group (three queries, none for no group)."""
    if found is None:
        return None
    row, today = found.row, timewords.from_instant(now)[0]
    language = get_language() or "fi"
    room = group_words.room(row, now=now, today=today)
    is_over = row.state in {rules.State.ENDED, rules.State.CANCELLED}
    own = words.own_words(activity.area)
    return GroupPart(
        kind=_word(own, "joining", row.joining, language),
        kind_meaning=str(group_words.JOINING[row.joining]),
        audience=_audience(own, row.audience, language),
        led=str(group_words.LED[row.leadership]),
        leaders=besides.aliases(row.pk, today=today),
        stages=[str(words.LIFE_STAGES[stage]) for stage in found.stages],
        start=group_words.start_words(row, today),
        stands=_stands(row, room) if not is_over else "",
        first_visit=group_words.first_visit(row),
        method=content.stored(found.method, language),
        is_over=is_over,
        next_name=content.stored(found.next_name, language),
        next_url=_next_url(found),
        sessions=_sessions(row.pk, language),
    )


def _word(own: Own, axis: str, value: str, language: str) -> str:
    """Return the town's word for a value of an axis, else the field's term."""
    said = content.shown(own.get((axis, value)), language).text
    return said or str(words.VALUES[axis][value])


def _audience(own: Own, value: str, language: str) -> str:
    if value == rules.Audience.EVERYONE:
        return ""
    return _word(own, "audience", value, language)


def _stands(row: group_rows.GroupRow, room: Room) -> str:
    shut = {Room.NO_MORE, Room.NOT_YET}
    return group_words.room_words(row, room) if room in shut else ""


def _next_url(found: besides.GroupFound) -> str:
    slug = found.next_slug
    return reverse("site:activity", args=[slug]) if slug else ""


def _fathers(session: CohortSession) -> str:
    if session.parallel is None or session.parallel.is_cancelled:
        return ""
    said = gettext("Fathers also meet by themselves, led by: %(who)s")
    return said % {"who": session.parallel_who}


def _sessions(group: int, language: str) -> list[Session]:
    plan = training.plan_of(Group(pk=group))
    if plan is None:
        return []
    return [
        Session(
            fathers=_fathers(one),
            title=content.shown(one.title, language),
            is_after=one.phase == Phase.AFTER,
            day=cards.day_short(one.occurrence.on) if one.occurrence else "",
            presenter=content.shown(
                one.presenter.name if one.presenter else None, language
            ),
        )
        for one in plan.sessions
    ]
