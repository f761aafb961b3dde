"""Letters of the tests, and kinds that are there for one test only."""

import datetime as dt
from contextlib import contextmanager

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from pirtti.post import kinds
from pirtti.post.models import Letter
from pirtti.post.rules import Policy


class LetterFactory(DjangoModelFactory):
    """A letter of the kind `note` that has been due for a moment."""

    class Meta:
        model = Letter

    kind = "note"
    dedupe = factory.Sequence("note:{}".format)
    to = factory.Sequence("asiakas{}@perhe.example".format)
    not_before = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(seconds=1))


@contextmanager
def note_kind(*, policy=Policy.AT_LEAST_ONCE, fill=lambda letter: {}, **more):
    """Make a kind `note` known whose mails are those of a reminder without dates."""
    kind = kinds.Kind(
        name="note",
        subject="Kokeilu",
        template="notices/mail/reminder",
        fill=fill,
        policy=policy,
        **more,
    )
    kinds.register(kind)
    try:
        yield kind
    finally:
        kinds._kinds.pop("note", None)
