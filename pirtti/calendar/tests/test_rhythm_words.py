"""A rhythm is said as one sentence that reads right in each language."""

import datetime as dt

import pytest
from django.utils import translation

from pirtti.calendar import rhythm_words
from pirtti.calendar.models import Series

NBSP = "\u00a0"


def said(language, **rule):
    known = {"frequency": "weekly", "weekday": 2, "starts_on": dt.date(2026, 11, 25)}
    times = {"starts_at": dt.time(9, 30), "ends_at": dt.time(11, 30)}
    with translation.override(language):
        text = rhythm_words.rhythm(
            Series(**known | times | rule),
            language,
            lambda day: f"{day.day}.{day.month}.",
        )
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("rule", "fi", "sv", "en"),
    [
        (
            {},
            "keskiviikkoisin klo 9.30–11.30",
            "onsdagar kl. 9.30–11.30",
            "Wednesdays at 9:30–11:30",
        ),
        (
            {"parity": "even"},
            "keskiviikkoisin klo 9.30–11.30 parillisilla viikoilla",
            "onsdagar kl. 9.30–11.30 jämna veckor",
            "Wednesdays at 9:30–11:30 in even weeks",
        ),
        (
            {"parity": "odd"},
            "keskiviikkoisin klo 9.30–11.30 parittomilla viikoilla",
            "onsdagar kl. 9.30–11.30 udda veckor",
            "Wednesdays at 9:30–11:30 in odd weeks",
        ),
        (
            {"interval": 2},
            "keskiviikkoisin klo 9.30–11.30 joka toinen viikko",
            "onsdagar kl. 9.30–11.30 varannan vecka",
            "Wednesdays at 9:30–11:30 every other week",
        ),
        (
            {"interval": 3},
            "3 viikon välein keskiviikkoisin klo 9.30–11.30",
            "onsdagar kl. 9.30–11.30 var 3:e vecka",
            "Wednesdays at 9:30–11:30 every 3 weeks",
        ),
        (
            {"frequency": "once"},
            "kerran, 25.11. klo 9.30–11.30",
            "en gång, 25.11. kl. 9.30–11.30",
            "once, on 25.11. at 9:30–11:30",
        ),
        (
            {"weekday": 0, "ends_on": dt.date(2026, 12, 20)},
            "maanantaisin klo 9.30–11.30, 20.12. asti",
            "måndagar kl. 9.30–11.30, till 20.12.",
            "Mondays at 9:30–11:30, until 20.12.",
        ),
    ],
)
def test_each_rhythm_reads_as_a_sentence(rule, fi, sv, en):
    assert [said(language, **rule) for language in ("fi", "sv", "en")] == [fi, sv, en]


@pytest.mark.parametrize(
    ("rule", "fi", "sv", "en"),
    [
        (
            {"weekdays": [4, 0, 1]},
            "maanantaisin, tiistaisin ja perjantaisin klo 9.30–11.30",
            "måndagar, tisdagar och fredagar kl. 9.30–11.30",
            "Mondays, Tuesdays and Fridays at 9:30–11:30",
        ),
        (
            {"frequency": "monthly", "weekday": 1, "nth": [1]},
            "kuukauden ensimmäisenä tiistaina klo 9.30–11.30",
            "första tisdagen i månaden kl. 9.30–11.30",
            "on the first Tuesday of the month at 9:30–11:30",
        ),
        (
            {"frequency": "monthly", "weekday": 3, "nth": [-1, 2]},
            "kuukauden toisena ja viimeisenä torstaina klo 9.30–11.30",
            "andra och sista torsdagen i månaden kl. 9.30–11.30",
            "on the second and last Thursday of the month at 9:30–11:30",
        ),
        (
            {"skips_school_holidays": True},
            "keskiviikkoisin klo 9.30–11.30, ei koulujen loma-aikoina",
            "onsdagar kl. 9.30–11.30, inte under skolloven",
            "Wednesdays at 9:30–11:30, not during school holidays",
        ),
    ],
)
def test_richer_rhythms_read_as_a_sentence_too(rule, fi, sv, en):
    assert [said(language, **rule) for language in ("fi", "sv", "en")] == [fi, sv, en]


def test_a_rhythm_that_has_not_begun_tells_its_first_day():
    series = Series(
        frequency="weekly",
        weekday=3,
        starts_on=dt.date(2026, 3, 5),
        starts_at=dt.time(9),
        ends_at=dt.time(11),
    )
    with translation.override("fi"):
        text = rhythm_words.rhythm(
            series,
            "fi",
            lambda day: f"{day.day}.{day.month}.",
            today=dt.date(2026, 2, 1),
        )

    assert text.replace(NBSP, " ") == "torstaisin klo 9–11, 5.3. alkaen"
