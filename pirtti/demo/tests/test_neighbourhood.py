"""The demo neighbourhood is believable, and holds nobody real."""

import datetime as dt
import re

import pytest
import time_machine
from django.conf import settings

from pirtti.calendar.models import Activity, Occurrence
from pirtti.demo import actions
from pirtti.demo.neighbourhood import files, rhythms
from pirtti.network.models import Area, Place, PostalCode, RoleGiven
from pirtti.people.models import JournalEntry, User
from pirtti.visits import actions as visits
from pirtti.visits import queries
from pirtti.visits.models import CountSheet, Figure

SATURDAY = dt.date(2026, 11, 21)
WORDS = (
    Activity,
    Area,
    CountSheet,
    Figure,
    JournalEntry,
    Occurrence,
    Place,
    RoleGiven,
    User,
)


def everything():
    return [
        [
            {key: str(value) for key, value in row.items()}
            for row in model.objects.order_by("pk").values()
        ]
        for model in WORDS
    ]


@pytest.fixture
def saturday():
    with time_machine.travel(dt.datetime(2026, 11, 21, 15, tzinfo=dt.UTC), tick=False):
        yield SATURDAY


@pytest.mark.django_db
@pytest.mark.parametrize("number", range(7), ids=rhythms.WEEKDAYS)
def test_today_is_never_empty(number):
    today = dt.date(2026, 11, 23) + dt.timedelta(days=number)
    with time_machine.travel(
        dt.datetime.combine(today, dt.time(5), dt.UTC), tick=False
    ):
        actions.load_neighbourhood()

    on_today = Occurrence.objects.public().filter(on=today, state="planned")
    assert on_today.filter(area__slug="koivukyla").exists()
    for code in ("049", "091", "092", "179", "734"):
        town = Area.objects.get(level="municipality", official_code=code)
        assert (
            on_today.filter(area__path__startswith=town.path).exists() or code == "091"
        )


@pytest.mark.django_db
def test_the_coming_week_has_a_moved_date_and_a_cancelled_one_with_its_reason(saturday):
    actions.load_neighbourhood()

    week = Occurrence.objects.public().filter(
        on__gt=saturday, on__lte=saturday + dt.timedelta(days=8)
    )
    cancelled = week.filter(state="cancelled")
    assert [str(date.activity.slug) for date in cancelled] == ["puistoaamu"]
    assert all(str(date.reason) for date in cancelled)
    assert any(date.on != date.rule_on for date in week)


@pytest.mark.django_db
def test_a_second_load_changes_nothing(saturday):
    assert actions.load_neighbourhood() > 50
    before = everything()

    assert actions.load_neighbourhood() == 0

    assert everything() == before


@pytest.mark.django_db
def test_progress_ends_at_the_whole(saturday):
    told = []

    actions.load_neighbourhood(lambda done, total: told.append((done, total)))

    assert told == [(step, len(told)) for step in range(1, len(told) + 1)]


@pytest.mark.django_db
def test_what_the_demo_holds(saturday):
    actions.load_neighbourhood()

    # Everybody has one role, which ends.
    assert User.objects.count() == 10
    assert RoleGiven.objects.in_force(saturday).count() == 10
    assert not User.objects.exclude(email__endswith=".example").exists()
    # Drafts, closed groups among them, are for no family to see.
    drafts = Activity.objects.filter(is_published=False)
    assert {"ekavauva", "isan-paikka", "aitipower"} <= {one.slug for one in drafts}
    assert not Occurrence.objects.public().filter(activity__in=drafts).exists()
    assert not Occurrence.objects.filter(activity__in=drafts, on__lt=saturday).exists()
    # Families find what a first visit needs.
    for place in Place.objects.public():
        assert str(place.entrance), place.slug
        assert str(place.greeter), place.slug
        assert str(place.first_time), place.slug
        assert place.prams, place.slug
    assert PostalCode.objects.get(code="01360").neighbourhood.slug == "koivukyla"
    assert Activity.objects.public().filter(place=None).exclude(online_url="").exists()
    assert Occurrence.objects.public().filter(on=dt.date(2026, 12, 6)).exists()


@pytest.mark.django_db
def test_counts_are_believable_and_add_up(saturday):
    actions.load_neighbourhood()

    places = Place.objects.all()
    silent = queries.silent_places(places, today=saturday)
    assert [one.place.slug for one in silent] == ["asolan-perhekahvila"]
    assert len(queries.uncounted(places, today=saturday)) > 5
    assert CountSheet.objects.filter(outcome="not_held").count() == 1
    assert CountSheet.objects.filter(method="sample").exists()
    assert Figure.objects.filter(period="month", men__gt=0, men__lt=5).exists()
    assert not CountSheet.objects.filter(on__gte=saturday).exists()
    assert visits.recount(fix=False) == []


def test_files_hold_no_phone_numbers_and_no_address_of_anybody():
    for name in ("actors", "accounts", *files.TOWNS):
        words = (files.DATA / f"{name}.toml").read_text(encoding="utf-8")

        assert not re.search(r"(\+358|\b0[45]0)[\s\d-]{5,}", words)
        for address in re.findall(r"[\w.+-]+@([\w.-]+)", words):
            assert address.endswith(".example")
        for address in re.findall(r"https?://([^/\"]+)", words):
            assert address.endswith(".example")


def test_texts_are_written_in_languages_we_know():
    def languages(value):
        if isinstance(value, dict):
            keys = set(value)
            if keys & {"fi", "sv", "en"}:
                yield from keys - {"guest"}
            for inner in value.values():
                yield from languages(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from languages(inner)

    for name in ("actors", *files.TOWNS):
        assert set(languages(files.read(name))) <= set(settings.CONTENT_LANGUAGES)


@pytest.mark.parametrize(
    ("words", "starts_on"),
    [
        ("mon 9.30-11.30", dt.date(2026, 9, 7)),
        ("wed 3w 13.00-15.00", dt.date(2026, 9, 16)),
        ("day+9 10.00-14.00", dt.date(2026, 11, 30)),
        ("day-24 10.00-14.00", dt.date(2026, 10, 28)),
        ("day 12-06 15.00-17.00", dt.date(2026, 12, 6)),
        ("day 01-06 15.00-17.00", dt.date(2027, 1, 6)),
    ],
)
def test_rhythms_are_read(words, starts_on):
    assert rhythms.read(words, today=SATURDAY).starts_on == starts_on


def test_words_that_are_no_rhythm_are_refused():
    with pytest.raises(ValueError, match="not a rhythm"):
        rhythms.read("sometimes", today=SATURDAY)
