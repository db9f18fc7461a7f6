"""Years of a form in texts: those from Y-2 to Y+3 move, those of documents stay."""

from __future__ import annotations

import pytest

from jiqun.engine.definition.years import move_years, without_years


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("2023年 2024年 2025年", "2024年 2025年 2026年"),
        ("（3）2028年度", "（3）2029年度"),
        ("plan_goals_2026:", "plan_goals_2027:"),
        ("unusual_change:total_output:2024", "unusual_change:total_output:2025"),
        ("application_date: 2026-03-18", "application_date: 2027-03-18"),
        ('"2023": "41.20"', '"2024": "41.20"'),
        ("plan_targets.cooperation.2028", "plan_targets.cooperation.2029"),
        ("2023—2025年", "2024—2026年"),
    ],
)
def test_years_of_the_form_move_along(text: str, moved: str) -> None:
    assert move_years(text, 2025, 2026) == moved


@pytest.mark.parametrize(
    "text",
    [
        "宁工信规发〔2023〕5号",
        "GB/T 39116-2024",
        "ISO 9001:2024",
        "standards: [liaoning-2023]",
        "91640521MA2025AB3X",
        "ZL202410123456.7",
        "0953-6021234",
        "2022年",
        "2029年",
        "12024",
        "20245",
        "2024.50",
        "18.2024",
    ],
)
def test_years_of_documents_and_plain_figures_stay(text: str) -> None:
    assert move_years(text, 2025, 2026) == text


def test_texts_that_differ_only_by_their_base_year_are_equal_without_years() -> None:
    assert without_years("截止到2025年底", 2025) == "截止到{Y}年底"
    assert without_years("截止到2026年底", 2026) == "截止到{Y}年底"
    assert without_years("截止到2025年底", 2026) == "截止到{Y-1}年底"
