"""Looking a row up by a unique column, with the rows it points to: what every request asks for.

Django puts a statement together anew each time, which takes ten times as long as carrying it out.
Here that is done once; the instances are those that Django would have made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    from django.db.models.expressions import Col

    AnyField = models.Field[Any, Any]
    AnyKey = models.ForeignKey[Any, Any]

Row = TypeVar("Row", bound=models.Model)


_Conversion = tuple[int, Callable[..., Any], "Col"]
"""Where in the answer, by what, and the column it comes from."""


@dataclass(frozen=True, slots=True)
class _Statement:
    """The statement, and what turns a column of its answer into a value of Python, by position."""

    sql: str
    conversions: tuple[_Conversion, ...]


class PreparedLookup(Generic[Row]):
    """Finds the row of `model` by a field; the rows behind the foreign keys `related`, none
    of which may be empty, come with it. The row of `hold`, one of these, is held until the end of
    the transaction, where the database can do that."""

    def __init__(self, model: type[Row], by: str, *related: str, hold: str = "") -> None:
        self._model = model
        self._held = related.index(hold) + 1 if hold else 0
        fields: dict[str, AnyField] = {f.name: f for f in model._meta.concrete_fields}
        self._by = fields[by]
        self._keys = [_key(fields[name]) for name in related]
        self._models: list[type[models.Model]] = [model, *(k.related_model for k in self._keys)]
        self._names = [[f.attname for f in m._meta.concrete_fields] for m in self._models]
        self._statements: dict[str, _Statement] = {}

    def find(self, value: str | int) -> Row | None:
        """The row with this value, None where there is none."""
        found = self.find_all(value)
        return found[0] if found else None

    def find_all(self, value: str | int) -> list[Row]:
        """The rows with this value: more than one where the field is not unique."""
        statement = self._statements.get(connection.vendor)
        if statement is None:
            statement = self._statements[connection.vendor] = self._put_together(connection)
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, [value])
            rows = [list(columns) for columns in cursor.fetchall()]
        for values in rows:
            for place, convert, column in statement.conversions:
                values[place] = convert(values[place], column, connection)
        return [self._instance(values) for values in rows]

    def _instance(self, values: list[Any]) -> Row:
        width = len(self._names[0])
        row = self._model.from_db(connection.alias, self._names[0], values[:width])
        del values[:width]
        for key, names in zip(self._keys, self._names[1:], strict=True):
            related = key.related_model.from_db(connection.alias, names, values[: len(names)])
            key.set_cached_value(row, related)
            del values[: len(names)]
        return row

    def _put_together(self, using: BaseDatabaseWrapper) -> _Statement:
        quote = using.ops.quote_name
        columns: list[str] = []
        conversions: list[_Conversion] = []
        for number, model in enumerate(self._models):
            for field in model._meta.concrete_fields:
                column = field.get_col(f"t{number}")
                for convert in (
                    *using.ops.get_db_converters(column),
                    *column.get_db_converters(using),
                ):
                    conversions.append((len(columns), convert, column))
                columns.append(f"t{number}.{quote(_column(field))}")
        tables = f"{quote(self._model._meta.db_table)} t0"
        for number, key in enumerate(self._keys, 1):
            meta = key.related_model._meta
            tables += (
                f" JOIN {quote(meta.db_table)} t{number}"
                f" ON t{number}.{quote(_column(meta.pk))} = t0.{quote(key.column)}"
            )
        condition = f"t0.{quote(_column(self._by))} = %s"
        sql = f"SELECT {', '.join(columns)} FROM {tables} WHERE {condition}"  # noqa: S608 - names alone
        if self._held and using.features.has_select_for_update:
            sql += f" FOR NO KEY UPDATE OF t{self._held}"
        return _Statement(sql, tuple(conversions))


def _key(field: AnyField) -> AnyKey:
    if not isinstance(field, models.ForeignKey):
        raise TypeError(f"{field} is no foreign key")
    return field


def _column(field: AnyField) -> str:
    if field.column is None:
        raise TypeError(f"{field} has no column of its own")
    return field.column
