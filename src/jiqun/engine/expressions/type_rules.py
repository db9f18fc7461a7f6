"""What may stand where: numbers in arithmetic, conditions beside and, or, not, texts beside =."""

from __future__ import annotations

from dataclasses import replace
from itertools import repeat

from jiqun.engine.expressions.operations import OPERATIONS
from jiqun.engine.expressions.tokens import ExpressionError
from jiqun.engine.expressions.tree import ApplyNode, NameNode, Node, TextNode

MAX_DEPTH = 50

_WORDS = {"number": "数字", "condition": "条件", "text": "文字", "answer": "填报项"}
_TEXT_COMPARISONS = {"=": "is", "!=": "is not"}


def gives(node: Node) -> str:
    """What a node gives: number, condition, text, or answer for a bare name; a range of years
    that is no argument of a function is a mistake."""
    if isinstance(node, NameNode):
        if node.until is not None:
            raise ExpressionError(node.position, "年份范围只能作 sum、min、max 等函数的参数。")
        return "answer"
    if isinstance(node, ApplyNode):
        return OPERATIONS[node.operation].gives
    return "text" if isinstance(node, TextNode) else "number"


def apply(position: int, operation: str, arguments: tuple[Node, ...], whole: int = 0) -> ApplyNode:
    """An operation applied to arguments that suit it; raises ExpressionError otherwise."""
    takes = OPERATIONS[operation].takes
    kinds = ("answer", *("text" for _ in arguments[1:])) if takes == "texts" else repeat(takes)
    suited = tuple(map(_suited, arguments, kinds))
    depth = 1 + max(a.depth if isinstance(a, ApplyNode) else 0 for a in suited)
    if depth > MAX_DEPTH:
        raise ExpressionError(position, f"公式套得超过{MAX_DEPTH}层；长的连加请用 sum 。")
    return ApplyNode(position, operation, suited, whole, depth)


def compare(position: int, sign: str, left: Node, right: Node) -> ApplyNode:
    """A comparison: of numbers, or with = and != of a name and a text."""
    if "text" not in (gives(left), gives(right)):
        return apply(position, sign, (left, right))
    if sign not in _TEXT_COMPARISONS:
        raise ExpressionError(position, "文字只能用 = 或 != 比较。")
    return apply(position, _TEXT_COMPARISONS[sign], (_as_text(left), _as_text(right)))


def as_argument(node: Node) -> NameNode:
    """A name looked at as it stands; raises ExpressionError for anything else."""
    if isinstance(node, NameNode) and gives(node):
        return replace(node, wants="answer")
    raise ExpressionError(node.position, "这里应当是一个填报项的代号。")


def expand(node: Node, *, spread: bool) -> list[Node]:
    """The arguments a node stands for: a range of years is one for each year."""
    if not (spread and isinstance(node, NameNode) and node.until is not None):
        return [node]
    return [replace(node, offset=n, until=None) for n in range(node.offset, node.until + 1)]


def _suited(node: Node, takes: str) -> Node:
    if takes == "answer":
        return as_argument(node)
    if takes == "":
        return node
    node_type = gives(node)
    if node_type == takes:
        return node
    if takes == "number" and isinstance(node, NameNode):
        return replace(node, wants="number")
    raise ExpressionError(node.position, f"这里应当是{_WORDS[takes]}，却是{_WORDS[node_type]}。")


def _as_text(node: Node) -> Node:
    if isinstance(node, NameNode):
        return replace(node, wants="text")
    if isinstance(node, TextNode):
        return node
    raise ExpressionError(node.position, f"文字不能与{_WORDS[gives(node)]}比较。")
