"""A small scope to evaluate formulas in: figures as they are printed on a form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from jiqun.engine.expressions import Interval, ScopeValue


@dataclass
class Figures:
    """Readings by (name, period), plan rows by (indicator, period), other filings by name."""

    cells: dict[tuple[str, str | None], ScopeValue] = field(default_factory=dict)
    targets: dict[tuple[str, str], ScopeValue] = field(default_factory=dict)
    period: str | None = "2025"
    base_year: int = 2025
    row: str | None = None
    sources: dict[str, Figures] = field(default_factory=dict)
    field: str | None = None

    def source(self, name: str) -> Figures | None:
        return self.sources.get(name)

    def read(self, name: str, period: str | None) -> ScopeValue | None:
        return self.cells.get((name, period))

    def target(self, row: str, period: str) -> ScopeValue | None:
        return self.targets.get((row, period))


def number(text: str, unit: str = "", decimals: int = 2) -> ScopeValue:
    """A decimal or percent printed with 2 decimals."""
    value = Decimal(text)
    return ScopeValue(value, value, Interval.printed(value, decimals), unit)


def count(text: str) -> ScopeValue:
    """A count, which is itself; 无 counts as 0."""
    value = Decimal(0) if text == "无" else Decimal(text)
    return ScopeValue(text if text == "无" else value, value, Interval.exactly(value))


def _figures() -> Figures:
    cells: dict[tuple[str, str | None], ScopeValue] = {
        ("total_output", "2023"): number("89.02", "亿元"),
        ("total_output", "2024"): number("94.72", "亿元"),
        ("total_output", "2025"): number("121.81", "亿元"),
        ("leading_output_share", "2023"): number("71.74", "%"),
        ("leading_output_share", "2024"): number("81.48", "%"),
        ("leading_output_share", "2025"): number("81.46", "%"),
        ("leading_output_growth", "2023"): number("-5", "%"),
        ("leading_output_growth", "2024"): number("20.86", "%"),
        ("leading_output_growth", "2025"): number("28.57", "%"),
        ("export_growth", "2025"): ScopeValue("无", unit="%", label="出口额累计增速"),
        ("sme_count", "2025"): count("310"),
        ("enterprise_count", "2025"): count("300"),
        ("little_giant_count", "2025"): count("无"),
        ("sme_employees", None): count("18342"),
        ("restricted_industry", None): ScopeValue("no", shown="否", label="是否属于限制类产业"),
        ("chain_work", None): ScopeValue(("chain_map", "chain_list"), shown="图谱、清单"),
        ("green_work", None): ScopeValue(()),
        ("standards", None): ScopeValue(({"number": "GB/T 1"}, {"number": "GB/T 2"})),
        ("yearly_change", None): ScopeValue(
            Decimal(10), Decimal(10), Interval.exactly(Decimal(10)), "%"
        ),
    }
    targets = {
        ("rd_spend", "baseline"): number("50"),
        ("rd_spend", "2026"): number("55"),
        ("rd_spend", "2028"): number("60"),
        ("rd_spend", "unit"): ScopeValue("万元", shown="万元"),
    }
    return Figures(cells, targets)


@pytest.fixture(scope="session")
def figures() -> Callable[..., Figures]:
    """Makes a Figures with the figures above; keyword arguments set its attributes."""

    def make(**settings: object) -> Figures:
        scope = _figures()
        for name, value in settings.items():
            setattr(scope, name, value)
        return scope

    return make


@pytest.fixture(scope="session")
def figures_of() -> Callable[[dict[str, Interval], dict[str, Decimal]], Figures]:
    """Makes a Figures whose names a, b, c … have the given intervals and the given numbers."""

    def make(intervals: dict[str, Interval], numbers: dict[str, Decimal]) -> Figures:
        cells: dict[tuple[str, str | None], ScopeValue] = {
            (name, None): ScopeValue(numbers[name], numbers[name], interval)
            for name, interval in intervals.items()
        }
        return Figures(cells)

    return make
