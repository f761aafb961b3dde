"""Calendars as other programs write them; the files in `corpus` are our own."""

import datetime as dt
from pathlib import Path

import pytest

from pirtti.imports import readers
from pirtti.imports.rules import Fault, Note
from pirtti.imports.tests.factories import TODAY

CORPUS = Path(__file__).parent / "corpus"


def read(name):
    return list(readers.read((CORPUS / name).read_bytes(), today=TODAY))


def made_of(body):
    data = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}\r\nEND:VCALENDAR\r\n"
    return list(readers.read(data.encode(), today=TODAY))


def event(*lines):
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def test_google_writes_a_weekly_event_with_a_pause_and_a_moved_date():
    cafe = [line for line in read("google.ics") if line.name == "Perhekahvila"]
    coming = [line for line in cafe if line.on > TODAY]

    assert cafe[0].on == dt.date(2026, 10, 27), "thirty days back, not from September"
    assert cafe[-1].on == dt.date(2027, 12, 21), "four hundred days ahead"
    assert dt.date(2026, 12, 8) not in {line.on for line in cafe}
    assert coming[0].starts_at == dt.time(9, 30)
    moved = next(line for line in cafe if line.on == dt.date(2026, 12, 16))
    assert (moved.theme, moved.starts_at) == ("Perhekahvila: joulujuhla", dt.time(10))
    assert "2026-12-15" in moved.identity
    assert coming[0].about == "Tervetuloa & kahvia\n\nEi ilmoittautumista"
    assert coming[0].place.startswith("Koivukylän kohtaamispaikka, Karsikkokuja 15")


def test_the_clock_on_the_wall_stays_when_the_clocks_change():
    summer = [line for line in read("google.ics") if line.on == dt.date(2027, 6, 1)]

    assert [line.starts_at for line in summer] == [dt.time(9, 30)]


def test_moments_in_universal_time_are_told_in_finnish_time():
    fathers = next(line for line in read("google.ics") if line.name == "Isäilta")

    assert (fathers.starts_at, fathers.ends_at) == (dt.time(17), dt.time(19))


def test_nothing_of_the_people_invited_is_read():
    assert "ryhma@" not in str(read("google.ics"))


def test_outlook_says_zones_in_the_words_of_windows():
    lines = read("outlook.ics")
    evening = [line for line in lines if line.name == "Perheilta"]

    assert [line.on.isoformat() for line in evening] == [
        "2026-11-26",
        "2026-12-10",
        "2026-12-24",
    ]
    assert {line.starts_at for line in evening} == {dt.time(17, 30)}
    assert {line.notes for line in evening} == {()}


def test_what_is_private_is_not_read():
    private = [line for line in read("outlook.ics") if line.faults]

    assert [(line.name, line.faults) for line in private] == [("", (Fault.PRIVATE,))]


def test_exchange_has_zones_that_nobody_knows_and_days_without_times():
    baby, holiday, cancelled = read("exchange.ics")

    assert (baby.starts_at, baby.notes) == (dt.time(13), (Note.ZONE_UNKNOWN,))
    assert holiday.faults == (Fault.ALL_DAY,)
    assert (cancelled.is_cancelled, cancelled.starts_at) == (True, dt.time(9))
    assert cancelled.notes == (Note.CANCELLED,)


def test_thunderbird_gives_a_length_and_a_zone_of_its_own():
    lines = read("thunderbird.ics")

    assert [line.on.isoformat() for line in lines] == [
        "2026-12-02",
        "2027-01-06",
        "2027-02-03",
        "2027-03-03",
    ]
    assert {(line.starts_at, line.ends_at) for line in lines} == {
        (dt.time(17), dt.time(18, 30))
    }


def test_nextcloud_cancels_one_date_of_a_week():
    lines = read("nextcloud.ics")

    assert [line.on.day for line in lines] == [23, 24, 25, 26, 27]
    assert [line.is_cancelled for line in lines] == [False, False, True, False, False]
    assert lines[0].kind == "Perhekahvila"
    assert lines[0].about == "Pitkä rivi joka on taitettu"


