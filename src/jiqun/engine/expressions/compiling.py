"""Turn a tree into one function of a Scope, once for exact numbers and once for intervals.

The tree is walked when the formula is read, never when it is evaluated: what remains are nested
functions, which makes one evaluation of a usual check a matter of microseconds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from jiqun.engine.expressions.operations import OPERATIONS, Operation
from jiqun.engine.expressions.scope import NONE, Scope, ScopeValue, period_of, reader, shifted
from jiqun.engine.expressions.tree import ApplyNode, NameNode, Node, NumberNode, TextNode, YearNode

Function = Callable[[Scope], Any]


@dataclass(frozen=True, slots=True)
class Mode:
    """Exact or bounded: which part of a ScopeValue arithmetic takes, how a known number becomes an
    operand, and which function of an Operation is used."""

    slot: int
    lift: Callable[[Decimal], Any]
    function: Callable[[Operation], Callable[..., Any]]


EXACT = Mode(ScopeValue._fields.index("number"), lambda n: n, lambda operation: operation.exact)
BOUNDED = Mode(
    ScopeValue._fields.index("interval"), lambda n: (n, n), lambda operation: operation.bounded
)


def compile_node(node: Node, mode: Mode) -> Function:
    """The function that evaluates a node in a scope; it gives None for what is unknown."""
    if isinstance(node, NumberNode | TextNode):
        value = mode.lift(node.value) if isinstance(node, NumberNode) else node.value
        return lambda scope: value
    if isinstance(node, YearNode):
        return _year_number(node, mode)
    if isinstance(node, NameNode):
        return _name(node, mode)
    special = _SPECIAL.get(node.operation)
    if special is not None:
        return special(node, mode)
    return _strict(node, mode)


# Years and names ---------------------------------------------------------------------------------


def _year_number(node: YearNode, mode: Mode) -> Function:
    when, lift = period_of(node, 0), mode.lift

    def year(scope: Scope) -> Any:
        period = shifted(when(scope), 0)
        return None if period is None else lift(Decimal(period))

    return year


def _name(node: NameNode, mode: Mode) -> Function:
    read, slot = reader(node), mode.slot

    def number(scope: Scope) -> Any:
        reading = read(scope)
        return None if reading is None else reading[slot]

    def text(scope: Scope) -> str | None:
        reading = read(scope)
        answer = None if reading is None else reading.answer
        return answer if isinstance(answer, str) else None

    def either(scope: Scope) -> Any:
        value = number(scope)
        words = text(scope) if value is None else None
        return words if value is None and words != NONE else value

    return {"number": number, "text": text, "answer": either}[node.wants]


# Operations on numbers ---------------------------------------------------------------------------


def _strict(node: ApplyNode, mode: Mode) -> Function:
    """An operation on numbers: unknown as soon as one of them is."""
    operation = OPERATIONS[node.operation]
    plain = mode.function(operation)
    operate = plain if operation.whole is None else partial(_with_whole, plain, node.whole)
    arguments = tuple(compile_node(a, mode) for a in node.arguments)
    if len(arguments) == 1:
        return _unary(operate, arguments[0])
    if len(arguments) == 2:
        return _binary(operate, *arguments)
    return _variadic(operate, arguments)


def _with_whole(operate: Callable[..., Any], whole: int, *operands: Any) -> Any:
    return operate(*operands, whole)


def _unary(operate: Callable[..., Any], argument: Function) -> Function:
    def unary(scope: Scope) -> Any:
        a = argument(scope)
        return None if a is None else operate(a)

    return unary


def _binary(operate: Callable[..., Any], left: Function, right: Function) -> Function:
    def binary(scope: Scope) -> Any:
        a = left(scope)
        if a is None:
            return None
        b = right(scope)
        return None if b is None else operate(a, b)

    return binary


def _variadic(operate: Callable[..., Any], arguments: tuple[Function, ...]) -> Function:
    def variadic(scope: Scope) -> Any:
        operands = [a(scope) for a in arguments]
        return None if None in operands else operate(*operands)

    return variadic


# Conditions that have their own rules ------------------------------------------------------------


def _not(node: ApplyNode, mode: Mode) -> Function:
    argument = compile_node(node.arguments[0], mode)

    def negation(scope: Scope) -> bool | None:
        a = argument(scope)
        return None if a is None else not a

    return negation


def _junction(node: ApplyNode, mode: Mode) -> Function:
    """`and` stops at the first False, `or` at the first True; else an unknown part wins."""
    parts = tuple(compile_node(a, mode) for a in node.arguments)
    decisive = node.operation == "or"

    def junction(scope: Scope) -> bool | None:
        result: bool | None = not decisive
        for part in parts:
            value: bool | None = part(scope)
            if value is decisive:
                return decisive
            if value is None:
                result = None
        return result

    return junction


def _is(node: ApplyNode, mode: Mode) -> Function:
    left, right = (compile_node(a, mode) for a in node.arguments)
    same = node.operation == "is"

    def comparison(scope: Scope) -> bool | None:
        a, b = left(scope), right(scope)
        return None if a is None or b is None else (a == b) is same

    return comparison


def _answers(node: ApplyNode) -> list[Callable[[Scope], Any]]:
    """For each name among the arguments, the function that gives its answer as it stands."""

    def looking(name: NameNode) -> Callable[[Scope], Any]:
        read = reader(name)

        def look(scope: Scope) -> Any:
            reading = read(scope)
            return None if reading is None else reading.answer

        return look

    return [looking(a) for a in node.arguments if isinstance(a, NameNode)]


def _in(node: ApplyNode, mode: Mode) -> Function:
    (look,) = _answers(node)
    texts = frozenset(a.value for a in node.arguments if isinstance(a, TextNode))

    def membership(scope: Scope) -> bool | None:
        answer: object = look(scope)
        return answer in texts if isinstance(answer, str) else None

    return membership


def _holds(node: ApplyNode, mode: Mode) -> Function:
    (look,) = _answers(node)
    (text,) = (a.value for a in node.arguments if isinstance(a, TextNode))

    def holding(scope: Scope) -> bool:
        answer: object = look(scope)
        return text in answer if isinstance(answer, tuple) else answer == text

    return holding


def _count(node: ApplyNode, mode: Mode) -> Function:
    looks, lift = _answers(node), mode.lift
    return lambda scope: lift(Decimal(sum(_things(look(scope)) for look in looks)))


def _other(node: ApplyNode, mode: Mode) -> Function:
    """Two answers as they stand that are not the same; unknown where one of them is empty."""
    one, another = _answers(node)

    def other(scope: Scope) -> bool | None:
        a, b = one(scope), another(scope)
        return None if _is_empty(a) or _is_empty(b) else a != b

    return other


def _known(node: ApplyNode, mode: Mode) -> Function:
    argument = compile_node(node.arguments[0], mode)
    return lambda scope: argument(scope) is not None


def _mentions(node: ApplyNode, mode: Mode) -> Function:
    """One of the texts stands in the answer; unknown where that is no text."""
    (look,) = _answers(node)
    texts = tuple(a.value for a in node.arguments if isinstance(a, TextNode))

    def mention(scope: Scope) -> bool | None:
        answer: object = look(scope)
        return any(text in answer for text in texts) if isinstance(answer, str) else None

    return mention


def _things(answer: Any) -> int:
    """How many things an answer hands in."""
    if isinstance(answer, tuple):
        return len(answer)
    return 0 if _is_empty(answer) or answer == NONE else 1


def _is_empty(answer: Any) -> bool:
    return answer is None or answer == "" or answer == ()


def _looked_at(test: Callable[[Any], bool]) -> Callable[[ApplyNode, Mode], Function]:
    """A condition on one answer as it stands, which is always True or False."""

    def compiled(node: ApplyNode, mode: Mode) -> Function:
        (look,) = _answers(node)
        return lambda scope: test(look(scope))

    return compiled


_SPECIAL: dict[str, Callable[[ApplyNode, Mode], Function]] = {
    "not": _not,
    "and": _junction,
    "or": _junction,
    "is": _is,
    "is not": _is,
    "in": _in,
    "holds": _holds,
    "count": _count,
    "other": _other,
    "known": _known,
    "mentions": _mentions,
    "given": _looked_at(lambda answer: _things(answer) > 0),
    "empty": _looked_at(_is_empty),
    "none": _looked_at(lambda answer: answer == NONE),
    "ticked": _looked_at(lambda answer: isinstance(answer, tuple) and len(answer) > 0),
}
