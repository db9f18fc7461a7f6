"""A formula read once: its text, its static facts, and its two compiled forms."""

from __future__ import annotations

from dataclasses import dataclass, field

from jiqun.engine.expressions.compiling import BOUNDED, EXACT, Function, compile_node
from jiqun.engine.expressions.parsing import parse_tree
from jiqun.engine.expressions.tree import ApplyNode, NameNode, NameUse, Node, walk
from jiqun.engine.expressions.type_rules import gives


@dataclass(frozen=True, slots=True)
class Expression:
    """A formula that was read; make it with `parse`. Two with the same text are equal.

    text       as written
    gives      "number", "condition", "text" or (a bare name) "answer"
    uses       every use of a name, in order
    names      the fields, values, lists and numbers used ("it" is not among them)
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
        return frozenset(u.name for u in self.uses if not u.target and u.name != "it")

    @property
    def targets(self) -> frozenset[str]:
        return frozenset(u.name for u in self.uses if u.target and u.name != "row")

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Pickled as its text, because compiled forms cannot be."""
        return parse, (self.text,)


def parse(text: str) -> Expression:
    """Read a formula; raises ExpressionError(position, message)."""
    tree = parse_tree(text)
    nodes = tuple(walk(tree))
    return Expression(
        text=text,
        gives=gives(tree),
        uses=tuple(
            NameUse(n.name, n.index, n.position, n.target, n.wants)
            for n in nodes
            if isinstance(n, NameNode)
        ),
        functions=frozenset(n.operation for n in nodes if isinstance(n, ApplyNode)),
        tree=tree,
        exact=compile_node(tree, EXACT),
        bounded=compile_node(tree, BOUNDED),
    )
