"""What people type is kept clean, and what harms is refused with a reason."""

import datetime as dt
import re
import unicodedata

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from pirtti.core import texts
from pirtti.core.texts import TextFault

calm = settings(deadline=None)

# The published example, and temporary numbers (900–999) that nobody has.
CODES = [
    "131052-308T",
    "010101A950B",
    "010594Y9021",
    "020516C903K",
    "010150+901D",
    "290212F999M",
    "311299U9008",
]

hostile = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs"]),
        st.sampled_from("\x00\x07\t\n\r\u0085\u2028\u202a\u202c\u202e\u2066\u2069"),
        st.sampled_from("\u0301\u0308 \u00a0\u200b\ufeff\ufffe aA1-"),
    )
)


def fault_of(text, **options):
    with pytest.raises(texts.BadText) as refused:
        texts.clean_text(text, **{"max_length": 200} | options)
    return refused.value


def clean(text, **options):
    return texts.clean_text(text, **{"max_length": 200} | options)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("  Perhekahvila \u00a0", "Perhekahvila"),
        ("A\u0308iti", "Äiti"),
        ("kahvi\tja pulla", "kahvi ja pulla"),
        ("tervetuloa\n", "tervetuloa"),
        ("👩‍👧‍👦 perhe", "👩‍👧‍👦 perhe"),
        ("مرحبا", "مرحبا"),
        ("\u2067مرحبا\u2069 tervetuloa", "\u2067مرحبا\u2069 tervetuloa"),
        (" \u200b\ufeff ", ""),
        ("", ""),
    ],
)
def test_a_good_text_is_kept_and_tidied(text, stored):
    assert clean(text) == stored


def test_a_long_text_keeps_its_lines_and_tabs():
    text = "Ma\tperhekahvila  \r\nTi\tvauvakahvila\u2028\r\n\r\nTervetuloa \n"

    assert (
        clean(text, multiline=True)
        == "Ma\tperhekahvila\nTi\tvauvakahvila\n\n\nTervetuloa"
    )


@pytest.mark.parametrize(
    ("text", "fault", "detail"),
    [
        ("kah\x00vila", TextFault.CONTROL, "U+0000"),
        ("kah\x1bvila", TextFault.CONTROL, "U+001B"),
        ("kah\x9bvila", TextFault.CONTROL, "U+009B"),
        ("kah\ufffevila", TextFault.CONTROL, "U+FFFE"),
        ("kah\nvila", TextFault.CONTROL, "U+000A"),
        ("kah\r\nvila", TextFault.CONTROL, "U+000A"),
        ("kah\ud800vila", TextFault.BROKEN, "U+D800"),
        ("kah\u202evila", TextFault.DIRECTION, "U+202E"),
        ("kah\u202evi\u202cla", TextFault.DIRECTION, "U+202E"),
        ("kah\u2066vila", TextFault.DIRECTION, "U+2069"),
        ("kah\u2069vila", TextFault.DIRECTION, "U+2069"),
        ("\u202akah\u2066vi\u202cla\u2069", TextFault.DIRECTION, "U+202C"),
        ("x" + "\u0331" * 9, TextFault.TOO_MANY_MARKS, "U+0331"),
        ("x" * 201, TextFault.TOO_LONG, "201"),
    ],
)
def test_a_harmful_text_is_refused_with_its_reason(text, fault, detail):
    refused = fault_of(text)

    assert (refused.fault, refused.detail) == (fault, detail)


def test_a_direction_left_open_does_not_reach_the_next_line():
    assert fault_of("a\u2067b\nc\u2069", multiline=True).fault is TextFault.DIRECTION


def test_eight_marks_in_a_row_are_still_writing():
    assert clean("x" + "\u0331" * 8) == "x" + "\u0331" * 8


def test_the_length_is_that_of_the_stored_text():
    assert clean("  " + "a\u0308" * 5 + "  ", max_length=5) == "äääää"
    assert fault_of("ä" * 6, max_length=5).detail == "6"


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "around", ["{}", "Hei {}, tule!", "hetu{}.", "({})", "1 {}", "{}:n äiti"]
)
def test_a_personal_identity_code_is_refused_anywhere(code, around):
    assert fault_of(around.format(code)).fault is TextFault.IDENTITY_CODE


@pytest.mark.parametrize(
    "text",
    [
        "131052-308t",
        "131052–308T",
        "131052\u2011308T",
        "131052 - 308T",
        "131052-\u200b308T",
        "１３１０５２-308T",
        "131052-308T ja 131052-308U",
    ],
)
def test_a_personal_identity_code_in_disguise_is_refused(text):
    assert fault_of(text).fault is TextFault.IDENTITY_CODE


def test_the_refusal_does_not_repeat_the_code():
    refused = fault_of(f"Lapsen tunnus on {CODES[0]}")

    assert refused.detail == ""
    assert not re.search("[0-9]", str(refused))


@pytest.mark.parametrize(
    "text",
    [
        "040 123 4567",
        "040-1234567",
        "+358 40 123 4567",
        "+358401234567",
        "09-310 1234",
        "23.11.2026 klo 9.30–11.30",
        "23.11.–27.11.2026",
        "2026-11-23",
        "231126-2812",
        "131052-308U",
        "310252-308Y",
        "131052-308T5",
        "9131052-308T",
        "Y-tunnus 1234567-1",
        "FI21 1234 5600 0007 85",
        "01300 Vantaa",
        "https://example.example/?id=131052308",
    ],
)
def test_phone_numbers_dates_and_other_numbers_pass(text):
    assert clean(text) == text


@calm
@given(hostile, st.booleans())
@example("a \u0301", False)
@example("a\u2028\u0301", True)
@example("\u0958" * 30, False)
def test_what_is_stored_holds_nothing_that_is_refused(text, multiline):
    try:
        stored = clean(text, max_length=40, multiline=multiline)
    except texts.BadText:
        assume(False)

    allowed = "\n\t" if multiline else ""
    assert all(c in allowed or unicodedata.category(c) != "Cc" for c in stored)
    assert not re.search("[\ud800-\udfff\u202d\u202e\u2028\u2029\ufffe\uffff]", stored)
    assert stored == unicodedata.normalize("NFC", stored) == stored.strip()
    assert not re.search("[ \t]\n", stored)
    assert len(stored) <= 40
    stored.encode()  # no lone surrogate


@calm
@given(hostile, st.booleans())
def test_cleaning_twice_changes_nothing(text, multiline):
    try:
        stored = clean(text, multiline=multiline)
    except texts.BadText:
        assume(False)

    assert clean(stored, multiline=multiline) == stored


@calm
@given(
    st.dates(dt.date(1850, 1, 1), dt.date(2049, 12, 31)),
    st.integers(2, 999),
    st.text(st.sampled_from("abcÄ .,\n"), max_size=9),
    st.text(st.sampled_from("abcÄ .,\n"), max_size=9),
)
def test_every_valid_code_is_found_in_every_text(born, individual, before, after):
    sign = {18: "+", 19: "-", 20: "A"}[born.year // 100]
    number = int(f"{born:%d%m%y}{individual:03}")
    control = "0123456789ABCDEFHJKLMNPRSTUVWXY"[number % 31]
    code = f"{born:%d%m%y}{sign}{individual:03}{control}"

    assert texts.holds_identity_code(before + code + after)


def test_ten_thousand_marks_are_refused():
    assert fault_of("e" + "\u0301" * 10_000, max_length=20_000).fault is (
        TextFault.TOO_MANY_MARKS
    )
