"""Reads about themes: what is in store."""

from django.db.models import Q, QuerySet

from pirtti.calendar.models import Activity, Occurrence, Theme


def in_store(activity: Activity) -> QuerySet[Theme]:
    """Return the themes that no date has; one of a cancelled date waits again."""
    cancelled = Q(occurrence__state=Occurrence.State.CANCELLED)
    waiting = activity.themes.filter(Q(occurrence=None) | cancelled)
    return waiting.order_by("order", "pk")
