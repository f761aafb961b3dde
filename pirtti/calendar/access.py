"""Who may see and change activities and their dates."""

from django.db.models import BigIntegerField, Q, QuerySet, SlugField
from django.http import Http404

from pirtti.calendar.models import (
    Activity,
    Change,
    Occurrence,
    OccurrenceQuerySet,
)
from pirtti.core.prepared import Given, Prepared
from pirtti.network import access
from pirtti.network.access import Viewer
from pirtti.network.models import Organisation, Place
from pirtti.network.rules import May


def activities_where(viewer: Viewer, what: May) -> QuerySet[Activity]:
    """Return the activities for which the viewer may do `what`.

    One's own are those at a place one has the right for, those one's
    organisation arranges anywhere, and online ones of one's area. Hidden groups are
    nobody's here: `groups.access` knows who leads them.
    """
    if not access.may_anywhere(viewer, what):
        return Activity.objects.none()
    organised = Activity.organisers.through.objects.filter(
        organisation__in=_own_organisations(viewer, what)
    )
    return Activity.objects.filter(is_listed=True).filter(
        Q(place__in=access.places_where(viewer, what))
        | Q(pk__in=organised.values("activity_id"))
        | Q(area__in=access.areas_where(viewer, what))
    )


def _own_organisations(viewer: Viewer, what: May) -> QuerySet:  # type: ignore[type-arg]
    """Return organisations reached by an organisation's own role, not by a place's."""
    return access.organisations_where(viewer, what, by_place=False)


def occurrences_where(viewer: Viewer, what: May) -> OccurrenceQuerySet:
    """Return the dates of the activities for which the viewer may do `what`."""
    return Occurrence.objects.filter(activity__is_listed=True).filter(
        Q(activity__in=activities_where(viewer, what))
        | Q(place__in=access.places_where(viewer, what))
    )


def activity_for(viewer: Viewer, pk: int, what: May) -> Activity:
    """Fetch an activity for doing `what`; Http404 when that is not allowed."""
    found = (
        activities_where(viewer, what)
        .select_related("kind", "place__area", "area", "room")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found


def occurrence_for(viewer: Viewer, pk: int, what: May) -> Occurrence:
    """Fetch one date for doing `what`; Http404 when that is not allowed."""
    found = (
        occurrences_where(viewer, what)
        .select_related(
            "activity__kind", "activity__area", "place__area", "area", "series"
        )
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found


def change_for(viewer: Viewer, pk: int, what: May) -> Change:
    """Fetch a change of many dates for taking it back; Http404 when not allowed."""
    found = (
        Change.objects.filter(pk=pk, activity__in=activities_where(viewer, what))
        .select_related("activity__area")
        .first()
    )
    if found is None:
        raise Http404
    return found


# What the page of an activity or of a date tells, and no more: a public page is
# read all the time. What else somebody asks for is read then.
_OF_ACTIVITY = (
    *("slug", "code", "name", "about", "easy", "who", "online_url", "is_published"),
    *("age_from_months", "age_to_months", "languages", "sign_up", "sign_up_how"),
    *("price_cents", "price_note", "place_id", "area_id", "stale_told_at"),
    *("kind__name", "kind__colour", "kind__is_drop_in_advice"),
)
_OF_PLACE = (
    *("place__name", "place__slug", "place__street", "place__postal_code"),
    *("place__town", "place__latitude", "place__longitude", "place__entrance"),
    *("place__entrance_photo", "place__is_published", "room__name"),
    *("area__name", "area__slug", "area__path", "area__version"),
)
_OF_DATE = (
    *("on", "rule_on", "starts_at", "ends_at", "state", "reason", "theme", "guest"),
    *("who", "is_public", "activity_id"),
)
_public_activity = Prepared(
    lambda: (
        Activity.objects.public()
        .select_related("kind", "place", "area", "room")
        .filter(slug=Given("slug", SlugField()))
        .only(*_OF_ACTIVITY, *_OF_PLACE)
    )
)
_public_occurrence = Prepared(
    lambda: (
        Occurrence.objects.public()
        .select_related("activity__kind", "place", "room", "area")
        .filter(pk=Given("pk", BigIntegerField()))
        .only(*_OF_DATE, *_OF_PLACE, *(f"activity__{name}" for name in _OF_ACTIVITY))
    )
)


def public_activity(slug: str) -> Activity:
    """Fetch an activity that families may see; drafts and unknown ones are Http404 alike."""
    found = _public_activity.first(slug=slug)
    if found is None:
        raise Http404
    return found


def public_occurrence(pk: int) -> Occurrence:
    """Fetch one date that families may see; Http404 otherwise."""
    # A number that no row can have would not even fit into the question.
    fits = pk <= BigIntegerField.MAX_BIGINT
    found = _public_occurrence.first(pk=pk) if fits else None
    if found is None:
        raise Http404
    return found


def public_organisations() -> QuerySet[Organisation]:
    """Return the organisations that act in public: at a place, or for an activity.

    Others are nobody's business yet: they may wait for the values check of a place.
    """
    organising = Activity.organisers.through.objects.filter(activity__is_published=True)
    partners = Place.partners.through.objects.filter(place__is_published=True)
    return Organisation.objects.filter(
        Q(pk__in=Place.objects.public().values("host"))
        | Q(pk__in=partners.values("organisation_id"))
        | Q(pk__in=organising.values("organisation_id"))
    )


def public_organisation(slug: str) -> Organisation:
    """Fetch an organisation that acts in public; Http404 otherwise."""
    found = public_organisations().select_related("area", "parent").filter(slug=slug)
    organisation = found.first()
    if organisation is None:
        raise Http404
    return organisation


def public_family(organisation: Organisation) -> list[Organisation]:
    """List the organisation above and those right below, if they act in public."""
    near = Q(parent=organisation) | Q(pk=organisation.parent_id)
    return list(public_organisations().filter(near))


def public_activities_of(organisation: Organisation) -> QuerySet[Activity]:
    """Return the activities that an organisation arranges and families may see."""
    arranged = Activity.objects.public().filter(organisers=organisation)
    return arranged.select_related("kind", "place", "area")
