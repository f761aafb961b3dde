"""Reads about organisations for their own pages."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from i18nfield.strings import LazyI18nString

from pirtti.core.content import plain
from pirtti.network import access
from pirtti.network.access import Viewer
from pirtti.network.models import Area, Organisation
from pirtti.network.rules import May


def own_organisations(viewer: Viewer) -> QuerySet[Organisation]:
    """List the organisations that the viewer looks after (one query)."""
    return (
        access.organisations_where(viewer, May.EDIT_ORGANISATION, by_place=False)
        .select_related("area", "parent")
        .order_by("area__path", "slug")
    )


def organisation_for(viewer: Viewer, pk: int) -> Organisation | None:
    """Fetch an organisation that the viewer looks after, or None."""
    return own_organisations(viewer).filter(pk=pk).first()


def may_add(viewer: Viewer) -> bool:
    """Say whether the viewer may add an organisation: one with a role at an area."""
    return access.areas_where(viewer, May.EDIT_ORGANISATION).exists()


@dataclass(frozen=True)
class Choices:
    """What may be chosen for an organisation."""

    parent: QuerySet[Organisation]
    area: QuerySet[Area]


def choices_for(viewer: Viewer, organisation: Organisation) -> Choices:
    """Return the areas within own reach, and what an organisation may belong to.

    It may belong to a wider organisation of its area or above, since a union of
    the whole country is beyond the reach of its local association.
    """
    areas = access.areas_where(viewer, May.EDIT_ORGANISATION)
    own = own_organisations(viewer)
    line = organisation.area.line if organisation.area_id else _lines(areas)
    parents = Organisation.objects.filter(
        Q(pk__in=own.order_by().values("pk"))
        | Q(area__in=line)
        | Q(pk=organisation.parent_id)
    )
    return Choices(
        parent=parents.exclude(pk=organisation.pk).order_by("slug"),
        area=Area.objects.filter(
            Q(pk__in=areas.values("pk")) | Q(pk=organisation.area_id)
        ),
    )


def _lines(areas: QuerySet[Area]) -> list[int]:
    """Return the areas above the topmost of these."""
    top = areas.order_by("path").first()
    return top.line if top else []


def is_there(organisation: Organisation, name: LazyI18nString, area: Area) -> bool:
    """Say whether another organisation of the area has this very name already."""
    others = Organisation.objects.filter(area=area).exclude(pk=organisation.pk)
    return any(plain(other.name) == plain(name) for other in others)
