"""Beginning to follow by e-mail: nobody is written to who has not confirmed."""

import datetime as dt
import logging

import pytest
import time_machine
from django.apps import apps
from django.core import mail
from django.utils import timezone

from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory
from pirtti.core.refusals import Refused
from pirtti.network.tests.factories import text
from pirtti.notices import access, actions, queries, rules
from pirtti.notices.models import Following
from pirtti.notices.tests.factories import following
from pirtti.people.models import JournalEntry
from pirtti.post import actions as post
from pirtti.post import worker
from pirtti.post.models import DeadAddress, Letter

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
ADDRESS = "salainen.perhe@koti.example"


def ask(thing, address=ADDRESS, *, network="192.0.2.0/24", reminder=False):
    actions.follow(
        thing,
        address=address,
        language="en",
        wants_reminder=reminder,
        network=network,
    )


def word_in(sent):
    """Return the secret word of the link in a mail."""
    line = next(line for line in sent.body.splitlines() if "/confirm/" in line)
    return line.rstrip("/").split("/")[-2]


def test_asking_sends_one_mail_and_only_the_press_in_it_begins():
    activity = ActivityFactory(name=text("Eroryhmä"))
    ask(activity)
    worker.send_all()
    (sent,) = mail.outbox

    assert sent.to == [ADDRESS]
    assert "Eroryhmä" in sent.body
    assert queries.confirmed().count() == 0
    found = actions.confirm(word_in(sent), now=timezone.now())

    assert list(queries.confirmed()) == [found]


def test_subject_and_sender_never_tell_what_is_followed(settings):
    activity = ActivityFactory(name=text("Eroryhmä"), kind__name=text("Vertaisryhmä"))
    ask(activity)
    worker.send_all()

    (sent,) = mail.outbox
    headers = "\n".join(f"{name}: {value}" for name, value in sent.message().items())
    assert "ryhmä" not in headers.lower()
    assert sent.from_email == settings.DEFAULT_FROM_EMAIL


def test_the_database_alone_tells_no_address_and_opens_no_link():
    activity = ActivityFactory()
    ask(activity)
    word = access.word_of(Following.objects.get())
    stored = "\n".join(
        str(row)
        for model in apps.get_models()
        for row in model._base_manager.values_list()
    )

    assert "salainen" not in stored
    assert word not in stored
    assert access.address_of(Following.objects.get()) == ADDRESS
    assert access.following_with(word) == Following.objects.get()


def test_another_secret_key_opens_nothing(settings):
    found = following(ActivityFactory(), ADDRESS)
    word = access.word_of(found)
    settings.SECRET_KEY = "another"

    assert access.address_of(found) is None
    assert access.word_of(found) != word


def test_an_old_secret_key_still_opens_addresses(settings):
    found = following(ActivityFactory(), ADDRESS)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "new"

    assert access.address_of(found) == ADDRESS


def test_who_follows_already_is_told_so_only_by_mail():
    activity = ActivityFactory()
    found = following(activity, ADDRESS)

    ask(activity, reminder=True)
    worker.send_all()

    found.refresh_from_db()
    (sent,) = mail.outbox
    assert Following.objects.count() == 1
    assert not found.wants_reminder
    assert "already" in sent.body


def test_capitals_and_spaces_make_no_second_following():
    activity = ActivityFactory()

    ask(activity, ADDRESS)
    ask(activity, f" {ADDRESS.upper()} ")

    assert Following.objects.count() == 1


def test_at_most_three_mails_a_day_go_to_an_address_that_confirmed_nothing():
    with time_machine.travel(NOW, tick=False) as clock:
        for hour in range(24):
            ask(ActivityFactory(), network=f"192.0.{hour}.0/24")
            clock.shift(dt.timedelta(hours=1))
            worker.send_all()
        assert len(mail.outbox) == 3

        ask(ActivityFactory(), network="198.51.100.0/24")
        worker.send_all()

    assert len(mail.outbox) == 4


def test_a_network_that_asks_and_asks_is_slowed_down():
    activity = ActivityFactory()

    for number in range(actions.following.NETWORK_TRIES[0]):
        ask(activity, f"a{number}@koti.example")
    with pytest.raises(Refused) as refused:
        ask(activity, "one-more@koti.example")

    assert refused.value.reason is rules.Refusal.TOO_MANY_TRIES
    assert Letter.objects.count() <= 30