def test_broken_folding_and_an_old_coding_are_put_right():
    mothers, endless = read("unfolded-cp1252.ics")

    assert mothers.name == "Äiti-lapsikerho"
    assert mothers.about == "Ensimmäinen rivi\ntoinen rivi ilman taittoa"
    assert mothers.place == "Koivukylä"
    assert endless.faults == (Fault.ROW_BROKEN,)
    assert endless.name == "Loputon"


def test_an_event_without_a_name_of_its_own_is_known_by_its_words_and_day():
    mothers, _endless = read("unfolded-cp1252.ics")

    assert mothers.identity == ""


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("FREQ=SECONDLY", Fault.TOO_DENSE),
        ("FREQ=MINUTELY;INTERVAL=1", Fault.TOO_DENSE),
        ("FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3;BYSECOND=1,2,3", Fault.TOO_DENSE),
        ("FREQ=DAILY;COUNT=99999999", Fault.TOO_DENSE),
        ("FREQ=NEVER", Fault.ROW_BROKEN),
        ("FREQ=WEEKLY;INTERVAL=0", Fault.ROW_BROKEN),
        ("FREQ=WEEKLY;BYDAY=XX", Fault.ROW_BROKEN),
        ("INTERVAL=2", Fault.ROW_BROKEN),
        ("", Fault.ROW_BROKEN),
    ],
)
def test_a_rule_that_explodes_or_means_nothing_is_one_bad_row(rule, fault):
    lines = made_of(
        event(
            "UID:1",
            "DTSTART:20261124T093000",
            "DTEND:20261124T113000",
            f"RRULE:{rule}",
            "SUMMARY:A",
        )
        + "\r\n"
        + event(
            "UID:2", "DTSTART:20261124T093000", "DTEND:20261124T113000", "SUMMARY:B"
        )
    )

    assert [(line.name, line.faults) for line in lines] == [("A", (fault,)), ("B", ())]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5",
        "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;BYMONTH=6",
    ],
)
def test_a_rule_that_never_gives_a_date_ends_at_the_window(rule):
    lines = made_of(
        event(
            "UID:1",
            "DTSTART:19700101T093000",
            "DTEND:19700101T113000",
            f"RRULE:{rule}",
            "SUMMARY:A",
        )
    )

    assert lines == []


@pytest.mark.parametrize("year", ["0001", "1500", "9999"])
def test_a_year_of_another_age_is_a_bad_row(year):
    lines = made_of(
        event(
            "UID:1",
            f"DTSTART:{year}1124T093000",
            f"DTEND:{year}1124T113000",
            "RRULE:FREQ=DAILY",
            "SUMMARY:A",
        )
    )

    assert [line.faults for line in lines] == [(Fault.ROW_BROKEN,)]


def test_a_rule_until_the_year_9999_ends_at_the_window():
    lines = made_of(
        event(
            "UID:1",
            "DTSTART:20261124T093000",
            "DTEND:20261124T113000",
            "RRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z",
            "SUMMARY:A",
        )
    )

    assert lines[-1].on == dt.date(2027, 12, 21)


def test_what_lasts_over_midnight_or_several_days_is_told():
    lines = made_of(
        event("UID:1", "DTSTART:20261124T200000", "DTEND:20261125T010000", "SUMMARY:A")
        + "\r\n"
        + event(
            "UID:2", "DTSTART:20261124T200000", "DTEND:20261127T120000", "SUMMARY:B"
        )
        + "\r\n"
        + event("UID:3", "DTSTART:20261124T200000", "SUMMARY:C")
    )

    assert [line.faults for line in lines] == [
        (Fault.CROSSES_MIDNIGHT,),
        (Fault.SEVERAL_DAYS,),
        (Fault.TIMES_MISSING,),
    ]
