"""A table is brought in once, again, changed, and taken back."""

import datetime as dt

import pytest

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Activity, Occurrence
from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory
from pirtti.core.refusals import Refused
from pirtti.imports import actions, rules
from pirtti.imports.models import Batch, Brought
from pirtti.imports.rules import Outcome
from pirtti.imports.tests.factories import NOW, batch, bring_in, lines, scene
from pirtti.network.rules import Role
from pirtti.network.tests.factories import OrganisationFactory, PlaceFactory, text
from pirtti.visits.tests.factories import count

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("saturday")]

TABLE = """Nimi;Päivä;Alkaa;Loppuu;Teema
Perhekahvila;24.11.;9.30;11.30;
Perhekahvila;1.12.;9.30;11.30;Uni
Isäilta;26.11.;17;19;
"""


@pytest.fixture
def saturday(time_machine=None):
    import time_machine as machine

    with machine.travel(NOW, tick=False):
        yield


def outcomes(found):
    return {name: number for name, number in found.sums.items() if number}


def test_rows_that_say_the_same_name_become_dates_of_one_activity():
    place, user = scene()

    found = bring_in(place, user, TABLE)

    assert outcomes(found) == {"made": 3, "activities": 2}
    assert Activity.objects.count() == 2
    cafe = Activity.objects.get(slug__startswith="perhekahvila")
    assert [date.on for date in cafe.occurrences.all()] == [
        dt.date(2026, 11, 24),
        dt.date(2026, 12, 1),
    ]
    assert str(cafe.occurrences.last().theme) == "Uni"
    assert not cafe.is_published
    assert cafe.place == place


def test_importing_twice_changes_nothing():
    place, user = scene()
    bring_in(place, user, TABLE)
    before = list(Occurrence.objects.values_list("pk", "sequence", "changed_at"))

    again = bring_in(place, user, TABLE)

    assert outcomes(again) == {"same": 3}
    assert (
        list(Occurrence.objects.values_list("pk", "sequence", "changed_at")) == before
    )
    assert Activity.objects.count() == 2


def test_a_changed_row_moves_its_date():
    place, user = scene()
    bring_in(place, user, TABLE)

    again = bring_in(place, user, TABLE.replace("24.11.;9.30", "24.11.;10"))

    assert outcomes(again) == {"same": 2, "changed": 1}
    moved = Occurrence.objects.get(on=dt.date(2026, 11, 24))
    assert moved.starts_at == dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)


def test_what_was_edited_by_hand_is_left_alone():
    place, user = scene()
    bring_in(place, user, TABLE)
    date = Occurrence.objects.get(on=dt.date(2026, 11, 24))
    calendar.change_occurrence(date, starts_at=dt.time(8), by=user)

    again = bring_in(place, user, TABLE.replace("24.11.;9.30", "24.11.;10"))

    assert outcomes(again) == {"same": 2, "left": 1}
    date.refresh_from_db()
    assert date.starts_at == dt.datetime(2026, 11, 24, 6, tzinfo=dt.UTC)
    assert outcomes(
        bring_in(place, user, TABLE.replace("24.11.;9.30", "24.11.;10"))
    ) == {"same": 3}


def test_only_what_was_edited_is_left_the_rest_follows():
    place, user = scene()
    bring_in(place, user, TABLE)
    date = Occurrence.objects.get(on=dt.date(2026, 12, 1))
    calendar.change_occurrence(date, theme=text("Leikki"), by=user)

    bring_in(place, user, TABLE.replace("1.12.;9.30;11.30;Uni", "1.12.;9.30;12;Ruoka"))

    date.refresh_from_db()
    assert str(date.theme) == "Leikki"
    assert date.ends_at == dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC)


def test_undoing_takes_everything_away_that_nobody_touched():
    place, user = scene()
    found = bring_in(place, user, TABLE, shown=True)
    assert Activity.objects.filter(is_published=True).count() == 2

    actions.undo(found, by=user)

    assert Activity.objects.count() == Occurrence.objects.count() == 0
    assert Brought.objects.count() == 0
    found.refresh_from_db()
    assert found.undone_at is not None
    assert found.leftovers == []


