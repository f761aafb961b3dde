"""What the page of the search shows.

The address says everything: `q` the words, `area` where the search began, `after`
where a long list goes on. A personal identity code is never looked for: the page is
opened anew without it, so that no address, page or log goes on carrying it.
"""

import datetime as dt
import unicodedata
from dataclasses import dataclass, field

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext, ngettext

from pirtti.core import content, texts
from pirtti.core.content import Shown
from pirtti.network import queries as network
from pirtti.network.models import Area
from pirtti.search import queries, understanding
from pirtti.search.queries import Found, Thing
from pirtti.site import cards

LONGEST = 100
REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Link:
    """A place, an area or an organisation that was found."""

    name: Shown
    url: str


@dataclass
class SearchPage:
    """The page, ready for its template."""

    words: str
    area: Area | None = None
    # A code of a person was typed: the page says why nothing was looked for.
    is_refused: bool = False
    is_cut: bool = False
    understood: list[str] = field(default_factory=list)
    finds: list[cards.Card] = field(default_factory=list)
    things: list[Link] = field(default_factory=list)
    count: str = ""
    fixed: list[tuple[str, str]] = field(default_factory=list)
    loosened: str = ""
    more_url: str = ""
    is_first: bool = True

    @property
    def is_asked(self) -> bool:
        """Say whether anything was looked for."""
        return bool(self.words)

    @property
    def way_on(self) -> str:
        """Return the address of everything in a week, where the search began."""
        slug = self.area.slug if self.area else ""
        here = reverse("site:area", args=[slug]) if slug else reverse("site:home")
        return f"{here}?when=week"


def is_forbidden(query: QueryDict) -> bool:
    """Say whether something was typed that must not be looked for, kept or shown."""
    return texts.holds_identity_code(" ".join(query.getlist("q"))[: LONGEST * 100])


def search_page(query: QueryDict, *, now: dt.datetime) -> SearchPage:
    """Look for what an address asks; never fails, whatever it holds."""
    typed = _plain(query.get("q", ""))
    page = SearchPage(
        words=typed[:LONGEST].rstrip(),
        area=network.area_of_slug(query.get("area", "")),
        is_refused=query.get(REFUSED) == "1",
        is_cut=len(typed) > LONGEST,
    )
    after = queries.Cursor.parse(query.get("after", ""))
    page.is_first = after is None
    question = understanding.read(page.words, today=timezone.localdate(now))
    if question.is_empty:
        return page
    found = queries.find(question, now=now, within=page.area, after=after)
    _fill(page, found, now)
    return page


def _plain(text: str) -> str:
    """Return typed text without anything that is not to be seen, on one line."""
    seen = (
        character if unicodedata.category(character)[0] != "C" else " "
        for character in text[: LONGEST * 4]
    )
    return " ".join("".join(seen).split())


def _fill(page: SearchPage, found: Found, now: dt.datetime) -> None:
    writer = cards.Writer(now=now, with_day=True)
    page.finds = [writer.card(row) for row in found.rows]
    page.understood = _understood(found)
    page.fixed = list(found.fixed.items())
    page.loosened = _loosened(page, found) if found.loosened else ""
    page.things = [_link(thing) for thing in found.things]
    if page.finds and page.is_first:
        page.count = _count(found)
    if found.more is not None:
        asked = {"q": page.words, "area": page.area.slug if page.area else ""}
        told = {name: value for name, value in asked.items() if value}
        page.more_url = f"?{urlencode({**told, 'after': str(found.more)})}"


def _count(found: Found) -> str:
    if found.is_capped:
        return gettext("Over %(count)s activities") % {"count": queries.MOST_COUNTED}
    return ngettext("%(count)s activity", "%(count)s activities", found.count) % {
        "count": found.count
    }


def _understood(found: Found) -> list[str]:
    """Say what narrows the finds, as on the chips of other pages."""
    question, language = found.question, _language()
    said = [content.stored(area.name, language).text for area in found.areas]
    if question.free:
        said.append(gettext("Free"))
    if question.no_booking:
        said.append(gettext("No booking"))
    if question.ages:
        said.append(cards.age_label(*question.ages))
    if question.days_said:
        said.append(question.days_said)
    return list(dict.fromkeys(said))


def _loosened(page: SearchPage, found: Found) -> str:
    if found.loosened == queries.Loosened.AREA and page.area is not None:
        area = content.shown(page.area.name, _language()).text
        return gettext("Nothing in %(area)s fits. This is elsewhere:") % {"area": area}
    if found.loosened == queries.Loosened.WORDS:
        return gettext("Nothing fits all your words. This fits some of them:")
    return gettext("Nothing fits all your wishes. This comes nearest:")


def _link(thing: Thing) -> Link:
    name = content.stored(thing.name, _language())
    return Link(name, reverse(f"site:{thing.kind}", args=[thing.slug]))


def _language() -> str:
    return get_language() or "fi"
