"""What the stories of the desk share: addresses in English, people signed in."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone, translation

from pirtti.network.rules import Role
from pirtti.network.tests.factories import user_with


def url(name, *args):
    with translation.override("en"):
        return reverse(f"desk:{name}", args=args)


def sign_in(client, role, *, at):
    user = user_with(role, at=at)
    client.force_login(user)
    return user


def coordinator(client, place):
    return sign_in(client, Role.COORDINATOR, at=place)


def text_of(answer):
    return " ".join(answer.content.decode().split())


def in_days(days):
    return timezone.localdate() + dt.timedelta(days=days)


def typed(day):
    return f"{day.day}.{day.month}.{day.year}"
