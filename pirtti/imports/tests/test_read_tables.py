"""Tables as people keep them: CSV, workbooks, what is pasted."""

import datetime as dt
import io

import openpyxl
import pytest

from pirtti.core.refusals import Refused
from pirtti.imports import readers, rules
from pirtti.imports.rules import Fault, Line, Rhythm
from pirtti.imports.tests.factories import TODAY


def read(table, coding="utf-8"):
    data = table if isinstance(table, bytes) else table.encode(coding)
    return list(readers.read(data, today=TODAY))


def one(headings, *cells):
    (line,) = read("\t".join(headings.split()) + "\n" + "\t".join(cells) + "\n")
    return line


@pytest.mark.parametrize("sign", [";", ",", "\t"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_common_sign_and_coding_is_read(sign, coding):
    table = f"Nimi{sign}Päivä{sign}Klo\nÄitikerho{sign}24.11.{sign}9.30–11\n"

    (line,) = read(table, coding)

    assert (line.name, line.on, line.ends_at) == (
        "Äitikerho",
        dt.date(2026, 11, 24),
        dt.time(11),
    )
    assert line.faults == ()


@pytest.mark.parametrize(
    "headings",
    [
        "Nimi;Paikka;Päivämäärä;Alkaa;Päättyy;Järjestäjä;Hinta",
        "Namn;Plats;Datum;Börjar;Slutar;Arrangör;Pris",
        "NAME;Location;Date;Start time;End time;Organizer;Price",
        "Tapahtuman nimi:;Missä?;Pvm;Aloitusaika;Loppu;Toimija;Hinta:",
    ],
)
def test_headings_are_understood_in_three_languages(headings):
    (line,) = read(f"{headings}\nKahvila;Talo;ke 25.11.2026;9;11:30;Yhdistys;2,50 €\n")

    assert line == Line(
        2,
        name="Kahvila",
        place="Talo",
        organiser="Yhdistys",
        on=dt.date(2026, 11, 25),
        starts_at=dt.time(9),
        ends_at=dt.time(11, 30),
        price_cents=250,
    )


def test_a_title_above_the_headings_is_passed_over():
    (line,) = read("Syksyn ohjelma;;\n;;\nNimi;Päivä;Klo\nKahvila;24.11.;9–11\n")

    assert (line.number, line.faults) == (4, ())


def test_without_headings_nothing_is_guessed():
    with pytest.raises(Refused) as refused:
        read("Kahvila;24.11.;9–11\n")

    assert refused.value.reason is rules.Refusal.NO_COLUMNS


@pytest.mark.parametrize(
    ("weekday", "rhythm", "expected"),
    [
        ("ti", "", Rhythm(1, dt.date(2027, 1, 7), dt.date(2027, 5, 30))),
        (
            "Torstaisin",
            "parilliset viikot",
            Rhythm(3, dt.date(2027, 1, 7), dt.date(2027, 5, 30), 1, "even"),
        ),
        (
            "onsdagar",
            "udda veckor",
            Rhythm(2, dt.date(2027, 1, 7), dt.date(2027, 5, 30), 1, "odd"),
        ),
        (
            "Mon",
            "every second week",
            Rhythm(0, dt.date(2027, 1, 7), dt.date(2027, 5, 30), 2),
        ),
        (
            "pe",
            "joka 3. viikko",
            Rhythm(4, dt.date(2027, 1, 7), dt.date(2027, 5, 30), 3),
        ),
    ],
)
def test_a_weekday_with_a_season_is_a_rhythm(weekday, rhythm, expected):
    line = one(
        "Nimi Viikonpäivä Rytmi Kausi Klo",
        "K",
        weekday,
        rhythm,
        "7.1.–30.5.2027",
        "9–11",
    )

    assert (line.faults, line.rhythm) == ((), expected)


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("0–6 v", (0, 83)),
        ("0-11 kk", (0, 11)),
        ("1–3", (12, 47)),
        ("5 v.", (60, 71)),
        ("3–5 år", (36, 71)),
        ("kaikki", (None, None)),
        ("", (None, None)),
    ],
)
def test_ages_are_read_as_people_say_them(said, months):
    line = one("Nimi Päivä Klo Ikä", "K", "24.11.", "9–11", said)

    assert (line.age_from, line.age_to, line.faults) == (*months, ())


