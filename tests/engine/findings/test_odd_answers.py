"""Whatever is filled in, an outcome comes out: odd figures never break the checks."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from jiqun.engine.definition import Edition
from jiqun.engine.findings import Facts, Outcome
from proofs import times

Data = dict[str, Any]
ODD = (
    *("", "无", "0", "0.00", "-100", "-0.01", "99999999999999999999", "0.01", "100", "1e9", "NaN"),
    *("12.345", "四十", "XX", "……", "是", "yes", "no", "2026-02-30", "中宁县", "a\x00b", "\u202e"),
    *({}, [], ["chain_map"], {"2024": "3"}, {"2024": {}}, 7, 7.5, True, None),
)


@pytest.mark.proof("odd answers")
def test_odd_answers_give_an_outcome_with_messages(
    edition: Edition, data: Data, outcome_of: Callable[..., Outcome]
) -> None:
    draw = random.Random(7)
    fields = list(edition.main.fields)
    for _ in range(times("odd answers")):
        answers = dict(data["answers"])
        for field in draw.sample(fields, 12):
            odd = draw.choice(ODD)
            old = answers.get(field)
            if isinstance(old, dict) and draw.random() < 0.7:
                odd = {**old, draw.choice(("2023", "2024", "2025")): odd}
            answers[field] = odd
        rows = [dict(r) for r in data["answers"]["plan_targets"]]
        draw.choice(rows)[draw.choice(("baseline", "2026", "2028", "indicator"))] = draw.choice(ODD)
        if draw.random() < 0.5:
            answers["plan_targets"] = rows
        facts = Facts(for_submission=draw.random() < 0.5)
        outcome = outcome_of({**data, "answers": answers}, facts)
        for finding in outcome.findings:
            assert finding.message.endswith(("。", "？")), finding
            assert "None" not in finding.message
