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
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import Expression
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")


class Given(Expression):
    """A value that a prepared read is given when it is asked; never a list or None."""

    def __init__(self, name: str, field: "models.Field[Any, Any]") -> None:
        """`field` says how the database wants the value."""
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, _compiler: SQLCompiler, _connection: Any) -> tuple[str, Any]:
        """Leave a gap, and say in the parameters whose it is."""
        return "%s", (self,)

    def value(self, values: dict[str, Any], connection: Any) -> Any:
        """Return its value as the database wants it."""
        return self.output_field.get_db_prep_value(values[self.name], connection)


class Written(NamedTuple, Generic[Row]):
    """What is known of a read before it is asked."""

    rows: "models.QuerySet[Any, Row]"
    compiler: SQLCompiler
    sql: str
    params: tuple[Any, ...]
    converters: dict[int, Any]


class Prepared(Generic[Row]):
    """A read whose SQL is written once; `build` gives the query set, asked later."""

    def __init__(self, build: "Callable[[], models.QuerySet[Any, Row]]") -> None:
        self._build = build

    @cached_property
    def _written(self) -> "Written[Row]":
        rows = self._build()
        compiler = rows.query.get_compiler(rows.db)
        sql, params = compiler.as_sql()
        columns = [column for column, *_more in compiler.select]
        return Written(
            rows, compiler, sql, tuple(params), compiler.get_converters(columns)
        )

    def __call__(self, **values: Any) -> list[Row]:
        """Read the rows for these values of its gaps (one query)."""
        written, connection = self._written, connections[DEFAULT_DB_ALIAS]
        asked = tuple(
            param.value(values, connection) if isinstance(param, Given) else param
            for param in written.params
        )
        compiler = copy.copy(written.compiler)
        compiler.connection = connection
        # What the ORM would work out anew stands ready; the rest is its own work.
        vars(compiler)["as_sql"] = lambda: (written.sql, asked)
        vars(compiler)["get_converters"] = lambda _columns: written.converters
        found = written.rows.all()
        vars(found.query)["get_compiler"] = lambda *_args, **_more: compiler
        return list(found)

    def first(self, **values: Any) -> Row | None:
        """Return the first row, or None."""
        return next(iter(self(**values)), None)
