"""Who may see and change cards of workers, and who is told to be at a place."""

from django.db.models import Q, QuerySet
from django.http import Http404

from pirtti.network import access
from pirtti.network.access import Viewer
from pirtti.network.models import Organisation, Place
from pirtti.network.rules import May
from pirtti.presence.models import Stay, WorkerCard


def organisations_where(viewer: Viewer) -> QuerySet[Organisation]:
    """Return the organisations whose workers' cards the viewer looks after."""
    return access.organisations_where(viewer, May.EDIT_CALENDAR, by_place=False)


def cards_where(viewer: Viewer) -> QuerySet[WorkerCard]:
    """Return the cards that the viewer looks after: those of own organisations."""
    own = organisations_where(viewer).order_by().values("pk")
    return WorkerCard.objects.filter(organisation__in=own)


def card_for(viewer: Viewer, pk: int) -> WorkerCard:
    """Fetch a card for changing it; Http404 when that is not allowed."""
    found = cards_where(viewer).select_related("organisation").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def cards_for_place(viewer: Viewer, place: Place) -> QuerySet[WorkerCard]:
    """Return the cards one may tell to be at a place one plans for.

    Those of its host and partners that families may see, and those of one's own
    organisations.
    """
    partners = Place.partners.through.objects.filter(place=place)
    of_place = Q(organisation=place.host_id) | Q(
        organisation__in=partners.values("organisation_id")
    )
    own = organisations_where(viewer).order_by().values("pk")
    return WorkerCard.objects.filter(
        Q(of_place, is_shown=True) | Q(organisation__in=own)
    ).select_related("organisation")


def stay_for(viewer: Viewer, place: int, pk: int) -> Stay:
    """Fetch somebody's time at a place one plans for; Http404 otherwise."""
    found = (
        Stay.objects.filter(
            pk=pk, place=place, place__in=access.places_where(viewer, May.EDIT_CALENDAR)
        )
        .select_related("card", "place__area")
        .first()
    )
    if found is None:
        raise Http404
    return found


def card_with_photo(name: str) -> WorkerCard:
    """Find the card whose face a file is; Http404 when there is none."""
    found = WorkerCard.objects.filter(photo=name).first() if name else None
    if found is None:
        raise Http404
    return found
