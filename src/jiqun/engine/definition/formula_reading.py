"""Read formulas, messages and named numbers of a definition; a mistake is noted at its line."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.engine.definition.check import NamedNumber
from jiqun.engine.definition.source import Entry
from jiqun.engine.expressions import (
    Expression,
    ExpressionError,
    Template,
    parse,
    parse_template,
)


def read_expression(entry: Entry, after: str = "") -> Expression | None:
    """The formula of an entry, or of what stands in it `after` a word that leads it; None, with
    the mistake noted, where it cannot be read."""
    try:
        return parse(entry.text().removeprefix(after))
    except ExpressionError as error:
        entry.mistake(f"公式第{len(after) + error.position + 1}个字符处：{error.message}")
        return None


def read_template(entry: Entry) -> Template | None:
    """The message of an entry; None, with the mistake noted, where it cannot be read."""
    try:
        return parse_template(entry.text())
    except ExpressionError as error:
        entry.mistake(f"文字第{error.position + 1}个字符处：{error.message}")
        return None


def read_numbers(entry: Entry) -> Mapping[str, NamedNumber]:
    """The numbers of a `numbers:` entry, by name."""
    return {name: _number(name, own) for name, own in entry.pairs()}


def _number(name: str, entry: Entry) -> NamedNumber:
    number = NamedNumber(
        name=name,
        value=entry.need("value").number(),
        unit=entry.need("unit").text(),
        source=entry.need("source").text(),
    )
    entry.finish()
    return number
