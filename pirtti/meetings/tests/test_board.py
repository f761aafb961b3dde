"""The board of a group: members and leaders talk, nobody else reads."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.utils import timezone, translation

from pirtti.core.refusals import Refused
from pirtti.groups.models import Step
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.meetings import actions as meetings
from pirtti.meetings import board_letters, board_rules, rooms
from pirtti.meetings.actions import board as actions
from pirtti.meetings.models import BoardMessage, BoardNews, BoardReport
from pirtti.meetings.queries import board as queries
from pirtti.meetings.rooms import Member
from pirtti.people.models import JournalEntry
from pirtti.post import kinds
from pirtti.post.models import Letter
from pirtti.signups import access as signups
from pirtti.signups import followers
from pirtti.signups.tests.factories import PartyFactory
from tests.house import scene as scenes

HELSINKI = ZoneInfo("Europe/Helsinki")
CANARY = "Kanarialintu laulaa salaa"


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def at(hour, minute=0, day=23):
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=HELSINKI)


def member(group=None, **more):
    group = group or GroupFactory()
    return Member(PartyFactory(intake=group.activity.intake, **more), group)


def write(who, text="Huomenta!", key="1", now=None):
    return actions.write(who, text=text, key=key, now=now)


@pytest.mark.parametrize(
    ("now", "last", "expected"),
    [
        (at(10), None, at(10, 30)),
        (at(20, 45), None, at(7, day=24)),
        (at(23, 30), None, at(7, day=24)),
        (at(2), None, at(7)),
        (at(6, 45), None, at(7, 15)),
        (at(10), at(9), at(9, day=24)),
        (at(10), at(10, 20), None),
        (at(10), at(20, 59, day=22), at(20, 59)),
    ],
)
def test_mails_come_once_a_day_and_never_at_night(now, last, expected):
    assert board_rules.mail_at(now, last) == expected


@pytest.mark.django_db
def test_a_message_stands_nowhere_in_plain_words():
    leader = LeaderFactory()
    who = member(leader.group, nickname="Pihlaja")

    write(who, f"{CANARY} 1")
    actions.write_as_leader(who.group, text=f"{CANARY} 2", key="1", by=leader.user)

    stored = repr(scenes.stored())
    assert CANARY not in stored
    assert "Pihlaja" not in stored
    assert BoardMessage._meta.label in stored
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM meetings_boardmessage")
        assert not any(CANARY in row[0] for row in cursor.fetchall())
    assert [line.text for line in queries.of_member(who).lines] == [
        f"{CANARY} 2",
        f"{CANARY} 1",
    ]


@pytest.mark.django_db
def test_names_are_those_of_today():
    leader = LeaderFactory(alias="Meri")
    who = member(leader.group, nickname="Koivu")
    write(who)
    actions.write_as_leader(leader.group, text="Hei!", key="1", by=leader.user)
    assert [line.who for line in queries.of_member(who).lines] == ["Meri", "Koivu"]

    who.party.told = signups.Told("Haapa", "perhe@koti.example").sealed()
    who.party.save()
    leader.alias = "Aalto"
    leader.save()

    assert [line.who for line in queries.of_member(who).lines] == ["Aalto", "Haapa"]


@pytest.mark.django_db
def test_who_erases_itself_takes_its_words_along_and_a_leader_becomes_somebody():
    leader = LeaderFactory()
    gone, stays = member(leader.group), member(leader.group)
    write(gone, key="1")
    write(stays, key="1")
    actions.write_as_leader(leader.group, text="Hei!", key="1", by=leader.user)

    gone.party.delete()
    leader.user.delete()

    lines = queries.of_member(stays).lines
    assert [line.who for line in lines] == [
        "Somebody who led the group",
        signups.told_of(stays.party).nickname,
    ]


@pytest.mark.django_db
def test_leaving_erases_words_wishes_for_mails_and_letters_at_once():
    who, other = member(), None
    other = member(who.group)
    actions.want_news(who.party, is_wanted=True)
    actions.want_news(other.party, is_wanted=True)
    write(who)
    message = write(other)
    actions.report(who, message.pk, reason="other")
    assert Letter.objects.filter(kind=actions.NEWS).count() == 2

    followers.tell(who.party, followers.Happening.LEFT)

    assert [line.who for line in queries.of_member(other).lines] == [
        signups.told_of(other.party).nickname
    ]
    assert list(BoardNews.objects.values_list("party", flat=True)) == [other.party.pk]
    assert not BoardReport.objects.exists()
    assert [letter.params["party"] for letter in Letter.objects.all()] == [
        other.party.pk
    ]


@pytest.mark.django_db
def test_sent_five_times_it_is_one_message():
    who = member()

    made = {write(who, key="same").pk for _time in range(5)}

    assert len(made) == 1
    assert BoardMessage.objects.count() == 1


@pytest.mark.django_db
def test_the_key_of_another_family_is_nothing_to_mine():
    who = member()
    other = member(who.group)

    assert write(who, key="same").pk != write(other, key="same").pk


@pytest.mark.django_db
def test_a_flood_of_messages_is_slowed_down():
    who = member()
    for number in range(board_rules.MESSAGES_AT_ONCE):
        write(who, key=str(number))

    with pytest.raises(Refused) as refused:
        write(who, key="more")

    assert refused.value.reason is board_rules.Refusal.TOO_MANY_MESSAGES
    assert BoardMessage.objects.count() == board_rules.MESSAGES_AT_ONCE


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values", [{"state": "ended"}, {"state": "cancelled"}, {"has_board": False}]
)
def test_a_group_without_a_board_or_at_its_end_takes_no_messages(values):
    who = member(GroupFactory(**values))

    with pytest.raises(Refused) as refused:
        write(who)

    assert refused.value.reason is board_rules.Refusal.BOARD_CLOSED


@pytest.mark.django_db
def test_only_the_writer_takes_a_message_away():
    who = member()
    other = member(who.group)
    leader = LeaderFactory(group=who.group)
    message = write(who)

    assert not actions.take_away(other, message.pk)
    assert not actions.take_away_as_leader(message, by=leader.user)
    assert actions.take_away(who, message.pk)
    assert not BoardMessage.objects.exists()


@pytest.mark.django_db
def test_what_was_reported_comes_to_the_leaders_and_goes_when_they_looked():
    leader = LeaderFactory()
    writer, reader = member(leader.group), member(leader.group)
    message = write(writer, "Ikävä viesti")

    assert not actions.report(writer, message.pk, reason="")
    assert actions.report(reader, message.pk, reason="hurtful")
    assert actions.report(reader, message.pk, reason="other")

    (line,) = queries.reported_lines(leader.group, by=leader.user.pk)
    assert (line.reports, line.reasons, line.text) == (1, ("hurtful",), "Ikävä viesti")
    actions.hide(message, by=leader.user)
    assert queries.reported_lines(leader.group, by=leader.user.pk) == []
    (seen,) = queries.of_member(reader).lines
    assert (seen.text, seen.is_hidden) == ("", True)
    actions.show(message, by=leader.user)
    assert queries.of_member(reader).lines[0].text == "Ikävä viesti"
    verbs = JournalEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["board.hidden", "board.shown"]
    assert "Ikävä" not in repr(list(JournalEntry.objects.values()))


@pytest.mark.django_db
def test_nobody_reports_into_another_group():
    message = write(member())
    stranger = member()

    assert not actions.report(stranger, message.pk, reason="")
    assert not BoardReport.objects.exists()


@pytest.mark.django_db
def test_a_mail_says_only_that_there_is_something_new(settings):
    with time_machine.travel(at(10), tick=False):
        group = GroupFactory(hidden=True)
        writer = member(group, nickname="Pihlaja")
        reader = member(group, contact="lukija@koti.example")
        actions.want_news(reader.party, is_wanted=True)
        write(writer, CANARY)
        write(writer, "Toinen", key="2")

        (letter,) = Letter.objects.filter(kind=actions.NEWS)
        assert letter.not_before == at(10, 30)
        assert letter.to == ""
        context = board_letters.fill_news(letter)

    assert kinds.get(actions.NEWS).subject == "Something new to read"
    assert board_letters.address(letter) == "lukija@koti.example"
    said = repr(context)
    assert CANARY not in said
    assert "Pihlaja" not in said
    assert str(group.activity.name) not in said
    assert signups.word_of(reader.party) in context["room_url"]
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_mail_stays_away_when_what_it_tells_is_gone():
    writer = member()
    reader = member(writer.group)
    actions.want_news(reader.party, is_wanted=True)
    message = write(writer)
    letter = Letter.objects.get(kind=actions.NEWS)
    assert board_letters.fill_news(letter) is not None

    actions.take_away(writer, message.pk)
    assert board_letters.fill_news(letter) is None

    write(writer, key="2")
    assert board_letters.fill_news(letter) is not None
    reader.party.state = "gone"
    reader.party.save()
    assert board_letters.fill_news(letter) is None
    assert board_letters.address(letter) is None


@pytest.mark.django_db
def test_nobody_is_told_of_ones_own_words_and_no_means_no():
    who = member()
    actions.want_news(who.party, is_wanted=True)
    write(who)
    assert not Letter.objects.exists()

    actions.write_as_leader(
        who.group, text="Hei!", key="1", by=LeaderFactory(group=who.group).user
    )
    assert Letter.objects.count() == 1
    actions.want_news(who.party, is_wanted=False)
    assert not Letter.objects.exists()
    assert not BoardNews.objects.exists()


@pytest.mark.django_db
def test_a_phone_gets_no_mails():
    who = member(by_phone=True, contact="0401234567")

    with pytest.raises(Refused) as refused:
        actions.want_news(who.party, is_wanted=True)

    assert refused.value.reason is board_rules.Refusal.NO_MAIL_ADDRESS


@pytest.mark.django_db
def test_boards_are_erased_thirty_days_after_the_end():
    now = timezone.now()
    running, ended, fresh, late = (member() for _each in range(4))
    for who in (running, ended, fresh, late):
        write(who)
    for who, days in ((ended, 31), (fresh, 29)):
        Step.objects.create(
            group=who.group, state="ended", at=now - dt.timedelta(days=days)
        )
        who.group.state = "ended"
        who.group.save()
    # It meets on after the day that was told first.
    late.group.ends_on = timezone.localdate() - dt.timedelta(days=31)
    late.group.save()

    assert meetings.tidy(now) == 1

    left = set(BoardMessage.objects.values_list("group", flat=True))
    assert left == {running.group.pk, fresh.group.pk, late.group.pk}


@pytest.mark.django_db
def test_a_family_gets_all_it_wrote():
    who = member()
    write(member(who.group), "Toisen sanat")
    write(who, "Omat sanat")
    actions.want_news(who.party, is_wanted=True)

    rows = queries.export_of(who.party)

    assert [row["text"] for row in rows] == [
        "Omat sanat",
        "Mails when the board has something new: yes",
    ]


@pytest.mark.django_db
def test_a_page_of_the_board_leads_on_to_older_ones():
    who = member()
    rows = [
        BoardMessage(
            group=who.group, party=who.party, text="x", key=f"{n}", at=timezone.now()
        )
        for n in range(queries.PAGE + 5)
    ]
    BoardMessage.objects.bulk_create(rows)

    first = queries.of_member(who)
    second = queries.of_member(who, before=first.older)

    assert (len(first.lines), len(second.lines)) == (queries.PAGE, 5)
    assert second.older is None
    assert not {line.pk for line in first.lines} & {line.pk for line in second.lines}
    assert rooms.board_is_open(who.group)
