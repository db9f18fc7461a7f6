"""Writing rows by statements put together once, as `prepared_lookup` reads them.

For what every saved answer writes; both databases know the statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import connection, models

if TYPE_CHECKING:
    AnyField = models.Field[Any, Any]

Row = TypeVar("Row", bound=models.Model)


class PreparedUpsert(Generic[Row]):
    """Inserts rows of `model`, which have no primary key yet; where a row stands with the same
    `unique` fields, its other `changing` fields are written over."""

    def __init__(self, model: type[Row], unique: Sequence[str], changing: Sequence[str]) -> None:
        self._fields = [f for f in model._meta.concrete_fields if not f.primary_key]
        by_name = {field.name: field for field in self._fields}
        anew = ", ".join(
            f"{column} = excluded.{column}" for column in _quoted([by_name[n] for n in changing])
        )
        columns = ", ".join(_quoted(self._fields))
        marks = ", ".join(["%s"] * len(self._fields))
        self._sql = (
            f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks})'  # noqa: S608 - names alone
            f" ON CONFLICT ({', '.join(_quoted([by_name[n] for n in unique]))})"
            f" DO UPDATE SET {anew}"
        )

    def write(self, rows: Iterable[Row]) -> None:
        """Write the rows, one after the other."""
        with connection.cursor() as cursor:
            for row in rows:
                cursor.execute(self._sql, _values(row, self._fields))


class PreparedUpdate(Generic[Row]):
    """Writes the `changing` fields of a row of `model` that stands with the same primary key."""

    def __init__(self, model: type[Row], changing: Sequence[str], unless: str) -> None:
        by_name: dict[str, AnyField] = {f.name: f for f in model._meta.concrete_fields}
        self._changing = [by_name[name] for name in changing]
        self._unless = by_name[unless]
        where = f'"{_column(_key(model))}" = %s AND "{_column(self._unless)}" = %s'
        anew = ", ".join(f"{column} = %s" for column in _quoted(self._changing))
        self._sql = f'UPDATE "{model._meta.db_table}" SET {anew} WHERE {where}'  # noqa: S608 - names alone

    def write(self, row: Row, before: object) -> bool:
        """Write the row, unless its field of that name is no longer as it was `before`; whether it
        was written."""
        values = [*_values(row, self._changing), row.pk]
        values.append(self._unless.get_db_prep_save(before, connection))
        with connection.cursor() as cursor:
            cursor.execute(self._sql, values)
            written: int = cursor.rowcount
        return written == 1


def _values(row: models.Model, fields: Iterable[AnyField]) -> list[Any]:
    return [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]


def _quoted(fields: Iterable[AnyField]) -> list[str]:
    return [f'"{_column(field)}"' for field in fields]


def _column(field: AnyField) -> str:
    if field.column is None:
        raise TypeError(f"{field} has no column of its own")
    return field.column


def _key(model: type[models.Model]) -> AnyField:
    key: AnyField = model._meta.pk
    return key
