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
