"""Reads whose SQL is written once, and parts of a page drawn once in a language."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField
from django.template import Context, Template
from django.utils import translation

from pirtti.core.prepared import Given, Prepared

LABEL = Given("label", CharField())


def kinds():
    return ContentType.objects.filter(app_label=LABEL).order_by("model")


@pytest.mark.django_db
def test_a_prepared_read_gives_what_the_query_set_gives_each_time_it_is_asked():
    read = Prepared(kinds)

    for label in ("auth", "sessions", "auth"):
        wanted = ContentType.objects.filter(app_label=label).order_by("model")
        assert read(label=label) == list(wanted)
    assert read(label="sessions")[0].model == "session"


@pytest.mark.django_db
def test_plain_values_come_as_plain_values():
    read = Prepared(lambda: kinds().values_list("app_label", "model")[:1])

    assert read(label="sessions") == [("sessions", "session")]


@pytest.mark.django_db
def test_nothing_found_is_none():
    assert Prepared(kinds).first(label="no'such; label") is None


@pytest.mark.django_db
def test_asking_costs_one_query(django_assert_num_queries):
    read = Prepared(kinds)
    read(label="auth")

    with django_assert_num_queries(1):
        read(label="sessions")


def test_a_part_drawn_once_is_drawn_anew_in_another_language():
    part = Template(
        "{% once %}{% get_current_language as code %}{{ code }}{% endonce %}"
    )

    drawn = []
    for code in ("fi", "sv", "fi"):
        with translation.override(code):
            drawn.append(part.render(Context()))
    assert drawn == ["fi", "sv", "fi"]


def test_a_part_drawn_once_knows_nothing_of_the_page():
    part = Template("{% once %}[{{ name }}]{% endonce %}{{ name }}")

    assert part.render(Context({"name": "Aino"})) == "[]Aino"
    assert part.render(Context({"name": "Eino"})) == "[]Eino"
