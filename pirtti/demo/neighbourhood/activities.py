"""Put the demo's activities on dates around today."""

import datetime as dt
from dataclasses import asdict
from itertools import cycle

from pirtti.calendar import actions
from pirtti.calendar.models import Activity, ActivityKind, Audience, Occurrence
from pirtti.demo.neighbourhood import files, places, programme, rhythms
from pirtti.demo.neighbourhood.files import Raw
from pirtti.network.models import Organisation, Place, Room

# Themes are agreed on this far ahead.
THEME_DAYS = 42


def add_activity(raw: Raw, *, today: dt.date) -> Activity | None:
    """Add an activity with its dates; None when it is there already."""
    if Activity.objects.filter(slug=raw["slug"]).exists():
        return None
    activity = store(raw)
    for number, words in enumerate(raw["rhythm"]):
        rhythm = rhythms.read(words, today=today, is_draft=raw.get("draft", False))
        more = programme.of_rhythm(raw, number)
        actions.add_series(activity, by=None, **asdict(rhythm), **more)
    if not raw.get("draft"):
        actions.publish(activity, by=None)
    _give_themes(activity, raw, today)
    programme.add_programme(activity, raw, today=today)
    _change_coming(activity, raw, today)
    return activity


def store(raw: Raw) -> Activity:
    """Store an activity of a row, without dates and unpublished."""
    place = None
    if "place" in raw:
        place = Place.objects.select_related("area").get(slug=raw["place"])
    age_from, age_to = raw.get("ages", (None, None))
    activity = Activity(
        kind=ActivityKind.objects.get(slug=raw["kind"]),
        place=place,
        room=_room(place, raw),
        area=place.area if place else places.area_called(raw["area"]),
        online_url=raw.get("online", ""),
        age_from_months=age_from,
        age_to_months=age_to,
        price_cents=raw.get("price", 0),
        **files.plain(raw, "slug", "languages", "sign_up"),
        **files.texts(raw, "name", "about", "easy", "who", "price_note", "sign_up_how"),
    )
    return actions.save_activity(
        activity,
        by=None,
        organisers=Organisation.objects.filter(slug__in=raw["organisers"]),
        audiences=Audience.objects.filter(slug__in=raw["audiences"]),
    )


def _room(place: Place | None, raw: Raw) -> Room | None:
    if place is None or "room" not in raw:
        return None
    return list(place.rooms.all())[raw["room"]]


def _give_themes(activity: Activity, raw: Raw, today: dt.date) -> None:
    """Give every second date a theme, and a guest by role and organisation."""
    if "themes" not in raw:
        return
    ahead = 0 if "theme_every" in raw else THEME_DAYS
    agreed = activity.occurrences.filter(on__lte=today + dt.timedelta(days=ahead))
    themes = cycle(raw["themes"])
    for occurrence, theme in zip(agreed[::2], themes, strict=False):
        words = programme.texts(theme)
        actions.change_occurrence(
            occurrence,
            theme=files.text(words),
            guest=files.text(theme.get("guest")),
            by=None,
        )


def _change_coming(activity: Activity, raw: Raw, today: dt.date) -> None:
    """Move one coming date, or cancel one with its reason."""
    coming = activity.occurrences.filter(on__gt=today)
    if "moved" in raw:
        occurrence = coming[raw["moved"]["ahead"]]
        start, end = rhythms.times(raw["moved"]["at"])
        day = _same_week(occurrence.on, raw["moved"]["weekday"])
        actions.change_occurrence(
            occurrence, on=day, starts_at=start, ends_at=end, by=None
        )
    if "cancelled" in raw:
        occurrence = coming[raw["cancelled"]["ahead"]]
        reason = files.text(raw["cancelled"]["reason"])
        actions.cancel_occurrence(occurrence, reason=reason, by=None)


def _same_week(day: dt.date, name: str) -> dt.date:
    return day + dt.timedelta(days=rhythms.weekday(name) - day.weekday())


def cancel_when_closed(raw: Raw, *, today: dt.date) -> None:
    """Cancel what would meet at a place on its closed days, with the reason."""
    for first, last, reason in places.closed_days(raw, today=today):
        dates = Occurrence.objects.filter(
            place__slug=raw["slug"],
            on__range=(first, last),
            state=Occurrence.State.PLANNED,
        )
        for occurrence in dates:
            actions.cancel_occurrence(occurrence, reason=files.text(reason), by=None)
