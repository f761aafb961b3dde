"""A family signs up, is let in, moves, leaves: what is stored, told and left behind."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from pirtti.calendar.tests.factories import OccurrenceFactory
from pirtti.core.refusals import Refused
from pirtti.post.models import Letter
from pirtti.signups import access, actions, queries, rules
from pirtti.signups.access import Told
from pirtti.signups.models import Alert, Intake, Invitation, InvitationCode, Party
from pirtti.signups.rules import Kind, Refusal, State
from pirtti.signups.tests.factories import IntakeFactory, PartyFactory

pytestmark = pytest.mark.django_db
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)


def sign_up(intake, *, adults=1, children=1, contact="", **more):
    key = more.pop("key", None) or uuid.uuid4().hex
    by_phone = more.pop("by_phone", False)
    wanted = rules.Wanted(
        adults, children, more.pop("ages", ()), frozenset(more.get("needs", ()))
    )
    contact = contact or ("+358401234567" if by_phone else f"{key}@koti.example")
    return actions.sign_up(
        intake,
        wanted,
        told=Told("Käpy", contact, tuple(more.pop("needs", ()))),
        by_phone=by_phone,
        language="fi",
        key=key,
        network=key,
        **more,
    )


def confirmed(intake, **more):
    return actions.confirm(access.word_of(sign_up(intake, **more)))


def refusal_of(action, *arguments, **more):
    with pytest.raises(Refused) as refused:
        action(*arguments, **more)
    return refused.value.reason


def taken(intake):
    return Intake.objects.get(pk=intake.pk).taken


def letters(kind):
    return Letter.objects.filter(kind=kind).count()


def test_a_seat_is_held_half_an_hour_for_who_has_not_confirmed():
    intake, now = IntakeFactory(capacity=1), timezone.now()
    party = sign_up(intake, now=now)

    actions.end_what_is_over(now + 29 * MINUTE)
    assert taken(intake) == 1
    actions.end_what_is_over(now + 30 * MINUTE)

    assert taken(intake) == 0
    assert refusal_of(actions.confirm, access.word_of(party)) == Refusal.LINK_UNKNOWN


def test_the_same_form_twice_is_one_family():
    intake = IntakeFactory()
    key = uuid.uuid4().hex

    first, second = sign_up(intake, key=key), sign_up(intake, key=key)

    assert first == second
    assert taken(intake) == 1
    assert letters(Kind.CONFIRM) == 1


def test_an_address_that_is_in_gets_its_link_and_no_second_seat():
    intake = IntakeFactory()
    first = confirmed(intake, contact="sama@koti.example")

    second = sign_up(intake, contact="Sama@koti.example", adults=2)

    assert second == first
    assert taken(intake) == 1
    assert letters(Kind.KNOWN) == 1


def test_who_signs_up_again_before_confirming_is_asked_to_confirm_once_more():
    intake = IntakeFactory()
    first = sign_up(intake, contact="sama@koti.example")

    again = [sign_up(intake, contact="sama@koti.example") for _time in range(9)]

    assert set(again) == {first}
    assert taken(intake) == 1
    assert letters(Kind.KNOWN) == 0
    assert 1 < letters(Kind.CONFIRM) <= 5


def test_a_seat_that_was_not_confirmed_in_time_is_asked_for_anew():
    intake = IntakeFactory()
    first = sign_up(intake, contact="sama@koti.example")
    Party.objects.update(until=timezone.now() - dt.timedelta(minutes=1))

    second = sign_up(intake, contact="sama@koti.example")

    assert second != first
    assert taken(intake) == 1
    assert actions.confirm(access.word_of(second)).state == "in"


def test_no_address_gets_mail_after_mail():
    intake = IntakeFactory()
    confirmed(intake, contact="sama@koti.example")

    for _time in range(20):
        sign_up(intake, contact="sama@koti.example")

    assert letters(Kind.KNOWN) <= 5


def test_who_gave_a_phone_number_is_called_and_let_in_by_a_person():
    intake = IntakeFactory()
    party = sign_up(intake, by_phone=True)

    assert party.until - party.made_at == rules.HOLD_FOR_A_CALL
    assert Letter.objects.count() == 0
    actions.approve(party, by=None)

    assert queries.parties_in(intake).get() == party


def test_where_the_organiser_says_yes_or_no_a_seat_waits_for_the_answer():
    intake = IntakeFactory(needs_approval=True, capacity=1)
    asked = confirmed(intake)
    assert asked.state == State.ASKED

    actions.decline(asked, by=None)

    assert taken(intake) == 0
    assert Party.objects.get().state == State.GONE
    actions.end_what_is_over(timezone.now() + 2 * DAY + MINUTE)
    assert not Party.objects.exists()


def test_a_personal_invitation_skips_approval_and_opens_once():
    intake = IntakeFactory(needs_approval=True, needs_invitation=True)
    pile = actions.invite(
        intake,
        source=Invitation.Source.CLINIC,
        number=2,
        valid_until=timezone.localdate() + DAY,
        by=None,
    )
    code = pile.codes.first()
    word = access.word_of_code(code)

    assert refusal_of(sign_up, intake) == Refusal.INVITATION_NEEDED
    assert actions.open_code(word) == code
    assert confirmed(intake, code=code).state == State.IN
    assert refusal_of(sign_up, intake, code=code) == Refusal.INVITATION_USED
    assert queries.by_source(intake) == [queries.BySource("clinic", 2, 1, 1)]
    assert not {"name", "contact"} & {
        field.name for field in InvitationCode._meta.get_fields()
    }


def test_an_invitation_that_was_stopped_or_is_too_old_opens_nothing():
    intake, today = IntakeFactory(), timezone.localdate()
    stopped, old = (
        actions.invite(intake, source="ngo", number=1, valid_until=today, by=None)
        for _one in range(2)
    )
    actions.stop_invitation(stopped, by=None)
    Invitation.objects.filter(pk=old.pk).update(valid_until=today - DAY)

    for pile in (stopped, old):
        word = access.word_of_code(pile.codes.get())
        assert actions.open_code(word) is None


@pytest.mark.parametrize(
    ("values", "wanted", "reason"),
    [
        ({}, {"adults": 0, "children": 0}, Refusal.NOBODY_COMES),
        ({}, {"adults": 3}, Refusal.TOO_MANY_ADULTS),
        ({}, {"children": 7}, Refusal.TOO_MANY_CHILDREN),
        ({"counts": "children"}, {"children": 0}, Refusal.CHILD_NEEDED),
        ({"asks_ages": True}, {}, Refusal.AGES_NEEDED),
        (
            {"asks_ages": True, "age_to_months": 12},
            {"ages": (13,)},
            Refusal.AGE_OUTSIDE,
        ),
        ({}, {"needs": ("interpreter",)}, Refusal.NEED_NOT_HANDLED),
        (
            {"counts": "people", "capacity": 3, "most_adults": 4},
            {"adults": 4, "children": 0},
            Refusal.MORE_THAN_THERE_IS,
        ),
        ({"is_open": False}, {}, Refusal.CLOSED),
        ({"opens_at": timezone.now() + DAY}, {}, Refusal.NOT_OPEN_YET),
        ({"closes_at": timezone.now() - DAY}, {}, Refusal.CLOSED),
    ],
)
def test_what_does_not_fit_is_refused_and_takes_no_seat(values, wanted, reason):
    intake = IntakeFactory(**values)

    assert refusal_of(sign_up, intake, **wanted) == reason
    assert taken(intake) == 0


def test_an_unborn_child_fits_a_group_for_babies_to_come():
    intake = IntakeFactory(asks_ages=True, age_from_months=-9, age_to_months=-1)

    assert confirmed(intake, ages=(-3,)).state == State.IN


def test_couples_are_counted_as_couples_also_on_a_single_date():
    date = OccurrenceFactory()
    intake = actions.open_intake(
        date, by=None, capacity=12, counts=Intake.Counts.COUPLES, most_children=0
    )

    confirmed(intake, adults=2, children=0)

    assert (intake.ends_on, taken(intake)) == (date.on, 1)


def test_without_a_queue_who_comes_late_can_be_told_once_when_a_seat_opens():
    intake = IntakeFactory(capacity=1, when_full=Intake.WhenFull.CLOSED)
    first = confirmed(intake)
    assert refusal_of(sign_up, intake) == Refusal.FULL
    actions.alert(intake, address="v@koti.example", language="fi", network="n")
    alert = Alert.objects.get()
    actions.confirm_alert(access.word_of_alert(alert))

    actions.leave(access.word_of(first))
    confirmed(intake)

    assert letters(Kind.ALERT) == 1


def test_an_offer_nobody_answers_goes_to_the_next():
    intake, now = IntakeFactory(capacity=1), timezone.now()
    first, second, third = (confirmed(intake, now=now) for _one in range(3))
    actions.leave(access.word_of(first), now=now)
    second.refresh_from_db()
    assert (second.state, third.state) == (State.OFFERED, State.WAITING)

    actions.end_what_is_over(second.until)

    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.state, third.state) == (State.GONE, State.OFFERED)
    assert (
        refusal_of(actions.accept_offer, access.word_of(second)) == Refusal.OFFER_OVER
    )


def test_more_seats_go_to_those_in_line_and_taken_ones_cannot_go():
    intake = IntakeFactory(capacity=1)
    confirmed(intake)
    waiting = confirmed(intake)

    changed = actions.change_intake(intake, by=None, capacity=2)

    waiting.refresh_from_db()
    assert waiting.state == State.OFFERED
    assert (
        refusal_of(actions.change_intake, changed, by=None, capacity=1)
        == Refusal.SEATS_TAKEN
    )


def test_a_family_that_was_told_no_may_come_again():
    intake = IntakeFactory()
    party = confirmed(intake, contact="taas@koti.example")
    actions.remove(party, by=None)

    again = confirmed(intake, contact="taas@koti.example")

    assert again.pk != party.pk
    assert (taken(intake), Party.objects.count()) == (1, 1)


def test_leaving_erases_the_row_and_letters_and_leaves_numbers():
    intake = IntakeFactory()
    party = confirmed(intake, heard="clinic")

    actions.leave(access.word_of(party))

    assert not Party.objects.exists()
    assert not Letter.objects.exists()
    intake.refresh_from_db()
    assert intake.tally["joined"] == intake.tally["left"] == 1
    assert queries.by_channel(intake) == {"clinic": 1}


def test_a_month_after_the_last_date_nothing_of_any_family_is_left():
    now = timezone.now()
    intake = IntakeFactory(ends_on=timezone.localdate(now) - dt.timedelta(days=31))
    later = IntakeFactory(ends_on=timezone.localdate(now) - dt.timedelta(days=30))
    PartyFactory(intake=intake)
    PartyFactory(intake=intake, state=State.WAITING)
    kept = PartyFactory(intake=later)

    actions.tidy(now)

    assert list(Party.objects.all()) == [kept]
    assert queries.wrong_counters() == []


def test_what_a_family_tells_can_be_changed_but_not_its_contact():
    intake = IntakeFactory(counts="people", capacity=4, needs=["child_care"])
    party = confirmed(intake, contact="perhe@koti.example")

    changed = actions.change_party(
        access.word_of(party),
        rules.Wanted(2, 2, needs=frozenset({"child_care"})),
        nickname="Kuusi",
        needs=("child_care",),
    )

    told = access.told_of(changed)
    assert (told.nickname, told.contact) == ("Kuusi", "perhe@koti.example")
    assert taken(intake) == 4
    assert (
        refusal_of(
            actions.change_party,
            access.word_of(party),
            rules.Wanted(2, 3),
            nickname="Kuusi",
        )
        == Refusal.MORE_THAN_THERE_IS
    )


def test_closing_tells_those_in_line_and_leaves_who_is_in():
    intake = IntakeFactory(capacity=1)
    inside = confirmed(intake)
    confirmed(intake)

    actions.close_intake(intake, by=None)

    assert letters(Kind.OFFER_OVER) == 1
    assert list(queries.parties_in(intake)) == [inside]
    assert refusal_of(sign_up, intake) == Refusal.CLOSED


def test_what_is_called_off_gives_no_seat_any_more():
    intake = IntakeFactory(capacity=1)
    first = confirmed(intake)
    offered = confirmed(intake)
    actions.leave(access.word_of(first))

    actions.call_off(intake)

    word = access.word_of(offered)
    assert refusal_of(actions.accept_offer, word) == Refusal.OFFER_OVER
    assert refusal_of(sign_up, intake) == Refusal.CLOSED


def test_the_card_of_a_family_that_was_taken_out_opens_nothing():
    intake = IntakeFactory(needs_invitation=True)
    pile = actions.invite(
        intake, source="ngo", number=1, valid_until=timezone.localdate(), by=None
    )
    code = pile.codes.get()
    actions.remove(confirmed(intake, code=code), by=None)
    actions.end_what_is_over(timezone.now() + 3 * DAY)

    assert not Party.objects.exists()
    assert refusal_of(sign_up, intake, code=code) == Refusal.INVITATION_USED


def test_an_invited_familys_form_that_comes_twice_is_one_family():
    intake, key = IntakeFactory(needs_invitation=True), uuid.uuid4().hex
    pile = actions.invite(
        intake, source="ngo", number=1, valid_until=timezone.localdate(), by=None
    )
    code = pile.codes.get()

    assert sign_up(intake, code=code, key=key) == sign_up(intake, code=code, key=key)


def test_nobody_lets_in_who_never_confirmed_an_address():
    party = sign_up(IntakeFactory())

    assert refusal_of(actions.approve, party, by=None) == Refusal.NOT_WAITING
