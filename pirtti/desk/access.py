"""Who may open which page of the desk; the floors below know the rest."""

import datetime as dt

from django.db.models import Max, Q
from django.http import Http404
from django.utils import timezone

from pirtti.calendar import access as calendar
from pirtti.calendar.models import Activity, Occurrence, Series, Theme, Wish
from pirtti.groups import access as groups
from pirtti.groups.models import Group
from pirtti.meetings import leading_access
from pirtti.network import access as network
from pirtti.network.access import Viewer
from pirtti.network.rules import May
from pirtti.signups.models import Intake, Invitation, Party


def only_leads(viewer: Viewer) -> bool:
    """Say whether somebody leads groups and holds no role of an organisation."""
    return not network.held_roles(viewer) and leading_access.may_open(viewer)


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


def pile_for(viewer: Viewer, pk: int) -> tuple[Invitation, Group]:
    """Fetch a pile of invitations with its group, which one leads or runs; else 404."""
    found = (
        Invitation.objects.filter(pk=pk, intake__activity__group__isnull=False)
        .select_related("intake__activity__group")
        .first()
    )
    if found is None or found.intake.activity is None:
        raise Http404
    return found, groups.group_reached(viewer, found.intake.activity.group.pk)


def pile_to_print(viewer: Viewer, pk: int) -> tuple[Invitation, Group]:
    """Fetch a pile that still holds; a stopped one, or one that is over, is 404."""
    pile, group = pile_for(viewer, pk)
    if pile.stopped_at is not None or pile.valid_until < timezone.localdate():
        raise Http404
    return pile, group


def intake_for(viewer: Viewer, pk: int, what: May) -> Intake:
    """Fetch the sign-up of a listed activity or date; Http404 when not allowed.

    A group's families are its leaders' own business: its sign-up is not found here.
    """
    found = (
        Intake.objects.filter(
            Q(activity__in=calendar.activities_where(viewer, what))
            | Q(occurrence__in=calendar.occurrences_where(viewer, what))
        )
        .filter(pk=pk, activity__group=None, occurrence__activity__group=None)
        .select_related("activity", "occurrence__activity")
        .first()
    )
    if found is None:
        raise Http404
    return found


def party_for(viewer: Viewer, intake_pk: int, pk: int, what: May) -> Party:
    """Fetch a family of such a sign-up; Http404 when not allowed."""
    intake = intake_for(viewer, intake_pk, what)
    found = Party.objects.filter(intake=intake, pk=pk).first()
    if found is None:
        raise Http404
    return found


def intake_of(thing: Activity | Occurrence) -> Intake:
    """Return the sign-up of an activity or a date, or a new one to fill in; else 404."""
    activity = thing if isinstance(thing, Activity) else thing.activity
    if Group.objects.filter(activity=activity).exists():
        raise Http404
    if isinstance(thing, Activity):
        found = Intake.objects.filter(activity=thing).first()
        return found or Intake(activity=thing, ends_on=_last_day(thing))
    found = Intake.objects.filter(occurrence=thing).first()
    return found or Intake(occurrence=thing, ends_on=thing.on)


def _last_day(activity: Activity) -> dt.date:
    """Suggest the last day of an activity: that of its dates, tomorrow without any."""
    last = activity.occurrences.aggregate(last=Max("on"))["last"]
    soon = timezone.localdate() + dt.timedelta(days=1)
    return max(last or soon, soon)
