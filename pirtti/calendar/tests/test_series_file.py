"""A rhythm told as recurrence rules gives exactly the days that our own rules give."""

import datetime as dt

from dateutil import rrule
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pirtti.calendar import rrules, rules
from pirtti.calendar.models import Series

# Weeks 53 of 2020, 2026 and 2032 lie in these years.
DAYS = st.dates(dt.date(2019, 1, 1), dt.date(2032, 12, 31))


@st.composite
def rhythms(draw):
    """Give a series of any kind that our rules let pass."""
    frequency = draw(st.sampled_from(["weekly", "weekly", "monthly"]))
    parity = draw(st.sampled_from(["any", "even", "odd"]))
    weekdays = sorted(draw(st.sets(st.integers(0, 6), min_size=1, max_size=3)))
    series = Series(
        frequency=frequency,
        starts_on=draw(DAYS),
        weekday=weekdays[0],
        weekdays=weekdays,
        starts_at=dt.time(9),
        ends_at=dt.time(11),
    )
    if frequency == "monthly":
        numbers = st.sets(st.sampled_from([1, 2, 3, 4, 5, -1]), min_size=1, max_size=2)
        series.nth = sorted(draw(numbers))
        series.interval = draw(st.sampled_from([1, 1, 2]))
    elif parity != "any":
        series.parity = parity
    else:
        series.interval = draw(st.integers(1, 4))
    assume(rules.refuse_rule(series.as_rule()) is None)
    return series


def days_of(series):
    until = series.starts_on + dt.timedelta(days=800)
    return rules.dates(series.as_rule(), since=series.starts_on, until=until)


def read(piece):
    """Read a piece as a calendar program does: from its first day to its last."""
    start, end = (
        dt.datetime.combine(day, dt.time(9)) for day in (piece.days[0], piece.days[-1])
    )
    told = rrule.rrulestr(f"{piece.rule};UNTIL={end:%Y%m%dT%H%M%S}", dtstart=start)
    return {moment.date() for moment in told} - set(piece.gaps)


@settings(max_examples=150, deadline=None)
@given(rhythms())
def test_every_day_of_a_rhythm_is_told_by_a_rule(series):
    days = days_of(series)

    pieces, alone = rrules.pieces(series, days)

    told = [day for piece in pieces for day in read(piece)]
    assert sorted([*told, *alone]) == days
    # Only a day that is the single one of its piece stands alone.
    assert len(alone) <= 2
    assert not any(piece.gaps for piece in pieces)
    assert len({piece.key for piece in pieces}) == len(pieces)


@settings(max_examples=150, deadline=None)
@given(rhythms(), st.randoms(use_true_random=False))
def test_gaps_and_days_from_before_a_change_are_told_too(series, chance):
    days = [day for day in days_of(series) if chance.random() < 0.8]
    assume(days)
    strangers = {day + dt.timedelta(days=1) for day in days[:2]} - set(days)

    pieces, alone = rrules.pieces(series, [*days, *strangers])

    told = [day for piece in pieces for day in read(piece)]
    assert sorted([*told, *alone]) == sorted({*days, *strangers})


def test_odd_weeks_are_cut_after_a_year_of_53_weeks():
    series = Series(
        frequency="weekly",
        parity="odd",
        starts_on=dt.date(2026, 12, 2),
        weekday=2,
        starts_at=dt.time(9),
        ends_at=dt.time(11),
    )

    pieces, alone = rrules.pieces(
        series,
        [
            dt.date.fromisocalendar(*week, 3)
            for week in ((2026, 49), (2026, 51), (2026, 53), (2027, 1), (2027, 3))
        ],
    )

    assert [(piece.key, piece.rule) for piece in pieces] == [
        ("2021", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;WKST=MO"),
        ("2027", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;WKST=MO"),
    ]
    assert alone == set()


def test_a_single_date_needs_no_rule():
    series = Series(frequency="once", starts_on=dt.date(2026, 12, 2), weekday=2)

    assert rrules.pieces(series, [series.starts_on]) == ([], {series.starts_on})
    assert rrules.pieces(series, []) == ([], set())
