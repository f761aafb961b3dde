"""Say to machines what a page says to people: schema.org as JSON-LD.

Terms of schema.org 30.0 (`standards.md` §6). What is not known is left out, never
guessed. Nothing here is about a person: organisers are organisations.
"""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.safestring import SafeString
from django.utils.text import Truncator
from i18nfield.strings import LazyI18nString

from pirtti.calendar.models import Activity, Occurrence
from pirtti.core import content, timewords
from pirtti.core.content import Shown, shown
from pirtti.network.models import Organisation, Place
from pirtti.site import list_data, opening
from pirtti.site.list_data import SCHEMA
from pirtti.site.lookups import Around, DateRow, Places
from pirtti.site.organisation_page import OrganisationPage

MONTHS_IN_YEAR = 12
MOST_SIGNS = 300
_ZONE = ZoneInfo(timewords.HELSINKI)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_AMENITIES = {
    "prams": "Room for prams",
    "step_free": "Step-free access",
    "lift": "Lift",
    "toilet": "Toilet",
    "changing_table": "Changing table",
}

Data = dict[str, Any]


def script(data: Data) -> SafeString:
    """Return a data block for the page; nothing in it can be run as a script."""
    return list_data.block(
        list_data.escape(json.dumps(_without_gaps(data), ensure_ascii=False))
    )


def of_place(
    place: Place, hours: opening.Opening, *, url: str, image: str, language: str
) -> Data:
    """Describe a place with its hours of this week."""
    return {
        "@context": SCHEMA,
        "@type": "Place",
        **_place(place, language),
        "url": url,
        "description": _short(place.about, language),
        "image": image,
        "telephone": place.phone,
        "email": place.email,
        "publicAccess": True,
        "amenityFeature": _amenities(place),
        "openingHoursSpecification": [
            _hours(day.on, opens, closes)
            for day in hours.days
            for opens, closes in day.hours
        ],
        "specialOpeningHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "validFrom": f"{change.first_on}",
                "validThrough": f"{change.last_on}",
                "opens": _clock(change.opens or dt.time.min),
                "closes": _clock(change.closes or dt.time.min),
            }
            for change in hours.changes
        ],
    }


def of_organisation(
    page: OrganisationPage, *, url: str, image: str, language: str
) -> Data:
    """Describe an organisation with its places and what it belongs to."""
    organisation = page.organisation
    return {
        "@context": SCHEMA,
        "@type": "Organization",
        "name": page.name.text,
        "description": _short(organisation.about, language),
        "url": organisation.website or url,
        "mainEntityOfPage": url,
        "image": image,
        "email": page.email,
        "telephone": organisation.phone,
        "parentOrganization": _organisation(page.above, language)
        if page.above
        else None,
        "areaServed": str(shown(organisation.area.name, language)),
        "location": [
            {"@type": "Place", **_place(each, language)} for each in page.places
        ],
    }


def of_page(name: str, *, url: str, language: str) -> Data:
    """Describe a page that is about nothing but itself."""
    return {
        "@context": SCHEMA,
        "@type": "WebPage",
        "name": name,
        "url": url,
        "inLanguage": language,
    }


def of_event(
    date: Occurrence, around: Around, *, url: str, image: str, language: str
) -> Data:
    """Describe one date, with its place, price and age."""
    activity = date.activity
    name = str(shown(activity.name, language))
    return {
        "@context": SCHEMA,
        "@type": "Event",
        **_date(date, name, shown(date.theme, language), url),
        "description": _short(activity.about, language),
        "image": image,
        "location": _location(date.place, activity, language),
        **_about(activity, around, language),
    }


def of_activity(
    activity: Activity,
    around: Around,
    dates: Iterable[tuple[DateRow, str]],
    places: Places,
    *,
    url: str,
    language: str,
) -> Data:
    """Describe an activity as a series of events; `dates` come with their addresses."""
    where = {
        pk: _without_gaps(_location(place, activity, language))
        for pk, place in places.items()
    }
    name = str(shown(activity.name, language))
    return {
        "@context": SCHEMA,
        "@type": "EventSeries",
        "name": name,
        "description": _short(activity.about, language),
        "url": url,
        "location": where[activity.place_id],
        **_about(activity, around, language),
        "subEvent": [
            {
                "@type": "Event",
                **_date(date, name, content.stored(date.theme, language), address),
                "location": where[date.place_id],
            }
            for date, address in dates
        ],
    }


