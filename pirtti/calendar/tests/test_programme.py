"""Themes in store take their turn; what people wrote by hand stays."""

import datetime as dt

import pytest
import time_machine

from pirtti.calendar import actions, programme_messages, programme_rules
from pirtti.calendar.models import Theme, Wish
from pirtti.calendar.programme_rules import ProgrammeRefusal, Turn, themed_turns
from pirtti.calendar.tests.factories import ActivityFactory, weekly
from pirtti.core.refusals import Refused
from pirtti.network.models import Area
from pirtti.network.tests.factories import OrganisationFactory, text

MONDAY = dt.date(2026, 11, 23)
NOW = "2026-11-22 08:00"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sunday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def activity():
    activity = ActivityFactory()
    weekly(
        activity,
        starts_on=MONDAY,
        ends_on=MONDAY + dt.timedelta(weeks=5),
        theme_every=2,
    )
    return activity


def themes_of(activity):
    return [str(date.theme) for date in activity.occurrences.order_by("on")]


def store(activity, *names):
    return [actions.add_theme(activity, text=text(name), by=None) for name in names]


def spread(activity, since=MONDAY):
    return actions.spread_themes(activity, since=since, by=None)


def test_every_refusal_has_its_words():
    assert set(programme_messages.REFUSALS) == set(ProgrammeRefusal)


def test_every_second_date_gets_the_next_theme_and_the_others_stay_free(activity):
    store(activity, "Uni", "Laulut", "Ruoka")

    assert spread(activity) == 3

    assert themes_of(activity) == ["Uni", "", "Laulut", "", "Ruoka", ""]
    assert [date.own for date in activity.occurrences.all()] == [[]] * 6


def test_spreading_again_gives_nothing_twice(activity):
    store(activity, "Uni")
    spread(activity)
    store(activity, "Laulut")

    assert spread(activity) == 1
    assert themes_of(activity) == ["Uni", "", "Laulut", "", "", ""]


def test_a_theme_set_by_hand_stays_and_keeps_its_neighbours_free(activity):
    second = activity.occurrences.order_by("on")[1]
    actions.change_occurrence(second, theme=text("Jumppa"), by=None)
    store(activity, "Uni", "Laulut", "Ruoka")

    spread(activity)

    assert themes_of(activity) == ["", "Jumppa", "", "Uni", "", "Laulut"]


def test_a_date_left_free_by_hand_stays_free(activity):
    first = activity.occurrences.order_by("on")[0]
    actions.change_occurrence(first, theme=text("Uni"), by=None)
    actions.change_occurrence(first, theme="", by=None)
    store(activity, "Laulut")

    spread(activity)

    assert themes_of(activity)[:3] == ["", "Laulut", ""]


def test_a_cancelled_date_is_passed_over_and_its_theme_waits_again(activity):
    store(activity, "Uni", "Laulut")
    spread(activity)
    first = activity.occurrences.order_by("on")[0]
    actions.cancel_occurrence(first, reason=text("Sairastuminen"), by=None)

    assert spread(activity) == 1

    assert themes_of(activity) == ["Uni", "", "Laulut", "", "Uni", ""]


def test_only_dates_from_the_day_on_get_a_theme(activity):
    store(activity, "Uni", "Laulut")

    spread(activity, since=MONDAY + dt.timedelta(weeks=3))

    assert themes_of(activity) == ["", "", "", "Uni", "", "Laulut"]


def test_a_rhythm_without_themes_is_left_alone():
    activity = ActivityFactory()
    weekly(activity, starts_on=MONDAY)
    store(activity, "Uni")

    with pytest.raises(Refused) as refused:
        spread(activity)

    assert refused.value.reason is ProgrammeRefusal.NO_ROTATION
    assert not any(themes_of(activity))


def test_without_a_theme_in_store_nothing_is_spread(activity):
    with pytest.raises(Refused) as refused:
        spread(activity)

    assert refused.value.reason is ProgrammeRefusal.NO_THEMES


def test_a_theme_brings_its_guest_and_pages_hear_of_it(activity):
    clinic = OrganisationFactory()
    actions.add_theme(
        activity,
        text=text("Hampaat"),
        guest=text("Suuhygienisti"),
        guest_organisation=clinic,
        by=None,
    )
    version = Area.objects.get(pk=activity.area_id).version

    spread(activity)

    first = activity.occurrences.order_by("on")[0]
    assert str(first.guest) == "Suuhygienisti"
    assert first.guest_organisation == clinic
    assert first.sequence == 1
    assert Area.objects.get(pk=activity.area_id).version > version


