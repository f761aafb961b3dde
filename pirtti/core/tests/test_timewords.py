"""Times, days and prices are read and shown the way people write them."""

import contextlib
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pirtti.core import timewords
from pirtti.core.timewords import Reason

calm = settings(deadline=None)
minutes = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
days = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
TODAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    "text",
    [
        "9.30",
        "9:30",
        "09.30",
        "0930",
        "930",
        " 9.30 ",
        "klo 9.30",
        "Klo 9.30",
        "klo9.30",
        "kl. 9.30",
        "kl 9:30",
        "klo\u00a09.30",
        "kl.\u202f9.30",
        "09:30:00",
    ],
)
def test_half_past_nine_is_read_however_it_is_written(text):
    assert timewords.parse_time(text) == dt.time(9, 30)


@pytest.mark.parametrize(("text", "hour"), [("9", 9), ("klo 17", 17), ("0", 0)])
def test_a_bare_hour_is_a_time(text, hour):
    assert timewords.parse_time(text) == dt.time(hour)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        (" \u00a0", Reason.EMPTY),
        ("puoli kymmenen", Reason.NOT_A_TIME),
        ("klo", Reason.NOT_A_TIME),
        ("9.3", Reason.NOT_A_TIME),
        ("9.30.15", Reason.NOT_A_TIME),
        ("-9", Reason.NOT_A_TIME),
        ("９.３０", Reason.NOT_A_TIME),
        ("9" * 10_000, Reason.NOT_A_TIME),
        ("9.30\x00", Reason.NOT_A_TIME),
        ("24.00", Reason.NO_SUCH_TIME),
        ("9.60", Reason.NO_SUCH_TIME),
        ("99", Reason.NO_SUCH_TIME),
    ],
)
def test_what_is_no_time_is_refused_with_a_reason(text, reason):
    with pytest.raises(timewords.Unreadable) as refused:
        timewords.parse_time(text)

    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("9.30–11.30", dt.time(9, 30), dt.time(11, 30)),
        ("9.30-11.30", dt.time(9, 30), dt.time(11, 30)),
        ("9:30 — 11:30", dt.time(9, 30), dt.time(11, 30)),
        ("klo 9–12", dt.time(9), dt.time(12)),
        ("klo 17.30 - klo 19", dt.time(17, 30), dt.time(19)),
        ("12–9", dt.time(12), dt.time(9)),
    ],
)
def test_two_times_are_read_around_any_dash(text, start, end):
    assert timewords.parse_times(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("9.30", Reason.NOT_TWO_TIMES),
        ("9–", Reason.NOT_TWO_TIMES),
        ("9–10–11", Reason.NOT_TWO_TIMES),
        ("9–25", Reason.NO_SUCH_TIME),
        ("", Reason.EMPTY),
    ],
)
def test_what_is_not_two_times_is_refused_with_a_reason(text, reason):
    with pytest.raises(timewords.Unreadable) as refused:
        timewords.parse_times(text)

    assert refused.value.reason is reason


@pytest.mark.parametrize(
    "text",
    [
        "23.11.",
        "23.11",
        "23. 11.",
        "23.11.2026",
        "23.11.26",
        "2026-11-23",
        "ma 23.11.",
        "Maanantaina 23.11.",
        "må 23.11.",
        "Monday, 23.11.2026",
        "ma.\u00a023.11.",
    ],
)
def test_a_monday_in_november_is_read_however_it_is_written(text):
    assert timewords.parse_date(text, today=TODAY) == dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("today", "text", "day"),
    [
        (dt.date(2026, 12, 30), "2.1.", dt.date(2027, 1, 2)),
        (dt.date(2027, 1, 2), "30.12.", dt.date(2026, 12, 30)),
        (dt.date(2026, 11, 21), "22.9.", dt.date(2026, 9, 22)),
        (dt.date(2026, 11, 21), "21.9.", dt.date(2027, 9, 21)),
        (dt.date(2026, 11, 21), "29.2.", dt.date(2028, 2, 29)),
    ],
)
def test_a_day_without_a_year_is_the_first_from_sixty_days_back(today, text, day):
    assert timewords.parse_date(text, today=today) == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        ("huomenna", Reason.NOT_A_DATE),
        ("23", Reason.NOT_A_DATE),
        ("11/23/2026", Reason.NOT_A_DATE),
        ("xx 23.11.", Reason.NOT_A_DATE),
        ("23.11.202", Reason.NOT_A_DATE),
        ("31.2.", Reason.NO_SUCH_DATE),
        ("29.2.2027", Reason.NO_SUCH_DATE),
        ("32.1.2026", Reason.NO_SUCH_DATE),
        ("0000-01-01", Reason.NO_SUCH_DATE),
        ("23.11.1026", Reason.NO_SUCH_DATE),
        ("ti 23.11.2026", Reason.WRONG_WEEKDAY),
    ],
)
def test_what_is_no_day_is_refused_with_a_reason(text, reason):
    with pytest.raises(timewords.Unreadable) as refused:
        timewords.parse_date(text, today=TODAY)

    assert refused.value.reason is reason


@calm
@given(days, days)
def test_every_day_and_month_finds_its_nearest_year(day, today):
    found = timewords.parse_date(f"{day.day}.{day.month}.", today=today)

    earliest = today - dt.timedelta(days=60)
    assert (found.day, found.month) == (day.day, day.month)
    assert found >= earliest
    if (day.day, day.month) != (29, 2):
        assert found.replace(year=found.year - 1) < earliest


@calm
@given(st.text())
def test_any_text_is_read_or_refused_but_breaks_nothing(text):
    readers = [
        timewords.parse_time,
        timewords.parse_times,
        timewords.parse_price_cents,
        lambda text: timewords.parse_date(text, today=TODAY),
    ]
    for read in readers:
        with contextlib.suppress(timewords.Unreadable):
            read(text)


