"""One meeting: who came, cancelled, moved, written about."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from pirtti.calendar.models import Occurrence
from pirtti.desk.tests import leading_scene
from pirtti.desk.tests.pages import coordinator, in_days, text_of, typed, url
from pirtti.groups.models import Group
from pirtti.meetings import actions
from pirtti.meetings.models import Attendance, MeetingMessage
from pirtti.post import worker
from pirtti.post.models import Letter
from pirtti.signups import access as signup_access
from pirtti.signups import actions as signups
from pirtti.visits.models import CountingPlan, CountSheet, Figure

pytestmark = pytest.mark.django_db


@pytest.fixture
def led(client):
    found = leading_scene.led_group()
    client.force_login(found.user)
    return found


def send(client, led, name, meeting=None, **values):
    meeting = meeting or led.next
    return client.post(url(name, led.group.pk, meeting.pk), values)


def ticking(led, **values):
    led.group.ticks_names = True
    led.group.save()
    return led


def test_a_number_goes_to_the_count_of_the_date_and_the_figures(client, led):
    send(client, led, "my_attendance", led.past, **{"number-0": "4", "number-1": "5"})

    sheet = CountSheet.objects.get(occurrence=led.past)
    assert (sheet.outcome, sheet.adults, sheet.children) == ("counted", 4, 5)
    assert {figure.adults for figure in Figure.objects.all()} == {4}
    page = text_of(client.get(url("my_group", led.group.pk)))
    assert "4 + 5 came" in page


def test_the_number_can_be_put_right(client, led):
    for adults in ("4", "6"):
        send(client, led, "my_attendance", led.past, **{"number-0": adults})

    assert CountSheet.objects.get(occurrence=led.past).adults == 6
    assert {figure.adults for figure in Figure.objects.all()} == {6}


def test_the_same_number_sent_twice_is_one(client, led):
    for _time in range(2):
        answer = send(client, led, "my_attendance", led.past, **{"number-0": "4"})

    assert answer.status_code == 302
    assert CountSheet.objects.get(occurrence=led.past).adults == 4


def test_ticks_are_kept_where_the_group_agreed_and_counted(client, led):
    ticking(led)
    there = led.family("Pihlaja", adults=2, children=3)
    led.family("Koivu")

    page = text_of(client.get(url("my_attendance", led.group.pk, led.past.pk)))
    send(client, led, "my_attendance", led.past, there=[str(there.pk)])

    assert "Pihlaja (2 + 3)" in page
    assert [tick.party for tick in Attendance.objects.all()] == [there]
    sheet = CountSheet.objects.get(occurrence=led.past)
    assert (sheet.adults, sheet.children) == (2, 3)


def test_a_tick_can_be_taken_back(client, led):
    ticking(led)
    one, two = led.family(), led.family()
    send(client, led, "my_attendance", led.past, there=[str(one.pk), str(two.pk)])

    send(client, led, "my_attendance", led.past, there=[str(two.pk)])

    assert [tick.party for tick in Attendance.objects.all()] == [two]
    assert CountSheet.objects.get(occurrence=led.past).adults == 1


def test_without_the_groups_yes_no_name_is_asked_or_kept(client, led):
    party = led.family("Pihlaja")

    page = text_of(client.get(url("my_attendance", led.group.pk, led.past.pk)))
    send(client, led, "my_attendance", led.past, there=[str(party.pk)])

    assert "Pihlaja" not in page
    assert not Attendance.objects.exists()


def test_where_children_are_counted_by_age_their_number_is_typed(client, led):
    ticking(led)
    CountingPlan.objects.create(place=led.past.place, counts_age_bands=True)
    party = led.family(adults=2, children=3)

    send(client, led, "my_attendance", led.past, there=[str(party.pk)])

    sheet = CountSheet.objects.get(occurrence=led.past)
    assert (sheet.adults, sheet.children) == (2, 0)


@pytest.mark.parametrize(
    "values",
    [{}, {"number-0": "-1"}, {"number-0": "x"}, {"number-0": "10000"}],
    ids=["nothing", "below zero", "no number", "too large"],
)
def test_a_wrong_number_stays_on_the_page(client, led, values):
    answer = send(client, led, "my_attendance", led.past, **values)

    assert answer.status_code == 422
    assert not CountSheet.objects.exists()


def test_a_family_of_another_group_is_not_ticked(client, led):
    ticking(led)
    other = leading_scene.led_group().family()

    answer = send(client, led, "my_attendance", led.past, there=[str(other.pk)])

    assert answer.status_code == 422
    assert not Attendance.objects.exists()


def test_a_meeting_that_has_not_begun_has_no_number(client, led):
    page = text_of(client.get(url("my_attendance", led.group.pk, led.next.pk)))
    answer = send(client, led, "my_attendance", **{"number-0": "4"})

    assert "number-0" not in page
    assert answer.status_code == 422
    assert not CountSheet.objects.exists()


def test_ticks_go_with_the_family_and_after_the_group(led):
    ticking(led)
    one, two = led.family(), led.family()
    actions.store_attendance(
        led.group, led.past, totals={}, there=[one.pk, two.pk], by=led.user
    )

    signups.leave(signup_access.word_of(one))
    assert [tick.party for tick in Attendance.objects.all()] == [two]

    led.group.ends_on = timezone.localdate() - dt.timedelta(days=31)
    led.group.save()
    actions.tidy(timezone.now())
    assert Attendance.objects.exists()  # it meets on
    led.group.state = "ended"
    led.group.save()
    actions.tidy(timezone.now())
    assert not Attendance.objects.exists()
    assert CountSheet.objects.get(occurrence=led.past).adults == 2


def test_ticks_of_a_group_without_an_end_go_after_a_year(led):
    ticking(led)
    family = led.family()
    actions.store_attendance(
        led.group, led.past, totals={}, there=[family.pk], by=led.user
    )
    Group.objects.update(ends_on=None)

    left = []
    for days in (300, 370):
        actions.tidy(timezone.now() + dt.timedelta(days=days))
        left.append(Attendance.objects.count())

    assert left == [1, 0]


def test_staff_never_read_the_name_of_a_hidden_group_among_counts(client):
    led = leading_scene.led_group(hidden=True)
    name = leading_scene.NAME
    coordinator(client, led.group.activity.place)

    before = text_of(client.get(url("today")))
    actions.store_attendance(led.group, led.past, totals={"adults": 7}, by=led.user)

    assert name not in before
    for page in ("today", "week", "figures", "figures_csv"):
        answer = client.get(url(page))
        body = b"".join(answer) if answer.streaming else answer.content
        assert name not in body.decode()
    assert client.get(url("count", led.past.pk)).status_code == 404


def test_a_cancelled_meeting_is_told_to_the_members(client, led):
    led.family(contact="pihlaja@koti.example", language="fi")
    led.family(by_phone=True, contact="0401234567")
    led.family(state="waiting")

    page = text_of(client.get(url("my_meeting_cancel", led.group.pk, led.next.pk)))
    send(client, led, "my_meeting_cancel", reason="Vetäjä on sairaana")

    led.next.refresh_from_db()
    assert led.next.state == Occurrence.State.CANCELLED
    assert "One family gave a phone number only: call it." in page
    letter = Letter.objects.get(kind="meeting_told")
    assert (letter.to, letter.language, letter.params["what"]) == (
        "",
        "fi",
        "cancelled",
    )


def test_a_cancellation_is_taken_back(client, led):
    led.family()
    send(client, led, "my_meeting_cancel", reason="Sairaana")

    send(client, led, "my_meeting_restore")

    led.next.refresh_from_db()
    assert led.next.state == Occurrence.State.PLANNED
    told = Letter.objects.filter(kind="meeting_told").values_list("params", flat=True)
    assert {params["what"] for params in told} == {"cancelled", "restored"}


def test_a_moved_meeting_is_told_once(client, led):
    led.family()
    new = in_days(5)
    values = {"day": typed(new), "starts_at": "17.30", "ends_at": "19"}

    send(client, led, "my_meeting_move", **values)
    again = send(client, led, "my_meeting_move", **values)

    led.next.refresh_from_db()
    assert led.next.on == new
    assert again.status_code == 422
    assert Letter.objects.filter(kind="meeting_told").count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": "1.1.2020"},
        {"day": "x"},
        {"starts_at": "25"},
        {"ends_at": "9.00"},
        {"ends_at": ""},
    ],
)
def test_a_wrong_move_changes_nothing(client, led, wrong):
    values = {"day": typed(in_days(5)), "starts_at": "17.30", "ends_at": "19"} | wrong

    answer = send(client, led, "my_meeting_move", **values)

    led.next.refresh_from_db()
    assert answer.status_code == 422
    assert led.next.on == in_days(3)
    assert not Letter.objects.exists()


def test_what_staff_cancel_is_told_to_the_members_too(client, led):
    led.family()
    coordinator(client, led.group.activity.place)

    client.post(url("cancel", led.next.pk), {"reason_0": "Vesivahinko"})

    assert Letter.objects.filter(kind="meeting_told").count() == 1


def message(client, led, key="a" * 32, text="Ottakaa eväät mukaan.", **more):
    return send(client, led, "my_message", text=text, key=key, **more)


def test_a_message_goes_to_each_member_once(client, led):
    led.family()
    led.family()

    for _time in range(2):
        message(client, led)

    assert MeetingMessage.objects.count() == 1
    assert Letter.objects.filter(kind="meeting_told").count() == 2
    page = text_of(client.get(url("my_meeting", led.group.pk, led.next.pk)))
    assert "Ottakaa eväät mukaan." in page


def test_members_do_not_get_many_messages_in_a_short_time(client, led):
    answers = [message(client, led, key=f"{number:032}") for number in range(4)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 422]
    assert MeetingMessage.objects.count() == 3


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"text": "131052-308T"}, {"key": "x"}, {"text": "a" * 601}]
)
def test_a_wrong_message_is_not_sent(client, led, wrong):
    answer = message(client, led, **wrong)

    assert answer.status_code == 422
    assert not MeetingMessage.objects.exists()


def mails():
    worker.send_all()
    return mail.outbox


@pytest.mark.parametrize("hidden", [True, False])
def test_the_letter_of_a_hidden_group_does_not_name_it(client, hidden):
    led = leading_scene.led_group(hidden=hidden)
    client.force_login(led.user)
    led.family(contact="pihlaja@koti.example", language="sv")
    message(client, led)

    (letter,) = mails()

    name = leading_scene.NAME
    html = str(letter.alternatives[0][0])
    assert letter.to == ["pihlaja@koti.example"]
    assert "Ottakaa eväät mukaan." in letter.body
    assert (name in letter.body) is (name in html) is (not hidden)
    assert name not in letter.subject
    assert "/sv/" in letter.body


def test_who_has_left_gets_no_letter(client, led):
    party = led.family()
    message(client, led)
    signups.leave(signup_access.word_of(party))

    assert mails() == []


def test_a_letter_about_what_is_no_longer_so_is_not_sent(client, led):
    led.family()
    send(client, led, "my_meeting_cancel", reason="Sairaana")
    send(client, led, "my_meeting_restore")

    assert ["takes place after all" in letter.body for letter in mails()] == [True]
