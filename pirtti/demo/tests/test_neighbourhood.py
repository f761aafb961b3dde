"""The demo neighbourhood is believable, and holds nobody real."""

import datetime as dt
import re

import pytest
import time_machine
from django.conf import settings
from django.db import transaction

from pirtti.calendar import rules
from pirtti.calendar.models import Activity, Occurrence
from pirtti.demo import actions
from pirtti.demo.neighbourhood import files, groups, rhythms
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


MIDDAY = dt.datetime(2026, 11, 21, 15, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def saturday():
    with time_machine.travel(MIDDAY, tick=False):
        yield


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Load once for this file, as it is slow; returns the progress that was told."""
    told = []
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(MIDDAY, tick=False):
            actions.load_neighbourhood(lambda done, total: told.append((done, total)))
        yield told
        transaction.set_rollback(True)


def meets(raw, day):
    """Say whether an activity meets on the day on which the demo is loaded."""
    for words in raw["rhythm"]:
        rhythm = rhythms.read(words, today=day)
        rule = rules.Rule(
            frequency=rules.Frequency(rhythm.frequency),
            starts_on=rhythm.starts_on,
            weekday=rhythm.starts_on.weekday(),
            interval=rhythm.interval,
            parity=rules.Parity(rhythm.parity),
        )
        if day in rules.dates(rule, since=day, until=day):
            return True
    return False


@pytest.mark.parametrize("ahead", range(14))
@pytest.mark.parametrize("town", files.TOWNS)
def test_on_whatever_day_it_is_loaded_today_is_not_empty(town, ahead):
    today = dt.date(2026, 11, 23) + dt.timedelta(days=ahead)

    offered = [
        raw["slug"]
        for raw in files.read(town)["activity"]
        if not raw.get("draft") and "place" in raw and meets(raw, today)
    ]

    assert offered


@pytest.mark.django_db
@pytest.mark.parametrize("ahead", range(7))
def test_every_day_of_the_week_that_comes_has_something_near(loaded, ahead):
    day = SATURDAY + dt.timedelta(days=ahead)

    planned = Occurrence.objects.public().filter(on=day, state="planned")
    assert planned.filter(area__slug="koivukyla").exists()
    for code in ("049", "091", "092", "179", "734"):
        town = Area.objects.get(level="municipality", official_code=code)
        assert planned.filter(area__path__startswith=town.path).exists()


@pytest.mark.django_db
def test_the_coming_week_has_a_moved_date_and_a_cancelled_one_with_its_reason(loaded):
    week = Occurrence.objects.public().filter(
        on__gt=SATURDAY, on__lte=SATURDAY + dt.timedelta(days=7)
    )

    cancelled = week.filter(state="cancelled")
    assert [date.activity.slug for date in cancelled] == ["puistoaamu"]
    assert all(str(date.reason) for date in cancelled)
    assert any(date.on != date.rule_on for date in week)


@pytest.mark.django_db
def test_a_second_load_changes_nothing(loaded):
    before = everything()

    assert actions.load_neighbourhood() == 0

    assert everything() == before


@pytest.mark.django_db
def test_progress_goes_step_by_step_to_the_whole(loaded):
    assert loaded == [(step, len(loaded)) for step in range(1, len(loaded) + 1)]
    assert len(loaded) > 400


@pytest.mark.django_db
def test_ten_accounts_hold_one_role_each_which_ends(loaded):
    without_role = set(groups.leader_emails())
    assert User.objects.exclude(email__in=without_role).count() == 10
    assert User.objects.count() == 10 + len(without_role)
    assert RoleGiven.objects.in_force(SATURDAY).count() == 10
    assert not RoleGiven.objects.in_force(SATURDAY + dt.timedelta(days=366)).exists()
    assert not User.objects.exclude(email__endswith=".example").exists()


@pytest.mark.django_db
def test_drafts_are_for_no_family_to_see(loaded):
    drafts = Activity.objects.filter(is_published=False)

    assert {"ekavauva", "oma-polku", "aitipower"} <= {one.slug for one in drafts}
    assert not Occurrence.objects.public().filter(activity__in=drafts).exists()
    unplanned = drafts.filter(group=None, course=None)
    assert not Occurrence.objects.filter(
        activity__in=unplanned, on__lt=SATURDAY
    ).exists()


@pytest.mark.django_db
def test_families_find_what_a_first_visit_needs(loaded):
    for place in Place.objects.public():
        assert str(place.entrance), place.slug
        assert str(place.greeter), place.slug
        assert str(place.first_time), place.slug
        assert place.prams, place.slug
    assert PostalCode.objects.get(code="01360").neighbourhood.slug == "koivukyla"
    assert PostalCode.objects.get(code="40520").neighbourhood.slug == "kuokkala"


@pytest.mark.django_db
def test_there_is_an_online_group_and_a_holiday_kept(loaded):
    assert Activity.objects.public().filter(place=None).exclude(online_url="").exists()
    holiday = Occurrence.objects.public().filter(on=dt.date(2026, 12, 6))
    assert "itsenaisyyspaivan-kahvit" in {date.activity.slug for date in holiday}
    christmas = Occurrence.objects.filter(
        on=dt.date(2026, 12, 24), place__slug="koivukylan-kohtaamispaikka"
    )
    assert {date.state for date in christmas} == {"cancelled"}


@pytest.mark.django_db
def test_some_texts_lack_a_language_so_that_the_notice_shows(loaded):
    assert Activity.objects.public().filter(slug="babycafe-tavastvagen").exists()
    assert set(Activity.objects.get(slug="babycafe-tavastvagen").name.data) == {"sv"}
    assert set(Activity.objects.get(slug="muurlan-kahvila").name.data) == {"fi"}


@pytest.mark.django_db
def test_counts_are_believable_and_add_up(loaded):
    places = Place.objects.all()

    silent = queries.silent_places(places, today=SATURDAY)
    assert [one.place.slug for one in silent] == ["asolan-perhekahvila"]
    assert len(queries.uncounted(places, today=SATURDAY)) > 5
    assert CountSheet.objects.filter(outcome="not_held").count() == 1
    assert CountSheet.objects.filter(method="sample").exists()
    assert Figure.objects.filter(period="month", men__gt=0, men__lt=5).exists()
    assert not CountSheet.objects.filter(on__gte=SATURDAY).exists()
    assert visits.recount(fix=False) == []


def test_files_hold_no_phone_numbers_and_no_address_of_anybody():
    for name in ("actors", "accounts", "groups", *files.TOWNS):
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

    for name in ("actors", "groups", *files.TOWNS):
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
