"""What the evaluator is given: a Scope that says what stands there for each name and period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, Protocol

from jiqun.engine.expressions.interval import Interval
from jiqun.engine.expressions.tree import NameNode, YearNode

NONE = "无"
"""The answer where nothing applies; the word of `kinds`, which this package does not know."""

BASELINE = "baseline"
"""The period of a plan row's starting value."""

UNIT = "unit"
"""What stands for a period where the unit of a plan row is meant, as it was written."""

Given = Decimal | str | date | tuple[object, ...]
"""An answer as given: a tuple is the ticked boxes of a choice, or the rows of a list."""


class ScopeValue(NamedTuple):
    """What a name gives in one period.

    answer    as given (None: empty); 无 is the text "无". Looked at by given, empty, none, ticked,
              count, `in` and comparison with a text
    number    what arithmetic takes; None where there is none to take (so a count that is 无 has
              answer "无", number 0, interval [0, 0]; a percent that is 无 has number None)
    interval  what the number stands for (None exactly where number is None)
    unit      "%" makes explain print the sign; other units are not printed
    shown     the answer as printed on paper, without unit; empty: printed by print_number
    label     the words that name it, for {name:label} in templates
    """

    answer: Given | None = None
    number: Decimal | None = None
    interval: Interval | None = None
    unit: str = ""
    shown: str = ""
    label: str = ""


class Scope(Protocol):
    """Where a formula is evaluated: for which field or plan row, which period, over which figures.

    A Scope should keep the values it gives: one cell is read by many checks.
    """

    @property
    def period(self) -> str | None:
        """The year `y`, as text ("2025"); None where the check has no period."""

    @property
    def base_year(self) -> int:
        """The year `Y`."""

    @property
    def field(self) -> str | None:
        """The field `it` stands for."""

    @property
    def row(self) -> str | None:
        """The plan indicator `row` stands for."""

    def read(self, name: str, period: str | None) -> ScopeValue | None:
        """A field, computed value, list or named number; None where there is no such cell."""

    def target(self, row: str, period: str) -> ScopeValue | None:
        """A plan row's value of a year, or of "baseline"; None where there is no such row."""

    def source(self, name: str) -> Scope | None:
        """The scope of the other filing that is called so; None where there is none."""


@lru_cache(maxsize=4096)
def shifted(period: str | None, offset: int) -> str | None:
    """The period so many years later; None where it is no year."""
    if period is None or not (period.isascii() and period.isdigit()):
        return None
    return str(int(period) + offset)


@lru_cache(maxsize=4096)
def _of_base(year: int, offset: int) -> str:
    return str(year + offset)


def period_of(node: NameNode | YearNode, offset: int) -> Callable[[Scope], str | None]:
    """The function that gives the period a name is asked for."""
    if node.base == "y":
        return (lambda s: shifted(s.period, offset)) if offset else lambda s: s.period
    if node.base == "Y":
        return lambda s: _of_base(s.base_year, offset)
    constant = node.base or None
    return lambda s: constant


def locate(node: NameNode) -> Callable[[Scope], tuple[str, str | None] | None]:
    """The function that gives the name and period of the cell a name stands for; None if none."""
    when = period_of(node, node.offset)
    name = node.name
    if node.target and name == "row":
        return lambda s: None if s.row is None else (s.row, when(s))
    if not node.target and name == "it":
        if not node.base:
            return lambda s: None if s.field is None else (s.field, s.period)
        return lambda s: None if s.field is None else (s.field, when(s))
    return lambda s: (name, when(s))


def reader(node: NameNode) -> Callable[[Scope], ScopeValue | None]:
    """The function that gives the ScopeValue a name stands for."""
    where, indexed = locate(node), node.base in ("y", "Y")

    def read(scope: Scope) -> ScopeValue | None:
        place = where(scope)
        if place is None or (indexed and place[1] is None):
            return None
        if node.target:
            return scope.target(place[0], place[1] or BASELINE)
        holder = scope.source(node.source) if node.source else scope
        return holder.read(*place) if holder else None

    return read
