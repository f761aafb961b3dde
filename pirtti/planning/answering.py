"""The answer page of an organisation, the same at the desk and behind a letter's link.

The address says what is open (`?change=12`, `?new=1`), what is pressed says what to do
(`do=`); it works without a script.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from pirtti.calendar.models import Series
from pirtti.core.refusals import Refused
from pirtti.people.models import User
from pirtti.planning import access, actions, rules, words
from pirtti.planning.forms import ChangeForm, NewForm, RhythmForm, sentence
from pirtti.planning.models import Ask, Promise
from pirtti.planning.queries import answers as queries

_LONGEST_NUMBER = 18


@dataclass(frozen=True)
class Row:
    """One rhythm of last season, and what is said of it."""

    series: Series
    promise: Promise | None
    rhythm: str
    promised: str
    told_by: LazyI18nString | str
    form: RhythmForm | None = None

    @property
    def name(self) -> LazyI18nString | str:
        """Return the name of its activity."""
        return self.series.activity.name

    @property
    def place(self) -> LazyI18nString | str:
        """Return where it was."""
        place = self.series.place or self.series.activity.place
        return place.name if place else ""


@dataclass(frozen=True)
class New:
    """Something new that was promised."""

    promise: Promise
    name: LazyI18nString | str
    promised: str


@dataclass(frozen=True)
class AnswerPage:
    """What the answer page of one organisation shows."""

    ask: Ask
    rows: list[Row]
    new: list[New]
    undecided: int
    form: RhythmForm | None
    fault: str = ""


@dataclass
class Teller:
    """Who answers: an account, the coordinator on behalf of them, or the link."""

    by: User | None
    for_them: bool = False
    through_link: bool = False

    @property
    def how(self) -> dict[str, Any]:
        """Return how the answer came, as the actions take it."""
        return {
            "by": self.by,
            "for_them": self.for_them,
            "through_link": self.through_link,
        }


@dataclass
class Outcome:
    """What came of a press: the sentence of what was done, or what to correct."""

    done: str = ""
    fault: str = ""
    form: RhythmForm | None = None


def answer_page(
    ask: Ask, query: QueryDict, outcome: Outcome | None = None
) -> AnswerPage:
    """Read what the page shows; a form that was sent stays as it was typed."""
    answer = queries.answer_of(ask)
    sent = outcome.form if outcome else None
    change = _number(query.get("change", ""))
    rows = []
    for series, promise in answer.offers:
        form: RhythmForm | None = None
        if isinstance(sent, ChangeForm) and sent.series.pk == series.pk:
            form = sent
        elif sent is None and series.pk == change:
            form = ChangeForm(ask=ask, series=series, promise=promise)
        rows.append(_row(ask, series, promise, form))
    new_form = sent if isinstance(sent, NewForm) else None
    if new_form is None and sent is None and query.get("new") and not change:
        new_form = NewForm(ask=ask)
    return AnswerPage(
        ask=ask,
        rows=rows,
        new=[_new(ask, promise) for promise in answer.new],
        undecided=answer.undecided,
        form=None if ask.round.is_closed else new_form,
        fault=outcome.fault if outcome else "",
    )


def _row(
    ask: Ask, series: Series, promise: Promise | None, form: RhythmForm | None
) -> Row:
    has_rhythm = promise is not None and promise.has_rhythm
    other = promise is not None and promise.ask_id != ask.pk
    return Row(
        series=series,
        promise=promise,
        rhythm=words.rhythm(series),
        promised=words.rhythm_of_promise(promise, ask.round)
        if promise and has_rhythm
        else "",
        told_by=promise.ask.organisation.name if promise and other else "",
        form=None if ask.round.is_closed else form,
    )


def _new(ask: Ask, promise: Promise) -> New:
    activity = promise.activity
    return New(
        promise,
        activity.name if activity else promise.name,
        words.rhythm_of_promise(promise, ask.round),
    )


def press(ask: Ask, data: QueryDict, teller: Teller) -> Outcome:
    """Do what was pressed; what makes no sense does nothing and says so."""
    do = _DO.get(data.get("do", ""))
    if do is None:
        return Outcome(fault=_("Nothing was chosen. Use one of the buttons."))
    try:
        return do(ask, data, teller)
    except Refused as refused:
        return Outcome(fault=sentence(refused.reason))


def _same(ask: Ask, data: QueryDict, teller: Teller) -> Outcome:
    return _decide(ask, data, teller, rules.Decision.SAME)


def _not(ask: Ask, data: QueryDict, teller: Teller) -> Outcome:
    return _decide(ask, data, teller, rules.Decision.NOT)


def _decide(
    ask: Ask, data: QueryDict, teller: Teller, decision: rules.Decision
) -> Outcome:
    series = _number(data.get("series", ""))
    actions.decide(ask, series, decision=decision, by=teller.by)
    return Outcome(done=_("Noted."))


def _change(ask: Ask, data: QueryDict, teller: Teller) -> Outcome:
    wanted = _number(data.get("series", ""))
    series = next((s for s in queries.series_to_offer(ask) if s.pk == wanted), None)
    if series is None:
        raise Refused(rules.Refusal.NOT_OFFERED)
    form = ChangeForm(data, ask=ask, series=series)
    return _attempt(
        form,
        lambda: actions.decide(
            ask,
            series.pk,
            decision=rules.Decision.CHANGED,
            by=teller.by,
            rhythm=form.rhythm(),
        ),
        _("The change is noted."),
    )


def _add(ask: Ask, data: QueryDict, teller: Teller) -> Outcome:
    form = NewForm(data, ask=ask)
    return _attempt(
        form,
        lambda: actions.promise_new(ask, by=teller.by, **form.new()),
        _("It is added to your answer."),
    )


def _attempt(form: RhythmForm, action: Callable[[], object], done: str) -> Outcome:
    if not form.is_valid():
        return Outcome(form=form)
    try:
        action()
    except Refused as refused:
        form.refuse(refused.reason)
        return Outcome(form=form)
    return Outcome(done=done)


def _back(ask: Ask, data: QueryDict, teller: Teller) -> Outcome:
    promise = access.promise_of(ask, _number(data.get("promise", "")))
    actions.take_back(ask, promise, by=teller.by)
    return Outcome(done=_("Taken back."))


def _all(ask: Ask, _data: QueryDict, teller: Teller) -> Outcome:
    actions.confirm_all(ask, by=teller.by)
    return Outcome(done=_("Everything is noted as it is."))


def _nothing(ask: Ask, _data: QueryDict, teller: Teller) -> Outcome:
    actions.tell_nothing(ask, **teller.how)
    return Outcome(done=_("Thank you. It is noted: nothing this season."))


def _send(ask: Ask, _data: QueryDict, teller: Teller) -> Outcome:
    actions.send_answer(ask, **teller.how)
    return Outcome(done=_("Thank you! The answer is sent."))


_DO: dict[str, Callable[[Ask, QueryDict, Teller], Outcome]] = {
    "same": _same,
    "not": _not,
    "change": _change,
    "new": _add,
    "back": _back,
    "all": _all,
    "nothing": _nothing,
    "send": _send,
}


def _number(text: str) -> int:
    """Return a row's number; 0, which no row has, for anything else."""
    fits = text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
    return int(text) if fits else 0
