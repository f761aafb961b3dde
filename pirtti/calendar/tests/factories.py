"""Activities and dates of the tests."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from pirtti.calendar import actions
from pirtti.calendar.models import (
    Activity,
    ActivityKind,
    Audience,
    Occurrence,
    SchoolHoliday,
    Series,
)
from pirtti.core import timewords
from pirtti.network.tests.factories import PlaceFactory, text


class KindFactory(DjangoModelFactory):
    """A family café."""

    class Meta:
        model = ActivityKind
        django_get_or_create = ("slug",)

    slug = "family-cafe"
    name = text("Perhekahvila", "Familjecafé", "Family café")


class AudienceFactory(DjangoModelFactory):
    """Fathers."""

    class Meta:
        model = Audience
        django_get_or_create = ("slug",)

    slug = "fathers"
    name = text("Isät", "Pappor", "Fathers")


class ActivityFactory(DjangoModelFactory):
    """A free, open, published activity at a public place."""

    class Meta:
        model = Activity
        skip_postgeneration_save = True

    kind = factory.SubFactory(KindFactory)
    name = factory.Sequence(
        lambda n: text(f"Perhekahvila {n}", f"Familjecafé {n}", f"Café {n}")
    )
    slug = factory.Sequence("perhekahvila-{}".format)
    place = factory.SubFactory(PlaceFactory)
    area = factory.SelfAttribute("place.area")
    languages = ["fi"]
    is_published = True

    class Params:
        draft = factory.Trait(is_published=False)

    @factory.post_generation
    def organisers(self, create, extracted, **kwargs):
        if create:
            self.organisers.set(extracted or ([self.place.host] if self.place else []))

    @factory.post_generation
    def audiences(self, create, extracted, **kwargs):
        if create and extracted:
            self.audiences.set(extracted)


class OccurrenceFactory(DjangoModelFactory):
    """One date: today at 9.30–11.30 unless told otherwise by `on`, `start`, `end`."""

    class Meta:
        model = Occurrence

    class Params:
        start = dt.time(9, 30)
        end = dt.time(11, 30)

    activity = factory.SubFactory(ActivityFactory)
    on = factory.LazyFunction(dt.date.today)
    rule_on = factory.SelfAttribute("on")
    series = factory.LazyAttribute(
        lambda o: Series.objects.create(
            activity=o.activity,
            frequency="once",
            weekday=o.on.weekday(),
            starts_on=o.on,
            starts_at=o.start,
            ends_at=o.end,
            filled_until=o.on,
        )
    )
    starts_at = factory.LazyAttribute(lambda o: timewords.to_instant(o.on, o.start))
    ends_at = factory.LazyAttribute(lambda o: timewords.to_instant(o.on, o.end))
    place = factory.SelfAttribute("activity.place")
    area = factory.SelfAttribute("activity.area")
    is_public = factory.SelfAttribute("activity.is_published")


def weekly(activity, *, starts_on, start=dt.time(9, 30), end=dt.time(11, 30), **more):
    """Give an activity a weekly series from a day on."""
    return actions.add_series(
        activity,
        frequency="weekly",
        starts_on=starts_on,
        starts_at=start,
        ends_at=end,
        by=None,
        **more,
    )


def programme(activity, word, today):
    """Give an activity a theme, a wish and a change of its dates; one of each."""
    theme = actions.add_theme(activity, text=text(f"{word} teema"), by=None)
    wish = actions.make_wish(activity, text=f"{word} toive", language="fi", today=today)
    change = actions.bulk_change(
        activity.occurrences.filter(on__gt=today)[:1], theme=text("Uni"), by=None
    )
    return {"theme": theme, "wish": wish, "change": change}


def school_holiday(area, word, first_on):
    """Tell one holiday of an area's schools."""
    return SchoolHoliday.objects.create(
        area=area, name=text(f"{word} loma"), first_on=first_on, last_on=first_on
    )
