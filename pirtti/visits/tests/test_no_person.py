"""No row of counting can hold a visitor: no name, no account, no moment, no free text."""

import pytest
from django.apps import apps
from django.db import models

# Who corrected a count is a colleague at work; the reason is theirs too.
OF_COLLEAGUES = {"CountEvent.by", "CountEvent.reason"}
# Words that are keys of lists, names of things or how figures came about.
OF_THINGS = {
    "CountEvent.category",
    "CountEvent.phone",
    "CountingPlan.languages",
    "CountingPlan.method",
    "CountingPlan.sample_weeks",
    "CountSheet.method",
    "CountSheet.outcome",
    "Figure.method",
    "Figure.period",
    "OwnCategory.key",
    "OwnCategory.name",
    "Tally.category",
}
MOMENTS = (models.DateTimeField, models.TimeField)
NAMES_OF_PEOPLE = {
    "person",
    "visitor",
    "family",
    "user",
    "email",
    "address",
    "ip",
    "birth",
}


def fields():
    models_here = apps.get_app_config("visits").get_models()
    return [
        (f"{model.__name__}.{field.name}", field)
        for model in models_here
        for field in model._meta.concrete_fields
    ]


@pytest.mark.parametrize(("name", "field"), fields())
def test_a_field_can_not_hold_a_visitor(name, field):
    if isinstance(field, models.ForeignKey):
        to_account = field.related_model._meta.app_label == "people"
        assert not to_account or name in OF_COLLEAGUES
    assert not isinstance(field, MOMENTS), "an exact time of arrival"
    assert not NAMES_OF_PEOPLE & set(field.name.split("_"))


@pytest.mark.parametrize(("name", "field"), fields())
def test_every_field_with_words_is_known(name, field):
    if isinstance(field, (models.CharField, models.TextField, models.JSONField)):
        assert name in OF_THINGS | OF_COLLEAGUES


def test_a_phone_is_named_by_a_random_word_too_short_for_a_number_of_it():
    event = apps.get_model("visits", "CountEvent")

    assert event._meta.get_field("phone").max_length <= 16
