"""What is indexed of each thing: its texts, and how much a match in each is worth."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from i18nfield.strings import LazyI18nString

from pirtti.calendar.models import Activity
from pirtti.network.models import Area, Organisation, Place
from pirtti.network.rules import Level
from pirtti.search.models import Entry

# Name before kind and audience before place before description; a part of a longer
# word (`indexing.PART`) stays above the next kind of text.
NAME, KIND, PLACE, ABOUT = 40, 20, 10, 3

Text = tuple[LazyI18nString | str | None, int]


@dataclass(frozen=True)
class Source:
    """Something to be indexed: its row, and its texts with their worth."""

    entry: Entry
    texts: list[Text] = field(default_factory=list)

    def by_language(self) -> Iterator[tuple[str, str, int]]:
        """Yield language, text and worth; a text without a language counts as Finnish."""
        for text, worth in self.texts:
            data: Any = getattr(text, "data", text)
            told = data if isinstance(data, dict) else {"fi": data}
            for language, words in told.items():
                if words:
                    yield language, str(words), worth


def activities(pks: Collection[int]) -> list[Source]:
    """Return the public ones of some activities (three queries)."""
    found = (
        Activity.objects.public()
        .filter(pk__in=pks)
        .select_related("kind", "place__kind", "area")
        .prefetch_related("organisers", "audiences")
    )
    return [_activity(each) for each in found]


def _activity(activity: Activity) -> Source:
    place = activity.place
    texts: list[Text] = [(activity.name, NAME), (activity.kind.name, KIND)]
    texts += [(each.name, KIND) for each in activity.audiences.all()]
    texts += [(each.name, PLACE) for each in activity.organisers.all()]
    texts.append((activity.area.name, PLACE))
    if place is not None:
        texts += [(place.name, PLACE), (place.town, PLACE), (place.kind.name, PLACE)]
    else:
        texts.append(("verkossa online på nätet", PLACE))
    for text in (activity.about, activity.easy, activity.who, activity.price_note):
        texts.append((text, ABOUT))
    return Source(_entry(Entry.Kind.ACTIVITY, activity, activity.area), texts)


def places(pks: Collection[int]) -> list[Source]:
    """Return the public ones of some places (one query)."""
    found = (
        Place.objects.public().filter(pk__in=pks).select_related("kind", "area", "host")
    )
    return [
        Source(
            _entry(Entry.Kind.PLACE, place, place.area),
            [
                (place.name, NAME),
                (place.kind.name, KIND),
                (place.area.name, PLACE),
                (place.town, PLACE),
                (place.street, PLACE),
                (place.host.name, PLACE),
                (place.about, ABOUT),
                (place.easy, ABOUT),
            ],
        )
        for place in found
    ]


def organisations(pks: Collection[int]) -> list[Source]:
    """Return those of some organisations that arrange something public (one query)."""
    found = (
        Organisation.objects.filter(pk__in=pks, activities__is_published=True)
        .select_related("area")
        .distinct()
    )
    return [
        Source(
            _entry(Entry.Kind.ORGANISATION, each, each.area),
            [(each.name, NAME), (each.about, ABOUT)],
        )
        for each in found
    ]


def areas(pks: Collection[int]) -> list[Source]:
    """Return some areas with their postal codes, but never the country (three queries)."""
    found = (
        Area.objects.filter(pk__in=pks)
        .exclude(level=Level.COUNTRY)
        .prefetch_related("postal_codes", "own_postal_codes")
    )
    return [
        Source(
            _entry(Entry.Kind.AREA, area, area),
            [(area.name, NAME), *((code, NAME) for code in _codes(area))],
        )
        for area in found
    ]


def _codes(area: Area) -> list[str]:
    """Return the postal codes of a neighbourhood, or those that are only a town's."""
    own = [code.code for code in area.own_postal_codes.all()]
    return own + [c.code for c in area.postal_codes.all() if not c.neighbourhood_id]


def _entry(kind: Entry.Kind, thing: Any, area: Area) -> Entry:
    return Entry(
        kind=kind,
        number=thing.pk,
        path=area.path or "",
        slug=thing.slug,
        name=thing.name,
    )


OF_KIND = {
    Entry.Kind.ACTIVITY: activities,
    Entry.Kind.PLACE: places,
    Entry.Kind.ORGANISATION: organisations,
    Entry.Kind.AREA: areas,
}


def numbers(kind: Entry.Kind) -> list[int]:
    """Return the rows of a kind that may be indexed (one query)."""
    rows: dict[Entry.Kind, QuerySet[Any]] = {
        Entry.Kind.ACTIVITY: Activity.objects.all(),
        Entry.Kind.PLACE: Place.objects.all(),
        Entry.Kind.ORGANISATION: Organisation.objects.all(),
        Entry.Kind.AREA: Area.objects.all(),
    }
    return list(rows[kind].order_by("pk").values_list("pk", flat=True))
