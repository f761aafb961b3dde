"""Every stored field has a purpose and an end; counts hold no person."""

from django.apps import apps
from django.contrib.auth import get_user_model

from pirtti.core.privacy import Level

OURS = [model for model in apps.get_models() if model.__module__.startswith("pirtti.")]


def _own_fields(model):
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return {field.name for field in fields if field.name != "id"}


def test_every_field_says_why_it_exists_and_how_long():
    unsaid = {
        model.__name__: sorted(_own_fields(model) ^ set(model.PRIVACY) - {"id"})
        for model in OURS
        if _own_fields(model) != set(model.PRIVACY) - {"id"}
    }

    assert unsaid == {}


def test_personal_fields_say_when_they_end():
    endless = [
        f"{model.__name__}.{field}"
        for model in OURS
        for field, use in model.PRIVACY.items()
        if use.level in {Level.P2, Level.P3}
        and use.kept == "as long as the thing itself"
    ]

    assert endless == []


def test_a_link_to_an_account_is_always_told_as_personal():
    user = get_user_model()
    open_links = [
        f"{model.__name__}.{field.name}"
        for model in OURS
        for field in model._meta.concrete_fields
        if field.related_model is user
        and model.PRIVACY[field.name].level not in {Level.P2, Level.P3}
    ]

    assert open_links == []


def test_a_tally_holds_no_person():
    visits = [model for model in OURS if model._meta.app_label == "visits"]
    words = {
        "email",
        "phone_number",
        "address",
        "birth",
        "ip",
        "hetu",
        "visitor",
        "family",
    }

    assert {model.__name__ for model in visits} >= {
        "Tally",
        "CountSheet",
        "CountEvent",
        "Figure",
    }
    for model in visits:
        for field in model._meta.concrete_fields:
            assert field.name not in words, field
            # A counter of a place's own has a name; nothing else here does.
            assert field.name != "name" or model.__name__ == "OwnCategory", field
            if field.related_model is get_user_model():
                # Only the colleague who corrected a count, never one who came.
                assert (model.__name__, field.name) == ("CountEvent", "by")


def test_no_field_is_made_for_what_we_never_ask():
    never = {
        "hetu",
        "personal_id",
        "ssn",
        "birth_date",
        "date_of_birth",
        "diagnosis",
        "nationality",
        "religion",
    }

    assert [
        f"{model.__name__}.{field.name}"
        for model in OURS
        for field in model._meta.get_fields()
        if field.name in never
    ] == []
