"""What is wrong with the rows of the lists 清单, whatever they add up to."""

from __future__ import annotations

from collections.abc import Iterator

from jiqun.engine.definition import Check
from jiqun.engine.findings.rule_context import Hit, RuleContext


def row_incomplete(check: Check, context: RuleContext) -> Iterator[Hit]:
    """A row without a column that names it."""
    return iter(context.rows.faults.incomplete)


def repeated_row(check: Check, context: RuleContext) -> Iterator[Hit]:
    """A row that says the same as one above it."""
    return iter(context.rows.faults.repeated)


def row_late(check: Check, context: RuleContext) -> Iterator[Hit]:
    """A row whose date or year lies after the end of the base year."""
    return iter(context.rows.faults.late)
