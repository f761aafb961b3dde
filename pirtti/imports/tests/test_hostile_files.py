"""Broken, hostile and huge files: an error row or a clear refusal, never a crash."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pirtti.core.refusals import Refused
from pirtti.imports import readers, rules
from pirtti.imports.rules import Fault, Refusal
from pirtti.imports.tests.factories import TODAY

SMALL = rules.Limits(rows=50)


def refusal(data, limits=rules.PAGE):
    with pytest.raises(Refused) as refused:
        list(readers.read(data, today=TODAY, limits=limits))
    return refused.value.reason


def outcome(data):
    """Read a file to its end: its lines, or why it was refused."""
    try:
        return list(readers.read(data, today=TODAY, limits=SMALL))
    except Refused as refused:
        return refused.reason


def workbook():
    book = openpyxl.Workbook()
    book.active.append(["Nimi", "Päivä", "Klo"])
    book.active.append(["Kahvila", "24.11.", "9–11"])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def repacked(change):
    """A workbook whose parts went through `change(name, data)`."""
    data = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as old,
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Refusal.EMPTY),
        (b" \n\n", Refusal.EMPTY),
        (b"\x89PNG\r\n", Refusal.NOT_A_TABLE),
        (b"PK\x03\x04", Refusal.BROKEN_FILE),
        (b"\xd0\xcf\x11\xe0", Refusal.OLD_WORKBOOK),
        (b"\xff\xfe\x00", Refusal.NO_COLUMNS),
        (bytes(range(256)) * 20, Refusal.NO_COLUMNS),
        (b"BEGIN:VCALENDAR", Refusal.EMPTY),
        (b"x" * (rules.PAGE_BYTES + 1), Refusal.TOO_BIG),
    ],
)
def test_what_can_not_be_a_calendar_or_a_table_is_refused(data, reason):
    assert refusal(data) is reason


def test_more_rows_than_a_page_takes_are_refused():
    table = "Nimi;Päivä;Klo\n" + "A;24.11.;9–11\n" * 5100

    assert refusal(table.encode()) is Refusal.TOO_MANY_ROWS


def test_more_events_than_a_page_takes_are_refused():
    events = b"BEGIN:VEVENT\nEND:VEVENT\n" * 5001

    assert refusal(b"BEGIN:VCALENDAR\n" + events) is Refusal.TOO_MANY_ROWS


def test_many_daily_events_are_refused_before_they_are_all_expanded():
    one = (
        "BEGIN:VEVENT\nUID:{}\nDTSTART:20261124T090000\nDTEND:20261124T100000\n"
        "RRULE:FREQ=DAILY\nSUMMARY:A\nEND:VEVENT\n"
    )
    body = "".join(one.format(number) for number in range(500))

    assert refusal(f"BEGIN:VCALENDAR\n{body}END:VCALENDAR".encode()) is (
        Refusal.TOO_MANY_ROWS
    )


def test_a_file_that_takes_too_long_is_refused():
    events = b"".join(
        b"BEGIN:VEVENT\nUID:%d\nDTSTART:20261124T090000\nEND:VEVENT\n" % number
        for number in range(20)
    )

    assert (
        refusal(b"BEGIN:VCALENDAR\n" + events, rules.Limits(seconds=-1))
        is Refusal.TOO_SLOW
    )


def test_a_line_of_a_megabyte_is_one_bad_row():
    table = "Nimi;Päivä;Klo\n" + "A" * 1_000_000 + ";24.11.;9–11\nB;24.11.;9–11\n"
    calendar = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20261124T090000\n"
        "DTEND:20261124T100000\nSUMMARY:" + "A" * 1_000_000 + "\nEND:VEVENT\n"
        "END:VCALENDAR\n"
    )

    rows = outcome(table.encode())

    assert rows[0].faults == (Fault.ROW_BROKEN,)
    assert rows[-1].name == "B"
    assert [line.faults for line in outcome(calendar.encode())] == [
        (Fault.TEXT_TOO_LONG,)
    ]


def test_a_quote_that_never_closes_does_not_swallow_the_file():
    table = 'Nimi;Päivä;Klo\n"A;24.11.;9–11\n' + "B;24.11.;9–11\n" * 12_000

    first, *others = readers.read(table.encode(), today=TODAY)

    assert first.faults == (Fault.ROW_BROKEN,)
    assert others[-1].name == "B"


def test_a_zip_bomb_is_refused_by_its_list():
    bomb = repacked(
        lambda name, data: (
            data + b" " * 30_000_000 if name.startswith("xl/worksheets") else data
        )
    )

    assert len(bomb) < 100_000
    assert refusal(bomb) is Refusal.SWOLLEN


def test_a_part_that_lies_about_its_size_is_refused():
    data = bytearray(
        repacked(lambda name, data: data + b" " * 500_000 if "sheet1" in name else data)
    )
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as packed:
        real = packed.getinfo("xl/worksheets/sheet1.xml").file_size
    lying = bytes(data).replace(real.to_bytes(4, "little"), (100).to_bytes(4, "little"))

    assert refusal(lying) is Refusal.BROKEN_FILE


@pytest.mark.parametrize(
    "doctype",
    [
        b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd">',
    ],
)
def test_a_workbook_that_defines_entities_is_refused(doctype):
    laughing = repacked(
        lambda name, data: (
            data.replace(b"<worksheet", doctype + b"<worksheet", 1)
            if "sheet1" in name
            else data
        )
    )

    assert refusal(laughing) is Refusal.BROKEN_FILE


def test_entities_hidden_in_another_coding_are_refused():
    hidden = repacked(
        lambda name, data: (
            '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a []><a/>'.encode(
                "utf-16"
            )
            if "sheet1" in name
            else data
        )
    )

    assert refusal(hidden) is Refusal.BROKEN_FILE


def test_rows_that_say_they_are_the_millionth_are_refused():
    far = repacked(
        lambda name, data: (
            data.replace(b'r="2"', b'r="1000000"') if "sheet1" in name else data
        )
    )

    assert refusal(far) is Refusal.TOO_MANY_ROWS


def test_a_workbook_without_a_sheet_or_with_a_broken_one_is_refused():
    empty = repacked(lambda name, data: b"" if "sheet1" in name else data)
    torn = workbook()[:-200]

    assert refusal(empty) is Refusal.BROKEN_FILE
    assert refusal(torn) is Refusal.BROKEN_FILE


quiet = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@quiet
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    assert isinstance(outcome(data), list | Refusal)


@quiet
@given(st.lists(st.lists(st.text(max_size=30), max_size=6), max_size=5))
def test_any_cells_are_read_or_told_as_faults(rows):
    body = "\n".join(";".join(cells) for cells in rows)
    table = f"Nimi;Päivä;Viikonpäivä;Kausi;Klo;Ikä\n{body}"

    found = outcome(table.encode("utf-8", "replace"))

    assert isinstance(found, list | Refusal)


_LINES = st.one_of(
    st.sampled_from(
        [
            "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", "UID:1",
            "DTSTART:20261124T093000", "DTSTART;VALUE=DATE:20261124", "DTEND:20261124T113000",
            "DTSTART;TZID=Nowhere:99991231T235959", "DTEND:00000000T000000", "DURATION:-P9W",
            "DURATION:PT99999999H", "RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=WEEKLY;BYDAY=-9MO",
            "RRULE:FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU", "EXDATE:20261124T093000,x",
            "RDATE;VALUE=PERIOD:20261124T093000/PT1H", "RECURRENCE-ID:20261125T093000",
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20261125T093000", "SUMMARY:A", "STATUS:CANCELLED",
            "CATEGORIES:a,b", "LOCATION:\\n\\,\\;", "DESCRIPTION:<p>&amp;&#x110000;</p>",
        ]
    ),
    st.text(max_size=40),
)  # fmt: skip


@quiet
@given(st.lists(_LINES, max_size=25))
def test_any_lines_of_a_calendar_are_read_or_told_as_faults(lines):
    body = "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"])

    found = outcome(body.encode("utf-8", "replace"))

    assert isinstance(found, list | Refusal)
    for line in found if isinstance(found, list) else ():
        assert line.faults or (line.name and line.on and line.ends_at > line.starts_at)
