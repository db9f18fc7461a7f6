"""Messages with holes: {expression} or {expression:format}, filled from a scope."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from jiqun.engine.expressions.explaining import explain
from jiqun.engine.expressions.expression import Expression, evaluate, parse
from jiqun.engine.expressions.number_format import (
    UNFILLED,
    print_number,
    print_quantity,
    print_reading,
)
from jiqun.engine.expressions.scope import Scope, locate, reader
from jiqun.engine.expressions.tokens import ExpressionError
from jiqun.engine.expressions.tree import NameNode

MAX_LENGTH = 4000

_PIECE = re.compile(r"\{\{|\}\}|[{}]|[^{}]+")
_HOLE = re.compile(r"""((?:[^{}:"']|"[^"\n]*"|'[^'\n]*')*)(?::([a-z0-9]*))?\}""")
_NAME_FORMATS = ("label", "unit", "quantity")
_FORMATS = ("", "formula", *_NAME_FORMATS)


@dataclass(frozen=True, slots=True)
class Hole:
    """A hole of a template; `position` is where the formula begins in the template's text."""

    expression: Expression
    format: str
    position: int

    def fill(self, scope: Scope) -> str:
        """What stands in the hole."""
        tree = self.expression.tree
        if self.format == "formula":
            return explain(self.expression, scope)
        if isinstance(tree, NameNode) and not self.format.isdigit():
            reading = reader(tree)(scope)
            if self.format == "label":
                place = locate(tree)(scope)
                return (reading and reading.label) or (place[0] if place else tree.name)
            if self.format == "unit":
                return reading.unit if reading else ""
            if self.format == "quantity":
                return print_quantity(print_reading(reading), reading.unit if reading else "")
            return print_reading(reading)
        value = evaluate(self.expression, scope)
        if value is None:
            return print_reading(reader(tree)(scope)) if isinstance(tree, NameNode) else UNFILLED
        if isinstance(value, Decimal):
            return print_number(value, int(self.format) if self.format else None)
        return {True: "是", False: "否"}[value] if isinstance(value, bool) else value


@dataclass(frozen=True, slots=True)
class Template:
    """A message with holes; make it with `parse_template`.

    {expr}         a number as print_number, a text as printed on paper, True 是, False 否, the
                   answer 无 as 无, anything unknown 未填
    {expr:0} … :9  with so many decimals, half up
    {expr:formula} the formula with the numbers put in
    {name:label}   the words that name a field or plan row; {name:unit} its unit;
                   {name:quantity} the answer with its unit
    {{ and }}      the braces themselves
    """

    text: str
    parts: tuple[str | Hole, ...]

    @property
    def holes(self) -> tuple[Hole, ...]:
        return tuple(p for p in self.parts if isinstance(p, Hole))

    @property
    def names(self) -> frozenset[str]:
        """The fields, values, lists and numbers used."""
        return frozenset().union(*(h.expression.names for h in self.holes))

    def fill(self, scope: Scope) -> str:
        """The message with the holes filled."""
        return "".join(p if isinstance(p, str) else p.fill(scope) for p in self.parts)


def parse_template(text: str) -> Template:
    """Read a message; raises ExpressionError, its position counted in the message's text."""
    if len(text) > MAX_LENGTH:
        raise ExpressionError(MAX_LENGTH, f"说明超过{MAX_LENGTH}个字符。")
    parts: list[str | Hole] = []
    position = 0
    while match := _PIECE.match(text, position):
        piece = match.group()
        if piece == "}":
            raise ExpressionError(position, "多出一个 } ；要印出它，请写两个。")
        if piece == "{":
            hole, position = _read_hole(text, position + 1)
            parts.append(hole)
        else:
            parts.append(piece[0] if piece in ("{{", "}}") else piece)
            position = match.end()
    return Template(text, tuple(parts))


def _read_hole(text: str, start: int) -> tuple[Hole, int]:
    """The hole whose formula begins at `start`, and the position behind its closing brace."""
    match = _HOLE.match(text, start)
    if match is None:
        raise ExpressionError(start - 1, "这个 { 没有配上 } ；要印出它，请写两个。")
    try:
        expression = parse(match.group(1))
    except ExpressionError as error:
        raise ExpressionError(start + error.position, error.message) from None
    form = match.group(2) or ""
    if not (form in _FORMATS or (form.isdigit() and len(form) == 1)):
        raise ExpressionError(
            match.start(2), f"不认识格式“{form}”，可用 0 至 9、formula、label、unit、quantity。"
        )
    if form in _NAME_FORMATS and not isinstance(expression.tree, NameNode):
        raise ExpressionError(start, f"{form} 只能用于一个填报项的代号。")
    return Hole(expression, form, start), match.end()
