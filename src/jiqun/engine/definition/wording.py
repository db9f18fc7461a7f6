"""Read formulas and messages of a definition; what cannot be read is a mistake at its line."""

from __future__ import annotations

from jiqun.engine.definition.source import Entry
from jiqun.engine.expressions import (
    Expression,
    ExpressionError,
    Template,
    parse,
    parse_template,
)


def read_expression(entry: Entry) -> Expression | None:
    """The formula of an entry; None, with the mistake noted, where it cannot be read."""
    try:
        return parse(entry.text())
    except ExpressionError as error:
        entry.mistake(f"公式第{error.position + 1}个字符处：{error.message}")
        return None


def read_template(entry: Entry) -> Template | None:
    """The message of an entry; None, with the mistake noted, where it cannot be read."""
    try:
        return parse_template(entry.text())
    except ExpressionError as error:
        entry.mistake(f"文字第{error.position + 1}个字符处：{error.message}")
        return None
