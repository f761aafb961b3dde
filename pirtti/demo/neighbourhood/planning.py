"""Put the demo's planning rounds, year wheels and coming changes in place."""

import datetime as dt

from django.utils import timezone

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Series
from pirtti.core import timewords
from pirtti.demo.neighbourhood import files, places, rhythms
from pirtti.demo.neighbourhood.files import Raw
from pirtti.network.models import Organisation
from pirtti.planning import actions
from pirtti.planning.actions import loading
from pirtti.planning.models import Ask, ComingChange, Round, YearMark
from pirtti.planning.queries import answers as queries

NOON = dt.time(12)


def load(*, today: dt.date) -> None:
    """Load what is missing; an organisation or area that has some is left alone."""
    raw = files.read("planning")
    for year in raw["year"]:
        add_year(year)
    for one in raw["round"]:
        add_round(one, today=today)
    for change in raw["change"]:
        add_change(change, today=today)


def add_year(raw: Raw) -> None:
    """Tell the times of an organisation's year."""
    organisation = Organisation.objects.get(slug=raw["organisation"])
    if YearMark.objects.filter(organisation=organisation).exists():
        return
    for mark in raw["marks"]:
        first, last = (tuple(map(int, day.split("-"))) for day in mark["days"])
        actions.save_mark(
            YearMark(
                organisation=organisation,
                kind=mark["kind"],
                first_month=first[0],
                first_day=first[1],
                last_month=last[0],
                last_day=last[1],
                note=files.text(mark.get("note")),
            ),
            by=None,
        )


def add_round(raw: Raw, *, today: dt.date) -> None:
    """Add a round with its answers, and its edition where it was published."""
    area = places.area_called(raw["area"])
    if Round.objects.filter(area=area).exists():
        return
    planned = loading.load_round(
        Round(
            area=area,
            name=files.text(raw["name"]),
            first_on=today + dt.timedelta(days=raw["season"][0]),
            last_on=today + dt.timedelta(days=raw["season"][1]),
            deadline=today + dt.timedelta(days=raw["deadline"]),
        ),
        opened_at=_at(today, raw["opened"]),
    )
    for answer in raw["answers"]:
        _answer(planned, answer)
    if "published" in raw:
        planned = actions.close_round(planned, by=None)
        edition = actions.publish_edition(planned, by=None)
        loading.backdate(edition, published_at=_at(today, raw["published"]))
        _change_later(raw["later"], today)


def _at(today: dt.date, days: int) -> dt.datetime:
    moment = timewords.to_instant(today + dt.timedelta(days=days), NOON)
    return min(moment, timezone.now())


def _answer(planned: Round, raw: Raw) -> None:
    ask = Ask.objects.get(round=planned, organisation__slug=raw["organisation"])
    if "change" in raw:
        change = raw["change"]
        series = next(
            one
            for one in queries.series_to_offer(ask)
            if one.activity.slug == change["activity"]
        )
        actions.decide(
            ask,
            series.pk,
            decision="changed",
            by=None,
            rhythm=_rhythm(change),
        )
    if "new" in raw:
        _promise_new(ask, raw["new"])
    if raw.get("nothing"):
        actions.tell_nothing(ask, by=None, through_link=True)
        return
    actions.confirm_all(ask, by=None)
    if raw.get("send"):
        _send(ask)


def _send(ask: Ask) -> None:
    """Send an answer off, also in a season for which nothing of theirs is offered."""
    answer = queries.answer_of(ask)
    if answer.told:
        actions.send_answer(ask, by=None)
    else:
        actions.tell_nothing(ask, by=None)


def _promise_new(ask: Ask, raw: Raw) -> None:
    activity = queries.activities_to_choose(ask).get(slug=raw["activity"])
    actions.promise_new(ask, rhythm=_rhythm(raw), activity=activity, by=None)


def _rhythm(raw: Raw) -> actions.Rhythm:
    start, end = rhythms.times(raw["at"])
    return actions.Rhythm(
        weekdays=tuple(rhythms.weekday(name) for name in raw["weekdays"]),
        starts_at=start,
        ends_at=end,
        parity=raw.get("rhythm", "any"),
    )


def _change_later(raw: Raw, today: dt.date) -> None:
    """Change what was promised, from next week on."""
    series = Series.objects.get(
        activity__slug=raw["activity"], weekday=rhythms.weekday(raw["weekday"])
    )
    start, end = rhythms.times(raw["at"])
    monday = today + dt.timedelta(days=7 - today.weekday())
    calendar.change_series(
        series,
        since=monday,
        by=None,
        weekdays=[rhythms.weekday(name) for name in raw["weekdays"]],
        starts_at=start,
        ends_at=end,
    )


def add_change(raw: Raw, *, today: dt.date) -> None:
    """Tell of a coming change, unless the organisation told of one."""
    organisation = Organisation.objects.get(slug=raw["organisation"])
    if ComingChange.objects.filter(organisation=organisation).exists():
        return
    change = actions.tell_change(
        organisation,
        area=organisation.area,
        text=raw["text"],
        from_on=today + dt.timedelta(days=raw["from"]),
        by=None,
    )
    told_on = today + dt.timedelta(days=raw["told"])
    ComingChange.objects.filter(pk=change.pk).update(told_on=told_on)
