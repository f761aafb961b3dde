"""Form fields say beside themselves what is missing, also when it only looks empty."""

import pytest
from django.core.exceptions import ValidationError

from pirtti.core.formfields import I18nText, TextField


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", " \u2060\ufeff "])
def test_a_name_that_nobody_can_see_is_missing(typed):
    with pytest.raises(ValidationError) as refused:
        I18nText(max_length=20).clean([typed, "", ""])
    assert refused.value.code == "required"

    with pytest.raises(ValidationError) as refused:
        TextField(max_length=20).clean(typed)
    assert refused.value.code == "required"


def test_one_language_is_enough_and_none_when_it_may_be_empty():
    assert I18nText(max_length=20).clean(["", " Kafé ", ""]).data["sv"] == "Kafé"
    I18nText(max_length=20, required=False).clean(["\u200b", "", ""])
