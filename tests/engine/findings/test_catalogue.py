"""The list of all checks for users is generated, complete, and the one that is shipped."""

from __future__ import annotations

from pathlib import Path

from jiqun.engine.definition import Edition
from jiqun.engine.findings import catalogue

PAGE = Path(__file__).parents[3] / "docs" / "checks.md"


def test_page_of_checks_is_what_the_data_gives(edition: Edition) -> None:
    assert PAGE.read_text(encoding="utf-8") == catalogue(edition), (
        "docs/checks.md no longer says what the checks are: run .venv/bin/python scripts/write-docs"
    )


def test_page_names_every_check_once_and_every_number(edition: Edition) -> None:
    page = catalogue(edition)
    for code in {c.code for c in edition.checks.checks}:
        heads = [line for line in page.splitlines() if line.endswith(f"`{code}`")]
        assert len(heads) == 1, code
    for number in edition.checks.numbers:
        assert f"| `{number}` |" in page


def test_page_puts_numbers_and_years_in_and_leaves_answers_open(edition: Edition) -> None:
    page = catalogue(edition)
    assert "一年之内增减超过 50%" in page
    assert "降到2025年的 … 万元" in page
    assert "下降 13.5% 左右" in page
    assert "{" not in page
