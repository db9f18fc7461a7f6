"""What tables of rows 多行 must be: enough rows and not too many, and one row of a certain kind."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from jiqun.engine.definition import Address, Check, Field, cell
from jiqun.engine.expressions import Expression, evaluate
from jiqun.engine.findings.rule_context import Hit, RuleContext


def row_number(check: Check, context: RuleContext) -> Iterator[Hit]:
    """A table with fewer or more rows than it may have, or a cell with too few or many files."""
    for at, asked, count in _counted(context):
        least = _limit(asked.least, at, context, ROUND_CEILING)
        most = _limit(asked.most, at, context, ROUND_FLOOR)
        if (least is not None and count < least) or (most is not None and count > most):
            limits = {"least": least, "most": most}
            words = {name: "" if limit is None else str(limit) for name, limit in limits.items()}
            words["hint"] = _hint(count, least, most)
            yield Hit(at, {"count": str(count), **words})


def one_row(check: Check, context: RuleContext) -> Iterator[Hit]:
    """A table in which not exactly one row has a certain value in a column."""
    column, value = check.settings["column"], check.settings["value"]
    for field_id in check.fields:
        field = context.form.fields[field_id]
        rows = [Address(field_id, row=row, part=column) for row in context.answers.row_ids(field)]
        answers = (context.answers.cells.get(at) for at in rows)
        count = sum(answer is not None and answer.value == value for answer in answers)
        if rows and count != 1:
            label = field.column(column)
            words = {"count": str(count), "wanted": label.label if label else column}
            yield Hit(Address(field_id), words)


def _counted(context: RuleContext) -> Iterator[tuple[Address, Field, int]]:
    """Every table of added rows, every answer that is several things, files or ticks, with how
    many there are; none that is empty: that is for `required`."""
    for table in context.index.tables:
        if count := 0 if table.given else len(context.answers.row_ids(table)):
            yield Address(table.id), table, count
    asked = [(cell(field.id), field) for field in context.index.numbered]
    for at, column in (*asked, *context.cells_of_rows()):
        answer = context.answers.cells.get(at)
        if answer is not None and isinstance(answer.value, tuple):
            yield at, column, len(answer.value)


def _limit(
    formula: Expression | None, at: Address, context: RuleContext, rounding: str
) -> int | None:
    """A limit as a whole number; None where there is none, or it cannot be told."""
    value = evaluate(formula, context.figures.seen_from(at)) if formula else None
    return int(value.to_integral_value(rounding)) if isinstance(value, Decimal) else None


def _hint(count: int, least: int | None, most: int | None) -> str:
    if least is not None and count < least:
        return f"至少要 {least} 项，还差 {least - count} 项，请补充。"
    return f"最多 {most} 项，多了 {count - (most or 0)} 项，请删去。"