def test_undoing_leaves_what_was_edited_or_counted_and_says_why():
    place, user = scene()
    found = bring_in(place, user, TABLE)
    edited = Occurrence.objects.get(on=dt.date(2026, 12, 1))
    calendar.change_occurrence(edited, who=text("Työntekijä"), by=user)
    counted = Occurrence.objects.get(on=dt.date(2026, 11, 26))
    count(counted, adults=2, children=2)

    actions.undo(found, by=user)

    assert set(Occurrence.objects.values_list("pk", flat=True)) == {
        edited.pk,
        counted.pk,
    }
    found.refresh_from_db()
    assert {(one["name"], one["why"]) for one in found.leftovers} == {
        ("Perhekahvila", "edited"),
        ("Isäilta", "held"),
    }


def test_undoing_a_change_gives_back_what_was_before():
    place, user = scene()
    bring_in(place, user, TABLE)
    again = bring_in(place, user, TABLE.replace("24.11.;9.30", "24.11.;10"))

    actions.undo(again, by=user)

    date = Occurrence.objects.get(on=dt.date(2026, 11, 24))
    assert date.starts_at == dt.datetime(2026, 11, 24, 7, 30, tzinfo=dt.UTC)
    assert outcomes(bring_in(place, user, TABLE)) == {"same": 3}


def test_an_import_can_be_undone_for_thirty_days_and_once():
    place, user = scene()
    found = bring_in(place, user, TABLE)
    Batch.objects.update(taken_at=NOW - dt.timedelta(days=31))
    found.refresh_from_db()

    with pytest.raises(Refused) as late:
        actions.undo(found, by=user)

    assert late.value.reason is rules.Refusal.UNDO_TOO_LATE
    assert Occurrence.objects.count() == 3


def test_an_import_is_taken_once():
    place, user = scene()
    found = bring_in(place, user, TABLE)

    with pytest.raises(Refused) as twice:
        actions.take(found, by=user)

    assert twice.value.reason is rules.Refusal.TAKEN_ALREADY


def test_an_unknown_place_is_chosen_once_for_all_its_rows():
    place, user = scene()
    table = "Nimi;Paikka;Päivä;Klo\nA;Kerhotalo;24.11.;9–11\nB;Kerhotalo;25.11.;9–11\n"
    started = actions.start(batch(place), lines(table), by=user)

    taken = actions.take(started, by=user)
    assert outcomes(taken) == {"skipped": 2}

    again = actions.start(batch(place), lines(table), by=user)
    actions.choose(again, meanings={"place": {"kerhotalo": place.pk}})
    again.refresh_from_db()
    assert outcomes(actions.take(again, by=user)) == {"made": 2, "activities": 2}


def test_what_was_said_of_words_is_remembered_for_the_next_import():
    place, user = scene()
    table = "Nimi;Paikka;Päivä;Klo\nA;Kerhotalo;24.11.;9–11\n"
    first = actions.start(batch(place), lines(table), by=user)
    actions.choose(first, meanings={"place": {"kerhotalo": place.pk}})
    first.refresh_from_db()
    actions.take(first, by=user)

    found = bring_in(place, user, table.replace("24.11.", "25.11."))

    assert outcomes(found) == {"made": 1}


def test_a_location_that_begins_with_the_name_or_is_the_street_is_recognised():
    place, user = scene()
    table = (
        "Nimi\tPaikka\tPäivä\tKlo\n"
        "A\tBjörkby mötesplats, Karsikkokuja 15, 01360 Vantaa\t24.11.\t9–11\n"
        "B\tKarsikkokuja 15\t25.11.\t9–11\n"
        "C\tKoivukylän kohtaamispaikkala\t25.11.\t9–11\n"
    )

    assert outcomes(bring_in(place, user, table)) == {
        "made": 2,
        "skipped": 1,
        "activities": 2,
    }


def test_a_place_that_one_has_no_role_at_is_not_to_be_had():
    place, user = scene()
    PlaceFactory(name=text("Vieras talo"))

    found = bring_in(place, user, "Nimi;Paikka;Päivä;Klo\nA;Vieras talo;24.11.;9–11\n")

    assert outcomes(found) == {"skipped": 1}
    assert not Activity.objects.exists()


