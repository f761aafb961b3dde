"""The room of a group: opened by a family's one link, by nobody else's."""

import datetime as dt

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Wish
from pirtti.calendar.tests.factories import OccurrenceFactory
from pirtti.groups.models import Step
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.meetings.actions import board as actions
from pirtti.meetings.models import (
    BoardMessage,
    BoardNews,
    BoardReport,
    ClosingAnswer,
    MeetingNote,
    Rating,
)
from pirtti.meetings.rooms import Member
from pirtti.network.tests.factories import text
from pirtti.signups import access as signups
from pirtti.signups.tests.factories import IntakeFactory, PartyFactory

pytestmark = pytest.mark.django_db

PAGES = ("room", "room_news", "room_closing", "room_feed")
DAY = dt.timedelta(days=1)


@pytest.fixture
def group():
    return GroupFactory()


@pytest.fixture
def family(group):
    return join(group)


def join(group, **more):
    return PartyFactory(
        intake=group.activity.intake, made_at=timezone.now() - 60 * DAY, **more
    )


def address(name, party, *args, language="en"):
    with translation.override(language):
        return reverse(f"site:{name}", args=[signups.word_of(party), *args])


def opened(party, name="room", **query):
    return Client().get(address(name, party), query)


def page(party, **query):
    return " ".join(opened(party, **query).content.decode().split())


def press(party, do, **values):
    return Client().post(address("room", party), {"do": do, **values})


def coming(group, days=7, **more):
    on = timezone.localdate() + days * DAY
    return OccurrenceFactory(activity=group.activity, on=on, **more)


def write(party, said, key="1"):
    group = party.intake.activity.group
    return actions.write(Member(party, group), text=said, key=key)


@pytest.mark.parametrize("name", PAGES)
def test_a_made_up_word_opens_nothing(family, name):
    with translation.override("en"):
        wrong = reverse(f"site:{name}", args=["a" * 43])

    assert opened(family, name).status_code == 200
    assert Client().get(wrong).status_code == 404
    assert Client().post(wrong).status_code in {404, 405}


@pytest.mark.parametrize("state", ["held", "asked", "waiting", "offered", "gone"])
@pytest.mark.parametrize("name", PAGES)
def test_who_is_not_in_has_no_room(group, state, name):
    assert opened(join(group, state=state), name).status_code == 404


def test_what_is_no_group_has_no_room():
    assert opened(PartyFactory()).status_code == 404
    date = OccurrenceFactory()
    of_date = PartyFactory(intake=IntakeFactory(activity=None, occurrence=date))
    assert opened(of_date).status_code == 404


def test_after_leaving_the_link_opens_nothing(family):
    feed = address("room_feed", family)
    room = address("room", family)

    family.delete()

    assert Client().get(feed).status_code == 404
    assert Client().get(room).status_code == 404


def test_another_groups_family_sees_nothing_of_ours(family):
    message = write(family, "Vain meille")
    stranger = join(GroupFactory())

    assert "Vain meille" not in page(stranger)
    press(stranger, "remove", message=message.pk)
    press(stranger, "report", message=message.pk)

    assert BoardMessage.objects.filter(pk=message.pk).exists()
    assert not BoardReport.objects.exists()
    assert "Vain meille" in page(family)


def test_the_room_tells_what_a_member_needs(group, family):
    date = coming(group, theme=text("Uni"), guest=text("Neuvolan terveydenhoitaja"))
    coming(group, days=14)
    MeetingNote.objects.create(occurrence=date, practical="Ota sukat mukaan.")
    LeaderFactory(group=group, alias="Meri")
    wish = calendar.make_wish(group.activity, text="Metsäretki", language="fi")
    calendar.make_wish(group.activity, text="Saunailta", language="fi")
    theme = calendar.take_wish(wish, by=None)
    theme.occurrence = date
    theme.save()

    seen = page(family)

    for said in ("Uni", "Neuvolan terveydenhoitaja", "Ota sukat mukaan.", "Meri"):
        assert said in seen
    assert "Metsäretki" in seen
    assert "Theme on" in seen
    assert "Saunailta" in seen


@pytest.mark.parametrize("name", ["room", "room_news", "room_feed"])
def test_nothing_of_a_room_is_kept_or_found(family, name):
    answer = opened(family, name)

    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert not answer.cookies


def test_a_hidden_groups_title_and_calendar_tell_nothing():
    group = GroupFactory(hidden=True, activity__name=text("Salainen ryhmä"))
    date = coming(group, theme=text("Vaikea aihe"))
    family = join(group)

    title = page(family).split("<title>")[1].split("</title>")[0]
    feed = opened(family, "room_feed").content.decode()

    assert "Salainen" not in title
    for told in ("Salainen", "Vaikea", str(date.place.name), signups.word_of(family)):
        assert told not in feed
    events = icalendar.Calendar.from_ical(feed).walk("VEVENT")
    assert [event["SUMMARY"] for event in events] == ["Meeting"]
    assert events[0].start == date.starts_at


def test_a_feed_stays_the_same_while_nothing_changes(group, family):
    coming(group)

    first = opened(family, "room_feed").content

    assert opened(family, "room_feed").content == first
    assert b"BEGIN:VEVENT" in first
    assert b"REFRESH-INTERVAL" in first


def test_the_families_own_page_leads_to_the_room_and_takes_the_words_along(family):
    write(family, "Omat sanat")

    room = address("room", family)
    data = opened(family, "signup_data").json()

    assert room in page_of(family, "signup")
    assert [row["text"] for row in data["room"]] == ["Omat sanat"]
    waiting = PartyFactory(intake=family.intake, state="waiting")
    assert "The room of our group" not in page_of(waiting, "signup")