def _date(date: Occurrence | DateRow, name: str, theme: Shown, url: str) -> Data:
    moved = date.on != date.rule_on
    status = "EventRescheduled" if moved else "EventScheduled"
    return {
        "name": f"{name}: {theme}" if theme else name,
        "startDate": _instant(date.starts_at),
        "endDate": _instant(date.ends_at),
        "previousStartDate": date.rule_on.isoformat() if moved else None,
        "eventStatus": f"{SCHEMA}/{'EventCancelled' if date.is_cancelled else status}",
        "eventAttendanceMode": f"{SCHEMA}/"
        + (
            "OfflineEventAttendanceMode"
            if date.place_id
            else "OnlineEventAttendanceMode"
        ),
        "url": url,
    }


def _about(activity: Activity, around: Around, language: str) -> Data:
    """Describe what every date of an activity shares."""
    is_free = None if activity.price_cents is None else activity.price_cents == 0
    return {
        "organizer": [_organisation(each, language) for each in around.organisers],
        "isAccessibleForFree": is_free,
        "offers": {
            "@type": "Offer",
            "price": f"{activity.price_cents / 100:.2f}",
            "priceCurrency": "EUR",
        }
        if activity.price_cents
        else None,
        "inLanguage": list(activity.languages),
        "audience": _audience(activity, around, language),
    }


def _audience(activity: Activity, around: Around, language: str) -> Data:
    low, high = activity.age_from_months, activity.age_to_months
    names = [str(shown(each.name, language)) for each in around.audiences]
    return {
        "@type": "PeopleAudience",
        "audienceType": ", ".join(names),
        "suggestedMinAge": None if low is None else low // MONTHS_IN_YEAR,
        "suggestedMaxAge": None if high is None else high // MONTHS_IN_YEAR,
    }


def _location(place: Place | None, activity: Activity, language: str) -> Data:
    if place is None:
        return {"@type": "VirtualLocation", "url": activity.online_url}
    return {"@type": "Place", **_place(place, language)}


def _place(place: Place, language: str) -> Data:
    has_point = place.latitude is not None and place.longitude is not None
    return {
        "name": str(shown(place.name, language)),
        "address": {
            "@type": "PostalAddress",
            "streetAddress": place.street,
            "postalCode": place.postal_code,
            "addressLocality": str(shown(place.town, language)),
            "addressCountry": "FI",
        },
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
        if has_point
        else None,
    }


def _organisation(organisation: Organisation, language: str) -> Data:
    return {
        "@type": "Organization",
        "name": str(shown(organisation.name, language)),
        "url": organisation.website,
    }


def _amenities(place: Place) -> list[Data]:
    return [
        {
            "@type": "LocationFeatureSpecification",
            "name": name,
            "value": answer == "yes",
        }
        for field, name in _AMENITIES.items()
        if (answer := getattr(place, field))
    ]


def _hours(day: dt.date, opens: dt.time, closes: dt.time) -> Data:
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": f"{SCHEMA}/{_DAYS[day.weekday()]}",
        "opens": _clock(opens),
        "closes": _clock(closes),
        "validFrom": day.isoformat(),
        "validThrough": day.isoformat(),
    }


def _clock(clock: dt.time) -> str:
    return f"{clock:%H:%M}"


def _instant(instant: dt.datetime) -> str:
    """Write an instant with the offset that holds on that day (+02:00 or +03:00)."""
    return instant.astimezone(_ZONE).isoformat(timespec="seconds")


def _short(text: LazyI18nString, language: str) -> str:
    return Truncator(str(shown(text, language))).chars(MOST_SIGNS)


class _Whole(dict[str, Any]):
    """A description whose gaps have been left out already."""


def _without_gaps(data: Any) -> Any:
    """Leave out what is not known: None, empty texts, lists and descriptions."""
    if isinstance(data, str | _Whole):
        return data
    if isinstance(data, dict):
        kept = _Whole()
        for key, value in data.items():
            if not _is_gap(known := _without_gaps(value)):
                kept[key] = known
        return kept if kept.keys() - {"@type"} else None
    if isinstance(data, list):
        return [kept for item in data if not _is_gap(kept := _without_gaps(item))]
    return data


def _is_gap(value: Any) -> bool:
    return not value and (value is None or isinstance(value, str | list | dict))
