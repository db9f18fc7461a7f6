"""What the ledger 台账 says: answers that differ from what the enterprises' figures give."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiqun.engine.definition import Check
from jiqun.engine.expressions import print_number
from jiqun.engine.findings.finding import Repair
from jiqun.engine.findings.rule_context import Hit, RuleContext


def ledger(check: Check, context: RuleContext) -> Iterator[Hit]:
    """An answer that cannot be the figure the ledger gives, printed rounded."""
    for (field_id, period), figure in context.facts.ledger.items():
        reading = context.figures.read(field_id, period)
        if reading is None or reading.interval is None or reading.interval.holds(figure):
            continue
        field = context.form.fields[field_id]
        printed = print_number(figure, 0 if field.kind == "count" else 2)
        answer = reading.shown or print_number(reading.interval.low / 2 + reading.interval.high / 2)
        if isinstance(reading.answer, Decimal):
            answer = print_number(reading.answer)
        yield Hit(
            field_id,
            period,
            words={"answer": answer + _unit(field.unit), "ledger": printed + _unit(field.unit)},
            formula=f"{answer}≠{printed}",
            repair=Repair(field_id, printed, period),
        )


def _unit(unit: str) -> str:
    return unit if unit == "%" else f" {unit}" if unit else ""
