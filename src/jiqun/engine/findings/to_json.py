"""An outcome as plain objects, in the shape other programs rely on (`jiqun check --json`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal

from jiqun.engine.findings.finding import Finding, Outcome


def write_outcome(outcome: Outcome) -> dict[str, object]:
    """{"findings", "explained", "values", "assessment", "skipped"} of plain objects."""
    return {
        "findings": [_finding(finding) for finding in outcome.findings],
        "explained": [_finding(finding) for finding in outcome.explained],
        "values": _values(outcome.values),
        "assessment": [asdict(requirement) for requirement in outcome.assessment],
        "skipped": [asdict(skipped) for skipped in outcome.skipped],
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "level": finding.level,
        "field": finding.field,
        "option": finding.option,
        "row": finding.row,
        "period": finding.period,
        "message": finding.message,
        "formula": finding.formula,
        "repair": asdict(finding.repair) if finding.repair else None,
        "source": finding.source,
    }


def _values(values: Mapping[tuple[str, str | None], Decimal | str]) -> dict[str, object]:
    """By field: the value, or the values by year; numbers as printed."""
    by_field: dict[str, object] = {}
    for (field, period), value in values.items():
        if period is None:
            by_field[field] = str(value)
        else:
            years = by_field.setdefault(field, {})
            if isinstance(years, dict):
                years[period] = str(value)
    return by_field
