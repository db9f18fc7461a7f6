"""What a kind needs to know of the question it reads the answer to, and what a Value is."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # what a division is stands with its kind, which needs this module
    from jiqun.engine.kinds.division import Division

NONE = "无"
"""The word that answers a cell to which nothing applies (instruction 2, 填报说明第2条)."""

Value = str | Decimal | datetime.date | datetime.datetime | tuple[str, ...]
"""A value: text, 无, an option id, a code or a month ("2026-03") as str; a number as Decimal; a
date; a date and time as the clocks of Asia/Shanghai show it, without a time zone; the ids of the
ticked options, in the form's order, or the names of files, as a tuple."""


class Bounds(Protocol):
    """A range of numbers; its str() reads as Chinese ("0至100")."""

    def holds(self, value: Decimal) -> bool: ...


class Choosable(Protocol):
    """An option that can be chosen."""

    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...


class Question(Protocol):
    """The question, as a kind sees it; a `Field` of a form is one."""

    @property
    def unit(self) -> str: ...
    @property
    def none_allowed(self) -> bool: ...
    @property
    def month_allowed(self) -> bool: ...
    @property
    def range(self) -> Bounds: ...
    @property
    def limit(self) -> int | None: ...
    @property
    def options(self) -> Sequence[Choosable]: ...
    @property
    def level(self) -> str: ...
    @property
    def units(self) -> Sequence[Division]: ...


class AnyNumber:
    """The range that holds every number."""

    def holds(self, value: Decimal) -> bool:
        return True

    def __str__(self) -> str:
        return "任意数字"


ANY_NUMBER = AnyNumber()


@dataclass(frozen=True, slots=True)
class PlainOption:
    """An option whose id is its label, as in the columns of a list."""

    id: str

    @property
    def label(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class PlainQuestion:
    """A question asked outside a field: a cell of a plan row, a column of a list."""

    unit: str = ""
    none_allowed: bool = False
    month_allowed: bool = False
    range: Bounds = ANY_NUMBER
    limit: int | None = None
    options: Sequence[Choosable] = ()
    level: str = ""
    units: Sequence[Division] = ()