def page_of(party, name):
    return opened(party, name).content.decode()


def test_members_write_and_read_plain_words(group, family):
    other = join(group, nickname="Pihlaja")

    sent = press(
        other, "write", text="<b>Hei</b> https://paha.example\nTervetuloa", key="1"
    )

    assert sent.status_code == 302
    seen = page(family)
    assert "Pihlaja" in seen
    assert "&lt;b&gt;Hei&lt;/b&gt; https://paha.example<br>Tervetuloa" in seen
    assert 'href="https://paha.example' not in seen
    assert "Take it away" not in seen
    assert "Take it away" in page(other)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Write something first."),
        ("x" * 1001, "too long"),
        ("tunnus 131052-308T", "personal identity code"),
    ],
)
def test_what_cannot_be_taken_is_told_and_kept(family, typed, said):
    answer = press(family, "write", text=typed, key="1")

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not BoardMessage.objects.exists()


def test_one_press_takes_ones_own_words_away(family):
    message = write(family, "Hups")

    press(family, "remove", message=message.pk)

    assert "Hups" not in page(family)
    assert press(family, "remove", message="x").status_code == 302


def test_one_press_asks_the_leaders_to_look(group, family):
    message = write(join(group), "Ikävää")

    press(family, "report", message=message.pk)
    press(family, "report", message=message.pk, reason="hurtful")

    assert BoardReport.objects.get().reason == ""
    assert "You asked the leaders" in page(family)


def test_a_wish_arrives_without_a_name(family):
    assert press(family, "wish", wish="Retki metsään").status_code == 302

    assert Wish.objects.get().text == "Retki metsään"
    assert "Retki metsään" in page(family)
    assert press(family, "wish", wish="").status_code == 422


def test_mails_begin_and_stop_with_a_press_and_a_mail_program_stops_them(family):
    news = address("room_news", family)

    Client().get(news)
    assert not BoardNews.objects.exists()
    Client().post(news, {"wanted": "1"})
    assert BoardNews.objects.exists()
    Client().post(news, {"List-Unsubscribe": "One-Click"})
    assert not BoardNews.objects.exists()


def test_forms_of_other_sites_are_refused(family):
    sent = Client().post(
        address("room", family),
        {"do": "write", "text": "Hei", "key": "1"},
        headers={"origin": "https://paha.example"},
    )

    assert sent.status_code == 400
    assert not BoardMessage.objects.exists()


def test_a_group_without_a_board_shows_none():
    family = join(GroupFactory(has_board=False))

    assert "Our board" not in page(family)
    assert press(family, "write", text="Hei", key="1").status_code == 422


def test_a_group_that_ended_says_so_kindly_and_offers_the_next():
    following = GroupFactory(activity__name=text("Jatkoryhmä"))
    group = GroupFactory(state="ended", follow_on=following)
    Step.objects.create(group=group, state="ended", at=timezone.now())
    family = join(group)

    seen = page(family)

    assert "come to its end" in seen
    assert "Jatkoryhmä" in seen
    assert "We meet next" not in seen
    assert "Put it on the board" not in seen
    assert "Three questions about our group" in seen


def test_the_next_group_is_not_named_when_it_is_hidden():
    following = GroupFactory(hidden=True, activity__name=text("Salainen jatko"))
    group = GroupFactory(state="ended", follow_on=following)

    seen = page(join(group))

    assert "Salainen" not in seen
    assert "invitation came to you by mail" in seen


def test_a_meeting_is_rated_once_and_any_line_may_be_left_out(group, family):
    date = coming(group, days=-1)
    rate = address("rate", family, date.pk)
    assert "Four questions about" in page(family)

    assert Client().post(rate, {}).status_code == 422
    assert Client().post(rate, {"welcome": "11"}).status_code == 422
    first = Client().post(rate, {"welcome": "9", "again": "10"})
    again = Client().post(rate, {"welcome": "0"})

    assert (first.status_code, again.status_code) == (302, 302)
    stored = Rating.objects.get()
    assert (stored.welcome, stored.said, stored.again) == (9, None, 10)
    assert "Four questions about" not in page(family)


def test_another_groups_meeting_is_not_rated(family):
    date = coming(GroupFactory(), days=-1)

    assert Client().get(address("rate", family, date.pk)).status_code == 404
    assert Client().post(address("rate", family, date.pk)).status_code == 404


def test_the_whole_group_is_rated_at_its_end(group, family):
    closing = address("room_closing", family)
    assert Client().post(closing, {"strength": "yes"}).status_code == 422
    group.state = "ended"
    group.save()
    Step.objects.create(group=group, state="ended", at=timezone.now())

    assert Client().post(closing, {"strength": "yes"}).status_code == 302

    assert ClosingAnswer.objects.get().strength == "yes"


def test_older_messages_are_one_press_away(group, family):
    rows = [
        BoardMessage(group=group, party=family, text="x", key=f"{n}", at=timezone.now())
        for n in range(35)
    ]
    BoardMessage.objects.bulk_create(rows)

    assert "Older messages" in page(family)
    oldest = BoardMessage.objects.order_by("pk")[5].pk
    assert "Older messages" not in page(family, before=oldest)
    assert opened(family, before="9" * 40).status_code == 200


def test_whoever_writes_knows_under_which_name(group):
    page = opened(join(group, nickname="Käpy")).content.decode()

    assert "The others see your name: Käpy" in page
