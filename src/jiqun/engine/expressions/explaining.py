"""Print a formula with the numbers put in, as an official reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from jiqun.engine.expressions.compiling import EXACT, compile_node
from jiqun.engine.expressions.expression import Expression
from jiqun.engine.expressions.infix import SAYINGS, InfixText
from jiqun.engine.expressions.number_format import UNFILLED, print_number, print_reading
from jiqun.engine.expressions.operations import OPERATIONS
from jiqun.engine.expressions.scope import Scope, reader
from jiqun.engine.expressions.tree import ApplyNode, NameNode, Node, NumberNode, TextNode


def explain(expression: Expression, scope: Scope) -> str:
    """The formula with the numbers put in: (121.81×81.46%)÷(94.72×81.48%)−1＝28.57%.

    A formula gives its result after ＝ where it is known; so does each side of a comparison that
    is more than one number: 20.86%≠(121.81×81.46%)÷(94.72×81.48%)−1＝28.57%. An unknown number
    is 未填, or 无 where that is the answer.
    """
    return _valued(expression.tree, scope).with_result


def _say(node: Node, scope: Scope) -> InfixText:
    if isinstance(node, ApplyNode):
        compares = OPERATIONS[node.operation].gives == "condition"
        say = _valued if compares else _say
        return SAYINGS[node.operation](node, [say(a, scope) for a in node.arguments])
    if isinstance(node, NameNode):
        return _say_name(node, scope)
    if isinstance(node, NumberNode):
        return InfixText(node.text, nature="bare")
    if isinstance(node, TextNode):
        return InfixText(f"“{node.value}”")
    year = compile_node(node, EXACT)(scope)
    return InfixText(UNFILLED if year is None else str(year))


def _valued(node: Node, scope: Scope) -> InfixText:
    """A part with its number, so that the result can follow it."""
    words = _say(node, scope)
    try:
        value = compile_node(node, EXACT)(scope)
    except ArithmeticError:  # beyond the range of numbers
        value = None
    return replace(words, value=value) if isinstance(value, Decimal) else words


def _say_name(node: NameNode, scope: Scope) -> InfixText:
    reading = reader(node)(scope)
    text = print_reading(reading)
    if node.wants == "text" and text != UNFILLED:
        return InfixText(f"“{text}”")
    if reading is None or reading.number is None:
        return InfixText(text)
    if node.wants == "number" and not isinstance(reading.answer, Decimal | date):
        text = print_number(reading.number)
    percent = reading.unit == "%" and node.wants == "number"
    return InfixText(f"{text}%", scale=1, nature="percent") if percent else InfixText(text)
