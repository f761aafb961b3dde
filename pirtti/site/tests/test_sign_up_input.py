"""What a family types when it signs up: read kindly, refused at its field."""

import pytest
import time_machine

from pirtti.network.tests.factories import text
from pirtti.signups import access
from pirtti.signups.models import Party
from pirtti.signups.tests.factories import IntakeFactory
from pirtti.site.tests.sign_ups import MORNING, address, body, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


@pytest.fixture
def intake():
    return IntakeFactory(activity__name=text("Puuroaamu", en="Porridge morning"))


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("nickname", ""),
        ("nickname", "131052-308T"),
        ("nickname", "x" * 41),
        ("contact", ""),
        ("contact", "perhe"),
        ("contact", "perhe@koti"),
        ("contact", "12"),
        ("contact", "a@koti.example\nBcc: b@koti.example"),
        ("contact", "0" * 30),
        ("adults", "-1"),
        ("adults", "200"),
        ("adults", "kaksi"),
        ("children", "7"),
        ("children", "99999999999999999999"),
        ("heard", "telepathy"),
    ],
)
def test_what_is_typed_wrong_is_kept_and_named_at_its_field(
    client, intake, field, typed
):
    answer = send(client, intake, **{field: typed})

    page = body(answer)
    assert answer.status_code == 422
    assert "autofocus" in page
    assert f'id="id_{field}_error"' in page
    assert 'value="Käpy"' in page or field == "nickname"
    assert not Party.objects.exists()


def test_nobody_coming_is_refused_at_the_number(client, intake):
    answer = send(client, intake, adults="0", children="0")

    assert answer.status_code == 422
    assert "Tell how many of you come." in body(answer)


def test_a_key_that_somebody_made_up_is_no_fault(client, intake):
    assert send(client, intake, key="x" * 500).status_code == 302


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("8 kk", 8),
        ("2 v 3 kk", 27),
        ("2 år och 3 månader", 27),
        ("1 y 4 mo", 16),
        ("3 v", 36),
        ("1/2027", -2),
        ("11/2026", 0),
    ],
)
def test_ages_are_read_as_people_write_them(client, typed, months):
    intake = IntakeFactory(asks_ages=True)

    assert send(client, intake, age_1=typed).status_code == 302

    party = Party.objects.get()
    assert (party.ages, party.children) == ([months], 1)


@pytest.mark.parametrize(
    "typed", ["5", "ten", "10/2026", "1/2030", "13/2027", "19 v", "400 kk", "1.2.2024"]
)
def test_an_age_that_says_nothing_is_asked_anew(client, typed):
    intake = IntakeFactory(asks_ages=True)

    answer = send(client, intake, age_4=typed)

    assert answer.status_code == 422
    assert 'id="id_age_4_error"' in body(answer)
    assert '<details class="ds-details" open>' in body(answer)


def test_a_child_of_another_age_is_refused_kindly(client):
    intake = IntakeFactory(asks_ages=True, age_from_months=0, age_to_months=12)

    answer = send(client, intake, age_1="5 v")

    assert answer.status_code == 422
    assert "children of another age" in body(answer)


def test_only_needs_that_are_handled_are_asked(client):
    bare = body(client.get(address("sign_up", IntakeFactory().pk)))
    intake = IntakeFactory(needs=["child_care", "interpreter"])
    asked = body(client.get(address("sign_up", intake.pk)))

    assert 'name="needs"' not in bare
    assert 'name="interpreter"' not in bare
    assert 'value="child_care"' in asked
    assert 'value="milk"' not in asked
    assert send(client, intake, needs=["milk"]).status_code == 422
    send(client, intake, needs=["child_care"], interpreter="ar")
    told = access.told_of(Party.objects.get())
    assert (told.needs, told.interpreter) == (("child_care", "interpreter"), "ar")
