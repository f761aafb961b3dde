"""Which months go on paper, how wide their grid is, which signs paper can show."""

import datetime as dt

import pytest

from pirtti.papers import rules

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2026-12", dt.date(2026, 12, 1)),
        ("2026-13", None),
        ("0000-01", None),
        ("2026-1", None),
        ("joulukuu", None),
    ],
)
def test_a_month_is_read_from_its_address(text, first):
    assert rules.parse_month(text) == first


@pytest.mark.parametrize(
    ("first", "may"),
    [
        (dt.date(2026, 8, 1), False),
        (dt.date(2026, 9, 1), True),
        (dt.date(2028, 1, 1), True),
        (dt.date(2028, 2, 1), False),
    ],
)
def test_only_months_near_today_are_printed(first, may):
    assert rules.may_print(first, today=TODAY) is may


def test_a_grid_holds_every_day_of_its_month_once():
    for first in (dt.date(2026, 2, 1), dt.date(2027, 2, 1), dt.date(2026, 12, 1)):
        days = [day for week in rules.weeks(first) for day in week]
        own = [day for day in days if day.month == first.month]
        assert own[0] == first
        assert len(own) == len(set(own)) == (rules.step(first, 1) - first).days
        assert all(week[0].weekday() == 0 for week in rules.weeks(first))


@pytest.mark.parametrize(
    ("busy", "columns"), [(set(), 5), ({0, 2}, 5), ({5}, 6), ({0, 6}, 7)]
)
def test_the_weekend_is_shown_only_when_something_is_on(busy, columns):
    assert rules.columns(busy) == columns


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Perhekahvila ☕ klo 9", "Perhekahvila klo 9"),
        ("Öinen päivä – čáhci, Đ", "Öinen päivä – čáhci, Đ"),
        ("Добро пожаловать", "Добро пожаловать"),
        ("مرحبا Hei", "Hei"),
        ("rivi\nja\ttoinen", "rivi ja toinen"),
        ("0–6\u00a0v", "0–6\u00a0v"),
    ],
)
def test_paper_shows_what_its_letters_can(typed, printed):
    assert rules.printable(typed) == printed


def test_a_word_longer_than_a_column_may_break():
    word = "lasten" * 10

    assert rules.printable(word).replace("\u200b", "") == word
    assert max(map(len, rules.printable(word).split("\u200b"))) <= 14
