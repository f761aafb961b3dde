"""A draft is published for families, and taken back."""

import re
from pathlib import Path

import pytest

import pirtti
from pirtti.calendar.rules import Refusal as CalendarRefusal
from pirtti.calendar.rules import RuleFault
from pirtti.calendar.tests.factories import ActivityFactory, weekly
from pirtti.desk import messages, rules
from pirtti.desk.tests.pages import coordinator, in_days, sign_in, text_of, url
from pirtti.network.rules import Role
from pirtti.network.tests.factories import PlaceFactory


@pytest.mark.django_db
class TestPublishing:
    def test_a_draft_with_dates_is_published_and_taken_back(self, client):
        draft = ActivityFactory(draft=True)
        weekly(draft, starts_on=in_days(1))
        coordinator(client, draft.place)

        assert client.post(url("publish", draft.pk)).status_code == 302
        draft.refresh_from_db()
        assert draft.is_published
        assert not draft.occurrences.filter(is_public=False).exists()

        assert client.post(url("unpublish", draft.pk)).status_code == 302
        draft.refresh_from_db()
        assert not draft.is_published
        assert not draft.occurrences.filter(is_public=True).exists()

    def test_without_a_date_it_is_refused_in_words(self, client):
        draft = ActivityFactory(draft=True)
        coordinator(client, draft.place)

        answer = client.post(url("publish", draft.pk))

        assert answer.status_code == 422
        assert "Give at least one date before publishing." in text_of(answer)
        draft.refresh_from_db()
        assert not draft.is_published

    def test_at_a_hidden_place_it_is_refused_in_words(self, client):
        draft = ActivityFactory(draft=True, place=PlaceFactory(hidden=True))
        weekly(draft, starts_on=in_days(1))
        coordinator(client, draft.place)

        assert "The place is not public yet" in text_of(
            client.post(url("publish", draft.pk))
        )

    @pytest.mark.parametrize("role", [Role.WORKER, Role.LEADER, Role.VOLUNTEER])
    def test_who_may_not_publish_has_no_such_button_or_address(self, client, role):
        draft = ActivityFactory(draft=True)
        weekly(draft, starts_on=in_days(1))
        sign_in(client, role, at=draft.place)

        assert client.post(url("publish", draft.pk)).status_code == 404
        assert client.post(url("unpublish", draft.pk)).status_code == 404
        page = client.get(url("activity", draft.pk))
        assert url("publish", draft.pk) not in text_of(page)

    def test_another_places_draft_is_not_found(self, client):
        draft = ActivityFactory(draft=True)
        coordinator(client, PlaceFactory())

        assert client.post(url("publish", draft.pk)).status_code == 404

    def test_a_link_can_not_publish(self, client):
        draft = ActivityFactory(draft=True)
        coordinator(client, draft.place)

        assert client.get(url("publish", draft.pk)).status_code == 405
        assert client.get(url("restore", 1)).status_code == 405

    def test_a_form_without_its_safety_word_is_refused(self):
        from django.test import Client

        draft = ActivityFactory(draft=True)
        weekly(draft, starts_on=in_days(1))
        client = Client(enforce_csrf_checks=True)
        coordinator(client, draft.place)

        assert client.post(url("publish", draft.pk)).status_code == 403
        draft.refresh_from_db()
        assert not draft.is_published


def test_every_refusal_of_desk_and_calendar_has_a_sentence():
    for kind in (rules.Refusal, CalendarRefusal, RuleFault):
        for reason in kind:
            assert str(messages.sentence(reason))


def test_every_gap_has_a_name():
    assert set(messages.GAPS) == set(rules.Gap)


def test_everything_the_calendar_writes_into_the_journal_has_words():
    folder = Path(pirtti.__file__).parent / "calendar" / "actions"
    verbs = set()
    for file in folder.glob("*.py"):
        verbs |= set(re.findall(r'"(calendar\.[a-z_]+)"', file.read_text()))

    assert verbs
    assert verbs <= set(messages.DONE)
