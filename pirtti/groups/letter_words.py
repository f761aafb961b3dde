"""What the letters of a group say, in the language in use; hidden groups have no name."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pirtti.groups import queries
from pirtti.groups.models import Group, Leader, Step
from pirtti.signups import queries as signups
from pirtti.signups import words


def name_of(group: Group) -> str:
    """Return how a letter calls a group: the name of a hidden one stands nowhere."""
    return words.meeting() if group.is_hidden else words.name(group.activity)


def to_family(step: Step, *, is_in: bool) -> list[str]:
    """Say to a family what becomes of its group, one sentence a line."""
    group = step.group
    tell = _TO_FAMILY.get(step.what)
    told = tell(group) if tell else []
    if step.what in {"start", "postpone", "moves_on"}:
        told.append(_kept() if is_in else _in_line())
    return [f"{name_of(group)}:", *told] if told else []


def _kept() -> str:
    return _(
        "Your place is kept for you. If you can't come, you can cancel on your own page."
    )


def _in_line() -> str:
    return _("You are still in line: we tell you at once when there is room for you.")


def _start(group: Group) -> list[str]:
    return [_("We begin, and you are expected!"), _next_meeting(group)]


def _postpone(group: Group) -> list[str]:
    told = [
        _("We begin later, so that more families have time to join."),
        _next_meeting(group),
    ]
    if group.decision_on:
        day = {"day": words.day(group.decision_on)}
        told.append(_("You hear from us on %(day)s whether we begin then.") % day)
    return told


def _cancel(group: Group) -> list[str]:
    """Say why; a reason may name a hidden group, so that it stands on the page only."""
    why = "" if group.is_hidden else queries.last_reason(group)
    return [
        _("This time we can't begin. We are sorry, and grateful that you were coming."),
        why,
        _("There is other company near you. You are welcome, just as you are."),
        _(
            "What you told us is erased by itself; on your own page you can erase it now."
        ),
    ]


def _merge(group: Group) -> list[str]:
    del group
    return [
        _(
            "The families go on together with another group, and there was no room for all. "
            "We are sorry."
        ),
        _("There is other company near you. You are welcome, just as you are."),
        _(
            "What you told us is erased by itself; on your own page you can erase it now."
        ),
    ]


def _moves_on(group: Group) -> list[str]:
    until = {"day": words.day(group.ends_on)} if group.ends_on else None
    return [
        _("The same families go on together until %(day)s.") % until if until else "",
        _next_meeting(group),
    ]


def _ended(group: Group) -> list[str]:
    del group
    return [
        _("We have met for the last time now. Thank you for being there!"),
        _(
            "What you told us is erased by itself; on your own page you can erase it now."
        ),
    ]


_TO_FAMILY = {
    "start": _start,
    "postpone": _postpone,
    "cancel": _cancel,
    "merge": _merge,
    "moves_on": _moves_on,
    "ended": _ended,
}


def _next_meeting(group: Group) -> str:
    coming = queries.coming(group, now=timezone.now())
    if not coming:
        return ""
    return _("The next meeting: %(when)s.") % {"when": words.when(coming[0])}


def to_leader(step: Step) -> list[str]:
    """Say to a leader what became of the group, one sentence a line."""
    group = step.group
    sentences = {
        "recruiting": _recruiting(group.decision_on),
        "decision": _(
            "Today it is decided whether the group begins. You can let it start, put it "
            "off, join it with another group or cancel it; the families are told at once."
        ),
        "start": _("It is decided: the group begins. The families are told."),
        "postpone": _("The beginning is put off. The families are told."),
        "merge": _(
            "The group goes on together with another one. The families are told, and each "
            "can say no."
        ),
        "joined": _("Families of another group come to yours. Make them welcome!"),
        "cancel": _("It is decided: the group does not begin. The families are told."),
        "run": _("The group has begun. Have a good time together!"),
        "moves_on": _("The same families go on together. They are told."),
        "follow_on": _("The families are offered a next group."),
        "ended": _("The group has ended. Thank you for leading it!"),
    }
    said = sentences.get(step.what, "")
    return [f"{name_of(group)}:", said, _families(group)] if said else []


def _recruiting(decision_on: dt.date | None) -> str:
    if decision_on is None:
        return _("Families can join now.")
    day = {"day": words.day(decision_on)}
    return _("Families can join now. It is decided on %(day)s whether it begins.") % day


def _families(group: Group) -> str:
    intake = queries.intake_of(group)
    if intake is None:
        return ""
    number = signups.numbers(intake).families_in
    said = ngettext("One family is in now.", "%(number)s families are in now.", number)
    told = [said % {"number": number}]
    if intake.minimum:
        least = {"minimum": intake.minimum, "what": intake.get_counts_display()}
        told.append(_("%(what)s: at least %(minimum)s are needed.") % least)
    return " ".join(told)


def welcome(leader: Leader) -> list[str]:
    """Say to somebody that they lead a group now, and how to sign in."""
    day = {"day": words.day(leader.ends_on)}
    return [
        f"{name_of(leader.group)}:",
        _("You lead this group now, until %(day)s. Thank you!") % day,
        _(
            "You need no password: sign in with this e-mail address, and a code is sent to "
            "you. Families know you by the name %(alias)s."
        )
        % {"alias": leader.alias},
    ]


def asking(group: Group) -> list[str]:
    """Say to a leader that families wait; who, and how many, is on the page only."""
    return [
        f"{name_of(group)}:",
        _("Somebody would like to come, and waits for your answer or your call."),
        _("On the leaders’ page you see who it is, and answer."),
    ]


def next_group(step: Step, other: Group) -> list[str]:
    """Say that there is a group to go on in; nobody's data has moved."""
    return [
        f"{name_of(step.group)}:",
        _("There is a group in which you can go on, if you like."),
        "" if other.is_hidden else words.name(other.activity),
        _("Nothing you told us has gone there: you sign up anew, only if you want to."),
    ]


def own_page() -> str:
    """Return what the link to the family's own page says."""
    return _("Your own page: see, change or cancel")


def what_else() -> str:
    """Return what the link to the area's page says."""
    return _("What else there is near you")


def leaders_page() -> str:
    """Return what the link to the leaders' page says."""
    return _("The leaders’ page of the group")


def look_at_it() -> str:
    """Return what the link to the next group says."""
    return _("Look at it")
