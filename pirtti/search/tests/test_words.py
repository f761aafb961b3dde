"""Words become keys: folded, stemmed, taken apart; slips are counted."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pirtti.search import understanding, vocabulary, voikko, words

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Isä–lapsi-ilta, klo 9.30!", ["isä-lapsi-ilta", "klo", "9", "30"]),
        ("Far- och morföräldrar", ["och", "morföräldrar"]),
        ("Fathers’ group", ["fathers", "group"]),
        ("a" * 100, ["a" * words.LONGEST]),
        ("🙂 \0 \" ' * -", []),
        ("مقهى العائلة", ["مقهى", "العائلة"]),
    ],
)
def test_words_of_a_text(text, found):
    assert words.tokens(text) == found


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("isäryhmään", ("isa", "ryhma")),
        ("vertaistukiryhmässä", ("vertaistuki", "ryhma")),
        ("pappagrupper", ("pappa", "grupp")),
        ("familjecaféer", ("familje", "kafe")),
        ("kahvila", ()),
        ("qwertykahvila", ()),
    ],
)
def test_compounds_come_apart(word, parts):
    assert vocabulary.compound(words.fold(word)) == parts


def test_the_end_of_a_strange_compound_is_known():
    assert vocabulary.loose_parts("qwertykahvila") == ("kahvila",)


@pytest.mark.parametrize(
    ("left", "right", "slips"),
    [
        ("kahvila", "kahvila", 0),
        ("kahvla", "kahvila", 1),
        ("khavila", "kahvila", 1),
        ("kahvilaa", "kahvila", 1),
        ("kahfilo", "kahvila", 2),
        ("kukko", "kahvila", 3),
        ("a", "kahvila", 3),
    ],
)
def test_slips_are_counted(left, right, slips):
    assert words.typing_errors(left, right, most=2) == slips


@given(st.text(max_size=300))
def test_any_text_is_understood_somehow(text):
    question = understanding.read(text, today=TODAY)

    assert len(question.wanted) <= understanding.MOST_WORDS
    assert all(way.parts for each in question.wanted for way in each.ways)


@given(st.text("kahvil", max_size=9), st.text("kahvil", max_size=9))
def test_slips_are_the_same_both_ways(left, right):
    assert words.typing_errors(left, right, most=3) == words.typing_errors(
        right, left, most=3
    )


def test_voikko_tells_the_parts_where_it_is_installed():
    assert voikko.parts_of("+perhe(perhe)+kahvila(kahvila)") == ("perhe", "kahvila")
    assert voikko.parts_of("+kahvila(kahvila)") == ()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("tänään", [23]),
        ("huomenna", [24]),
        ("ylihuomenna", [25]),
        ("i helgen", [28, 29]),
        ("this week", [23, 24, 25, 26, 27, 28, 29]),
        ("28.11.", [28]),
        ("lauantaina tällä viikolla", [28]),
    ],
)
def test_days_that_are_named(text, days):
    question = understanding.read(text, today=TODAY)

    assert [day.day for day in question.days] == days
    assert not question.wanted


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2-vuotiaalle", (24, 35)),
        ("2 vuotta", (24, 35)),
        ("0-1 v", (0, 23)),
        ("8 kk", (8, 8)),
        ("3 år", (36, 47)),
        ("5 year old", (60, 71)),
        ("taaperolle", (12, 47)),
        ("40 v", None),
        ("9-2 v", None),
    ],
)
def test_ages_that_are_told(text, months):
    assert understanding.read(text, today=TODAY).ages == months


def test_every_word_of_the_data_file_is_read():
    assert len(vocabulary.meanings().same) > 150
    for line in vocabulary.data()["same"]:
        assert all(vocabulary.phrase(word) for word in line["words"])
