"""Facts of a place or an activity as short lines; what is not known stays one line.

A fact nobody has told is never guessed and never a row of its own: the page says
once what to ask about (`experience.md` F7).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from i18nfield.strings import LazyI18nString

from pirtti.calendar.models import Activity
from pirtti.core import formfields, timewords
from pirtti.core.content import Shown, shown
from pirtti.network.models import Organisation, Place
from pirtti.site import cards
from pirtti.site.lookups import Around

# What a yes and a no mean, as a family would say it.
SENTENCES: dict[tuple[str, str], Promise] = {
    ("prams", "yes"): gettext_lazy("There is room for prams."),
    ("prams", "no"): gettext_lazy("There is no room for prams."),
    ("step_free", "yes"): gettext_lazy("No steps on the way in."),
    ("step_free", "no"): gettext_lazy("There are steps on the way in."),
    ("lift", "yes"): gettext_lazy("There is a lift."),
    ("lift", "no"): gettext_lazy("There is no lift."),
    ("toilet", "yes"): gettext_lazy("There is a toilet."),
    ("toilet", "no"): gettext_lazy("There is no toilet."),
    ("changing_table", "yes"): gettext_lazy("There is a changing table."),
    ("changing_table", "no"): gettext_lazy("There is no changing table."),
}
# Icon, heading, and the answers told under it.
ANSWERS = (
    ("baby", gettext_lazy("Prams"), ("prams",)),
    ("accessibility", pgettext_lazy("fact", "Getting in"), ("step_free", "lift")),
    ("toilet", gettext_lazy("Toilet and changing table"), ("toilet", "changing_table")),
)
ASKED: dict[str, Promise] = {
    "prams": gettext_lazy("room for prams"),
    "step_free": gettext_lazy("steps"),
    "lift": gettext_lazy("lift"),
    "toilet": gettext_lazy("toilet"),
    "changing_table": gettext_lazy("changing table"),
    "entrance": gettext_lazy("which door"),
    "food": gettext_lazy("food"),
    "allergens": gettext_lazy("allergens"),
    "price": gettext_lazy("price"),
    "transport": gettext_lazy("how to get there"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a fact, perhaps with an address to go to."""

    said: Shown
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A heading and its lines; `icon` is decoration."""

    icon: str
    label: str
    lines: tuple[Line, ...]

    @property
    def html(self) -> SafeString:
        """Return the fact as a page shows it."""
        return _draw(self) if settings.DEBUG else _drawn(self)


def _draw(fact: Fact) -> SafeString:
    return SafeString(get_template("site/_fact.html").render({"fact": fact}))


# A fact is drawn of nothing but its words, so one that was drawn before is as good as
# new. About 1 kB each.
_drawn = lru_cache(maxsize=1024)(_draw)


@dataclass
class Facts:
    """What is known, in order, and the names of what is not."""

    language: str
    known: list[Fact] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def add(self, icon: str, label: str, lines: Iterable[Line | Shown]) -> bool:
        """Add a fact unless it has nothing to say; tell whether it had."""
        told = [line if isinstance(line, Line) else Line(line) for line in lines]
        told = [line for line in told if line.said]
        if told:
            self.known.append(Fact(icon, str(label), tuple(told)))
        return bool(told)

    def text(self, icon: str, label: str, name: str, text: LazyI18nString) -> None:
        """Add a text of a place, or note that nobody has told it."""
        if not self.add(icon, label, [shown(text, self.language)]):
            self.unknown.append(str(ASKED[name]))

    def words(self, icon: str, label: str, *words: object) -> None:
        """Add lines that are in the page's own language."""
        self.add(icon, label, [self.own(word) for word in words if word])

    def own(self, words: object) -> Shown:
        """Return words of the interface as a text in the page's language."""
        return Shown(str(words), self.language)

    @property
    def said(self) -> list[Shown]:
        """List every text, for telling which are missing in this language."""
        return [line.said for fact in self.known for line in fact.lines]


def of_place(place: Place, language: str) -> Facts:
    """Return what a first visit needs to know (F7)."""
    facts = Facts(language)
    facts.text("door-open", _("Which door"), "entrance", place.entrance)
    for icon, label, names in ANSWERS:
        _add_answers(facts, place, icon, str(label), names)
    facts.text("soup", _("Food"), "food", place.food)
    facts.text("info", _("Allergens"), "allergens", place.allergens)
    facts.text("euro", _("Price"), "price", place.price)
    facts.words("languages", _("Languages"), language_names(place.languages))
    facts.text("bus", _("How to get there"), "transport", place.transport)
    return facts


def of_activity(
    activity: Activity,
    around: Around,
    language: str,
    *,
    who: LazyI18nString,
    has_sign_up: bool = False,
) -> Facts:
    """Return for whom an activity is, what it costs and how one comes along.

    `who` is there: as told of the activity, or of one date. Where one signs up on
    these pages, how to book is told there and not here.
    """
    facts = Facts(language)
    audiences = [shown(each.name, language) for each in around.audiences]
    ages = cards.age_label(activity.age_from_months, activity.age_to_months)
    facts.add("users", _("For whom"), [*audiences, facts.own(ages or _("All ages"))])
    facts.add("euro", _("Price"), _price(facts, activity))
    if not has_sign_up:
        booking = [
            facts.own(activity.get_sign_up_display()),
            shown(activity.sign_up_how, language),
        ]
        facts.add("calendar-plus", _("Booking"), booking)
    facts.words("languages", _("Languages"), language_names(activity.languages))
    facts.add("smile", pgettext("fact", "Who is there"), [shown(who, language)])
    facts.add("hand-heart", _("Organised by"), organisers(around.organisers, language))
    return facts


def organisers(organisations: Iterable[Organisation], language: str) -> list[Line]:
    """Return organisations by name, with their pages here."""
    return [
        Line(shown(each.name, language), reverse("site:organisation", args=[each.slug]))
        for each in organisations
    ]


def language_names(codes: Iterable[str]) -> str:
    """Return languages by name in the page's language; an unknown one by its code."""
    return ", ".join(str(formfields.LANGUAGE_NAMES.get(code, code)) for code in codes)


def _price(facts: Facts, activity: Activity) -> list[Shown]:
    note = shown(activity.price_note, facts.language)
    if activity.price_cents is None:
        return [note or facts.own(_("Ask about the price"))]
    if activity.price_cents == 0:
        return [facts.own(_("Free")), note]
    return [facts.own(timewords.show_price(activity.price_cents, facts.language)), note]


def _add_answers(
    facts: Facts, place: Place, icon: str, label: str, names: tuple[str, ...]
) -> None:
    told = []
    for name in names:
        sentence = SENTENCES.get((name, getattr(place, name)))
        if sentence:
            told.append(str(sentence))
        else:
            facts.unknown.append(str(ASKED[name]))
    facts.words(icon, label, " ".join(told))
