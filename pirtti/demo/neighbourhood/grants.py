"""Activity grants of the demo: last January's call, and the one that comes next."""

import datetime as dt

from django.utils import timezone

from pirtti.core import timewords
from pirtti.demo.neighbourhood import files
from pirtti.demo.neighbourhood.files import Raw
from pirtti.grants import actions, rules
from pirtti.grants.models import GrantApplication, GrantCall
from pirtti.groups.models import Group
from pirtti.network.models import Organisation

# Days of the calling year on which things happened.
SENT, DECIDED = (1, 20), (2, 15)


def load(*, today: dt.date) -> None:
    """Load the two calls and what was applied for, unless there are some."""
    raw = files.read("grants")
    organisation = Organisation.objects.get(slug=raw["call"]["organisation"])
    if GrantCall.objects.filter(organisation=organisation).exists():
        return
    coming = rules.usual_days(today)
    year_before = coming.opens_on.replace(year=coming.opens_on.year - 1)
    last = rules.usual_days(year_before)
    call, _next = (_call(raw["call"], organisation, days) for days in (last, coming))
    for row in raw["application"]:
        _grant(call, row, today)


def _call(raw: Raw, organisation: Organisation, days: rules.Days) -> GrantCall:
    name = {
        language: f"{words} {days.opens_on.year}"
        for language, words in raw["name"].items()
    }
    call = GrantCall(
        organisation=organisation,
        name=files.text(name),
        most_cents=raw["most_cents"],
        **files.texts(raw, "about"),
        **vars(days),
    )
    return actions.save_call(call, by=None)


def _grant(call: GrantCall, row: Raw, today: dt.date) -> None:
    """Let a group have applied, got its grant and told what was done with it."""
    application = GrantApplication.objects.create(
        call=call,
        # It applied in good time: since then it has ended.
        group=Group.objects.get(activity__slug=row["group"]),
        state=rules.State.SENT,
        sent_at=_at(call, SENT),
        **files.plain(row, "cents", "purpose", "meetings"),
    )
    actions.decide(
        application,
        granted=row["granted"],
        reason=row["reason"],
        by=None,
        now=_at(call, DECIDED),
    )
    told = rules.Told(row["used"], row["done"], row["held"], row["visits"])
    actions.report(application, told, by=None, today=today)


def _at(call: GrantCall, day: tuple[int, int]) -> dt.datetime:
    on = dt.date(call.opens_on.year, *day)
    return min(timewords.to_instant(on, dt.time(12)), timezone.now())
