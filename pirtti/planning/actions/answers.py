"""What an organisation answers: each rhythm as it is, changed, not, or something new.

Nothing of it is in the calendar before the edition is published, so an answer can be
changed as long as the round is open.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from pirtti.calendar import rules as calendar
from pirtti.calendar.models import Activity, ActivityKind, Audience, Series
from pirtti.core.refusals import Refused
from pirtti.network.models import Place
from pirtti.people.models import JournalEntry, User
from pirtti.planning import rules
from pirtti.planning.models import Ask, Promise
from pirtti.planning.queries import answers as queries
from pirtti.planning.queries import meetings


@dataclass(frozen=True)
class Rhythm:
    """When something is promised to meet; days of None are the season's own."""

    weekdays: tuple[int, ...]
    starts_at: dt.time
    ends_at: dt.time
    frequency: str = Series.Frequency.WEEKLY
    interval: int = 1
    parity: str = Series.Parity.ANY
    nth: tuple[int, ...] = ()
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    place: Place | None = None


def _open(ask: Ask) -> Ask:
    """Read an ask anew and keep others from changing it; raises Refused when closed."""
    found = (
        Ask.objects.select_for_update(of=("self",))
        .select_related("round__area", "organisation")
        .get(pk=ask.pk)
    )
    if found.round.is_closed:
        raise Refused(rules.Refusal.ROUND_CLOSED)
    return found


def _begin(ask: Ask) -> None:
    if ask.begun_at is None:
        ask.begun_at = timezone.now()
    ask.told_nothing = False
    ask.save(update_fields=["begun_at", "told_nothing", "changed_at"])


@transaction.atomic
def decide(
    ask: Ask,
    series: int,
    *,
    decision: str,
    by: User | None,
    rhythm: Rhythm | None = None,
) -> Promise:
    """Say what becomes of one rhythm of last season. Raises Refused.

    A rhythm of several organisers is told once: the last word stands.
    """
    ask = _open(ask)
    found = next(
        (one for one in queries.series_to_offer(ask) if one.pk == series), None
    )
    if found is None:
        raise Refused(rules.Refusal.NOT_OFFERED)
    return _decide(ask, found, decision=decision, by=by, rhythm=rhythm)


def _decide(
    ask: Ask, series: Series, *, decision: str, by: User | None, rhythm: Rhythm | None
) -> Promise:
    promise = Promise.objects.filter(round=ask.round, series=series).first()
    promise = promise or Promise(round=ask.round, series=series)
    promise.ask, promise.decision, promise.by = ask, decision, by
    promise.written, promise.written_at, promise.fault = None, None, ""
    if rhythm is not None:
        _set_rhythm(promise, rhythm)
    promise.save()
    _begin(ask)
    return promise


def _set_rhythm(promise: Promise, rhythm: Rhythm) -> None:
    """Put a rhythm's values into a promise; raises Refused when it can't be."""
    if not rhythm.weekdays:
        raise Refused(rules.Refusal.NEEDS_WEEKDAY)
    promise.weekdays = sorted(set(rhythm.weekdays))
    promise.nth = list(rhythm.nth)
    for name in ("frequency", "interval", "parity", "place"):
        setattr(promise, name, getattr(rhythm, name))
    promise.starts_at, promise.ends_at = rhythm.starts_at, rhythm.ends_at
    promise.starts_on, promise.ends_on = rhythm.starts_on, rhythm.ends_on
    reason = calendar.refuse_times(rhythm.starts_at, rhythm.ends_at)
    reason = reason or calendar.refuse_rule(meetings.rule_of(promise, promise.round))
    if reason:
        raise Refused(reason)


@transaction.atomic
def confirm_all(ask: Ask, *, by: User | None) -> int:
    """Say "as it is" of everything that has no word yet; returns how many."""
    ask = _open(ask)
    waiting = [one for one, told in queries.answer_of(ask).offers if told is None]
    for series in waiting:
        _decide(ask, series, decision=Promise.Decision.SAME, by=by, rhythm=None)
    return len(waiting)


@transaction.atomic
def promise_new(
    ask: Ask,
    *,
    rhythm: Rhythm,
    by: User | None,
    activity: Activity | None = None,
    name: LazyI18nString | str = "",
    kind: ActivityKind | None = None,
    audiences: Iterable[Audience] = (),
    ages: tuple[int | None, int | None] = (None, None),
    languages: Iterable[str] = (),
) -> Promise:
    """Promise something new: a rhythm more for an activity, or a new activity.

    Raises Refused for a rhythm or ages that can't be.
    """
    ask = _open(ask)
    promise = Promise(
        round=ask.round,
        ask=ask,
        decision=Promise.Decision.NEW,
        activity=activity,
        name=name,
        kind=kind,
        age_from_months=ages[0],
        age_to_months=ages[1],
        languages=list(languages),
        by=by,
    )
    reason = calendar.refuse_ages(*ages)
    if reason:
        raise Refused(reason)
    _set_rhythm(promise, rhythm)
    promise.save()
    promise.audiences.set(audiences)
    _begin(ask)
    return promise


@transaction.atomic
def take_back(ask: Ask, promise: Promise, *, by: User | None) -> None:
    """Take one word back: the rhythm waits again, something new goes."""
    ask = _open(ask)
    JournalEntry.record("planning.taken_back", by=by, on=ask, what=promise.decision)
    promise.delete()
    if ask.answered_at is not None:
        ask.answered_at = None
        ask.save(update_fields=["answered_at", "changed_at"])


@transaction.atomic
def send_answer(
    ask: Ask, *, by: User | None, for_them: bool = False, through_link: bool = False
) -> Ask:
    """Send an answer off; raises Refused while something has no word yet."""
    ask = _open(ask)
    answer = queries.answer_of(ask)
    reason = rules.refuse_answer(
        undecided=answer.undecided, told=answer.told, told_nothing=False
    )
    if reason:
        raise Refused(reason)
    return _answered(ask, by=by, for_them=for_them, through_link=through_link)


@transaction.atomic
def tell_nothing(
    ask: Ask, *, by: User | None, for_them: bool = False, through_link: bool = False
) -> Ask:
    """Answer "nothing from us this season": what was offered does not meet."""
    ask = _open(ask)
    for series, told in queries.answer_of(ask).offers:
        if told is None or told.ask_id == ask.pk:
            _decide(ask, series, decision=Promise.Decision.NOT, by=by, rhythm=None)
    ask.promises.filter(decision=Promise.Decision.NEW, written_at=None).delete()
    ask.told_nothing = True
    return _answered(ask, by=by, for_them=for_them, through_link=through_link)


def _answered(ask: Ask, *, by: User | None, for_them: bool, through_link: bool) -> Ask:
    ask.answered_at = timezone.now()
    ask.begun_at = ask.begun_at or ask.answered_at
    ask.for_them, ask.through_link = for_them, through_link
    ask.save()
    JournalEntry.record("planning.answered", by=by, on=ask, for_them=for_them)
    return ask