@pytest.mark.parametrize(
    ("headings", "cells", "fault"),
    [
        ("Nimi Päivä Klo", ("", "24.11.", "9–11"), Fault.NAME_MISSING),
        ("Nimi Päivä Klo", ("K", "", "9–11"), Fault.DAY_MISSING),
        ("Nimi Päivä Klo", ("K", "31.11.", "9–11"), Fault.DAY_UNREADABLE),
        ("Nimi Päivä Klo", ("K", "ma 24.11.2026", "9–11"), Fault.WRONG_WEEKDAY),
        ("Nimi Päivä Klo", ("K", "24.11.2020", "9–11"), Fault.DAY_GONE),
        ("Nimi Päivä Klo", ("K", "24.11.2062", "9–11"), Fault.DAY_TOO_FAR),
        ("Nimi Päivä Klo", ("K", "24.11.9999", "9–11"), Fault.DAY_UNREADABLE),
        ("Nimi Päivä Klo", ("K", "24.11.", "aamulla"), Fault.TIME_UNREADABLE),
        ("Nimi Päivä Klo", ("K", "24.11.", "9"), Fault.TIMES_MISSING),
        ("Nimi Päivä Klo", ("K", "24.11.", "11–9"), Fault.END_BEFORE_START),
        ("Nimi Päivä Klo", ("K", "24.11.", "20–2"), Fault.CROSSES_MIDNIGHT),
        (
            "Nimi Päivä Klo Ikä",
            ("K", "24.11.", "9–11", "pienet"),
            Fault.AGES_UNREADABLE,
        ),
        (
            "Nimi Päivä Klo Hinta",
            ("K", "24.11.", "9–11", "kallis"),
            Fault.PRICE_UNREADABLE,
        ),
        ("Nimi Viikonpäivä Klo", ("K", "toisinaan", "9–11"), Fault.RHYTHM_UNREADABLE),
        (
            "Nimi Viikonpäivä Kausi Klo",
            ("K", "ti", "syksy", "9–11"),
            Fault.SEASON_UNREADABLE,
        ),
        (
            "Nimi Viikonpäivä Kausi Klo",
            ("K", "ti", "9.1.–1.1.2027", "9–11"),
            Fault.NO_DATES,
        ),
        ("Nimi Päivä Klo", ("K 131052-308T", "24.11.", "9–11"), Fault.IDENTITY_CODE),
        ("Nimi Päivä Klo", ("=HYPERLINK(1)", "24.11.", "9–11"), Fault.FORMULA),
        ("Nimi Päivä Klo", ("K" * 121, "24.11.", "9–11"), Fault.TEXT_TOO_LONG),
        ("Nimi Päivä Klo", ("K\x00", "24.11.", "9–11"), Fault.TEXT_BROKEN),
        ("Nimi Päivä Klo", ("K\u202ex", "24.11.", "9–11"), Fault.TEXT_BROKEN),
    ],
)
def test_each_thing_that_is_wrong_is_told_of_its_row(headings, cells, fault):
    assert one(headings, *cells).faults == (fault,)


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_workbook_gives_its_days_and_times_as_they_are():
    data = workbook(
        ["Nimi", "Päivä", "Alkaa", "Loppuu", "Hinta"],
        ["Kahvila", dt.datetime(2026, 11, 24), dt.time(9, 30), dt.time(11), 2.5],
        [None, None, None, None, None],
        ["Kerho", "25.11.", "9", "11", 0],
    )

    cafe, club = read(data)

    assert (cafe.on, cafe.starts_at, cafe.price_cents) == (
        dt.date(2026, 11, 24),
        dt.time(9, 30),
        250,
    )
    assert (club.number, club.faults) == (4, ())


def test_a_formula_without_a_result_is_an_empty_cell():
    data = workbook(["Nimi", "Päivä", "Klo"], ["=1+1", "24.11.", "9–11"])

    assert [line.faults for line in read(data)] == [(Fault.NAME_MISSING,)]


def test_what_a_row_keeps_can_be_read_again():
    table = (
        "Nimi;Päivä;Viikonpäivä;Klo;Ikä;Hinta\n"
        "A;24.11.;;9–11;0–6 v;\nB;;ti;9–11;;5 €\nC;99.99.;;x;y;z\n"
    )

    for line in read(table):
        assert Line.from_json(line.as_json()) == line
