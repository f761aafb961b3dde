"""Reads for the pages of workers' cards and of who is where."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from pirtti.network import access as network
from pirtti.network.access import Viewer
from pirtti.network.models import Place
from pirtti.network.rules import May
from pirtti.presence import access, queries
from pirtti.presence.models import Stay, WorkerCard
from pirtti.presence.queries import Present

# People with the whole country do not look at all its places at once.
MOST_PLACES = 60
SOON = dt.timedelta(days=30)


@dataclass
class AtPlace:
    """Who is at a place today, and who is told to be away."""

    place: Place
    here: list[Present]
    away: list[Stay]


@dataclass(frozen=True)
class CardLine:
    """A card on the list of its organisation's people."""

    card: WorkerCard
    is_over: bool
    ends_soon: bool


def today_at_own_places(viewer: Viewer, today: dt.date) -> list[AtPlace]:
    """List own places with who is there today (five queries)."""
    own = network.places_where(viewer, May.EDIT_CALENDAR)
    places = list(own.order_by("slug").distinct()[:MOST_PLACES])
    rows = {place.pk: AtPlace(place, [], []) for place in places}
    for present in queries.today_at(Place.objects.filter(pk__in=list(rows)), today):
        rows[present.stay.place_id].here.append(present)
    for stay in queries.away_on(rows, today):
        rows[stay.place_id].away.append(stay)
    return list(rows.values())


def at_one_place(place: Place, today: dt.date) -> AtPlace:
    """Tell who is at one place today (two queries)."""
    here = queries.at_place(place, today)
    return AtPlace(place, here, queries.away_on([place.pk], today))


def place_page(viewer: Viewer, place: Place, today: dt.date) -> dict[str, object]:
    """Read what the page of who is at a place shows (four queries)."""
    editable = network.places_where(viewer, May.EDIT_PLACE)
    return {
        "place": place,
        "today": today,
        "row": at_one_place(place, today),
        "stays": queries.stays_at(place, today=today),
        "may_edit_place": editable.filter(pk=place.pk).exists(),
    }


def own_cards(viewer: Viewer, today: dt.date) -> list[CardLine]:
    """List the cards of own organisations, those that have ended last (one query)."""
    cards: QuerySet[WorkerCard] = access.cards_where(viewer)
    found = cards.select_related("organisation").order_by("organisation__slug", "pk")
    lines = [
        CardLine(card, card.valid_until < today, card.valid_until < today + SOON)
        for card in found
    ]
    return sorted(lines, key=lambda line: line.is_over)


def may_have_cards(viewer: Viewer) -> bool:
    """Say whether the viewer looks after the cards of some organisation (one query)."""
    return access.organisations_where(viewer).exists()
