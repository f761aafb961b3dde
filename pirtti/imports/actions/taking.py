"""Taking an import: activities, dates and rhythms are made or brought up to date.

Rows go in portions, each a transaction of its own, so that writers wait but a moment.
When a portion fails, what the earlier ones made is taken back: never half an import.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.db import transaction
from django.utils import timezone

from pirtti.calendar import access as calendar_access
from pirtti.calendar import actions as calendar
from pirtti.calendar import followers
from pirtti.calendar.models import Activity
from pirtti.core.refusals import Refused
from pirtti.imports import looking, rules
from pirtti.imports.actions import making, undoing
from pirtti.imports.directory import Directory
from pirtti.imports.looking import Keyed, Looked
from pirtti.imports.models import Batch, Row, Source
from pirtti.imports.rules import Outcome
from pirtti.network.rules import May
from pirtti.people.models import JournalEntry, User

Progress = Callable[[int], None]
Told = Callable[[Looked], None]
Sums = Counter[str]
PORTION = 500


def take(batch: Batch, *, by: User | None) -> Batch:
    """Bring in the wanted rows of a batch; the rest stays as it was looked through.

    Raises Refused when nothing of it can be brought in, or when it was taken already.
    """
    rows = list(batch.rows.filter(is_wanted=True))
    if not rows:
        raise Refused(rules.Refusal.NOTHING_CHOSEN)
    _claim(batch)
    lines = ((row.key, row.line) for row in rows)
    outcomes: dict[str, Outcome] = {}
    _take(batch, lines, by=by, told=lambda one, what: outcomes.update({one.key: what}))
    for row in rows:
        row.outcome = outcomes[row.key]
    Row.objects.bulk_update(rows, ["outcome"], batch_size=PORTION)
    _approve(batch, by)
    return batch


def _approve(batch: Batch, by: User | None) -> None:
    """Let a subscribed calendar go on by itself, as its first reading was taken."""
    if batch.source_id is not None:
        Source.objects.filter(pk=batch.source_id).update(
            is_approved=True, meanings=batch.meanings, is_shown=batch.is_shown, by=by
        )


def take_file(
    batch: Batch,
    lines: Iterable[rules.Line],
    *,
    by: User | None,
    progress: Progress | None = None,
) -> Batch:
    """Bring in every possible row of a file of any length, without a preview."""
    batch.by, batch.taken_at = by, timezone.now()
    batch.save()
    keys = rules.Numbering(batch.scope)
    keyed = ((keys.key(line), line) for line in lines)
    _take(batch, keyed, by=by, progress=progress)
    return batch


def dry_run(
    batch: Batch,
    lines: Iterable[rules.Line],
    *,
    viewer: User | None,
    progress: Progress | None = None,
    told: Told | None = None,
) -> Sums:
    """Say what taking a file would do, and write nothing; `told` gets every row."""
    keys, sums = rules.Numbering(batch.scope), Sums()
    directory = Directory(batch, viewer)
    keyed = ((keys.key(line), line) for line in lines)
    for portion in _portions(keyed):
        for one in looking.look(directory, portion):
            sums[one.expected] += 1
            if told:
                told(one)
        if progress:
            progress(len(portion))
    return sums


@transaction.atomic
def _claim(batch: Batch) -> None:
    """Mark a batch as taken, once: two presses of the button import once."""
    now = timezone.now()
    if not Batch.objects.filter(pk=batch.pk, taken_at=None).update(taken_at=now):
        raise Refused(rules.Refusal.TAKEN_ALREADY)
    batch.taken_at = now


def _take(
    batch: Batch,
    keyed: Iterator[Keyed],
    *,
    by: User | None,
    progress: Progress | None = None,
    told: Callable[[Looked, Outcome], None] = lambda _one, _what: None,
) -> None:
    maker = making.Maker(batch, Directory(batch, by), by)
    sums = Sums()
    try:
        for portion in _portions(keyed):
            for one, what in _take_portion(maker, portion):
                sums[what] += 1
                told(one, what)
            if progress:
                progress(len(portion))
        sums["hidden"] = _publish(batch, maker.made, by=by)
    except BaseException:
        undoing.take_all_back(batch, by=by)
        Batch.objects.filter(pk=batch.pk).update(taken_at=None)
        raise
    sums["activities"] = len(maker.made)
    batch.sums = dict(sums)
    batch.save(update_fields=["sums", "changed_at"])
    JournalEntry.record("imports.taken", by=by, on=batch, **batch.sums)


@transaction.atomic
def _take_portion(
    maker: making.Maker, portion: list[Keyed]
) -> list[tuple[Looked, Outcome]]:
    with followers.told_together():
        return maker.take(looking.look(maker.directory, portion))


def _portions(keyed: Iterator[Keyed]) -> Iterator[list[Keyed]]:
    while portion := list(islice(keyed, PORTION)):
        yield portion


def _publish(batch: Batch, made: list[int], *, by: User | None) -> int:
    """Show what was made, if that was asked for; returns how many had to stay drafts."""
    if not batch.is_shown:
        return 0
    may = (
        calendar_access.activities_where(by, May.PUBLISH)
        if by
        else Activity.objects.filter(is_listed=True)
    )
    shown = 0
    for start in range(0, len(made), PORTION):
        some = may.filter(pk__in=made[start : start + PORTION]).distinct()
        shown += _publish_some(list(some), by)
    return len(made) - shown


@transaction.atomic
def _publish_some(activities: list[Activity], by: User | None) -> int:
    shown = 0
    with followers.told_together():
        for activity in activities:
            try:
                calendar.publish(activity, by=by)
            except Refused:
                continue
            shown += 1
    return shown
