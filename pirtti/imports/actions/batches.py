"""Beginning an import: rows are read and kept for the preview, nothing else is written."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction

from pirtti.core.refusals import Refused
from pirtti.imports import rules
from pirtti.imports.models import Batch, Row
from pirtti.people.models import JournalEntry, User

ROWS_KEPT = dt.timedelta(days=rules.UNDO_DAYS)
_AT_ONCE = 500


@transaction.atomic
def start(batch: Batch, lines: Iterable[rules.Line], *, by: User | None) -> Batch:
    """Keep the rows of a file for looking through; raises Refused for a bad file.

    The rows are read while they are stored, so a file that turns out to be bad in
    its middle leaves nothing behind.
    """
    batch.by = by
    batch.meanings = batch.meanings or _said_before(batch)
    batch.save()
    keys = rules.Numbering(batch.scope)
    rows = [
        Row(
            batch=batch,
            number=line.number,
            key=keys.key(line),
            told=line.as_json(),
            is_wanted=not line.faults,
        )
        for line in lines
    ]
    if not rows:
        raise Refused(rules.Refusal.EMPTY)
    Row.objects.bulk_create(rows, batch_size=_AT_ONCE)
    JournalEntry.record("imports.started", by=by, on=batch, rows=len(rows))
    return batch


def _said_before(batch: Batch) -> dict[str, dict[str, int]]:
    """Return what was said of words when something was last brought in to here."""
    last = Batch.objects.filter(
        organisation=batch.organisation, place=batch.place, taken_at__isnull=False
    ).first()
    meanings = last.meanings if last else {}
    return {name: words for name, words in meanings.items() if name != "activity"}


@transaction.atomic
def choose(
    batch: Batch,
    *,
    meanings: Mapping[str, Mapping[str, int]],
    shown: Iterable[int] = (),
    wanted: Iterable[int] = (),
    is_shown: bool = False,
) -> Batch:
    """Remember what words mean, whether it is published, and which rows are wanted.

    `shown` are the rows (by key number) that stood on the page, `wanted` those of
    them that were ticked. Raises Refused when the import was taken already.
    """
    batch = _open(batch)
    for field, words in meanings.items():
        batch.meanings.setdefault(field, {}).update(words)
    batch.is_shown = is_shown
    batch.save(update_fields=["meanings", "is_shown", "changed_at"])
    ticked, seen = set(wanted), set(shown)
    batch.rows.filter(pk__in=seen - ticked).update(is_wanted=False)
    batch.rows.filter(pk__in=seen & ticked).update(is_wanted=True)
    return batch


def _open(batch: Batch) -> Batch:
    """Read a batch anew, locked; raises Refused when it was taken already."""
    found = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if found.taken_at is not None:
        raise Refused(rules.Refusal.TAKEN_ALREADY)
    return found


def forget_old_rows(now: dt.datetime) -> int:
    """Delete rows of previews after 30 days, and imports that were never taken."""
    old = now - ROWS_KEPT
    gone, _kinds = Row.objects.filter(batch__created_at__lt=old).delete()
    never, _kinds = Batch.objects.filter(taken_at=None, created_at__lt=old).delete()
    return gone + never
