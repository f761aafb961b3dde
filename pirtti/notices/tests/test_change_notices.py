"""Who follows hears of a cancellation or a move, once, in plain words."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pirtti.calendar import actions as calendar
from pirtti.calendar.tests.factories import (
    ActivityFactory,
    OccurrenceFactory,
    weekly,
)
from pirtti.network.tests.factories import PlaceFactory, text
from pirtti.notices import access, actions, queries, rules
from pirtti.notices.models import Bulletin
from pirtti.notices.tests.factories import following, many
from pirtti.post import worker
from pirtti.post.models import Letter

pytestmark = pytest.mark.django_db

# Monday 23.11.2026 at 10 in Helsinki.
NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
TUESDAY = dt.date(2026, 11, 24)
GRACE = rules.GRACE + dt.timedelta(seconds=1)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def date(clock):
    activity = ActivityFactory(
        name=text("Kahvila", en="Café"), place__name=text("Tupa", en="Cottage")
    )
    return OccurrenceFactory(activity=activity, on=TUESDAY)


def cancel(date, why="Ohjaaja on sairaana"):
    return calendar.cancel_occurrence(date, reason=text(why), by=None)


def sent_after(clock, wait=GRACE):
    """Let the grace pass, let everything go out; return the mails."""
    clock.shift(wait)
    worker.send_all()
    return mail.outbox


def test_a_cancellation_is_told_with_its_reason_and_the_next_time(clock, date):
    following(date.activity, language="fi")
    OccurrenceFactory(activity=date.activity, on=TUESDAY + dt.timedelta(days=7))
    cancel(date)

    (sent,) = sent_after(clock)

    assert "Kahvila" in sent.body
    assert "ti 24.11. klo\u00a09.30–11.30, Tupa" in sent.body
    assert "Ohjaaja on sairaana" in sent.body
    assert "ti 1.12. klo\u00a09.30–11.30" in sent.body
    assert f"/fi/event/{date.pk}/" in sent.body
    assert "Kahvila" not in sent.subject


def test_a_move_tells_the_new_and_the_old(clock, date):
    following(date.activity)
    new_place = PlaceFactory(name=text("Koulu", en="School"))
    calendar.change_occurrence(
        date, by=None, starts_at=dt.time(13), ends_at=dt.time(15), place=new_place
    )

    (sent,) = sent_after(clock)

    assert "Now: Tue 24 November 13:00–15:00, School" in sent.body
    assert "Before: Tue 24 November 9:30–11:30, Cottage" in sent.body


def test_a_restored_date_is_told_when_its_cancellation_was(clock, date):
    following(date.activity)
    cancel(date)
    sent_after(clock)
    calendar.restore_occurrence(date, by=None)

    _first, second = sent_after(clock)

    assert "Takes place after all: Tue 24 November" in second.body


def test_what_is_taken_back_at_once_is_not_told(clock, date):
    following(date.activity)
    cancel(date)
    clock.shift(rules.GRACE / 2)
    calendar.restore_occurrence(date, by=None)

    assert sent_after(clock) == []


def test_nothing_is_told_before_the_grace_has_passed(clock, date):
    following(date.activity)
    cancel(date)

    assert sent_after(clock, rules.GRACE / 2) == []


def test_what_is_restored_before_the_letter_goes_is_not_told(clock, date):
    following(date.activity)
    cancel(date)
    clock.shift(GRACE)
    actions.make_letters(timezone.now())
    calendar.restore_occurrence(date, by=None)
    worker.send_all()

    assert mail.outbox == []
    assert Letter.objects.get().state == Letter.State.DROPPED


def test_a_change_of_what_is_over_or_hidden_is_not_told(clock):
    past = OccurrenceFactory(on=TUESDAY - dt.timedelta(days=3))
    draft = OccurrenceFactory(activity=ActivityFactory(draft=True), on=TUESDAY)
    for one in (past, draft):
        following(one.activity, f"a{one.pk}@koti.example")
        cancel(one)

    assert Bulletin.objects.count() == 0


def test_the_bulletin_goes_with_the_change_or_not_at_all(clock, date):
    following(date.activity)
    with transaction.atomic():
        cancel(date)
        assert Bulletin.objects.count() == 1
        transaction.set_rollback(True)

    assert Bulletin.objects.count() == 0


def test_followers_of_the_place_hear_too_and_nobody_hears_twice(clock, date):
    for thing in (date.activity, date.place):
        following(thing, "molemmat@koti.example")
    following(date.place, "paikka@koti.example")
    following(PlaceFactory(), "muualla@koti.example")
    cancel(date)

    assert sorted(sent.to[0] for sent in sent_after(clock)) == [
        "molemmat@koti.example",
        "paikka@koti.example",
    ]


def test_followers_of_the_place_it_moves_away_from_hear_of_it(clock, date):
    following(date.place)
    calendar.change_occurrence(date, by=None, place=PlaceFactory())

    assert len(sent_after(clock)) == 1


def test_many_dates_of_one_change_are_one_mail(clock):
    activity = ActivityFactory(name=text("Kahvila"))
    weekly(activity, starts_on=TUESDAY, ends_on=TUESDAY + dt.timedelta(weeks=5))
    following(activity, language="fi")
    calendar.bulk_cancel(activity.occurrences.all(), reason=text("Remontti"), by=None)

    (sent,) = sent_after(clock)

    assert sent.body.count("Remontti") == 6


def test_changes_one_by_one_at_the_same_time_are_one_mail(clock):
    activity = ActivityFactory()
    dates = [
        OccurrenceFactory(activity=activity, on=TUESDAY + dt.timedelta(days=day))
        for day in range(4)
    ]
    following(activity)
    for one in dates:
        cancel(one)

    (sent,) = sent_after(clock)

    assert all(f"/event/{one.pk}/" in sent.body for one in dates)


def test_a_very_long_list_is_cut_with_a_word_about_the_rest(clock):
    activity = ActivityFactory()
    weekly(activity, starts_on=TUESDAY, ends_on=TUESDAY + dt.timedelta(weeks=19))
    following(activity)
    calendar.bulk_cancel(activity.occurrences.all(), reason=text("Tauko"), by=None)

    (sent,) = sent_after(clock)

    assert sent.body.count("/event/") == rules.MOST_TOLD
    assert "And 8 more dates." in sent.body


def test_every_mail_can_be_stopped_with_one_press(clock, date, settings):
    settings.PUBLIC_ADDRESS = "https://perhekeskus.example"
    found = following(date.activity)
    cancel(date)

    (sent,) = sent_after(clock)

    stop = f"https://perhekeskus.example/en/follow/{access.word_of(found)}/stop/"
    assert sent.extra_headers["List-Unsubscribe"] == f"<{stop}>"
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop in sent.body
    assert stop in sent.alternatives[0][0]


def test_who_has_stopped_meanwhile_hears_nothing(clock, date):
    found = following(date.activity)
    cancel(date)
    clock.shift(GRACE)
    actions.make_letters(timezone.now())
    actions.stop(found)
    worker.send_all()

    assert mail.outbox == []


def test_what_people_wrote_is_only_text_in_the_mail(clock, date):
    following(date.activity)
    cancel(date, why="<script>alert(1)</script>")

    (sent,) = sent_after(clock)

    assert "<script>alert(1)</script>" in sent.body
    assert "<script" not in sent.alternatives[0][0]


def test_cancelling_costs_the_same_with_five_thousand_followers(clock, date):
    other = OccurrenceFactory(on=TUESDAY)
    many(other.activity, 5000)

    def cost(one):
        with CaptureQueriesContext(connection) as seen:
            cancel(one)
        return len(seen)

    assert cost(other) == cost(date)
    assert Bulletin.objects.count() == 2
    assert Letter.objects.count() == 0


def test_five_thousand_letters_are_made_in_bites_of_few_statements(clock, date):
    many(date.activity, 5000)
    cancel(date)
    clock.shift(GRACE)
    bites = 0
    while queries.waits_since(timezone.now()) is not None:
        before = Letter.objects.count()
        with CaptureQueriesContext(connection) as seen:
            actions.make_letters(timezone.now())
        assert Letter.objects.count() - before <= rules.BITE
        # Letters of one bite are a handful of statements, as a database limits one.
        assert len(seen) <= 20
        bites += 1

    assert Letter.objects.count() == 5000
    assert bites == 5000 // rules.BITE + 1


def test_a_sender_that_dies_between_two_bites_loses_and_doubles_nobody(clock, date):
    many(date.activity, rules.BITE + 10)
    cancel(date)
    clock.shift(GRACE)
    actions.make_letters(timezone.now())
    # As if the letters had been stored and what was reached had not.
    Bulletin.objects.update(reached=0)
    for _round in range(3):
        actions.make_letters(timezone.now())

    assert Letter.objects.count() == rules.BITE + 10


def test_bulletins_are_deleted_when_their_letters_are_long_gone(clock, date):
    following(date.activity)
    cancel(date)
    sent_after(clock)
    clock.shift(rules.BULLETINS_KEPT + dt.timedelta(minutes=1))

    assert actions.prune_bulletins(timezone.now()) == 1
