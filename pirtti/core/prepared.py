"""Reads that are written by the ORM once and then only asked.

Writing the SQL of a read takes Django several times as long as the database takes to
answer it. A `Prepared` has its SQL written at the first asking, with a `Given` in
each place where a value comes later; every asking after that only fills them in.
Rows and models come out as the query set itself would give them.

    _by_slug = Prepared(
        lambda: Area.objects.filter(slug=Given("slug", Area._meta.get_field("slug")))
    )
    _by_slug(slug="koivukyla")

It is for reads of pages that are shown all the time; elsewhere a plain query set
says the same with less.
"""

import copy
from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.models.expressions import Expression
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")


class Given(Expression):
    """A value that a prepared read is given when it is asked; never a list or None."""

    def __init__(self, name: str, field: "models.Field[Any, Any]") -> None:
        """`field` says how the database wants the value."""
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, _compiler: SQLCompiler, _connection: Any) -> tuple[str, list[Any]]:
        """Leave a gap, and say in the parameters whose it is."""
        return "%s", [self]

    def prepared(self, values: dict[str, Any]) -> Any:
        """Return its value as the database wants it."""
        return self.output_field.get_db_prep_value(values[self.name], connection)


class Prepared(Generic[Row]):
    """A read whose SQL is written once; `build` gives the query set, asked later."""

    def __init__(self, build: "Callable[[], models.QuerySet[Any, Row]]") -> None:
        self._build = build

    @cached_property
    def _written(
        self,
    ) -> "tuple[models.QuerySet[Any, Row], SQLCompiler, str, tuple[Any, ...]]":
        dates = self._build()
        compiler = dates.query.get_compiler(dates.db)
        sql, params = compiler.as_sql()
        return dates, compiler, sql, tuple(params)

    def __call__(self, **values: Any) -> list[Row]:
        """Read the rows for these values of its gaps (one query)."""
        written, kept, sql, params = self._written
        asked = tuple(
            param.prepared(values) if isinstance(param, Given) else param
            for param in params
        )
        compiler = copy.copy(kept)
        compiler.connection = connection
        found = written.all()
        # What the ORM would write anew stands ready; the rest is its own work.
        vars(compiler)["as_sql"] = lambda: (sql, asked)
        vars(found.query)["get_compiler"] = lambda *_args, **_more: compiler
        return list(found)

    def first(self, **values: Any) -> Row | None:
        """Return the first row, or None."""
        return next(iter(self(**values)), None)
