"""A round asks everybody once, reminds, and says when an answer is late."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from pirtti.core.refusals import Refused
from pirtti.network.tests.factories import AreaFactory, PlaceFactory
from pirtti.planning import access, actions, letters, rules
from pirtti.planning.models import Round
from pirtti.planning.queries import rounds
from pirtti.planning.tests.factories import (
    ask_of,
    cafe,
    in_days,
    opened,
    partner,
    season,
)
from pirtti.post import kinds, mails
from pirtti.post.models import Letter

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2026, 11, 21, 7, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MORNING, tick=False) as travel:
        yield travel


@pytest.fixture
def area():
    return AreaFactory()


def told(kind):
    return Letter.objects.filter(kind=kind)


def mail_of(letter):
    kind = kinds.get(letter.kind)
    assert kind is not None
    return mails.compose(letter, kind)


def test_who_arranges_hosts_or_belongs_is_asked_and_nobody_else(area):
    belongs = partner(area)
    hosts = PlaceFactory(area=area, host=partner(AreaFactory()))
    arranges = partner(AreaFactory())
    cafe(PlaceFactory(area=area, host=belongs), organisers=[arranges])
    elsewhere = cafe().activity.organisers.get()

    asked = {ask.organisation for ask in opened(area).asks.all()}

    assert asked == {belongs, hosts.host, arranges}
    assert elsewhere not in asked


def test_contact_and_deputy_get_one_letter_each_and_one_address_only_one(area):
    partner(area)
    partner(area, contact_email="a@toimija.example", deputy_email="A@toimija.example")
    partner(area, contact_email="", deputy_email="")

    opened(area)

    assert sorted(told("planning_asked").values_list("to", flat=True)) == [
        "a@toimija.example",
        "vara@toimija.example",
        "yhdys@toimija.example",
    ]


def test_the_reminder_waits_for_its_day_and_the_late_word_for_its(area):
    partner(area, deputy_email="")

    opened(area, deadline=14)

    (reminder,), (late,) = told("planning_reminder"), told("planning_late")
    assert timezone.localtime(reminder.not_before).date() == in_days(7)
    assert timezone.localtime(late.not_before).date() == in_days(15)
    assert timezone.localtime(late.not_before).hour == 8


def test_a_short_round_has_no_reminder(area):
    partner(area)

    opened(area, deadline=7)

    assert not told("planning_reminder").exists()


def test_a_letter_that_is_not_needed_any_more_is_not_sent(area):
    organisation = partner(area, deputy_email="")
    planned = opened(area)
    (reminder,) = told("planning_reminder")
    assert mail_of(reminder) is not None

    actions.tell_nothing(ask_of(planned, organisation), by=None)

    assert mail_of(reminder) is None


def test_a_moved_deadline_brings_its_own_letters_and_silences_the_old(area):
    partner(area, deputy_email="")
    planned = opened(area, deadline=14)
    (old,) = told("planning_late")

    planned = actions.move_deadline(planned, deadline=in_days(20), by=None)
    actions.move_deadline(planned, deadline=in_days(20), by=None)

    assert mail_of(old) is None
    (new,) = told("planning_late").exclude(pk=old.pk)
    assert timezone.localtime(new.not_before).date() == in_days(21)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_letter_tells_the_season_and_its_link_opens_the_answer(area, language):
    partner(area, deputy_email="")
    planned = opened(area)
    letter = told("planning_asked").get()
    letter.language = language

    mail = mail_of(letter)

    assert planned.name.data[language] in mail.body
    link = next(word for word in mail.body.split() if "/plan/" in word)
    ask = access.ask_by_token(link.rstrip("/").rsplit("/", 1)[1])
    assert ask == planned.asks.get()
    assert link in mail.alternatives[0][0]


def test_every_kind_of_letter_is_known_to_the_post():
    assert all(kinds.get(name) for name in letters.SUBJECTS)


def test_late_ones_stand_first_and_can_be_nudged_once_a_day(area, clock):
    late, done = partner(area, deputy_email=""), partner(area)
    planned = opened(area, deadline=14)
    actions.tell_nothing(ask_of(planned, done), by=None)
    clock.shift(dt.timedelta(days=15))

    rows = rounds.ask_rows(planned, today=timezone.localdate())

    assert [row.ask.organisation for row in rows] == [late, done]
    assert [row.state for row in rows] == ["late", "answered"]
    ask = ask_of(planned, late)
    assert actions.nudge(ask, by=None) == 1
    with pytest.raises(Refused) as refused:
        actions.nudge(ask, by=None)
    assert refused.value.reason == rules.Refusal.NUDGED_TODAY
    clock.shift(dt.timedelta(days=1))
    assert actions.nudge(ask, by=None) == 1
    assert told("planning_nudge").count() == 2


def test_who_has_no_address_can_not_be_nudged(area):
    organisation = partner(area, contact_email="", deputy_email="")
    planned = opened(area)

    with pytest.raises(Refused) as refused:
        actions.nudge(ask_of(planned, organisation), by=None)

    assert refused.value.reason == rules.Refusal.NO_ADDRESS


def test_a_round_that_can_not_be_asks_nobody(area):
    partner(area)

    with pytest.raises(Refused):
        actions.open_round(season(area, deadline=60), by=None)

    assert not Round.objects.exists()
    assert not Letter.objects.exists()
