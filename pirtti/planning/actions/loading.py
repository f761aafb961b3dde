"""Putting in a round that was opened earlier, for demonstrations: nobody gets a letter."""

import datetime as dt

from django.db import transaction

from pirtti.people.models import JournalEntry
from pirtti.planning.models import Ask, Edition, Round
from pirtti.planning.queries import rounds as queries


@transaction.atomic
def load_round(planned: Round, *, opened_at: dt.datetime) -> Round:
    """Store a round as if it had been opened at a moment gone by."""
    planned.save()
    Round.objects.filter(pk=planned.pk).update(created_at=opened_at)
    Ask.objects.bulk_create(
        Ask(round=planned, organisation=organisation)
        for organisation in queries.to_be_asked(planned.area)
    )
    JournalEntry.record("planning.loaded", by=None, on=planned)
    planned.refresh_from_db()
    return planned


@transaction.atomic
def backdate(edition: Edition, *, published_at: dt.datetime) -> None:
    """Let an edition be one that was published earlier."""
    Edition.objects.filter(pk=edition.pk).update(published_at=published_at)
