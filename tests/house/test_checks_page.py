"""The list of all checks for users is generated, complete, and the one that is shipped."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripts.checks_page import page

from jiqun.engine import Edition, load_edition

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "checks.md"


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(ROOT / "forms" / "ningxia-2026")


def test_page_of_checks_is_what_the_data_gives(edition: Edition) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(edition), (
        "docs/checks.md no longer says what the checks are: run .venv/bin/python scripts/write-docs"
    )


def test_page_names_every_check_once_and_every_number(edition: Edition) -> None:
    text = page(edition)
    for code in {c.code for c in edition.main.checks.checks}:
        heads = [line for line in text.splitlines() if line.endswith(f"`{code}`")]
        assert len(heads) == 1, code
    for number in edition.main.checks.numbers:
        assert f"| `{number}` |" in text


def test_page_puts_numbers_and_years_in_and_leaves_answers_open(edition: Edition) -> None:
    text = page(edition)
    assert "一年之内增减超过 50%" in text
    assert "降到2025年的 … 万元" in text
    assert "下降 13.5% 左右" in text
    assert "{" not in text
