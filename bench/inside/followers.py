"""Cancel dates that thousands follow: the request, then the letters behind it.

Everything that was added is taken away again.
"""

import datetime as dt
import time
from statistics import median

from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from pirtti.calendar.models import Occurrence
from pirtti.core import sealed
from pirtti.network.models import Area, RoleGiven
from pirtti.network.rules import Role
from pirtti.notices import access, actions, queries, rules
from pirtti.notices.models import Bulletin, Following
from pirtti.people.models import User
from pirtti.post import actions as post
from pirtti.post import delivery
from pirtti.post.models import Letter
from pirtti.post.transport import Line

DATES = 5
SENT = 500


def run(*, followers: int) -> dict[str, float]:
    """Return milliseconds of a cancelling request, seconds of making and sending letters."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.DEMO = False
    settings.ALLOWED_HOSTS = ["testserver"]
    mail.outbox = []
    before = Letter.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    dates = _dates()
    user = _coordinator()
    _follow(dates[0], followers)
    try:
        requests = [_cancel(user, date) for date in dates]
        made = _seconds(_make_letters)
        sent = _seconds(_send)
        letters = Letter.objects.filter(pk__gt=before).count()
    finally:
        _take_away(before, dates, user)
    return {
        "request_ms": 1000 * median(requests[1:]),
        "followers": followers,
        "letters": letters,
        "made_seconds": made,
        "sent_a_second": SENT / sent,
    }


def _dates() -> list[Occurrence]:
    """Return coming dates of one activity; the first only warms the page up."""
    coming = Occurrence.objects.public().filter(
        starts_at__gt=timezone.now(),
        state=Occurrence.State.PLANNED,
        place__isnull=False,
    )
    first = coming.order_by("starts_at", "pk").first()
    assert first is not None
    return list(coming.filter(activity=first.activity_id)[: DATES + 1])


def _coordinator() -> User:
    user = User.objects.create_user("bench@pirtti.example", "Bench")
    today = timezone.localdate()
    RoleGiven.objects.create(
        user=user,
        role=Role.AREA_COORDINATOR,
        area=Area.objects.get(parent=None),
        starts_on=today,
        ends_on=today + dt.timedelta(days=1),
    )
    return user


def _follow(date: Occurrence, followers: int) -> None:
    now, rows = timezone.now(), []
    for number in range(followers):
        address = f"perhe{number}@koti.example"
        row = Following(
            activity=date.activity,
            address=sealed.seal(address),
            address_key=post.key_of(address),
            asked_at=now,
            confirmed_at=now,
        )
        row.token_hash = access.hash_of(access.word_of(row))
        rows.append(row)
    Following.objects.bulk_create(rows, batch_size=500)


def _cancel(user: User, date: Occurrence) -> float:
    """Return the seconds of one request, through every layer but the network."""
    client = Client()
    client.force_login(user)
    with translation.override("fi"):
        page = reverse("desk:cancel", args=[date.pk])
    begin = time.perf_counter()
    answer = client.post(page, {"reason_0": "Ohjaaja on sairaana"})
    seconds = time.perf_counter() - begin
    assert answer.status_code == 302, answer.status_code
    return seconds


def _make_letters() -> None:
    later = timezone.now() + rules.GRACE
    while queries.waits_since(later) is not None:
        actions.make_letters(later)


def _send() -> None:
    Letter.objects.filter(state=Letter.State.WAITING).update(not_before=timezone.now())
    with Line() as line:
        delivery.deliver(line, limit=SENT)


def _seconds(work) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _take_away(before: int, dates: list[Occurrence], user: User) -> None:
    Letter.objects.filter(pk__gt=before).delete()
    Bulletin.objects.all().delete()
    Following.objects.filter(activity=dates[0].activity_id).delete()
    Occurrence.objects.filter(pk__in=[date.pk for date in dates]).update(
        state=Occurrence.State.PLANNED, reason=""
    )
    user.delete()
