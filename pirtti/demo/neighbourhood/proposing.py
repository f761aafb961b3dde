"""Let partners propose, a house decide about actors, and something grow stale."""

import datetime as dt

from django.utils import timezone

from pirtti.calendar.models import Activity, ActivityKind
from pirtti.demo.neighbourhood import files, rhythms
from pirtti.demo.neighbourhood.files import Raw
from pirtti.network.models import Organisation, Place
from pirtti.proposals import actions, queries, rules
from pirtti.proposals.models import Proposal, ProposalLink


def load(*, today: dt.date) -> None:
    """Add the demo's proposals and decisions, once."""
    raw = files.read("proposals")
    if ProposalLink.objects.exists():
        return
    actions.make_link(
        scope=Place.objects.get(slug=raw["link"]["place"]),
        organisation=Organisation.objects.get(slug=raw["link"]["organisation"]),
        by=None,
    )
    for row in raw["proposal"]:
        _propose(row, today)
    for row in raw["decision"]:
        _decide(row, today)
    for row in raw["stale"]:
        _let_grow_stale(row)


def _propose(raw: Raw, today: dt.date) -> None:
    place = Place.objects.select_related("area").get(slug=raw["place"])
    rhythm = rhythms.read(raw["rhythm"], today=today, is_draft=True)
    low, high = raw["ages"]
    proposal = Proposal(
        area=place.area,
        place=place,
        organisation_name=raw["who"],
        organisation_kind=raw["kind_of"],
        contact_title=raw["title"],
        kind=ActivityKind.objects.get(slug=raw["kind"]),
        age_from=low,
        age_to=high,
        starts_on=rhythm.starts_on,
        starts_at=rhythm.starts_at,
        ends_at=rhythm.ends_at,
        values=_ticks(place, raw.get("not_ticked", ())),
        **files.plain(raw, "email"),
        **files.texts(raw, "name", "about"),
    )
    actions.send(proposal)
    if "asked" in raw:
        actions.ask(proposal, words=raw["asked"], by=None)
    if "declined" in raw:
        actions.decline(proposal, words=raw["declined"], by=None)


def _ticks(place: Place, not_ticked: list[int]) -> list[dict[str, object]]:
    lines = queries.values_text(place).localize("fi").splitlines()
    return [
        {"text": line, "yes": number not in not_ticked}
        for number, line in enumerate(lines)
    ]


def _decide(raw: Raw, today: dt.date) -> None:
    named = Organisation.objects.filter(slug=raw.get("organisation", ""))
    actions.decide_actor(
        Place.objects.select_related("area").get(slug=raw["place"]),
        organisation=named.first(),
        organisation_name=raw.get("name", ""),
        decision=rules.Decision(raw["decision"]),
        note=raw["note"],
        valid_until=today + dt.timedelta(days=raw["days"]) if "days" in raw else None,
        by=None,
    )


def _let_grow_stale(raw: Raw) -> None:
    """Set the clock of an activity back: nobody has confirmed it for long."""
    now = timezone.now()
    sure = now - dt.timedelta(days=raw["confirmed"])
    told = now - dt.timedelta(days=raw["told"]) if "told" in raw else None
    Activity.objects.filter(slug=raw["activity"]).update(
        created_at=sure, published_at=sure, confirmed_at=sure, stale_told_at=told
    )
