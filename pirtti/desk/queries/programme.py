"""The coming weeks of an activity as one table, with themes in store and wishes."""

import datetime as dt
from dataclasses import dataclass

from pirtti.calendar import programme_queries
from pirtti.calendar.models import Activity, Occurrence, Series, Theme, Wish
from pirtti.desk import words

WEEKS = 12
MOST_ROWS = 60
MOST_WISHES = 60


@dataclass(frozen=True)
class ProgrammePage:
    """What stands beside the table."""

    activity: Activity
    themes: list[Theme]
    wishes: list[Wish]
    set_aside: list[Wish]
    rotations: list[Series]


def dates(activity: Activity, *, now: dt.datetime) -> list[Occurrence]:
    """List the dates of the coming twelve weeks, today's among them (one query)."""
    last = now + dt.timedelta(weeks=WEEKS)
    found = activity.occurrences.filter(ends_at__gt=now, starts_at__lt=last)
    return list(
        found.select_related("series", "activity").order_by("starts_at", "pk")[
            :MOST_ROWS
        ]
    )


def page(activity: Activity) -> ProgrammePage:
    """Read what stands beside the table (three queries)."""
    wishes = list(
        activity.wishes.exclude(state=Wish.State.PLANNED).order_by("wished_on", "pk")[
            :MOST_WISHES
        ]
    )
    return ProgrammePage(
        activity=activity,
        themes=list(
            programme_queries.in_store(activity).select_related(
                "guest_organisation", "wish"
            )
        ),
        wishes=[wish for wish in wishes if wish.state == Wish.State.NEW],
        set_aside=[wish for wish in wishes if wish.state == Wish.State.SET_ASIDE],
        rotations=list(activity.series.filter(theme_every__gt=0)),
    )


def language_of(asked: str) -> str:
    """Return the language in which the texts are edited: the page's unless asked."""
    return asked if asked in ("fi", "sv", "en") else words.language()
