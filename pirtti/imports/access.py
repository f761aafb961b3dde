"""Who may look at imports and subscribed calendars, and where one may bring in to."""

from django.db.models import Q, QuerySet
from django.http import Http404

from pirtti.imports.models import Batch, Source
from pirtti.network import access
from pirtti.network.access import Viewer
from pirtti.network.models import Organisation, Place
from pirtti.network.rules import May


def _within(viewer: Viewer, what: May) -> Q:
    return Q(place__in=access.places_where(viewer, what)) | Q(
        organisation__in=access.organisations_where(viewer, what, by_place=False)
    )


def batches_where(viewer: Viewer, what: May) -> QuerySet[Batch]:
    """Return the imports at places, or for organisations, where one may do `what`."""
    if not access.may_anywhere(viewer, what):
        return Batch.objects.none()
    return Batch.objects.filter(_within(viewer, what))


def sources_where(viewer: Viewer, what: May) -> QuerySet[Source]:
    """Return the subscribed calendars at places or for organisations of one's own."""
    if not access.may_anywhere(viewer, what):
        return Source.objects.none()
    return Source.objects.filter(_within(viewer, what))


def batch_for(viewer: Viewer, pk: int, what: May) -> Batch:
    """Fetch an import for doing `what`; Http404 when that is not allowed."""
    found = batches_where(viewer, what).filter(pk=pk)
    batch = found.select_related(
        "organisation__area", "place", "kind", "source"
    ).first()
    if batch is None:
        raise Http404
    return batch


def source_for(viewer: Viewer, pk: int, what: May) -> Source:
    """Fetch a subscribed calendar for doing `what`; Http404 when not allowed."""
    found = sources_where(viewer, what).filter(pk=pk)
    source = found.select_related("organisation__area", "place", "kind").first()
    if source is None:
        raise Http404
    return source


def own_organisations(viewer: Viewer) -> QuerySet[Organisation]:
    """Return the organisations whose activities one may plan anywhere."""
    return access.organisations_where(viewer, May.EDIT_CALENDAR, by_place=False)


def places_to_fill(viewer: Viewer) -> QuerySet[Place]:
    """Return own places, and those where an own organisation is a partner."""
    own = access.places_where(viewer, May.EDIT_CALENDAR)
    partner = Place.partners.through.objects.filter(
        organisation__in=own_organisations(viewer).values("pk")
    )
    return Place.objects.filter(
        Q(pk__in=own.values("pk")) | Q(pk__in=partner.values("place_id"))
    ).order_by("slug")


def organisers_to_name(viewer: Viewer) -> QuerySet[Organisation]:
    """Return own organisations, hosts of own places and their partners."""
    own = access.organisations_where(viewer, May.EDIT_CALENDAR)
    places = access.places_where(viewer, May.EDIT_CALENDAR)
    partners = Place.partners.through.objects.filter(place__in=places)
    return Organisation.objects.filter(
        Q(pk__in=own.values("pk"))
        | Q(pk__in=partners.values("organisation_id"))
        | Q(pk__in=places.values("host_id"))
    ).order_by("slug")
