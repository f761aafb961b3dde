"""What the page of an organisation shows, made ready for its template."""

import datetime as dt
from dataclasses import dataclass

from pirtti.calendar import access, queries, rules
from pirtti.calendar.models import Activity
from pirtti.calendar.scopes import Scope
from pirtti.core import content
from pirtti.core.content import Shown, shown
from pirtti.network import queries as network
from pirtti.network.models import Organisation, Place
from pirtti.site import cards

MOST_DATES = 10
MOST_LISTED = 60


@dataclass(frozen=True)
class OrganisationPage:
    """An organisation as its page tells about it; `until` is when the clock changes it."""

    organisation: Organisation
    name: Shown
    about: Shown
    contact: Shown
    email: str
    above: Organisation | None
    members: list[Organisation]
    places: list[Place]
    activities: list[Activity]
    cards: list[cards.Card]
    until: dt.datetime | None

    @property
    def missing(self) -> list[str]:
        """List the languages that stand in for the page's own (F15)."""
        return content.missing_languages([self.about, self.contact])


def organisation_page(
    organisation: Organisation, *, now: dt.datetime, language: str
) -> OrganisationPage:
    """Read what the page of an organisation shows (six queries at most)."""
    rows = queries.cards_in(
        Scope(organisation=organisation), since=now, limit=MOST_DATES
    )
    writer = cards.Writer(now=now, with_day=True)
    family = access.public_family(organisation)
    return OrganisationPage(
        organisation=organisation,
        name=shown(organisation.name, language),
        about=shown(organisation.about, language),
        contact=shown(organisation.contact_title, language),
        # A role's address where there is one; never a person's name.
        email=organisation.email or organisation.contact_email,
        above=next((one for one in family if one.pk == organisation.parent_id), None),
        members=[one for one in family if one.parent_id == organisation.pk],
        places=list(network.public_places_of(organisation)[:MOST_LISTED]),
        activities=list(access.public_activities_of(organisation)[:MOST_LISTED]),
        cards=[writer.card(row) for row in rows],
        until=rules.next_change(now, [(row.starts_at, row.ends_at) for row in rows]),
    )
