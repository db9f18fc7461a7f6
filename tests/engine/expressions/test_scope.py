"""Periods of names."""

from __future__ import annotations

from jiqun.engine.expressions.scope import shifted


def test_shifted_only_moves_years() -> None:
    assert shifted("2025", -1) == "2024"
    assert shifted("baseline", -1) is None
    assert shifted("²", 1) is None
