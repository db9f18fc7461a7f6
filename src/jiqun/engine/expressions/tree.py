"""The tree of a formula: numbers, texts, years, names, and operations applied to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class NumberNode:
    """A number as written."""

    position: int
    text: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class TextNode:
    """A text in quotes."""

    position: int
    value: str


@dataclass(frozen=True, slots=True)
class YearNode:
    """`y` or `Y` itself, as a number."""

    position: int
    base: str


@dataclass(frozen=True, slots=True)
class NameNode:
    """A field, value, list or number, or a plan row (`target`), in a period.

    base     "" (no brackets), "y", "Y", "baseline" or "unit"; the period is base + offset
    until    the last offset of a range like Y-2..Y; None where there is no range
    wants    what is asked of it: "number", "text" or "answer" (its Reading as it is)
    source   the other filing it is an answer of; "" for this one
    """

    position: int
    name: str
    base: str = ""
    offset: int = 0
    until: int | None = None
    target: bool = False
    wants: str = "answer"
    source: str = ""

    @property
    def index(self) -> str:
        """What stands in the brackets: "y-1", "Y", "baseline", or nothing."""
        return f"{self.base}{self.offset:+d}" if self.offset else self.base


@dataclass(frozen=True, slots=True)
class ApplyNode:
    """An operator or function (its name in OPERATIONS) applied to its arguments.

    `whole` is the fixed whole number of `a ^ 3`, round(a, 2), root_growth(a, b, 3); else 0.
    """

    position: int
    operation: str
    arguments: tuple[Node, ...]
    whole: int = 0
    depth: int = 1


Node = NumberNode | TextNode | YearNode | NameNode | ApplyNode


@dataclass(frozen=True, slots=True)
class NameUse:
    """One place where a formula uses a name; what lint looks at.

    name      the field, value, list or number; the plan indicator if `target`; "it" or "row"
    index     "" for no brackets, else "y", "y-1", "Y", "Y-2", "baseline" (a range Y-2..Y counts
              as one use for each of its years)
    position  counted from 0 in the text of the formula
    target    whether it is the plan row of a target(…)
    wants     "number" in arithmetic, "text" beside a text, "answer" in given, empty, none, ticked,
              count, `"…" in name`, and for a formula that is nothing but a name
    source    the other filing it is an answer of, before the dot; "" for this one
    """

    name: str
    index: str
    position: int
    target: bool
    wants: str
    source: str = ""


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, in the order of the text."""
    yield node
    if isinstance(node, ApplyNode):
        for argument in node.arguments:
            yield from walk(argument)
