"""Whatever is sent to places, organisations, roles and counts: a sentence, no crash."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from pirtti.calendar.tests.factories import OccurrenceFactory
from pirtti.desk.forms.organisations import OrganisationForm
from pirtti.desk.forms.places import PlaceForm, RoomForm
from pirtti.desk.forms.roles import RoleForm
from pirtti.desk.tests.network_pages import tree, typed
from pirtti.network import actions
from pirtti.network.models import Place, Room
from pirtti.network.rules import Role
from pirtti.network.tests.factories import OrganisationFactory, PlaceFactory, user_with

pytestmark = pytest.mark.django_db

HOSTILE = {
    "long": "ä" * 10_000,
    "emoji": "👩‍👩‍👧‍👦" * 60,
    "right to left": "\u202eabc مرحبا",
    "nul": "a\x00b",
    "identity code": "131052-308T",
    "identity code, small": "soita äidille 131052-308t",
    "line break": "a\r\nb",
    "markup": '"><script>alert(1)</script>',
    "percent": "%(name)s %s {{ x }} {% now %}",
    "number": "9" * 400,
    "minus": "-1",
    "infinity": "inf",
    "not a number": "nan",
    "zalgo": "a" + "\u0301" * 50,
    "spaces": " \u00a0\u200b",
    "noncharacter": "\ufffe",
    "date": "31.2.2026",
    "far day": "31.12.2199",
    "formula": "=1+2",
}


@pytest.fixture
def house():
    _country, county, _town, part = tree()
    place = PlaceFactory(host=OrganisationFactory(area=part))
    boss = user_with(Role.AREA_COORDINATOR, at=county)
    date = OccurrenceFactory(
        activity__place=place, on=timezone.localdate() - dt.timedelta(days=2)
    )
    return place, boss, date


def pages(place, date):
    """Every address of ours that takes a form, with all of its fields."""
    languages = [f"_{number}" for number in range(3)]
    organisation = [
        "kind",
        "parent",
        "area",
        "website",
        "email",
        "phone",
        "contact_email",
        "deputy_email",
        *("name" + n for n in languages),
        *("about" + n for n in languages),
    ]
    place_fields = [
        "kind",
        "area",
        "host",
        "street",
        "postal_code",
        "latitude",
        "longitude",
        "prams",
        "languages",
        "phone",
        "email",
        "partners",
        "is_published",
        *(
            name + n
            for n in languages
            for name in ("name", "about", "entrance", "food", "easy")
        ),
    ]
    counts = [f"number-{n}" for n in range(5)]
    return {
        ("place", place.pk): place_fields,
        ("rooms", place.pk): ["seats", *("name" + n for n in languages)],
        ("hours", place.pk): [
            "line-TOTAL_FORMS",
            "line-INITIAL_FORMS",
            *(
                f"line-0-{n}"
                for n in ("weekday", "times", "valid_from", "valid_to", "DELETE")
            ),
        ],
        ("exception_new", place.pk): [
            "day-first_on",
            "day-last_on",
            "day-times",
            *("day-reason" + n for n in languages),
        ],
        ("counting", place.pk): ["method", "sample_weeks", "counts_men", "languages"],
        ("category_new", place.pk): ["own-name" + n for n in languages],
        ("organisation", place.host.pk): organisation,
        ("role_new",): ["email", "name", "language", "role", "scope", "ends_on"],
        ("count", date.pk): [
            *counts,
            *("initial-" + n for n in counts),
            "method",
            "reason",
        ],
    }


# Drawing a long form again takes time, so pages get the worst; forms below get all.
WORST = (
    "long",
    "nul",
    "identity code",
    "markup",
    "number",
    "not a number",
    "spaces",
    "far day",
)


@pytest.mark.parametrize("value", [HOSTILE[name] for name in WORST], ids=WORST)
def test_every_field_at_once_holds_what_nobody_should_send(client, house, value):
    place, boss, date = house
    client.force_login(boss)

    for (name, *args), fields in pages(place, date).items():
        answer = client.post(
            reverse(f"desk:{name}", args=args), dict.fromkeys(fields, value)
        )
        assert answer.status_code in {302, 422}, name
        if answer.status_code == 422:
            words = answer.content.decode()
            assert "field-error" in words or 'data-tone="bad"' in words, name
            assert "<script>alert" not in answer.content.decode()


def test_an_empty_form_asks_for_what_it_needs(client, house):
    place, boss, date = house
    client.force_login(boss)

    for name, *args in pages(place, date):
        answer = client.post(reverse(f"desk:{name}", args=args), {})
        assert answer.status_code == 422, name


def sent(values):
    query = QueryDict(mutable=True)
    for name, value in values.items():
        query.setlist(name, value if isinstance(value, list) else [str(value)])
    return query


def inputs(form):
    """Return the inputs of each field of a form as a browser would name them."""
    return {
        name: [f"{name}_{number}" for number in range(3)]
        if hasattr(field.widget, "widgets")
        else [name]
        for name, field in form.fields.items()
    }


@pytest.mark.parametrize("value", HOSTILE.values(), ids=list(HOSTILE))
def test_what_a_field_takes_can_be_stored_and_the_rest_is_told_in_a_sentence(
    house, value
):
    place, boss, _date = house
    makers = {
        "place": lambda data: PlaceForm(
            data, viewer=boss, place=Place.objects.get(pk=place.pk)
        ),
        "organisation": lambda data: OrganisationForm(
            data, viewer=boss, organisation=place.host
        ),
        "room": lambda data: RoomForm(data, room=Room(place=place)),
    }
    for name, make in makers.items():
        good = typed(make(None)) or {"name_0": "Sali"}
        fields = inputs(make(None))
        bad = {one: value for names in fields.values() for one in names}
        refused = make(sent(bad)).errors
        assert all(str(error) for errors in refused.values() for error in errors)

        taken = {
            one: value for field in fields.keys() - refused for one in fields[field]
        }
        form = make(sent(good | taken))
        assert form.is_valid(), (name, form.errors)
        with transaction.atomic():
            form.filled().save()
            transaction.set_rollback(True)


@pytest.mark.parametrize(
    "field", ["name_0", "about_1", "entrance_2", "street", "food_0", "greeter_0"]
)
def test_a_personal_identity_code_is_never_stored(house, field):
    place, boss, _date = house
    good = typed(PlaceForm(viewer=boss, place=place))

    form = PlaceForm(
        sent(good | {field: "Soita 131052-308T"}), viewer=boss, place=place
    )

    (errors,) = form.errors.values()
    assert "131052" not in str(errors)
    assert form.errors.keys() == {field.rstrip("_012")}


def test_a_longest_text_in_three_languages_fits(house):
    place, boss, _date = house
    good = typed(PlaceForm(viewer=boss, place=place))
    long = {f"about_{n}": "ö" * 2000 for n in range(3)} | {
        f"name_{n}": "ä" * 120 for n in range(3)
    }

    form = PlaceForm(sent(good | long), viewer=boss, place=place)

    assert form.is_valid()
    actions.save_place(form.filled(), by=boss)
    place.refresh_from_db()
    assert len(place.about.data["sv"]) == 2000


@pytest.mark.parametrize(
    "scope", ["place-", "place-x", "planet-1", "place-9" + "9" * 30, "-1", "area-0"]
)
def test_a_scope_that_is_none_is_refused(house, scope):
    _place, boss, _date = house
    last = timezone.localdate() + dt.timedelta(days=30)

    form = RoleForm(
        sent(
            {
                "email": "a@b.example",
                "name": "Ohjaaja",
                "language": "fi",
                "role": "volunteer",
                "scope": scope,
                "ends_on": f"{last.day}.{last.month}.{last.year}",
            }
        ),
        viewer=boss,
    )

    assert "scope" in form.errors


def test_a_photo_under_a_hostile_name_is_kept_under_our_own(
    client, house, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    place, boss, _date = house
    client.force_login(boss)

    for name in (
        "../../etc/passwd",
        "a\x00.jpg",
        "x" * 300 + ".svg",
        "kuva.html",
        "<b>.jpg",
    ):
        file = SimpleUploadedFile(
            "x", b"<svg onload=alert(1)>", content_type="image/svg+xml"
        )
        file._name = name
        answer = client.post(
            reverse("desk:place", args=[place.pk]), {"entrance_photo": file}
        )
        assert answer.status_code == 422
    assert not list(tmp_path.rglob("*.*"))


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("place", 1),
        ("hours", 1),
        ("rooms", 1),
        ("counting", 1),
        ("organisation", 1),
        ("role_end", 1),
        ("count", 1),
        ("count_not_held", 1),
        ("count_held", 1),
        ("count_revoke", 1),
        ("exception_remove", 2),
        ("category_retire", 2),
    ],
)
def test_numbers_of_nothing_are_not_found(client, house, name, number):
    _place, boss, _date = house
    client.force_login(boss)

    for pk in (0, 987654321, 2**63 - 1):
        address = reverse(f"desk:{name}", args=[pk] * number)
        assert client.post(address, {}).status_code == 404
