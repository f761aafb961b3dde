"""Sign-ups of the tests: made-up nicknames, addresses that end in .example."""

import datetime as dt
import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from pirtti.calendar.tests.factories import ActivityFactory
from pirtti.core import sealed
from pirtti.post import actions as post
from pirtti.signups import access, rules
from pirtti.signups.models import Alert, Intake, Invitation, InvitationCode, Party


class IntakeFactory(DjangoModelFactory):
    """Ten families may sign up to an activity, for half a year."""

    class Meta:
        model = Intake

    activity = factory.SubFactory(ActivityFactory)
    capacity = 10
    ends_on = factory.LazyFunction(
        lambda: timezone.localdate() + dt.timedelta(days=180)
    )


class PartyFactory(DjangoModelFactory):
    """A family that is in; `nickname`, `contact`, `needs`, `interpreter` are sealed.

    The counters of the intake follow.
    """

    class Meta:
        model = Party

    class Params:
        nickname = factory.Sequence("Käpy {}".format)
        contact = factory.Sequence("perhe{}@koti.example".format)
        needs = ()
        interpreter = ""

    intake = factory.SubFactory(IntakeFactory)
    told = factory.LazyAttribute(
        lambda o: access.Told(
            nickname=o.nickname,
            contact=o.contact,
            needs=tuple(o.needs),
            interpreter=o.interpreter,
        ).sealed()
    )
    contact_key = factory.LazyAttribute(lambda o: post.key_of(o.contact))
    language = "en"
    adults = 1
    children = 1
    seats = 1
    state = rules.State.IN
    place_in_line = factory.LazyAttribute(
        lambda o: 1 if o.state == rules.State.WAITING else None
    )
    key = factory.LazyFunction(lambda: uuid.uuid4().hex)
    made_at = factory.LazyFunction(timezone.now)
    confirmed_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        made = model_class(*args, **kwargs)
        made.token_hash = access.hash_of(access.word_of(made))
        intake = made.intake
        if made.state == rules.State.WAITING:
            intake.waiting += 1
        else:
            intake.taken += made.seats
        intake.save()
        made.save()
        return made


def seat_alert(intake, address="odottaa@koti.example"):
    """Somebody who asked for word of a free seat and has not confirmed yet."""
    alert = Alert(
        intake=intake,
        address=sealed.seal(address),
        address_key=post.key_of(address),
        language="en",
        asked_at=timezone.now(),
    )
    alert.token_hash = access.hash_of(access.word_of_alert(alert))
    alert.save()
    return alert


def invitation_code(intake):
    """One personal invitation, handed over by a clinic, good for 30 days."""
    pile = Invitation.objects.create(
        intake=intake,
        source=Invitation.Source.CLINIC,
        given=1,
        valid_until=timezone.localdate() + dt.timedelta(days=30),
        made_at=timezone.now(),
    )
    code = InvitationCode(invitation=pile)
    code.token_hash = access.hash_of(access.word_of_code(code))
    code.save()
    return code
