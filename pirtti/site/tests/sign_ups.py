"""What the stories of signing up share: a morning, a form, an invitation."""

import datetime as dt
import uuid

from django.urls import reverse
from django.utils import timezone, translation

from pirtti.calendar.tests.factories import ActivityFactory
from pirtti.network.tests.factories import text
from pirtti.signups import actions
from pirtti.signups.tests.factories import IntakeFactory

MORNING = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
TYPED = {
    "nickname": "Käpy",
    "contact": "perhe@koti.example",
    "adults": "1",
    "children": "2",
    "heard": "friend",
}


def hidden(**values):
    activity = ActivityFactory(name=text("Salainen"), draft=True, is_listed=False)
    return IntakeFactory(activity=activity, is_discreet=True, **values)


def invite(intake, **values):
    until = timezone.localdate() + dt.timedelta(days=30)
    pile = actions.invite(
        intake, source="clinic", number=1, valid_until=until, by=None, **values
    )
    return pile.codes.get()


def address(name, *args, language="en"):
    with translation.override(language):
        return reverse(f"site:{name}", args=args)


def send(client, intake, query="", **typed):
    data = TYPED | {"key": uuid.uuid4().hex} | typed
    return client.post(address("sign_up", intake.pk) + query, data)


def body(answer):
    return answer.content.decode()
