"""Insert very many rows that are alike but for a few columns.

Django's `bulk_create` prepares every column of every row; for a hundred thousand rows
that is most of the time. Here what is the same in all rows is prepared once. Signals,
as with `bulk_create`, are not sent.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import connections, models, router

Made = TypeVar("Made", bound=models.Model)
# The oldest databases we serve take over thirty thousand values in one statement.
MOST_VALUES = 8000


def insert(like: Made, rows: Sequence[Mapping[str, Any]]) -> list[Made]:
    """Store a row for each of `rows`: as `like`, but for the columns that it names.

    Every row names the same columns, by their `attname` (`activity_id`). Returns
    copies of `like` with their numbers, in the order of the rows.
    """
    if not rows:
        return []
    inserter = _Inserter(like, list(rows[0]))
    step = max(1, MOST_VALUES // len(inserter.fields))
    made: list[Made] = []
    for start in range(0, len(rows), step):
        some = rows[start : start + step]
        for row, pk in zip(some, inserter.store(some), strict=True):
            made.append(_copy(like, pk, row, inserter.connection.alias))
    return made


def _copy(like: Made, pk: int, row: Mapping[str, Any], using: str) -> Made:
    """Return a row as it is stored, without asking the database."""
    copy = type(like).__new__(type(like))
    state = models.base.ModelState()
    state.adding, state.db = False, using
    vars(copy).update(vars(like) | dict(row) | {"_state": state, "id": pk})
    return copy


class _Inserter:
    """One statement, and what of its values is always the same."""

    def __init__(self, like: models.Model, varying: list[str]) -> None:
        model = type(like)
        self.connection = connections[router.db_for_write(model)]
        self.fields = [
            field for field in model._meta.concrete_fields if not field.primary_key
        ]
        self.same = [
            field.get_db_prep_save(field.pre_save(like, True), self.connection)  # noqa: FBT003 - Django's own
            for field in self.fields
        ]
        names = [field.attname for field in self.fields]
        self.varying = [(names.index(name), name) for name in varying]
        quote = self.connection.ops.quote_name
        columns = ", ".join(quote(str(field.column)) for field in self.fields)
        pk = model._meta.pk
        assert pk is not None
        # Names come from the model's own columns; values go as parameters.
        self.head = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES "  # noqa: S608
        self.tail = f" RETURNING {quote(str(pk.column))}"
        self.places = f"({', '.join(['%s'] * len(self.fields))})"

    def store(self, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Insert some rows; returns their numbers in order."""
        values: list[Any] = []
        for row in rows:
            values += self._values(row)
        statement = self.head + ", ".join([self.places] * len(rows)) + self.tail
        with self.connection.cursor() as cursor:
            cursor.execute(statement, values)
            return [int(pk) for (pk,) in cursor.fetchall()]

    def _values(self, row: Mapping[str, Any]) -> Iterable[Any]:
        values = list(self.same)
        for place, name in self.varying:
            field = self.fields[place]
            values[place] = field.get_db_prep_save(row[name], self.connection)
        return values
