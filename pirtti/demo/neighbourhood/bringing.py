"""What the demo's coordinator has brought in: a table, one that waits, and a calendar.

The calendar's address ends in .example, so it can never be read: the page shows how a
calendar that fails is kept.
"""

import datetime as dt

from django.utils import timezone

from pirtti.calendar.models import ActivityKind
from pirtti.imports import actions, readers
from pirtti.imports.models import Batch, Source
from pirtti.imports.rules import SourceFault
from pirtti.network.models import Organisation, Place
from pirtti.people.models import User

PLACE, KIND = "koivukylan-kohtaamispaikka", "music"
COORDINATOR = "koordinaattori@koivukyla.example"
ADDRESS = "https://kalenteri.vantaanseurakunnat.example/perheet.ics"
_HEADING = "Nimi;Paikka;Päivä;Alkaa;Loppuu;Ikä;Teema;Kuvaus"
_ABOUT = "Loruja, lauluja ja sylileikkejä pienimmille. Tulla voi kesken kaiken."
# Days from the next Friday on, and the theme of each date.
_TAKEN = ((0, "Unilorut"), (7, "Talvilaulut"), (14, ""), (21, "Joululaulut"))


def load(*, today: dt.date) -> int:
    """Bring in what is missing; returns how many imports and calendars were added."""
    place = Place.objects.filter(slug=PLACE).select_related("host").first()
    by = User.objects.filter(email=COORDINATOR).first()
    if place is None or by is None or Batch.objects.filter(place=place).exists():
        return 0
    taken = actions.start(
        _batch(place, "loruhetket-syksy.csv"), _lines(_taken(today), today), by=by
    )
    actions.take(taken, by=by)
    waiting = _batch(place, "joulukuun-lisat.csv")
    actions.start(waiting, _lines(_waiting(today), today), by=by)
    _calendar(by)
    return 3


def _batch(place: Place, name: str) -> Batch:
    return Batch(
        way=Batch.Way.FILE,
        name=name,
        organisation=place.host,
        place=place,
        kind=ActivityKind.objects.get(slug=KIND),
        is_shown=True,
    )


def _lines(rows: list[str], today: dt.date) -> list[readers.Line]:
    data = "\n".join([_HEADING, *rows]).encode()
    return list(readers.read(data, today=today))


def _friday(today: dt.date) -> dt.date:
    return today + dt.timedelta(days=(4 - today.weekday()) % 7 or 7)


def _row(day: dt.date, name: str, place: str, times: str, *more: str) -> str:
    return ";".join([name, place, f"{day:%d.%m.%Y}", *times.split("–"), *more])


def _taken(today: dt.date) -> list[str]:
    """Four Fridays with rhymes; most have a theme."""
    first = _friday(today)
    return [
        _row(
            first + dt.timedelta(days=days),
            "Loruhetki",
            "",
            "10–10.45",
            "0–2 v",
            theme,
            _ABOUT,
        )
        for days, theme in _TAKEN
    ]


def _waiting(today: dt.date) -> list[str]:
    """A few rows to look through: a place nobody knows, a time that can't be read."""
    first = _friday(today) + dt.timedelta(days=8)
    return [
        _row(first, "Lastenvaatekirppis", "Kerhotalo", "10–13", "", "", ""),
        _row(first, "Piparitalkoot", "", "13–15", "kaikki", "", "Leivotaan yhdessä."),
        _row(first, "Isien sauna", "", "illalla–myöhään", "", "", ""),
    ]


def _calendar(by: User) -> None:
    parish = Organisation.objects.filter(slug="vantaan-seurakunnat").first()
    place = Place.objects.filter(slug=PLACE).first()
    if parish is None:
        return
    now = timezone.now()
    Source.objects.create(
        name="Vantaan seurakunnat: perheet",
        url=ADDRESS,
        organisation=parish,
        place=place,
        kind=ActivityKind.objects.get(slug="family-club"),
        by=by,
        is_approved=True,
        state=Source.State.FAILING,
        last_error=SourceFault.UNKNOWN_HOST,
        fetched_at=now - dt.timedelta(days=3),
        tried_at=now,
        next_at=now + dt.timedelta(hours=16),
        failures=4,
    )
