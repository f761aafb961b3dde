"""Reads about one answer: what is offered, told, and may be chosen."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from pirtti.calendar.models import Activity, Series
from pirtti.network.models import Place
from pirtti.planning import rules
from pirtti.planning.models import Ask, Promise


def series_to_offer(ask: Ask) -> list[Series]:
    """List the rhythms of last season that an organisation is offered (two queries)."""
    planned = ask.round
    rhythms = list(
        Series.objects.filter(
            activity__in=Activity.organisers.through.objects.filter(
                organisation=ask.organisation_id
            ).values("activity"),
            activity__area__path__startswith=planned.area.path,
            activity__is_listed=True,
        )
        .exclude(frequency=Series.Frequency.ONCE)
        .select_related("activity__place", "place")
        .order_by("weekday", "starts_at", "pk")
    )
    wanted = set(
        rules.offered(
            [
                rules.Offer(one.pk, one.activity_id, one.starts_on, one.ends_on)
                for one in rhythms
            ],
            first_on=planned.first_on,
        )
    )
    return [one for one in rhythms if one.pk in wanted]


@dataclass(frozen=True)
class Answer:
    """What an organisation has told so far."""

    offers: list[tuple[Series, Promise | None]]
    new: list[Promise]

    @property
    def undecided(self) -> int:
        """Count the offered rhythms without a word."""
        return sum(promise is None for _series, promise in self.offers)

    @property
    def told(self) -> int:
        """Count what was told, also what does not meet this season."""
        return len(self.offers) - self.undecided + len(self.new)


def answer_of(ask: Ask) -> Answer:
    """Read what an organisation is offered and has told (four queries)."""
    series = series_to_offer(ask)
    told = {
        promise.series_id: promise
        for promise in Promise.objects.filter(
            round=ask.round_id, series__in=[one.pk for one in series]
        ).select_related("ask__organisation", "place")
    }
    new = ask.promises.filter(decision=Promise.Decision.NEW)
    return Answer(
        [(one, told.get(one.pk)) for one in series],
        list(new.select_related("activity", "place", "kind")),
    )


def places_to_choose(ask: Ask) -> QuerySet[Place]:
    """Return where an organisation may promise to meet: hosted, partner's, used before."""
    own = ask.organisation_id
    used = Activity.organisers.through.objects.filter(organisation=own)
    return (
        Place.objects.within(ask.round.area)
        .filter(
            Q(host=own) | Q(partners=own) | Q(activities__in=used.values("activity"))
        )
        .distinct()
        .order_by("slug")
    )


def activities_to_choose(ask: Ask) -> QuerySet[Activity]:
    """Return the activities of an organisation that may get one rhythm more."""
    used = Activity.organisers.through.objects.filter(organisation=ask.organisation_id)
    return Activity.objects.filter(
        pk__in=used.values("activity"),
        area__path__startswith=ask.round.area.path,
        is_listed=True,
    ).order_by("slug")
