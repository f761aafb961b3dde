"""A planning round of the tests: a café of last season, its organisation asked."""

import datetime as dt

from django.utils import timezone

from pirtti.calendar.tests.factories import ActivityFactory, KindFactory, weekly
from pirtti.network.tests.factories import OrganisationFactory, PlaceFactory, text
from pirtti.planning import actions
from pirtti.planning.models import Ask, Round, YearMark


def in_days(days):
    return timezone.localdate() + dt.timedelta(days=days)


def season(area, *, deadline=14, first=45, last=190, **more):
    """A round that is not stored yet."""
    return Round(
        area=area,
        name=text("Kevätkausi", "Vårsäsong", "Spring season"),
        first_on=in_days(first),
        last_on=in_days(last),
        deadline=in_days(deadline),
        **more,
    )


def opened(area, **more):
    return actions.open_round(season(area, **more), by=None)


def cafe(place=None, *, weekday=1, weeks_ago=10, **more):
    """A weekly café at 9.30–11.30 that began ten weeks ago; gives its rhythm."""
    place = place or PlaceFactory()
    monday = in_days(0) - dt.timedelta(days=in_days(0).weekday(), weeks=weeks_ago)
    activity = ActivityFactory(place=place, **more)
    return weekly(activity, starts_on=monday + dt.timedelta(days=weekday))


def partner(area, **more):
    """An organisation of an area with a contact and a deputy."""
    more.setdefault("contact_email", "yhdys@toimija.example")
    more.setdefault("deputy_email", "vara@toimija.example")
    return OrganisationFactory(area=area, **more)


def ask_of(planned, organisation):
    return planned.asks.get(organisation=organisation)


def rhythm(*weekdays, start=dt.time(9, 30), end=dt.time(11, 30), **more):
    return actions.Rhythm(
        weekdays=weekdays or (3,), starts_at=start, ends_at=end, **more
    )


def told_year(organisation):
    """A summer closure."""
    return actions.save_mark(
        YearMark(
            organisation=organisation,
            kind="closure",
            first_month=7,
            first_day=1,
            last_month=7,
            last_day=31,
        ),
        by=None,
    )


def told_change(organisation, words="Remontti"):
    return actions.tell_change(
        organisation, area=organisation.area, text=words, from_on=in_days(9), by=None
    )


def published_round(area, words):
    """A round with one edition that was opened again, and is asked still."""
    planned = season(area, deadline=5, first=10, last=60)
    planned.name = text(words)
    planned = actions.open_round(planned, by=None)
    actions.publish_edition(actions.close_round(planned, by=None), by=None)
    return actions.reopen_round(planned, by=None)


def fill(planned, organisation, place):
    """One more partner in a round, with its year, its change and its promise."""
    told_year(organisation)
    told_change(organisation)
    ask = Ask.objects.create(round=planned, organisation=organisation)
    actions.promise_new(
        ask,
        rhythm=rhythm(2, place=place),
        name=text("Uusi"),
        kind=KindFactory(),
        by=None,
    )
