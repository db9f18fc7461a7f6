"""From a name in a formula to the cell it stands for in a scope: which period, which reading."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from jiqun.engine.expressions.scope import BASELINE, Scope, ScopeValue
from jiqun.engine.expressions.tree import NameNode, YearNode


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
        return scope.read(*place)

    return read
