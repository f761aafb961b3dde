"""The index tells what is public at this moment, and nothing else."""

import pytest
from django.db import transaction

from pirtti.calendar import actions as calendar
from pirtti.calendar.tests.factories import (
    ActivityFactory,
    AudienceFactory,
    OccurrenceFactory,
)
from pirtti.network import actions as network
from pirtti.network.models import PostalCode
from pirtti.network.rules import Level
from pirtti.network.tests.factories import AreaFactory, PlaceFactory, text
from pirtti.search import actions, dictionary
from pirtti.search.models import Entry, Posting, Shape, Term
from pirtti.search.tests import corpus
from pirtti.search.tests.corpus import TODAY, ask, slugs

pytestmark = pytest.mark.django_db


@pytest.fixture
def cafe():
    activity = ActivityFactory(slug="kahvila", name=text("Perhekahvila Kotilo"))
    OccurrenceFactory(activity=activity, on=TODAY)
    return calendar.save_activity(activity, by=None)


def test_what_is_saved_is_found_at_once(cafe):
    assert slugs(ask("kotilo")) == ["kahvila"]

    cafe.name = text("Perhekahvila Merituuli")
    calendar.save_activity(cafe, by=None)

    assert slugs(ask("kotilo")) == []
    assert slugs(ask("merituulessa")) == ["kahvila"]


def test_what_is_hidden_is_not_found(cafe):
    calendar.unpublish(cafe, by=None)

    assert slugs(ask("kotilo")) == []
    assert not Entry.objects.filter(kind="activity").exists()

    calendar.publish(cafe, by=None)

    assert slugs(ask("kotilo")) == ["kahvila"]


def test_a_change_that_fails_leaves_the_index_as_it_was(cafe):
    before = set(Posting.objects.values_list("term__word", "weight"))
    cafe.name = text("Toinen")
    with transaction.atomic():
        calendar.save_activity(cafe, by=None)
        transaction.set_rollback(True)

    assert set(Posting.objects.values_list("term__word", "weight")) == before


def test_a_place_with_another_name_takes_its_activities_along(cafe):
    cafe.place.name = text("Majakka")
    network.save_place(cafe.place, by=None)

    found = ask("majakassa")
    assert slugs(found) == ["kahvila"]
    assert [(thing.kind, thing.slug) for thing in found.things] == [
        ("place", cafe.place.slug)
    ]


def test_a_hidden_place_is_not_among_the_things(cafe):
    network.save_place(cafe.place, by=None)
    cafe.place.is_published = False
    network.save_place(cafe.place, by=None)

    assert not Entry.objects.filter(kind="place").exists()


def test_an_organisation_is_found_while_it_arranges_something_public(cafe):
    organiser = cafe.organisers.get()
    organiser.name = text("Majakkayhdistys")
    network.save_organisation(organiser, by=None)

    found = ask("majakkayhdistys")
    assert slugs(found) == ["kahvila"]
    assert [thing.kind for thing in found.things] == ["organisation"]

    calendar.unpublish(cafe, by=None)

    assert ask("majakkayhdistys").things == []


def test_over_dates_and_hidden_dates_are_not_shown(cafe):
    cafe.occurrences.update(is_public=False)

    assert ask("kotilo").rows == []


def test_indexing_anew_gives_the_same(cafe):
    network.save_place(cafe.place, by=None)
    network.save_organisation(cafe.organisers.get(), by=None)
    before = set(
        Posting.objects.exclude(entry__kind="area").values_list(
            "entry__kind", "entry__number", "term__word", "weight"
        )
    )
    Posting.objects.all().delete()

    actions.reindex(learn=False)

    after = Posting.objects.exclude(entry__kind="area").values_list(
        "entry__kind", "entry__number", "term__word", "weight"
    )
    assert set(after) == before


def test_terms_that_find_nothing_are_swept_away(cafe):
    calendar.unpublish(cafe, by=None)
    actions.reindex(learn=False)

    assert not Term.objects.filter(word="kotilo").exists()


def test_a_postal_code_names_its_area(cafe):
    area = cafe.area
    town = AreaFactory(level=Level.MUNICIPALITY, slug="kaupunki", name=text("Kaupunki"))
    PostalCode.objects.create(
        code="01360", municipality=town, neighbourhood=area, name=text("Alue")
    )
    actions.index("area", [area.pk, town.pk])

    found = ask("01360 perhekahvila")

    assert [each.slug for each in found.areas] == [area.slug]
    assert slugs(found) == ["kahvila"]


def test_what_a_dictionary_taught_is_used(cafe):
    cafe.name = text("Hirvikäräjät")
    Shape.objects.create(language="fi", word="hirvikarajat", key="hirvikaraja")
    calendar.save_activity(cafe, by=None)

    assert slugs(ask("hirvikäräjä")) == ["kahvila"]


def test_the_dictionary_knows_forms_that_no_stemmer_sees():
    learnt = dictionary.learn({"children": "children"}, "en")

    assert "child" in learnt["children"]


def test_few_queries_whatever_is_found(django_assert_max_num_queries):
    corpus.build()
    ask("perhekahvila")  # prepared reads are written once

    with django_assert_max_num_queries(6):
        assert len(ask("kahvila").rows) > 4
    with django_assert_max_num_queries(8):
        ask("perhekahvla koivukylässä")
    with django_assert_max_num_queries(10):
        ask("qqqqq wwwww zzzzz kahvila maanantaina")


def test_a_long_list_goes_on_where_it_ended():
    activities = [ActivityFactory(name=text(f"Kerho {n}")) for n in range(45)]
    for number, activity in enumerate(activities):
        OccurrenceFactory(activity=activity, on=corpus.TODAY)
        OccurrenceFactory(
            activity=activity,
            on=corpus.TODAY,
            start=corpus.dt.time(12 + number % 5),
            end=corpus.dt.time(18),
        )
    actions.reindex(learn=False)

    shown, after = [], None
    for _page in range(4):
        found = ask("kerhossa", after=after)
        shown += [row.activity_id for row in found.rows]
        after = found.more
        if after is None:
            break
        after = type(after).parse(str(after))

    assert len(shown) == 45
    assert set(shown) == {activity.pk for activity in activities}


def test_many_finds_are_counted_only_so_far():
    place = PlaceFactory()
    audience = AudienceFactory()
    for number in range(205):
        OccurrenceFactory(
            activity=ActivityFactory(
                name=text(f"Retki {number}"), place=place, audiences=[audience]
            ),
            on=TODAY,
        )
    actions.reindex(learn=False)

    found = ask("retkelle")

    assert found.is_capped
    assert len(found.rows) == 20
