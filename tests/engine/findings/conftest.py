"""The shipped edition and example, and ways to change the example's answers."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiqun.engine.answers import Answers, read_answers
from jiqun.engine.definition import Edition, load_edition
from jiqun.engine.findings import Facts, Outcome, assess

ROOT = Path(__file__).parents[3]
Data = dict[str, Any]


@pytest.fixture(scope="session")
def edition() -> Edition:
    return load_edition(ROOT / "forms" / "ningxia-2026")


@pytest.fixture(scope="session")
def example_text() -> str:
    return (ROOT / "examples" / "中宁枸杞.json").read_text(encoding="utf-8")


@pytest.fixture
def data(example_text: str) -> Data:
    """The shipped example as plain objects, free to be changed."""
    return copy.deepcopy(json.loads(example_text, parse_float=str, parse_int=str))


@pytest.fixture
def answers(edition: Edition, data: Data) -> Answers:
    return read_answers(edition.main, data)


@pytest.fixture
def outcome_of(edition: Edition) -> Callable[..., Outcome]:
    """The outcome of plain objects, with facts and a standard where given."""

    def outcome(data: Data, facts: Facts | None = None, standard: str | None = None) -> Outcome:
        return assess(read_answers(edition.main, data), facts or Facts(), standard)

    return outcome


@pytest.fixture
def codes_of(outcome_of: Callable[..., Outcome]) -> Callable[..., list[str]]:
    """The codes of the findings of plain objects."""

    def codes(data: Data, facts: Facts | None = None) -> list[str]:
        return [f.code for f in outcome_of(data, facts).findings]

    return codes
