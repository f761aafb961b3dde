"""What a group is, said to families in plain words: never an axis, never a label."""

import datetime as dt
from enum import Enum, auto

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from pirtti.core import timewords
from pirtti.groups import rules
from pirtti.groups.group_rows import GroupRow
from pirtti.site import cards

LED: dict[str, Promise] = {
    rules.Leadership.VOLUNTEER: _("Led by volunteers"),
    rules.Leadership.PROFESSIONAL: _("Led by a professional"),
    rules.Leadership.PAIR: _("Led by a worker and a volunteer together"),
    rules.Leadership.EXPERIENCE: _("Led by parents with the same experience"),
}
JOINING: dict[str, Promise] = {
    rules.Joining.ROLLING: _("New people are welcome at any time."),
    rules.Joining.CLOSED: _(
        "The same families from the first meeting to the last: nobody new comes in between."
    ),
}
ENTRY: dict[str, Promise] = {
    rules.Entry.WALK_IN: _("Just come along"),
    rules.Entry.SIGN_UP: _("Sign up first"),
    rules.Entry.INVITATION: _("By invitation"),
    rules.Entry.OWN_WORKER: _("Through your own worker"),
}
HOW_IN: dict[str, Promise] = {
    rules.Entry.WALK_IN: _("You need not tell anybody beforehand: just come along."),
    rules.Entry.SIGN_UP: _(
        "You sign up with a name of your choice; you need not tell your own."
    ),
    rules.Entry.INVITATION: _(
        "You come in with the code of an invitation. Ask for one at your clinic, at "
        "day-care or from a family worker."
    ),
    rules.Entry.OWN_WORKER: _(
        "You come in through a worker you know. Ask at your clinic, at day-care or "
        "from a family worker."
    ),
}
FIRST_VISIT: dict[str, tuple[Promise, ...]] = {
    rules.Meets.ON_SITE: (
        _("Somebody who leads the group meets you at the door."),
        _("There is time to arrive, something to drink, and a round of names."),
        _(
            "You may tell of yourself as much or as little as you like, and only listen."
        ),
    ),
    rules.Meets.ONLINE: (
        _("You get a link by message. Open it a few minutes before."),
        _("You may leave your camera off, and only listen."),
        _("Somebody who leads the group welcomes you and tells what will happen."),
    ),
}
LAST_LINE = _("If it is not for you, you may stop at any time, and need not say why.")


class Room(Enum):
    """Whether a family gets in now."""

    JUST_COME = auto()
    SEATS = auto()
    QUEUE = auto()
    TELL_ME = auto()
    NOT_YET = auto()
    NO_MORE = auto()


def room(row: GroupRow, *, now: dt.datetime, today: dt.date) -> Room:
    """Say whether a family gets in now, and if not, what it may do."""
    if row.state == rules.State.PLANNED:
        return Room.NOT_YET
    if not rules.takes_newcomers(
        _axes(row), rules.State(row.state), first_on=row.first_on, today=today
    ):
        return Room.NO_MORE
    if row.capacity is None:
        is_open = row.entry == rules.Entry.WALK_IN
        return Room.JUST_COME if is_open else Room.NO_MORE
    return _by_intake(row, now)


def _axes(row: GroupRow) -> rules.Axes:
    return rules.Axes(joining=rules.Joining(row.joining))


def _by_intake(row: GroupRow, now: dt.datetime) -> Room:
    if row.opens_at is not None and now < row.opens_at:
        return Room.NOT_YET
    if not row.is_open or (row.closes_at is not None and now >= row.closes_at):
        return Room.NO_MORE
    if not row.waiting and free(row) > 0:
        return Room.SEATS
    return Room.TELL_ME if row.when_full == "closed" else Room.QUEUE


def free(row: GroupRow) -> int:
    """Return how many seats nobody has."""
    return max(0, (row.capacity or 0) - (row.taken or 0))


def room_words(row: GroupRow, state: Room) -> str:
    """Say whether there is room: `3 free seats`, `Full now: you can queue`."""
    if state is Room.SEATS:
        seats = free(row)
        sentence = ngettext("%(seats)s free seat", "%(seats)s free seats", seats)
        return sentence % {"seats": seats}
    if state is Room.NOT_YET and row.opens_at is not None:
        day = cards.day_short(_day(row.opens_at))
        return gettext("Sign-up opens on %(day)s") % {"day": day}
    return str(_ROOM[state])


_ROOM: dict[Room, Promise] = {
    Room.JUST_COME: _("Just come along"),
    Room.QUEUE: _("Full now: you can queue"),
    Room.TELL_ME: _("Full now: we tell you if a seat opens"),
    Room.NOT_YET: _("Being planned"),
    Room.NO_MORE: _("Takes no new people now"),
}


def start_words(row: GroupRow, today: dt.date) -> str:
    """Say when a group that gathers its families begins, and what it takes."""
    if row.state not in {rules.State.RECRUITING, rules.State.DECISION}:
        return ""
    if not row.minimum or row.decision_on is None or row.decision_on < today:
        return ""
    day = cards.day_short(row.decision_on)
    return _at_least(row.counts or "", row.minimum) % {
        "count": row.minimum,
        "day": day,
    }


def _at_least(counts: str, many: int) -> str:
    if counts == "couples":
        return ngettext(
            "We start when at least %(count)s couple is in; that is decided on %(day)s.",
            "We start when at least %(count)s couples are in; that is decided on %(day)s.",
            many,
        )
    if counts == "families":
        return ngettext(
            "We start when at least %(count)s family is in; that is decided on %(day)s.",
            "We start when at least %(count)s families are in; that is decided on %(day)s.",
            many,
        )
    return ngettext(
        "We start when at least %(count)s is in; that is decided on %(day)s.",
        "We start when at least %(count)s are in; that is decided on %(day)s.",
        many,
    )


def first_visit(row: GroupRow) -> list[str]:
    """Say what happens at the first visit, and how one gets there."""
    on_the_net = row.meets == rules.Meets.ONLINE
    lines = FIRST_VISIT[rules.Meets.ONLINE if on_the_net else rules.Meets.ON_SITE]
    return [str(line) for line in (HOW_IN[row.entry], *lines, LAST_LINE)]


def _day(instant: dt.datetime) -> dt.date:
    return timewords.from_instant(instant)[0]
