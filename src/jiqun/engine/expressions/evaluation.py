"""Evaluate a formula in a scope, and say what it needed."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from jiqun.engine.expressions.expression import Expression
from jiqun.engine.expressions.interval import Interval
from jiqun.engine.expressions.name_resolution import locate, reader
from jiqun.engine.expressions.scope import NONE, Scope, ScopeValue
from jiqun.engine.expressions.tree import NameNode, walk


class Need(NamedTuple):
    """A cell a formula needs a number or text of; `missing` where there is none."""

    name: str
    period: str | None
    target: bool
    missing: bool


def evaluate(expression: Expression, scope: Scope) -> Decimal | str | bool | None:
    """The value over the numbers as printed: a number, a text, True or False; None if unknown."""
    try:
        value: Decimal | str | bool | None = expression.exact(scope)
    except ArithmeticError:  # beyond the range of numbers
        return None
    return value


def evaluate_interval(expression: Expression, scope: Scope) -> Interval | str | bool | None:
    """The value over what the printed numbers stand for; a condition that cannot be told, or
    anything that needs a missing answer, is None. A text is itself."""
    try:
        value: tuple[Decimal, Decimal] | str | bool | None = expression.bounded(scope)
    except ArithmeticError:  # beyond the range of numbers
        return None
    return Interval(*value) if isinstance(value, tuple) else value


def needs(expression: Expression, scope: Scope) -> tuple[Need, ...]:
    """Every cell the formula needs a number or text of, in order, each once.

    Where the value is None, the `missing` ones say why; none missing means that the condition is
    undecided, or that something was divided by what may be 0. Cells only asked about (given,
    empty, none, ticked, count, `"…" in name`) are no needs.
    """
    needed: dict[tuple[str, str | None, bool], Need] = {}
    for node in walk(expression.tree):
        if not isinstance(node, NameNode) or (
            node.wants == "answer" and node is not expression.tree
        ):
            continue
        place = locate(node)(scope) or (node.name, None)
        reading = reader(node)(scope)
        missing = _is_missing(reading, node.wants)
        needed.setdefault((*place, node.target), Need(*place, node.target, missing))
    return tuple(needed.values())


def _is_missing(reading: ScopeValue | None, wants: str) -> bool:
    if reading is None:
        return True
    has_text = isinstance(reading.answer, str)
    if wants == "text":
        return not has_text
    has_text = has_text and reading.answer != NONE and wants == "answer"
    return reading.number is None and not has_text
