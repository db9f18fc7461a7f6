"""Rows that are read a page at a time: what a record hands out in place of a query."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

from django.db.models import Model, QuerySet

_Row = TypeVar("_Row", bound=Model)
_Value = TypeVar("_Value")


class Rows(Sequence[_Value], Generic[_Value]):
    """Values made from the rows of a query, which is asked for what is looked at and no more: how
    many there are, and a stretch of them. Nothing else can be asked of it."""

    def __init__(self, query: QuerySet[_Row], value: Callable[[_Row], _Value]) -> None:
        self._len = query.count
        self._stretch: Callable[[slice], list[_Value]] = lambda part: [
            value(row) for row in query[part]
        ]

    def __len__(self) -> int:
        return self._len()

    @overload
    def __getitem__(self, at: int) -> _Value: ...
    @overload
    def __getitem__(self, at: slice) -> list[_Value]: ...
    def __getitem__(self, at: int | slice) -> _Value | list[_Value]:
        if isinstance(at, slice):
            return self._stretch(at)
        if at < 0:
            raise IndexError("rows are counted from the first")
        found = self._stretch(slice(at, at + 1))
        if not found:
            raise IndexError(at)
        return found[0]