def test_an_organiser_of_no_ones_acquaintance_is_asked_for():
    place, user = scene()
    partner = OrganisationFactory(name=text("Seurakunta"))
    place.partners.add(partner)
    OrganisationFactory(name=text("Tuntematon yhdistys"))
    table = (
        "Nimi;Järjestäjä;Päivä;Klo\nA;Seurakunta;24.11.;9–11\n"
        "B;Tuntematon yhdistys;24.11.;9–11\n"
    )

    assert outcomes(bring_in(place, user, table)) == {
        "made": 1,
        "skipped": 1,
        "activities": 1,
    }
    assert list(Activity.objects.get().organisers.all()) == [partner]


def test_dates_are_added_to_an_activity_of_the_same_name_at_the_same_place():
    place, user = scene()
    cafe = ActivityFactory(place=place, name=text("Perhekahvila", "Familjecafé"))
    OccurrenceFactory(activity=cafe, on=dt.date(2026, 11, 24))

    found = bring_in(place, user, TABLE)

    assert outcomes(found) == {"made": 2, "seen": 1, "activities": 1}
    assert cafe.occurrences.count() == 2
    actions.undo(found, by=user)
    assert cafe.occurrences.count() == 1


def test_or_a_new_activity_is_made_when_somebody_says_so():
    place, user = scene()
    ActivityFactory(place=place, name=text("Isäilta"))
    started = actions.start(batch(place), lines(TABLE), by=user)
    group = f"isäilta|{place.pk}"
    actions.choose(started, meanings={"activity": {group: 0}})
    started.refresh_from_db()

    actions.take(started, by=user)

    names = [str(one.name) for one in Activity.objects.all()]
    assert sorted(names) == ["Isäilta", "Isäilta", "Perhekahvila"]


def test_a_rhythm_becomes_a_series_and_follows_its_row():
    place, user = scene()
    table = (
        "Namn;Veckodag;Rytm;Säsong;Tid\n"
        "Familjecafé;torsdag;jämna veckor;7.1.–30.5.2027;9.30–11.30\n"
    )
    bring_in(place, user, table, language="sv")
    series = Activity.objects.get().series.get()
    assert (series.weekday, series.parity) == (3, "even")
    assert series.ends_on == dt.date(2027, 5, 30)

    again = bring_in(place, user, table.replace("9.30–11.30", "9.30–12"), language="sv")

    assert outcomes(again) == {"changed": 1}
    series.refresh_from_db()
    assert series.ends_at == dt.time(12)
    actions.undo(again, by=user)
    series.refresh_from_db()
    assert series.ends_at == dt.time(11, 30)


def test_what_is_told_of_an_activity_follows_until_somebody_edits_it():
    place, user = scene()
    table = "Nimi;Päivä;Klo;Kuvaus;Ikä\nKahvila;24.11.;9–11;Vanha;0–6 v\n"
    bring_in(place, user, table)
    cafe = Activity.objects.get()
    assert (str(cafe.about), cafe.age_from_months, cafe.age_to_months) == (
        "Vanha",
        0,
        83,
    )

    bring_in(place, user, table.replace("Vanha", "Uusi"))
    cafe.refresh_from_db()
    assert str(cafe.about) == "Uusi"

    cafe.about = text("Oma")
    calendar.save_activity(cafe, by=user)
    bring_in(place, user, table.replace("Vanha", "Kolmas").replace("0–6", "1–5"))
    cafe.refresh_from_db()
    assert (str(cafe.about), cafe.age_from_months) == ("Oma", 12)


def test_publishing_needs_the_right_to_publish():
    place, user = scene(Role.WORKER)

    found = bring_in(place, user, TABLE, shown=True)

    assert found.sums["hidden"] == 2
    assert not Activity.objects.filter(is_published=True).exists()


def test_a_failure_in_the_middle_leaves_nothing(monkeypatch):
    place, user = scene()
    monkeypatch.setattr(actions.taking, "PORTION", 1)
    rows = lines(TABLE)

    def breaking():
        yield from rows[:2]
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="disk"):
        actions.take_file(batch(place), breaking(), by=user)

    assert not Activity.objects.exists()
    assert not Brought.objects.exists()


def test_a_dry_run_says_what_would_happen_and_writes_nothing():
    place, user = scene()

    sums = actions.dry_run(batch(place), lines(TABLE), viewer=user)

    assert sums == {Outcome.MADE: 3}
    assert not Activity.objects.exists()
    assert not Batch.objects.exists()
