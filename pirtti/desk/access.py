"""Who may open which page of the desk; the floors below know the rest."""

from django.http import Http404

from pirtti.calendar import access as calendar
from pirtti.calendar.models import Activity, Series, Theme, Wish
from pirtti.network import access as network
from pirtti.network.access import Viewer
from pirtti.network.rules import May


def need_area(viewer: Viewer, what: May) -> None:
    """Go on only when a role at an area allows `what`; Http404 otherwise."""
    if all(role.area_id is None for role in network.roles_for(viewer, what)):
        raise Http404


def need(viewer: Viewer, what: May) -> None:
    """Go on only when some role of the viewer allows `what`; Http404 otherwise."""
    if not network.may_anywhere(viewer, what):
        raise Http404


def series_for(viewer: Viewer, pk: int, what: May) -> Series:
    """Fetch a rhythm for doing `what` to its activity; Http404 when not allowed."""
    found = (
        Series.objects.filter(
            pk=pk, activity__in=calendar.activities_where(viewer, what)
        )
        .select_related("activity__area")
        .first()
    )
    if found is None:
        raise Http404
    return found


def theme_for(viewer: Viewer, pk: int, what: May) -> Theme:
    """Fetch a theme for doing `what` to its activity; Http404 when not allowed."""
    found = (
        Theme.objects.filter(
            pk=pk, activity__in=calendar.activities_where(viewer, what)
        )
        .select_related("activity", "wish", "occurrence")
        .first()
    )
    if found is None:
        raise Http404
    return found


def wish_for(viewer: Viewer, pk: int, what: May) -> Wish:
    """Fetch a wish for doing `what` to its activity; Http404 when not allowed."""
    found = (
        Wish.objects.filter(pk=pk, activity__in=calendar.activities_where(viewer, what))
        .select_related("activity")
        .first()
    )
    if found is None:
        raise Http404
    return found


def activity_to_plan(viewer: Viewer, code: str) -> Activity:
    """Return the activity that a form's key already made, or a new one.

    A form that is sent twice thereby makes one activity. A key that belongs to
    somebody else's activity is left alone and a new one is drawn.
    """
    mine = (
        calendar.activities_where(viewer, May.EDIT_CALENDAR).filter(code=code).first()
    )
    if mine is not None:
        return mine
    if not code or Activity.objects.filter(code=code).exists():
        return Activity()
    return Activity(code=code)
