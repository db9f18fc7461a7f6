"""Answers against the figures the ledger gives."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from jiqun.engine.definition import cell
from jiqun.engine.findings import Facts, Outcome

Data = dict[str, Any]
OutcomeOf = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("field", "period", "ledger", "differs"),
    [
        ("total_output", "2025", "121.8149", False),
        ("total_output", "2025", "121.8151", True),
        ("sme_count", "2025", "169", False),
        ("sme_count", "2025", "168", True),
        ("green_supply_chain_enterprises", None, "0", False),
        ("green_supply_chain_enterprises", None, "1", True),
        ("fdi_cumulative_growth", "2025", "12.5", False),
        ("no_such_field", None, "1", False),
    ],
)
def test_ledger_figure_is_set_against_the_answer(
    data: Data,
    outcome_of: OutcomeOf,
    field: str,
    period: str | None,
    ledger: str,
    differs: bool,
) -> None:
    facts = Facts(ledger={cell(field, period): Decimal(ledger)})
    found = outcome_of(data, facts).findings
    assert [(f.code, f.at) for f in found] == [("ledger_differs", cell(field, period))] * differs


def test_finding_shows_both_figures_and_prefers_none(data: Data, outcome_of: OutcomeOf) -> None:
    facts = Facts(ledger={cell("high_tech_count", "2025"): Decimal(15)})
    (finding,) = outcome_of(data, facts).findings
    assert "填了 13 家，按集群台账汇总是 15 家" in finding.message
    assert finding.repair is None
    (way,) = finding.ways
    assert (way.before, way.value, way.unit) == ("13", "15", "家")
