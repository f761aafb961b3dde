"""Put a counter's state into the words and rows that its page shows; no writes."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import get_language

from pirtti.calendar.models import Occurrence
from pirtti.core import timewords
from pirtti.visits import access, messages, queries, rules


@dataclass(frozen=True)
class Line:
    """One row of the counter: a name, a number and two buttons."""

    category: str
    label: str
    note: str
    total: int
    uid_more: str
    uid_less: str


def times(date: Occurrence) -> str:
    """Show from when to when a date lasts, in the reader's language."""
    starts, ends = (
        timewords.from_instant(at)[1] for at in (date.starts_at, date.ends_at)
    )
    return timewords.show_range(starts, ends, get_language() or "fi")


# Nothing of a signed-in colleague may stand on a page that a phone keeps.
NOBODY: dict[str, Any] = {"user": AnonymousUser(), "messages": ()}


def counter_page(
    state: queries.Counter, *, token: str, query: dict[str, str]
) -> dict[str, Any]:
    """Return what the counter's template needs."""
    lines = [_line(state, category) for category in state.categories]
    more = [line for line in lines if _is_more(line.category)]
    return NOBODY | {
        "date": state.occurrence,
        "times": times(state.occurrence),
        "is_today": state.occurrence.on == timezone.localdate(),
        "token": token,
        "sheet": state.sheet,
        "is_not_held": bool(state.sheet and state.sheet.is_not_held),
        "lines": [line for line in lines if not _is_more(line.category)],
        "more": more,
        "more_is_open": any(line.total for line in more),
        "together": messages.together(state.sums),
        "visitors": messages.visitors(state.sums),
        "has_count": state.sums != rules.Sums(),
        "method": ""
        if state.plan.method == rules.Method.EVERY_VISIT
        else state.plan.method,
        "is_owed": state.is_owed,
        "is_done": "done" in query,
        "undo": undo_value(state, query.get("last", "")),
    }


def _line(state: queries.Counter, category: str) -> Line:
    return Line(
        category=category,
        label=messages.label(category, state.own),
        note=messages.note(category),
        total=state.totals[category],
        uid_more=str(uuid.uuid4()),
        uid_less=str(uuid.uuid4()),
    )


def _is_more(category: str) -> bool:
    return category == rules.MEN or category.startswith(
        (rules.OWN_PREFIX, rules.LANGUAGE_PREFIX)
    )


def undo_value(state: queries.Counter, last: str) -> str:
    """Return the tap that takes the last one back, or "" when there is none.

    `last` comes from the address that a press without JavaScript led to, such as
    `adults|1`.
    """
    category, _bar, step = last.partition("|")
    if category not in state.totals or step not in {"1", "-1"}:
        return ""
    if step == "1" and not state.totals[category]:
        return ""
    return f"{category}|{-int(step)}|{uuid.uuid4()}"


def door_page(place: Any, form: Any) -> dict[str, Any]:
    """Return what the door's template needs: today's dates in general words."""
    today = timezone.localdate()
    public = access.gatherings_of_day(place, today).filter(is_public=True)
    dates = [(date, times(date)) for date in public]
    return NOBODY | {"place": place, "dates": dates, "form": form, "today": today}


def answer(received: Any) -> dict[str, Any]:
    """Return what a phone hears after sending taps: no further query."""
    return {
        "results": received.answers,
        "totals": rules.shown(received.totals, received.totals),
        "together": messages.together(rules.sums(received.totals)),
    }


def refusal(reason: rules.Refusal) -> dict[str, Any]:
    """Return what the page of a refusal needs: a sentence and a title."""
    return NOBODY | {
        "sentence": messages.REFUSALS[reason],
        "reason": reason.name.lower(),
    }
