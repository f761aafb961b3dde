"""Make or change what one portion of rows tells of."""

from typing import Any

from django.utils.text import slugify
from i18nfield.strings import LazyI18nString

from pirtti.calendar import actions as calendar
from pirtti.calendar.actions import loading
from pirtti.calendar.models import Activity, Occurrence, Series
from pirtti.core import rows
from pirtti.core.models import new_code
from pirtti.imports import looking
from pirtti.imports.actions import changing
from pirtti.imports.directory import Directory
from pirtti.imports.looking import Looked
from pirtti.imports.models import Batch, Brought, BroughtActivity
from pirtti.imports.rules import Line, Outcome
from pirtti.people.models import User

LONGEST_SLUG = 80


class Maker:
    """Takes portions of rows; remembers the activities it has made or met already."""

    def __init__(self, batch: Batch, directory: Directory, by: User | None) -> None:
        self.batch, self.directory, self.by = batch, directory, by
        self.made: list[int] = []
        self._retold: set[int] = set()
        # Activities of this import by what names them; `directory` knows older ones.
        self._own: dict[tuple[str, int, int], int] = {}

    def take(self, looked: list[Looked]) -> list[tuple[Looked, Outcome]]:
        """Take some rows inside one transaction; says what became of each."""
        outcomes = {one.key: one.expected for one in looked}
        for one in looked:
            if one.expected is Outcome.CHANGED and one.brought:
                outcomes[one.key] = changing.change(
                    one.brought, one.line, self.batch, by=self.by
                )
        self._retell(looked)
        self._make([one for one in looked if one.expected is Outcome.MADE])
        return [(one, outcomes[one.key]) for one in looked]

    def _make(self, new: list[Looked]) -> None:
        pairs = [(one, self._activity(one)) for one in new]
        made = self._dates([pair for pair in pairs if not pair[0].line.rhythm])
        made += [self._rhythm(*pair) for pair in pairs if pair[0].line.rhythm]
        rows.insert(Brought(batch=self.batch), made)

    def _dates(self, pairs: list[tuple[Looked, int]]) -> list[dict[str, Any]]:
        singles = [self._single(one.line, activity) for one, activity in pairs]
        occurrences = loading.load_dates(singles, by=self.by) if singles else []
        made = []
        for (one, activity), occurrence in zip(pairs, occurrences, strict=True):
            made.append(self._brought(one, activity, occurrence=occurrence))
            if one.line.is_cancelled:
                reason = changing.reason(changing.CANCELLED)
                calendar.cancel_occurrence(occurrence, reason=reason, by=self.by)
        return made

    def _single(self, line: Line, activity: int) -> loading.SingleDate:
        assert line.on
        assert line.starts_at
        assert line.ends_at
        return loading.SingleDate(
            activity, line.on, line.starts_at, line.ends_at, self._text(line.theme)
        )

    def _rhythm(self, one: Looked, activity: int) -> dict[str, Any]:
        line, rhythm = one.line, one.line.rhythm
        assert rhythm
        assert line.starts_at
        assert line.ends_at
        series = calendar.add_series(
            Activity.objects.get(pk=activity),
            frequency=Series.Frequency.WEEKLY,
            starts_on=rhythm.first,
            ends_on=rhythm.last,
            weekday=rhythm.weekday,
            interval=rhythm.interval,
            parity=rhythm.parity,
            starts_at=line.starts_at,
            ends_at=line.ends_at,
            by=self.by,
        )
        return self._brought(one, activity, series=series)

    def _brought(
        self,
        one: Looked,
        activity: int,
        *,
        occurrence: Occurrence | None = None,
        series: Series | None = None,
    ) -> dict[str, Any]:
        return {
            "key": one.key,
            "activity_id": activity,
            "occurrence_id": occurrence and occurrence.pk,
            "series_id": series and series.pk,
            "values": looking.values_of(one.line),
        }

    def _activity(self, one: Looked) -> int:
        """Return the activity that a row belongs to, made when there is none yet."""
        if one.meant.activity:
            return one.meant.activity
        names = (one.meant.group, one.meant.kind, one.meant.organisation)
        if names not in self._own:
            self._own[names] = self._new_activity(one)
        return self._own[names]

    def _new_activity(self, one: Looked) -> int:
        line, meant = one.line, one.meant
        assert meant.place is not None
        told = looking.told_of_activity(line, meant)
        code = new_code()
        word = slugify(line.name)[:LONGEST_SLUG].strip("-") or "a"
        activity = Activity(
            code=code,
            slug=f"{word}-{code}",
            kind_id=meant.kind,
            name=self._text(line.name),
            place_id=meant.place,
            area_id=self.directory.places[meant.place].area_id,
            languages=[self.batch.language],
            **self._plain(told),
        )
        calendar.save_activity(
            activity,
            organisers=[
                self.directory.organisers.get(
                    meant.organisation, self.batch.organisation
                )
            ],
            audiences=told["audiences"],
            by=self.by,
        )
        BroughtActivity.objects.create(activity=activity, batch=self.batch, values=told)
        self.made.append(activity.pk)
        self._retold.add(activity.pk)
        return activity.pk

    def _plain(self, told: dict[str, Any]) -> dict[str, Any]:
        return {
            name: self._text(value) if name in changing.TEXTS else value
            for name, value in told.items()
            if name != "audiences"
        }

    def _text(self, text: str) -> LazyI18nString | str:
        return LazyI18nString({self.batch.language: text}) if text else ""

    def _retell(self, looked: list[Looked]) -> None:
        """Let what is told of activities follow the first row that tells of each."""
        first: dict[int, Looked] = {}
        for one in looked:
            pk = one.brought.activity_id if one.brought else None
            if pk and not one.line.faults and pk not in self._retold:
                first.setdefault(pk, one)
        self._retold |= first.keys()
        known = BroughtActivity.objects.filter(pk__in=first)
        for brought in known.select_related("activity"):
            line, meant = first[brought.pk].line, first[brought.pk].meant
            told = looking.told_of_activity(line, meant)
            changing.change_activity(brought, told, self.batch.language, by=self.by)