def test_a_guest_named_by_hand_is_kept_when_a_theme_comes(activity):
    first = activity.occurrences.order_by("on")[0]
    actions.change_occurrence(first, guest=text("Neuvolan työntekijä"), by=None)
    actions.add_theme(activity, text=text("Uni"), guest=text("Unikouluttaja"), by=None)

    spread(activity)

    first.refresh_from_db()
    assert (str(first.theme), str(first.guest)) == ("Uni", "Neuvolan työntekijä")


def test_changing_a_theme_changes_its_date_and_taking_it_away_frees_it(activity):
    (theme,) = store(activity, "Uni")
    spread(activity)

    theme = actions.change_theme(theme, text=text("Uni ja lepo"), by=None)
    assert themes_of(activity)[0] == "Uni ja lepo"

    actions.remove_theme(theme, by=None)
    assert not any(themes_of(activity))


def test_a_theme_changed_on_its_date_is_changed_in_the_store(activity):
    (theme,) = store(activity, "Uni")
    spread(activity)
    first = activity.occurrences.order_by("on")[0]

    actions.change_occurrence(first, theme=text("Uni", "Sömn"), by=None)
    theme.refresh_from_db()
    assert theme.text.data["sv"] == "Sömn"

    actions.change_occurrence(first, theme="", by=None)
    theme.refresh_from_db()
    assert theme.occurrence is None


def test_a_theme_needs_words(activity):
    with pytest.raises(Refused) as refused:
        store(activity, "")

    assert refused.value.reason is ProgrammeRefusal.NEEDS_THEME
    assert not Theme.objects.exists()


def test_the_store_has_an_end(activity, monkeypatch):
    monkeypatch.setattr(programme_rules, "MOST_THEMES", 2)
    store(activity, "Uni", "Laulut")

    with pytest.raises(Refused) as refused:
        store(activity, "Ruoka")

    assert refused.value.reason is ProgrammeRefusal.MANY_THEMES


def wish(activity, words="Laulua ruotsiksi"):
    return actions.make_wish(activity, text=words, language="fi")


def test_a_wish_becomes_one_theme_however_often_it_is_pressed(activity):
    wished = wish(activity)

    first = actions.take_wish(wished, by=None)
    again = actions.take_wish(wished, by=None)

    assert first == again
    assert (str(first.text), first.wish) == ("Laulua ruotsiksi", wished)
    wished.refresh_from_db()
    assert wished.state == Wish.State.PLANNED


def test_a_wish_that_is_a_theme_is_not_set_aside_and_comes_back_without_it(activity):
    wished = wish(activity)
    theme = actions.take_wish(wished, by=None)

    with pytest.raises(Refused) as refused:
        actions.set_wish_aside(wished, by=None)
    assert refused.value.reason is ProgrammeRefusal.WISH_DONE

    actions.remove_theme(theme, by=None)
    wished.refresh_from_db()
    assert wished.state == Wish.State.NEW
    assert actions.set_wish_aside(wished, by=None).state == Wish.State.SET_ASIDE


def test_the_same_wish_twice_on_a_day_is_one(activity):
    assert wish(activity) == wish(activity)
    assert wish(activity) != wish(activity, "Isien ilta")


def test_an_empty_wish_and_a_flood_of_wishes_are_refused(activity, monkeypatch):
    monkeypatch.setattr(programme_rules, "MOST_WISHES", 1)
    with pytest.raises(Refused) as refused:
        wish(activity, "  ")
    assert refused.value.reason is ProgrammeRefusal.NEEDS_WISH

    wish(activity)
    with pytest.raises(Refused) as refused:
        wish(activity, "Isien ilta")
    assert refused.value.reason is ProgrammeRefusal.MANY_WISHES


def test_wishes_are_forgotten_after_a_year_and_their_themes_stay(activity):
    theme = actions.take_wish(wish(activity), by=None)

    assert actions.forget_wishes(MONDAY + dt.timedelta(days=300)) == 0
    assert actions.forget_wishes(MONDAY + dt.timedelta(days=366)) == 1

    theme.refresh_from_db()
    assert theme.wish is None


@pytest.mark.parametrize(
    ("every", "themed"), [(0, []), (1, [1, 2, 3, 4, 5]), (2, [1, 3, 5]), (3, [1, 4])]
)
def test_how_often_there_is_a_theme(every, themed):
    turns = [Turn(number, has_theme=False, is_settled=False) for number in range(1, 6)]

    assert themed_turns(turns, every=every) == themed
