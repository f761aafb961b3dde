"""The page of letters: what waits, what failed, without anybody's address."""

import pytest
from django.urls import reverse

from pirtti.calendar.tests.factories import ActivityFactory
from pirtti.desk.tests.network_pages import get
from pirtti.network.rules import Role
from pirtti.network.tests.factories import AreaFactory, user_with
from pirtti.notices import rules
from pirtti.notices.tests.factories import following
from pirtti.people.models import JournalEntry
from pirtti.post import queries, worker
from pirtti.post.models import Letter
from pirtti.post.tests.factories import LetterFactory, note_kind

pytestmark = pytest.mark.django_db

PAGE = "post"


@pytest.fixture
def admin():
    return user_with(Role.TECHNICAL_ADMIN, at=AreaFactory())


def failed():
    return LetterFactory(
        state=Letter.State.FAILED, fault="SMTPDataError 554", to="anna@koti.example"
    )


def test_it_tells_what_is_in_which_state_with_addresses_masked(client, admin):
    failed()
    LetterFactory(to="pekka@koti.example")

    answer = get(client, admin, PAGE)

    body = answer.content.decode()
    assert "a…@koti.example" in body
    assert "p…@koti.example" in body
    assert "anna" not in body
    assert "SMTPDataError 554" in body
    counts = {part.title: part.count for part in answer.context["page"].parts}
    assert sorted(counts.values()) == [0, 0, 1, 1]


def test_who_follows_is_not_shown_at_all(client, admin):
    found = following(ActivityFactory(), "salainen@koti.example")
    LetterFactory(kind=rules.Kind.CHANGES, to="", to_key=found.address_key, params={})

    assert "koti.example" not in get(client, admin, PAGE).content.decode()


@pytest.mark.parametrize("role", set(Role) - {Role.TECHNICAL_ADMIN})
def test_only_who_runs_the_installation_finds_the_page(client, role):
    assert get(client, user_with(role, at=AreaFactory()), PAGE).status_code == 404


def test_a_failed_letter_is_tried_again_and_the_journal_knows(client, admin):
    letter = failed()
    client.force_login(admin)

    answer = client.post(reverse("desk:post_again"), {"letter": letter.pk})

    letter.refresh_from_db()
    assert answer.status_code == 302
    assert (letter.state, letter.attempts) == (Letter.State.WAITING, 0)
    entry = JournalEntry.objects.get(verb="post.tried_again")
    assert (entry.by, entry.subject_id) == (admin, str(letter.pk))


@pytest.mark.parametrize("typed", ["", "x", "0", "9" * 30])
def test_there_is_nothing_to_try_again(client, admin, typed):
    LetterFactory()
    client.force_login(admin)

    client.post(reverse("desk:post_again"), {"letter": typed})

    assert not JournalEntry.objects.exists()


def test_kept_mails_can_be_read_only_where_there_is_no_mail_server(
    client, admin, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    with note_kind():
        LetterFactory(to="anna@koti.example")
        worker.send_all()
    (mail,) = queries.kept_mails(limit=1)
    page = f"{reverse('desk:post')}?mail={mail.pk}"
    client.force_login(admin)

    shown, html = client.get(page), client.get(f"{page}&as=html")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    later = client.get(page)

    assert "Kokeilu" in shown.content.decode()
    assert "anna" not in shown.content.decode()
    assert html.content.startswith(b"<!doctype html>")
    assert later.status_code == 404


def test_late_letters_are_said(client, admin):
    with note_kind():
        old = LetterFactory()
        Letter.objects.update(not_before=old.made_at.replace(year=2020))

        assert get(client, admin, PAGE).context["page"].is_late
