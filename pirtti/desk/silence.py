"""Say in words how long a place has been silent, and whom to ask."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pirtti.network.models import Place
from pirtti.visits.queries import Silent

_WEEK = 7


@dataclass(frozen=True)
class Told:
    """One silent place as the page tells it."""

    place: Place
    stopped: list[str]
    contact_title: str
    contact_email: str
    contact_phone: str


def told(one: Silent, today: dt.date) -> Told:
    """Put a silent place into sentences; the contact is a role's, not a person's own."""
    host = one.place.host
    return Told(
        place=one.place,
        stopped=[*_calendar(one, today), *_counting(one, today)],
        contact_title=str(host.contact_title or "") or str(host.name),
        contact_email=host.contact_email or one.place.email or host.email,
        contact_phone=one.place.phone or host.phone,
    )


def _calendar(one: Silent, today: dt.date) -> list[str]:
    if one.has_coming:
        return []
    if one.last_on is None:
        return [_("No date is coming.")]
    return [
        _("No date is coming. The last one was %(long_ago)s.")
        % {"long_ago": long_ago(one.last_on, today)}
    ]


def _counting(one: Silent, today: dt.date) -> list[str]:
    if one.is_counting:
        return []
    if one.last_counted_on is None:
        return [_("Visits have never been counted.")]
    return [
        _("Visits were last counted %(long_ago)s.")
        % {"long_ago": long_ago(one.last_counted_on, today)}
    ]


def long_ago(day: dt.date, today: dt.date) -> str:
    """Say how long ago a day was: in days under two weeks, then in weeks."""
    days = (today - day).days
    if days < 2 * _WEEK:
        return ngettext("%(count)s day ago", "%(count)s days ago", days) % {
            "count": days
        }
    weeks = days // _WEEK
    return ngettext("%(count)s week ago", "%(count)s weeks ago", weeks) % {
        "count": weeks
    }
