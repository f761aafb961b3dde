"""A volunteer opens the counter with today's six digits, and nobody else does."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from pirtti.core.refusals import Refused
from pirtti.visits import access, actions, rules
from pirtti.visits.tests import factories

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


def door(occurrence):
    return reverse("visits:door", args=[occurrence.place.code])


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("123456", "123456"),
        ("123 456", "123456"),
        (" 12-34–56 ", "123456"),
        ("12345", None),
        ("1234567", None),
        ("12345a", None),
        ("١٢٣٤٥٦", None),
        ("", None),
    ],
)
def test_six_digits_are_read_with_spaces_and_dashes(typed, code):
    assert rules.read_code(typed) == code


def test_the_code_is_six_digits_and_belongs_to_one_date_and_day():
    one, other = factories.gathering(), factories.gathering()

    assert len(access.shift_code(one)) == 6
    assert access.shift_code(one).isdecimal()
    assert access.shift_code(one) == access.shift_code(factories.fresh(one))
    assert access.shift_code(one) != access.shift_code(other)

    before = access.shift_code(one)
    one.on += dt.timedelta(days=1)
    assert access.shift_code(one) != before


def test_the_door_shows_what_is_on_and_the_code_leads_to_its_counter(client):
    it = factories.gathering()

    page = client.get(door(it))
    answer = client.post(door(it), {"code": access.shift_code(it)})

    assert str(it.activity.kind) in page.content.decode()
    assert 'autocomplete="one-time-code"' in page.content.decode()
    assert access.shift_code(it) not in page.content.decode()
    assert answer.status_code == 302
    assert answer["Location"] == factories.counter_url(it)


def test_a_wrong_code_is_told_beside_the_field_and_kept(client):
    it = factories.gathering()
    wrong = f"{(int(access.shift_code(it)) + 1) % 10**6:06}"

    answer = client.post(door(it), {"code": wrong})

    assert answer.status_code == 404
    assert wrong in answer.content.decode()
    assert answer.context["form"].errors["code"]


@pytest.mark.parametrize(
    "typed",
    ["", "12", "x" * 10_000, "\x00", "🙂" * 6],
    ids=lambda typed: ascii(typed)[:9],
)
def test_what_is_no_code_gets_a_sentence(client, typed):
    answer = client.post(door(factories.gathering()), {"code": typed})

    assert answer.status_code == 422
    assert answer.context["form"].errors["code"]


def test_the_code_of_another_place_opens_nothing(client):
    here, there = factories.gathering(), factories.gathering()

    answer = client.post(door(here), {"code": access.shift_code(there)})

    assert answer.status_code == 404


def test_yesterdays_code_opens_nothing_but_an_evening_may_last_over_midnight():
    late = timezone.make_aware(dt.datetime(2026, 11, 20, 22))
    it = factories.gathering(began=late)
    code = access.shift_code(it)

    over_midnight = late + 3 * HOUR
    assert access.gathering_by_code(it.place, code, over_midnight).pk == it.pk
    with pytest.raises(Refused) as refused:
        access.gathering_by_code(it.place, code, late + 12 * HOUR)
    assert refused.value.reason == rules.Refusal.CODE_UNKNOWN


def test_guessing_is_slowed_down_for_one_network_and_not_for_others(client):
    it = factories.gathering()
    code = access.shift_code(it)
    wrong = f"{(int(code) + 1) % 10**6:06}"

    statuses = [client.post(door(it), {"code": wrong}).status_code for _ in range(11)]

    assert statuses == [404] * 10 + [429]
    assert client.post(door(it), {"code": code}).status_code == 429
    neighbour = client.post(door(it), {"code": code}, REMOTE_ADDR="198.51.100.7")
    assert neighbour.status_code == 302


@pytest.mark.parametrize(
    ("offset", "refusal"),
    [
        (-2 * HOUR - dt.timedelta(seconds=1), rules.Refusal.TOO_EARLY),
        (-2 * HOUR, None),
        (4 * HOUR, None),
        (4 * HOUR + dt.timedelta(seconds=1), rules.Refusal.TOO_LATE),
    ],
)
def test_the_counter_is_open_from_two_hours_before_to_two_after(offset, refusal):
    it = factories.gathering()
    token = access.token_for(it)
    now = it.starts_at + offset

    if refusal is None:
        assert access.counter_for(token, now).pk == it.pk
    else:
        with pytest.raises(Refused) as refused:
            access.counter_for(token, now)
        assert refused.value.reason == refusal


@pytest.mark.parametrize(
    ("offset", "refusal"),
    [
        (-3 * HOUR, rules.Refusal.TOO_EARLY),
        (4 * HOUR, None),
        (dt.timedelta(days=14, hours=2), None),
        (dt.timedelta(days=14, hours=3), rules.Refusal.TOO_LATE),
    ],
)
def test_saved_taps_may_arrive_two_weeks_late(offset, refusal):
    it = factories.gathering()
    token = access.token_for(it)

    if refusal is None:
        assert access.receiver_for(token, it.starts_at + offset).pk == it.pk
    else:
        with pytest.raises(Refused) as refused:
            access.receiver_for(token, it.starts_at + offset)
        assert refused.value.reason == refusal


def test_replacing_the_link_makes_code_and_token_worthless(client):
    it = factories.gathering()
    code, page, taps = (
        access.shift_code(it),
        factories.counter_url(it),
        factories.events_url(it),
    )

    actions.revoke(it, by=None)

    assert client.get(page).status_code == 410
    answer = client.post(taps, {"events": []}, content_type="application/json")
    assert (answer.status_code, answer.json()["reason"]) == (410, "revoked")
    assert client.post(door(it), {"code": code}).status_code == 404
    assert client.get(factories.counter_url(it)).status_code == 200


def test_a_cancelled_date_says_so(client):
    it = factories.gathering(state="cancelled")

    answer = client.get(factories.counter_url(it))

    assert answer.status_code == 410
    assert "/" in answer.content.decode()


def test_too_early_and_too_late_are_pages_with_a_way_on(client):
    it = factories.gathering()
    page = factories.counter_url(it)

    with time_machine.travel(it.starts_at - 5 * HOUR):
        early = client.get(page)
    with time_machine.travel(it.ends_at + 5 * HOUR):
        late = client.get(page)

    assert (early.status_code, late.status_code) == (403, 410)
    for answer in (early, late):
        assert 'href="/"' in answer.content.decode()


@pytest.mark.parametrize(
    "token",
    ["x", "1-0", "1-0.", "1-0.abc", "...", "-", "🙂", "1-0.HF" * 500, "%00"],
    ids=lambda token: ascii(token)[:9],
)
def test_a_made_up_token_is_not_found(client, token):
    assert client.get(f"/fi/count/at/{token}/").status_code == 404


def test_a_token_signed_for_another_purpose_opens_nothing(client):
    it = factories.gathering()
    foreign = access.signing.Signer(salt="other", sep=".").sign(f"{it.pk}-0")

    assert client.get(reverse("visits:counter", args=[foreign])).status_code == 404
