"""Rows as they were, as plain values: what a change of many dates is taken back from."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from i18nfield.strings import LazyI18nString

from pirtti.calendar.models import Occurrence, Series
from pirtti.core.content import plain

# Never taken back: what names a row, and who saw it change when.
_KEPT = {"id", "changed_at", "created_at", "sequence"}


def of(row: Model) -> dict[str, Any]:
    """Return all values of a row, for a JSON field."""
    values = {field.attname: _plain(row, field.attname) for field in row._meta.fields}
    told: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return told


def of_dates(dates: Iterable[Occurrence]) -> dict[str, dict[str, Any]]:
    """Return the values of dates by their number (a text, as JSON keys are)."""
    return {str(date.pk): of(date) for date in dates}


def put_back(row: Occurrence | Series, values: dict[str, Any]) -> list[str]:
    """Give a row the values it had; returns the names of the fields, unsaved."""
    names = []
    for field in row._meta.fields:
        if field.attname in values and field.attname not in _KEPT:
            setattr(row, field.attname, _read(field, values[field.attname]))
            names.append(field.attname)
    return names


def _plain(row: Model, name: str) -> Any:
    value = getattr(row, name)
    return plain(value) if isinstance(value, LazyI18nString) else value


def _read(field: Any, value: Any) -> Any:
    """Read a value as the field stores it; texts in languages are told by their kind."""
    if type(field).__name__.startswith("I18n"):
        return LazyI18nString(value)
    return value if value is None else field.to_python(value)
