"""Guessing is slowed down by token buckets in the database."""

import threading

import pytest
import time_machine
from django.db import connection
from django.test import RequestFactory

from pirtti.people import access, actions, rules
from pirtti.people.models import Brake


@pytest.mark.django_db
def test_the_bucket_empties_and_fills_again_with_time():
    with time_machine.travel("2026-11-23T09:00:00+02:00", tick=False) as clock:
        tries = [actions.try_once("door", capacity=3, per_hour=6) for _ in range(5)]
        clock.shift(599)
        early = actions.try_once("door", capacity=3, per_hour=6)
        clock.shift(1)
        later = actions.try_once("door", capacity=3, per_hour=6)
        again = actions.try_once("door", capacity=3, per_hour=6)

    assert tries == [True, True, True, False, False]
    assert (early, later, again) == (False, True, False)


@pytest.mark.django_db
def test_a_long_rest_fills_no_more_than_the_bucket_holds():
    with time_machine.travel("2026-11-23T09:00:00+02:00", tick=False) as clock:
        actions.try_once("door", capacity=2, per_hour=60)
        clock.shift(86_400)
        tries = [actions.try_once("door", capacity=2, per_hour=60) for _ in range(3)]

    assert tries == [True, True, False]


@pytest.mark.django_db
def test_buckets_are_apart_and_keep_no_words():
    assert actions.try_once("a@koivukyla.example", capacity=1, per_hour=1)
    assert actions.try_once("b@koivukyla.example", capacity=1, per_hour=1)

    assert "koivukyla" not in str(Brake.objects.values())


@pytest.mark.django_db(transaction=True)
def test_many_at_once_never_get_more_than_the_bucket_holds():
    answers = []

    def try_five_times():
        try:
            answers.extend(
                actions.try_once("race", capacity=7, per_hour=0) for _ in range(5)
            )
        finally:
            connection.close()

    threads = [threading.Thread(target=try_five_times) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(answers) == 30
    assert 1 <= sum(answers) <= 7
    assert Brake.objects.get().tokens == 7 - sum(answers)


def test_a_clock_that_goes_back_gives_no_tries():
    assert rules.tokens_left(tokens=1, seconds=-50, capacity=5, per_hour=3600) == 1


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "network"),
    [
        (0, "198.51.100.77", "", "198.51.100.0/24"),
        (0, "198.51.100.77", "203.0.113.5", "198.51.100.0/24"),
        (1, "127.0.0.1", "10.0.0.1, 203.0.113.5", "203.0.113.0/24"),
        (2, "127.0.0.1", "203.0.113.5, 10.0.0.9", "203.0.113.0/24"),
        (2, "127.0.0.1", "203.0.113.5", "127.0.0.0/24"),
        (0, "2001:db8:7:1::9", "", "2001:db8:7::/48"),
        (1, "127.0.0.1", "no address", "unknown"),
    ],
)
def test_only_trusted_proxies_say_where_somebody_is(
    settings, proxies, remote, forwarded, network
):
    settings.TRUSTED_PROXIES = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}

    request = RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers)

    assert access.network_of(request) == network
