"""Bring up to date what an import made, as far as nobody has edited it by hand."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Activity, Occurrence, Series
from pirtti.core import content, timewords
from pirtti.core.refusals import Refused
from pirtti.imports import looking, rules
from pirtti.imports.models import Batch, Brought, BroughtActivity
from pirtti.imports.rules import Line, Outcome
from pirtti.people.models import User

CANCELLED = _("Cancelled by the organiser")
GONE = _("No longer in the organiser’s calendar")
# What is told of an activity in the language of the source.
TEXTS = ("about", "sign_up_how")


def reason(sentence: Promise) -> LazyI18nString:
    """Return a sentence in every language, for storing."""
    said = {}
    for code in settings.CONTENT_LANGUAGES:
        with translation.override(code):
            said[code] = str(sentence)
    return LazyI18nString(said)


def in_language(text: LazyI18nString | str, language: str) -> str:
    """Return what a text says in one language only."""
    data = getattr(text, "data", text)
    return str(data.get(language) or "") if isinstance(data, dict) else str(data or "")


def now_of(brought: Brought, language: str) -> dict[str, Any] | None:
    """Return what a date or rhythm says now, as `looking.values_of`; None when gone."""
    if brought.occurrence is not None:
        return now_of_date(brought.occurrence, language)
    return now_of_series(brought.series) if brought.series is not None else None


def now_of_date(date: Occurrence, language: str) -> dict[str, Any]:
    """Return what a date says now."""
    _day, start = timewords.from_instant(date.starts_at)
    _day, end = timewords.from_instant(date.ends_at)
    return {
        "on": date.on.isoformat(),
        "starts_at": start.isoformat("minutes"),
        "ends_at": end.isoformat("minutes"),
        "theme": in_language(date.theme, language),
        "cancelled": date.is_cancelled,
    }


def now_of_series(series: Series) -> dict[str, Any]:
    """Return what a rhythm says now."""
    return {
        "starts_at": series.starts_at.isoformat("minutes"),
        "ends_at": series.ends_at.isoformat("minutes"),
        "ends_on": series.ends_on.isoformat() if series.ends_on else "",
    }


def as_imported(brought: Brought) -> dict[str, Any]:
    """Return what was imported last; a date that was gone counts as cancelled."""
    values: dict[str, Any] = dict(brought.values)
    if "cancelled" in values:
        values["cancelled"] = bool(values["cancelled"])
    return values


def change(brought: Brought, line: Line, batch: Batch, *, by: User | None) -> Outcome:
    """Let a date or rhythm follow its row; says LEFT when it was edited by hand."""
    wanted = looking.values_of(line)
    now = now_of(brought, batch.language)
    if now is None or now.keys() != wanted.keys():
        return Outcome.LEFT
    changes, left = rules.merge(as_imported(brought), now, wanted)
    if changes and not apply(brought, changes, batch.language, by=by):
        return Outcome.LEFT
    brought.before = {name: now[name] for name in changes}
    brought.values, brought.changed_in = wanted, batch
    brought.save(update_fields=["before", "values", "changed_in"])
    return Outcome.CHANGED if changes or not left else Outcome.LEFT


def apply(
    brought: Brought, changes: dict[str, Any], language: str, *, by: User | None
) -> bool:
    """Set plain values on a date or rhythm; False when the calendar refuses them."""
    try:
        if brought.occurrence is not None:
            _apply_to_date(brought.occurrence, dict(changes), language, by)
        elif brought.series is not None:
            calendar.change_series(brought.series, since=None, by=by, **_read(changes))
    except Refused:
        return False
    return True


def _apply_to_date(
    date: Occurrence, changes: dict[str, Any], language: str, by: User | None
) -> None:
    cancelled = changes.pop("cancelled", None)
    if "theme" in changes:
        changes["theme"] = _in_one(date.theme, changes["theme"], language)
    if changes:
        date = calendar.change_occurrence(date, by=by, **_read(changes))
    if cancelled:
        calendar.cancel_occurrence(date, reason=reason(CANCELLED), by=by)
    elif cancelled is False:
        calendar.restore_occurrence(date, by=by)


def _in_one(old: LazyI18nString | str, text: str, language: str) -> LazyI18nString:
    """Return a text with one language replaced, the others kept."""
    data = getattr(old, "data", None)
    return LazyI18nString({**(data if isinstance(data, dict) else {}), language: text})


def _read(changes: dict[str, Any]) -> dict[str, Any]:
    """Turn plain values back into days and times."""
    found = dict(changes)
    for name in ("starts_at", "ends_at"):
        if name in found:
            found[name] = dt.time.fromisoformat(found[name])
    if "on" in found:
        found["on"] = dt.date.fromisoformat(found["on"])
    if "ends_on" in found:
        ends_on = found["ends_on"]
        found["ends_on"] = dt.date.fromisoformat(ends_on) if ends_on else None
    return found


def now_of_activity(activity: Activity, language: str) -> dict[str, Any]:
    """Return what is told of an activity now, as `looking.told_of_activity`."""
    found = {
        name: getattr(activity, name)
        for name in ("age_from_months", "age_to_months", "price_cents", "sign_up")
    }
    found |= {name: in_language(getattr(activity, name), language) for name in TEXTS}
    found["audiences"] = sorted(activity.audiences.values_list("pk", flat=True))
    return found


def change_activity(
    brought: BroughtActivity, told: dict[str, Any], language: str, *, by: User | None
) -> bool:
    """Let what is told of an activity follow its source; True when something changed."""
    if brought.values == told:
        return False
    activity = brought.activity
    now = now_of_activity(activity, language)
    changes, _left = rules.merge(brought.values, now, told)
    audiences = changes.pop("audiences", None)
    for name, value in changes.items():
        if name in TEXTS:
            old = getattr(activity, name)
            setattr(activity, name, _in_one(old, value, language))
        else:
            setattr(activity, name, value)
    if changes or audiences is not None:
        calendar.save_activity(activity, audiences=audiences, by=by)
    brought.values = told
    brought.save(update_fields=["values"])
    return True


def is_untouched(brought: BroughtActivity, language: str) -> bool:
    """Say whether nobody has edited what an import told of an activity."""
    now = now_of_activity(brought.activity, language)
    by_hand = (brought.activity.easy, brought.activity.who, brought.activity.room_id)
    return now == brought.values and not any(content.plain(one) for one in by_hand)
