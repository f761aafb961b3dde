"""Public holidays are named in the reader's language."""

import datetime as dt

import pytest

from pirtti.calendar.holidays_fi import holiday_name


@pytest.mark.parametrize(
    ("day", "fi", "sv", "en"),
    [
        (
            (2026, 12, 6),
            "Itsenäisyyspäivä",
            "Självständighetsdagen",
            "Independence Day",
        ),
        ((2026, 12, 24), "Jouluaatto", "Julafton", "Christmas Eve"),
        ((2027, 1, 6), "Loppiainen", "Trettondag", "Epiphany"),
        ((2027, 3, 26), "Pitkäperjantai", "Långfredagen", "Good Friday"),
        ((2027, 6, 25), "Juhannusaatto", "Midsommarafton", "Midsummer Eve"),
    ],
)
def test_a_holiday_is_named_in_three_languages(day, fi, sv, en):
    names = [holiday_name(dt.date(*day), language) for language in ("fi", "sv", "en")]

    assert names == [fi, sv, en]


@pytest.mark.parametrize(
    "day",
    [
        (2026, 11, 23),
        # A Sunday, a flag day and a shopping eve are working days to a calendar.
        (2026, 11, 22),
        (2026, 5, 10),
        (2026, 12, 31),
    ],
)
def test_other_days_have_no_name(day):
    assert holiday_name(dt.date(*day), "fi") is None


def test_a_region_or_an_unknown_language_is_no_obstacle():
    day = dt.date(2026, 12, 6)

    assert holiday_name(day, "sv-fi") == "Självständighetsdagen"
    assert holiday_name(day, "uk") == "Independence Day"