@pytest.mark.parametrize(
    ("start", "end", "language", "shown"),
    [
        (dt.time(9, 30), dt.time(11, 30), "fi", "9.30–11.30"),
        (dt.time(13), dt.time(14), "fi", "13–14"),
        (dt.time(17, 30), dt.time(19), "fi", "17.30–19"),
        (dt.time(9, 5), dt.time(10), "sv", "9.05–10"),
        (dt.time(9, 30), dt.time(11, 30), "en", "9:30–11:30"),
        (dt.time(13), dt.time(14), "en", "13:00–14:00"),
    ],
)
def test_a_card_shows_times_as_the_language_writes_them(start, end, language, shown):
    assert timewords.show_range(start, end, language) == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("fi", "klo\u00a09.30–11"),
        ("sv", "kl.\u00a09.30–11"),
        ("en", "9:30–11:00"),
    ],
)
def test_a_sentence_shows_times_with_their_word(language, shown):
    times = dt.time(9, 30), dt.time(11)

    assert timewords.show_range(*times, language, in_sentence=True) == shown


@calm
@given(minutes, minutes, st.sampled_from(["fi", "sv", "en"]), st.booleans())
def test_times_shown_are_read_back_the_same(start, end, language, in_sentence):
    shown = timewords.show_range(start, end, language, in_sentence=in_sentence)

    assert timewords.parse_times(shown) == (start, end)
    assert timewords.parse_time(timewords.show_time(start, language)) == start


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("2,50 €", 250),
        ("2.50", 250),
        ("2,50€", 250),
        ("€2.50", 250),
        ("2,50\u00a0€", 250),
        ("1,5", 150),
        ("0", 0),
        ("1", 100),
        ("1 e", 100),
        ("5,-", 500),
        ("3 euroa", 300),
        ("0,05", 5),
        ("ilmainen", 0),
        ("Maksuton", 0),
        ("gratis", 0),
        ("Free", 0),
    ],
)
def test_a_price_is_read_into_cents(text, cents):
    assert timewords.parse_price_cents(text) == cents


@pytest.mark.parametrize(
    "text", ["-1", "1.500", "kaksi", "1,", "123456", "1 000", "2€5"]
)
def test_what_is_no_price_is_refused(text):
    with pytest.raises(timewords.Unreadable) as refused:
        timewords.parse_price_cents(text)

    assert refused.value.reason is Reason.NOT_A_PRICE


@pytest.mark.parametrize(
    ("cents", "language", "shown"),
    [
        (250, "fi", "2,50\u00a0€"),
        (100, "sv", "1\u00a0€"),
        (5, "fi", "0,05\u00a0€"),
        (0, "fi", "0\u00a0€"),
        (250, "en", "€2.50"),
        (100, "en", "€1"),
    ],
)
def test_a_price_is_shown_as_the_language_writes_it(cents, language, shown):
    assert timewords.show_price(cents, language) == shown


def test_a_price_below_zero_is_a_mistake():
    with pytest.raises(ValueError, match="negative"):
        timewords.show_price(-1)


@calm
@given(st.integers(0, 9_999_999), st.sampled_from(["fi", "sv", "en"]))
def test_a_price_shown_is_read_back_the_same(cents, language):
    shown = timewords.show_price(cents, language)

    assert timewords.parse_price_cents(shown) == cents


@pytest.mark.parametrize(
    ("day", "clock", "instant"),
    [
        # Winter is two hours, summer three hours ahead of UTC.
        ((2026, 11, 25), (9, 30), (2026, 11, 25, 7, 30)),
        ((2026, 6, 1), (9, 30), (2026, 6, 1, 6, 30)),
        # 3.30 does not exist on 28.3.2027: 4.30 it is.
        ((2027, 3, 28), (3, 30), (2027, 3, 28, 1, 30)),
        ((2027, 3, 28), (4, 30), (2027, 3, 28, 1, 30)),
        ((2027, 3, 28), (2, 59), (2027, 3, 28, 0, 59)),
        # 3.30 comes twice on 25.10.2026: the first, in summer time.
        ((2026, 10, 25), (3, 30), (2026, 10, 25, 0, 30)),
        ((2026, 10, 25), (4, 0), (2026, 10, 25, 2, 0)),
    ],
)
def test_wall_clock_times_become_instants(day, clock, instant):
    found = timewords.to_instant(dt.date(*day), dt.time(*clock))

    assert found == dt.datetime(*instant, tzinfo=dt.UTC)
    assert found.tzinfo is dt.UTC


def test_the_second_of_two_equal_times_is_never_chosen():
    day, clock = dt.date(2026, 10, 25), dt.time(3, 30)

    assert timewords.to_instant(day, clock.replace(fold=1)) == timewords.to_instant(
        day, clock
    )


def test_a_skipped_time_is_shown_as_the_hour_after():
    instant = timewords.to_instant(dt.date(2027, 3, 28), dt.time(3, 30))

    assert timewords.from_instant(instant) == (dt.date(2027, 3, 28), dt.time(4, 30))


def test_an_instant_without_a_zone_is_a_mistake():
    with pytest.raises(ValueError, match="zone"):
        timewords.from_instant(dt.datetime(2026, 11, 25, 9, 30))


@calm
@given(days, minutes)
def test_a_wall_clock_time_comes_back_the_same_unless_it_was_skipped(day, clock):
    back_day, back_clock = timewords.from_instant(timewords.to_instant(day, clock))

    if (back_day, back_clock) != (day, clock):
        assert (day.month, day.weekday(), clock.hour) == (3, 6, 3)
        assert day.day > 24
        assert (back_day, back_clock) == (day, clock.replace(hour=4))
