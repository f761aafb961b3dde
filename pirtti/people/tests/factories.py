"""People of the tests: roles, not names."""

import factory
from factory.django import DjangoModelFactory

from pirtti.people.models import User


class UserFactory(DjangoModelFactory):
    """An account that signs in by a code."""

    class Meta:
        model = User

    email = factory.Sequence("worker{}@koivukyla.example".format)
    name = factory.Sequence("Worker {}".format)
    language = "fi"
