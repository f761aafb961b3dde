"""The list of groups of an area: what was chosen, and what fits.

The address says everything: `open=1&age=0-1&for=fathers&stage=small&in=sv&time=evening
&where=online`, and `after=` where a long list goes on. What makes no sense in it is
left out, and the page says so.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings
from django.http import QueryDict
from django.template.loader import get_template
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from pirtti.calendar import queries as calendar
from pirtti.core import content, formfields
from pirtti.groups import group_rows, listing, words
from pirtti.network.models import Area
from pirtti.site import group_cards
from pirtti.site.weeks import FATHERS, Chip

AGES: dict[str, Promise] = {
    "0-1": _("0–1 yrs"),
    "2-3": _("2–3 yrs"),
    "4-6": _("4–6 yrs"),
    "7-12": _("7–12 yrs"),
    "13-17": _("13–17 yrs"),
}
PARTS: dict[str, Promise] = {
    "morning": _("Mornings"),
    "afternoon": _("Afternoons"),
    "evening": _("Evenings"),
}
# A number of seats may be so old.
SEATS_HOLD = dt.timedelta(minutes=1)
PLACES: dict[str, Promise] = {"site": _("On site"), "online": _("Online")}


# Values with their words.
Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Select:
    """One choice of the form: a heading and what may be chosen."""

    name: str
    label: str
    options: Options
    value: str


@dataclass(frozen=True)
class Choices:
    """What the address asks for."""

    path: str
    filters: listing.Filters
    after: int | None = None
    # Something in the address was left out.
    is_odd: bool = False

    def url(self, **changes: str) -> str:
        """Return the address with some parts changed; an empty one is taken away."""
        parts = self.filters.as_query() | changes
        query = urlencode([(name, parts.get(name, "")) for name in _ORDER])
        told = "&".join(part for part in query.split("&") if not part.endswith("="))
        return f"{self.path}?{told}" if told else self.path


_FILTERS = ("open", "age", "for", "stage", "in", "time", "where")
_ORDER = (*_FILTERS, "after")


@dataclass
class GroupsPage:
    """The list of groups, ready for its template."""

    choices: Choices
    cards: list[group_cards.GroupCard] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    form: SafeString = field(default_factory=SafeString)
    more_url: str = ""
    until: dt.datetime | None = None

    @property
    def is_narrowed(self) -> bool:
        """Say whether anything was chosen."""
        return bool(self.choices.filters.as_query())


def choices_of(query: QueryDict, path: str) -> Choices:
    """Read an address; never fails, whatever it holds."""
    filters = listing.Filters.from_query(query)
    after = listing.cursor(query.get("after", ""))
    told = filters.as_query() | {"after": "" if after is None else query["after"]}
    odd = any(query.get(key) and query[key] != told.get(key) for key in _ORDER)
    return Choices(path, filters, after, odd)


def groups_page(area: Area, choices: Choices, *, now: dt.datetime) -> GroupsPage:
    """Build the list of an area's groups (six queries; five for a country)."""
    found = listing.listed(area, filters=choices.filters, after=choices.after, now=now)
    writer = group_cards.Writer(now=now, area=area)
    return GroupsPage(
        choices,
        cards=[writer.card(row) for row in found.rows],
        chips=_chips(choices),
        form=_form(choices),
        more_url=choices.url(after=str(found.after)) if found.after else "",
        until=until(found.rows, now),
    )


def _chips(choices: Choices) -> list[Chip]:
    """Write the choices that most families make as links."""
    on = choices.filters
    return [
        _switch(choices, gettext("Takes new people now"), "open", "1", on=on.is_open),
        _switch(choices, gettext("0–1 yrs"), "age", "0-1", on=on.age == "0-1"),
        _switch(choices, gettext("Fathers"), "for", FATHERS, on=on.audience == FATHERS),
        _switch(
            choices, gettext("Evenings"), "time", "evening", on=on.part == "evening"
        ),
        _switch(choices, gettext("Online"), "where", "online", on=on.place == "online"),
    ]


def _switch(choices: Choices, label: str, key: str, value: str, *, on: bool) -> Chip:
    return Chip(label, choices.url(**{key: "" if on else value}), on)


def _form(choices: Choices) -> SafeString:
    """Write the form with every choice (one query, for the audiences)."""
    language = get_language() or "fi"
    audiences = tuple(
        (each.slug, content.shown(each.name, language).text)
        for each in calendar.audiences()
    )
    draw = _draw_form if settings.DEBUG else _drawn_form
    return draw(choices.path, choices.filters, audiences, language)


def _draw_form(
    path: str, on: listing.Filters, audiences: Options, _language: str
) -> SafeString:
    told = {"path": path, "selects": _selects(on, audiences), "is_open": on.is_open}
    return SafeString(get_template("site/_groups_form.html").render(told))


# A form is made of nothing but these, so one that was written before is as good as new.
# About 4 kB each.
_drawn_form = lru_cache(maxsize=256)(_draw_form)


def _selects(on: listing.Filters, audiences: Options) -> list[Select]:
    return [
        _select("age", gettext("Age of the child"), AGES, on.age),
        Select("for", gettext("For whom"), audiences, on.audience),
        _select(
            "stage", gettext("A child with special needs"), words.LIFE_STAGES, on.stage
        ),
        _select("in", gettext("Language"), formfields.LANGUAGE_NAMES, on.language),
        _select("time", gettext("Time of day"), PARTS, on.part),
        _select("where", gettext("Where"), PLACES, on.place),
    ]


def _select(
    name: str, label: str, known: Mapping[str, Promise | str], value: str
) -> Select:
    return Select(
        name, label, tuple((key, str(said)) for key, said in known.items()), value
    )


def until(rows: Iterable[group_rows.GroupRow], now: dt.datetime) -> dt.datetime | None:
    """Return until when the page holds: a meeting begins, sign-up opens or ends.

    Seats come and go without a change of the area's version (a page kept is not worth
    a lock while many sign up), so what counts them is a minute old at most.
    """
    rows = list(rows)
    moments = [
        at for row in rows for at in (row.next_at, row.opens_at, row.closes_at) if at
    ]
    seats = [now + SEATS_HOLD] if any(row.capacity for row in rows) else []
    return min((at for at in [*moments, *seats] if at > now), default=None)
