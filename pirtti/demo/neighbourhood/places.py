"""Put the demo's areas, organisations and places in place."""

import datetime as dt

from pirtti.demo.neighbourhood import files, rhythms
from pirtti.demo.neighbourhood.files import Raw
from pirtti.network import actions
from pirtti.network.models import Area, Organisation, Place, PlaceKind, PostalCode, Room
from pirtti.network.rules import Hours, Level
from pirtti.visits import actions as visits
from pirtti.visits import rules as counting

_TEXTS = (
    "name", "about", "easy", "town", "entrance", "transport", "food", "allergens",
    "price", "greeter", "first_time",
)  # fmt: skip
_FACTS = (
    "slug", "street", "postal_code", "prams", "step_free", "lift", "changing_table",
    "toilet", "languages", "email",
)  # fmt: skip


def area_called(name: str) -> Area:
    """Find an area: `finland`, a municipality's official code or an address word."""
    if name == "finland":
        return Area.objects.get(level=Level.COUNTRY)
    if name.isdigit():
        return Area.objects.get(level=Level.MUNICIPALITY, official_code=name)
    return Area.objects.get(slug=name)


def add_area(raw: Raw) -> None:
    """Add a neighbourhood with its postal codes, unless it is there."""
    if Area.objects.filter(slug=raw["slug"]).exists():
        return
    parent = area_called(raw["in"])
    area = actions.make_area(
        parent=parent,
        level=Level.NEIGHBOURHOOD,
        name=files.text(raw["name"]),
        slug=raw["slug"],
        languages=parent.languages,
        latitude=raw["at"][0],
        longitude=raw["at"][1],
    )
    codes = PostalCode.objects.filter(code__in=raw["postal"], municipality=parent)
    codes.update(neighbourhood=area)
    actions.touch(area)


def add_organisation(raw: Raw) -> None:
    """Add an organisation, unless it is there."""
    if Organisation.objects.filter(slug=raw["slug"]).exists():
        return
    parent = Organisation.objects.get(slug=raw["parent"]) if "parent" in raw else None
    organisation = Organisation(
        parent=parent,
        area=area_called(raw["area"]),
        **files.plain(raw, "slug", "kind", "email", "contact_email", "deputy_email"),
        **files.texts(raw, "name", "about", "contact_title"),
    )
    actions.save_organisation(organisation, by=None)


def add_place(raw: Raw, *, today: dt.date) -> None:
    """Add a public place with hours, rooms and its way of counting, unless it is there."""
    if Place.objects.filter(slug=raw["slug"]).exists():
        return
    place = Place(
        kind=PlaceKind.objects.get(slug=raw["kind"]),
        area=area_called(raw["area"]),
        host=Organisation.objects.get(slug=raw["host"]),
        latitude=raw["at"][0],
        longitude=raw["at"][1],
        is_published=True,
        **files.plain(raw, *_FACTS),
        **files.texts(raw, *_TEXTS),
    )
    partners = Organisation.objects.filter(slug__in=raw.get("partners", ()))
    actions.save_place(place, by=None, partners=partners)
    for name in raw.get("rooms", ()):
        actions.save_room(Room(place=place, name=files.text(name)), by=None)
    _set_hours(place, raw, today)
    _set_counting(place, raw.get("counting", {}), today)


def closed_days(raw: Raw, *, today: dt.date) -> list[tuple[dt.date, dt.date, Raw]]:
    """Return the next closed days of a place: first, last and the reason."""
    found = []
    for row in raw.get("closed", ()):
        first = rhythms.next_date(row["on"], today)
        last = first + dt.timedelta(days=row.get("days", 1) - 1)
        found.append((first, last, row["reason"]))
    return found


def _set_hours(place: Place, raw: Raw, today: dt.date) -> None:
    lines = [line.split() for line in raw.get("hours", ())]
    hours = [Hours(rhythms.weekday(day), *rhythms.times(times)) for day, times in lines]
    if hours:
        actions.set_hours(place, hours=hours, by=None)
    for first, last, reason in closed_days(raw, today=today):
        actions.add_exception(
            place, first_on=first, last_on=last, reason=files.text(reason), by=None
        )


def _set_counting(place: Place, raw: Raw, today: dt.date) -> None:
    if not raw:
        return
    weeks = [today + dt.timedelta(weeks=week) for week in raw.get("weeks", ())]
    visits.save_plan(
        place,
        method=raw.get("method", counting.Method.EVERY_VISIT.value),
        sample_weeks=[counting.week_name(day) for day in weeks],
        counts_men=raw.get("men", False),
        counts_age_bands=raw.get("bands", False),
        languages=raw.get("languages", ()),
        by=None,
    )
    for own in raw.get("own", ()):
        visits.add_category(
            place, key=own["key"], name=files.text(own["name"]), by=None
        )