def test_a_bot_does_not_fill_the_table():
    activity, through = ActivityFactory(), 0
    with time_machine.travel(NOW, tick=False):
        for number in range(100):
            try:
                ask(activity, f"bot{number}@koti.example")
            except Refused:
                continue
            through += 1

    assert through == actions.following.NETWORK_TRIES[0]
    assert Following.objects.count() == through


def test_what_was_never_confirmed_is_forgotten_in_a_week():
    with time_machine.travel(NOW, tick=False) as clock:
        activity = OccurrenceFactory(on=NOW.date()).activity
        ask(activity)
        clock.shift(rules.UNCONFIRMED_KEPT - dt.timedelta(minutes=1))
        assert actions.tidy(timezone.now()) == 0
        clock.shift(dt.timedelta(minutes=2))
        assert actions.tidy(timezone.now()) == 1


def lively_through(first, days):
    """Let something meet every hundred days, so that nothing ends for being idle."""
    activity = ActivityFactory()
    for offset in range(0, days, 100):
        OccurrenceFactory(activity=activity, on=first + dt.timedelta(days=offset))
    return activity


def test_after_two_years_one_is_asked_and_without_an_answer_forgotten():
    with time_machine.travel(NOW, tick=False) as clock:
        activity = lively_through(NOW.date(), 900)
        following(activity, ADDRESS)
        clock.shift(rules.KEPT - rules.ASKED_AGAIN_BEFORE + dt.timedelta(days=1))
        for _day in range(2):
            assert actions.tidy(timezone.now()) == 0
        worker.send_all()
        (asked,) = mail.outbox
        clock.shift(rules.ASKED_AGAIN_BEFORE)

        assert actions.tidy(timezone.now()) == 1
        assert word_in(asked)


def test_who_answers_goes_on_for_two_years_more():
    with time_machine.travel(NOW, tick=False) as clock:
        activity = lively_through(NOW.date(), 900)
        following(activity, ADDRESS)
        clock.shift(rules.KEPT - dt.timedelta(days=5))
        actions.tidy(timezone.now())
        worker.send_all()
        actions.confirm(word_in(mail.outbox[0]), now=timezone.now())
        clock.shift(dt.timedelta(days=10))

        assert actions.tidy(timezone.now()) == 0


@pytest.mark.parametrize(("days", "gone"), [(100, 0), (130, 1)])
def test_following_ends_with_the_activity_but_not_for_a_summer(days, gone):
    with time_machine.travel(NOW, tick=False) as clock:
        last = OccurrenceFactory(on=NOW.date())
        following(last.activity, ADDRESS)
        clock.shift(dt.timedelta(days=days))

        assert actions.tidy(timezone.now()) == gone


def test_an_address_where_nobody_is_is_forgotten():
    found = following(OccurrenceFactory().activity, ADDRESS)
    DeadAddress.objects.create(key=found.address_key, since=timezone.now())

    assert actions.tidy(timezone.now()) == 1


def test_stopping_ends_one_and_erasing_ends_all():
    one, two = ActivityFactory(), ActivityFactory()
    first, second = following(one, ADDRESS), following(two, ADDRESS)
    following(two, "toinen@koti.example")
    ask(ActivityFactory())

    actions.stop(first)
    assert queries.followings_of(first.address_key) == [second]
    actions.erase_all(first.address_key)

    assert [access.address_of(each) for each in Following.objects.all()] == [
        "toinen@koti.example"
    ]
    assert not Letter.objects.filter(to_key=first.address_key).exists()


def test_erasing_leaves_mails_of_work_alone():
    found = following(ActivityFactory(), ADDRESS)
    post.queue("proposal_news", to=ADDRESS, language="fi", dedupe="work")

    actions.erase_all(found.address_key)

    assert Letter.objects.count() == 1


def test_no_address_in_logs_or_the_journal(caplog):
    caplog.set_level(logging.DEBUG)
    activity = ActivityFactory()
    ask(activity)
    worker.send_all()
    actions.confirm(word_in(mail.outbox[0]), now=timezone.now())
    actions.erase_all(post.key_of(ADDRESS))

    assert "salainen" not in caplog.text
    assert "salainen" not in str(list(JournalEntry.objects.values()))
