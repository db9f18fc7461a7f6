"""Looking a row up by a unique column, with the rows it points to: what every request asks for.

Django puts a statement together anew each time, which takes ten times as long as carrying it out.
Here that is done once; the instances are those that Django would have made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class _Statement:
    """The statement, and what turns a column of its answer into a value of Python, by position."""

    sql: str
    conversions: tuple[tuple[int, Callable[..., Any], Any], ...]


class PreparedLookup(Generic[Row]):
    """Finds the row of `model` by a unique field; the rows behind the foreign keys `related`, none
    of which may be empty, come with it."""

    def __init__(self, model: type[Row], by: str, *related: str) -> None:
        self._model = model
        self._by = model._meta.get_field(by)
        self._keys: list[Any] = [model._meta.get_field(name) for name in related]
        self._models: list[type[models.Model]] = [model, *(k.related_model for k in self._keys)]
        self._names = [[f.attname for f in m._meta.concrete_fields] for m in self._models]
        self._statements: dict[str, _Statement] = {}

    def find(self, value: object) -> Row | None:
        """The row with this value, None where there is none."""
        statement = self._statements.get(connection.vendor)
        if statement is None:
            statement = self._statements[connection.vendor] = self._put_together(connection)
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, [value])
            found = cursor.fetchone()
        if found is None:
            return None
        values = list(found)
        for place, convert, column in statement.conversions:
            values[place] = convert(values[place], column, connection)
        return self._instance(values)

    def _instance(self, values: list[Any]) -> Row:
        made: list[Any] = []
        for model, names in zip(self._models, self._names, strict=True):
            made.append(model.from_db(connection.alias, names, values[: len(names)]))
            del values[: len(names)]
        row: Row = made[0]
        for key, instance in zip(self._keys, made[1:], strict=True):
            key.set_cached_value(row, instance)
        return row

    def _put_together(self, using: BaseDatabaseWrapper) -> _Statement:
        quote = using.ops.quote_name
        columns, conversions = [], []
        for number, model in enumerate(self._models):
            for field in model._meta.concrete_fields:
                column = field.get_col(f"t{number}")
                for convert in (
                    *using.ops.get_db_converters(column),
                    *column.get_db_converters(using),
                ):
                    conversions.append((len(columns), convert, column))
                columns.append(f"t{number}.{quote(field.column)}")
        tables = f"{quote(self._model._meta.db_table)} t0"
        for number, key in enumerate(self._keys, 1):
            there = key.related_model._meta
            tables += (
                f" JOIN {quote(there.db_table)} t{number}"
                f" ON t{number}.{quote(there.pk.column)} = t0.{quote(key.column)}"
            )
        wanted = f"t0.{quote(self._by.column)} = %s"
        sql = f"SELECT {', '.join(columns)} FROM {tables} WHERE {wanted}"  # noqa: S608 - names alone
        return _Statement(sql, tuple(conversions))
