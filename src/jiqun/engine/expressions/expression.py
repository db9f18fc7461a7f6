"""A formula read once: its text, its compiled forms; its value in a scope, and what that needed."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from jiqun.engine.expressions.compiling import BOUNDED, EXACT, Function, compile_node
from jiqun.engine.expressions.interval import Interval
from jiqun.engine.expressions.parsing import parse_tree
from jiqun.engine.expressions.scope import NONE, Scope, ScopeValue, locate, reader
from jiqun.engine.expressions.tree import ApplyNode, NameNode, NameUse, Node, walk
from jiqun.engine.expressions.type_rules import gives


@dataclass(frozen=True, slots=True)
class Expression:
    """A formula that was read; make it with `parse`. Two with the same text are equal.

    text       as written
    gives      "number", "condition", "text" or (a bare name) "answer"
    uses       every use of a name, in order
    names      the fields, values, lists and numbers used ("it" is not among them, nor what is
               asked of another filing)
    targets    the plan indicators used ("row" is not among them)
    functions  the functions used, with the signs of the operators ("+", "and", "growth")
    tree       what the text means; for explain
    exact, bounded   the compiled forms; for evaluate
    """

    text: str
    gives: str = field(compare=False)
    uses: tuple[NameUse, ...] = field(compare=False, repr=False)
    functions: frozenset[str] = field(compare=False, repr=False)
    tree: Node = field(compare=False, repr=False)
    exact: Function = field(compare=False, repr=False)
    bounded: Function = field(compare=False, repr=False)

    @property
    def names(self) -> frozenset[str]:
        own = (u for u in self.uses if not (u.target or u.source))
        return frozenset(use.name for use in own if use.name != "it")

    @property
    def targets(self) -> frozenset[str]:
        return frozenset(u.name for u in self.uses if u.target and u.name != "row")

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Pickled as its text, because compiled forms cannot be."""
        return parse, (self.text,)


@lru_cache(maxsize=2048)  # three of five formulas and holes of an edition are there more than once
def parse(text: str) -> Expression:
    """Read a formula; raises ExpressionError(position, message)."""
    tree = parse_tree(text)
    nodes = tuple(walk(tree))
    return Expression(
        text=text,
        gives=gives(tree),
        uses=tuple(
            NameUse(n.name, n.index, n.position, n.target, n.wants, n.source)
            for n in nodes
            if isinstance(n, NameNode)
        ),
        functions=frozenset(n.operation for n in nodes if isinstance(n, ApplyNode)),
        tree=tree,
        exact=compile_node(tree, EXACT),
        bounded=compile_node(tree, BOUNDED),
    )


def named_value(expression: Expression, scope: Scope) -> ScopeValue | None:
    """What stands at the name a formula is nothing but; None for any other formula, and where
    nothing stands there."""
    tree = expression.tree
    return reader(tree)(scope) if isinstance(tree, NameNode) else None


def place_named(expression: Expression, scope: Scope) -> tuple[str, str | None] | None:
    """The name and period of the cell a formula is nothing but; None for any other formula."""
    tree = expression.tree
    return locate(tree)(scope) if isinstance(tree, NameNode) else None


class Need(NamedTuple):
    """A cell a formula needs a number or text of; `missing` where there is none, `source` where it
    is that of another filing."""

    name: str
    period: str | None
    target: bool
    missing: bool
    source: str = ""


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
    needed: dict[tuple[str, str | None, bool, str], Need] = {}
    for node in walk(expression.tree):
        if not isinstance(node, NameNode) or (
            node.wants == "answer" and node is not expression.tree
        ):
            continue
        place = locate(node)(scope) or (node.name, None)
        reading = reader(node)(scope)
        missing = _is_missing(reading, node.wants)
        need = Need(*place, node.target, missing, node.source)
        needed.setdefault((*place, node.target, node.source), need)
    return tuple(needed.values())


def _is_missing(reading: ScopeValue | None, wants: str) -> bool:
    if reading is None:
        return True
    has_text = isinstance(reading.answer, str)
    if wants == "text":
        return not has_text
    has_text = has_text and reading.answer != NONE and wants == "answer"
    return reading.number is None and not has_text
