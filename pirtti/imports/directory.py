"""What the words of a source mean here: places, kinds, organisers, activities.

Everything is read once (seven queries), so that a hundred thousand rows cost none.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pirtti.calendar import access as calendar
from pirtti.calendar.models import Activity, ActivityKind, Audience
from pirtti.imports import access, rules
from pirtti.imports.models import Origin
from pirtti.imports.rules import Fault, Line, Note
from pirtti.network import access as network
from pirtti.network.access import Viewer
from pirtti.network.models import Organisation, Place
from pirtti.network.rules import May

# What a choice says instead of a row's number: make a new one.
NEW = 0


@dataclass(frozen=True)
class Meant:
    """What a row means here; `activity` is one that exists already, or None."""

    place: int | None
    kind: int
    organisation: int
    audiences: tuple[int, ...]
    activity: int | None
    group: str
    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]


def _names(name: object) -> list[str]:
    data = getattr(name, "data", name)
    return (
        [str(one) for one in data.values() if one]
        if isinstance(data, dict)
        else [str(data)]
    )


class Directory:
    """The things that rows may name, for one import of one person (None: everything)."""

    def __init__(self, origin: Origin, viewer: Viewer | None) -> None:
        self.origin = origin
        places = access.places_to_fill(viewer) if viewer else Place.objects.all()
        organisers = (
            access.organisers_to_name(viewer) if viewer else Organisation.objects.all()
        )
        activities = (
            calendar.activities_where(viewer, May.EDIT_CALENDAR)
            if viewer
            else Activity.objects.filter(is_listed=True)
        )
        self.places = {
            place.pk: place
            for place in places.only("pk", "name", "street", "host_id", "area_id")
        }
        self.organisers = {one.pk: one for one in organisers.only("pk", "name")}
        self.own, self.own_places = self._own(viewer)
        self.kinds = {kind.pk: kind for kind in ActivityKind.objects.all()}
        self.audiences = self._by_words(Audience.objects.all())
        self.activities = {
            f"{rules.words_key(name)}|{place}": pk
            for pk, texts, place in activities.filter(place__in=self.places)
            .order_by("-pk")
            .values_list("pk", "name", "place_id")
            for name in _names(texts)
        }
        self._kinds_by_words = self._by_words(self.kinds.values())
        self._organisers_by_words = self._by_words(self.organisers.values())
        self._place_of: dict[str, int | None] = {}

    @staticmethod
    def _own(viewer: Viewer | None) -> tuple[set[int] | None, set[int]]:
        if viewer is None:
            return None, set()
        places = network.places_where(viewer, May.EDIT_CALENDAR)
        return (
            set(access.own_organisations(viewer).values_list("pk", flat=True)),
            set(places.values_list("pk", flat=True)),
        )

    @staticmethod
    def _by_words(
        things: Iterable[ActivityKind | Audience | Organisation],
    ) -> dict[str, int]:
        return {
            rules.words_key(name): thing.pk
            for thing in things
            for name in _names(thing.name)
        }

    def meaning(self, field: str, words: str) -> int | None:
        """Return what a person said that these words mean, None when nothing was said."""
        chosen = self.origin.meanings.get(field, {}).get(rules.words_key(words))
        return chosen if isinstance(chosen, int) else None

    def place(self, words: str) -> int | None:
        """Return the place that words mean: chosen, recognised, or none."""
        if not words:
            return self.origin.place_id
        chosen = self.meaning("place", words)
        if chosen is not None:
            return chosen if chosen in self.places else None
        return self.guess_place(words)

    def guess_place(self, words: str) -> int | None:
        """Return the place whose name or street these words begin with, or None."""
        key = rules.words_key(words)
        if key not in self._place_of:
            fitting = [
                (max(map(len, _names(place.name))), -place.pk)
                for place in self.places.values()
                if rules.place_fits(words, _names(place.name), place.street)
            ]
            self._place_of[key] = -max(fitting)[1] if fitting else None
        return self._place_of[key]

    def kind(self, words: str) -> int:
        """Return the kind that words mean, else the one that the import is given."""
        chosen = self.meaning("kind", words) if words else None
        if chosen in self.kinds:
            return chosen
        return self._kinds_by_words.get(rules.words_key(words), self.origin.kind_id)

    def guess_organiser(self, words: str) -> int | None:
        """Return the organisation of this name, or None."""
        return self._organisers_by_words.get(rules.words_key(words))

    def organiser(self, words: str) -> int | None:
        """Return the organiser that words mean: chosen, by name, or none."""
        if not words:
            return self.origin.organisation_id
        chosen = self.meaning("organiser", words)
        if chosen is not None:
            return chosen if chosen in self.organisers else None
        return self.guess_organiser(words)

    def read(self, line: Line) -> Meant:
        """Say what a row means here, and what about it nobody here knows."""
        faults, notes = list(line.faults), list(line.notes)
        place = self.place(line.place)
        organiser = self.organiser(line.organiser)
        if place is None and Fault.ROW_BROKEN not in faults:
            faults.append(Fault.PLACE_UNKNOWN)
        if organiser is None or not self._reaches(place, organiser):
            faults.append(Fault.ORGANISER_UNKNOWN)
        audiences, are_known = self._audiences(line.audience)
        if not are_known:
            notes.append(Note.AUDIENCE_UNKNOWN)
        group = f"{rules.words_key(line.name)}|{place}"
        return Meant(
            place,
            self.kind(line.kind),
            organiser or self.origin.organisation_id,
            audiences,
            self._activity(group),
            group,
            tuple(faults),
            tuple(notes),
        )

    def _activity(self, group: str) -> int | None:
        chosen = self.origin.meanings.get("activity", {}).get(group)
        return None if chosen == NEW else self.activities.get(group)

    def _reaches(self, place: int | None, organiser: int) -> bool:
        """Say whether one could change what is held like this: by its place or organiser."""
        return (
            self.own is None
            or place is None
            or organiser in self.own
            or place in self.own_places
        )

    def _audiences(self, words: str) -> tuple[tuple[int, ...], bool]:
        parts = [part for part in words.replace(";", ",").split(",") if part.strip()]
        found = [self.audiences.get(rules.words_key(part)) for part in parts]
        return tuple(sorted({pk for pk in found if pk})), None not in found
