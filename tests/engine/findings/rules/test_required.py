"""Required answers, ticks, and the declaration at submission."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jiqun.engine.findings import Facts, Outcome

Data = dict[str, Any]
OutcomeOf = Callable[..., Outcome]
SUBMISSION = Facts(for_submission=True)


def fields(outcome: Outcome, code: str) -> list[tuple[str | None, str | None]]:
    return [(f.at.field, f.at.period) for f in outcome.findings if f.code == code]


@pytest.mark.parametrize("value", ["", "  ", "\u3000\n"])
def test_blank_answer_is_required(data: Data, outcome_of: OutcomeOf, value: str) -> None:
    data["answers"]["operator"] = value
    assert fields(outcome_of(data), "required") == [("operator", None)]


@pytest.mark.parametrize("value", ["无", "0"])
def test_none_and_nought_are_answers(data: Data, outcome_of: OutcomeOf, value: str) -> None:
    data["answers"]["pct_applications"] = value
    assert fields(outcome_of(data), "required") == []


def test_each_missing_year_is_required_by_itself(data: Data, outcome_of: OutcomeOf) -> None:
    data["answers"]["rd_intensity"] = {"2024": "3.21"}
    found = fields(outcome_of(data), "required")
    assert found == [("rd_intensity", "2023"), ("rd_intensity", "2025")]


def test_misshaped_answer_is_not_called_empty(data: Data, outcome_of: OutcomeOf) -> None:
    data["answers"]["rd_intensity"] = "3.21"
    data["answers"]["operator"] = ["甲"]
    data["answers"]["plan_targets"] = "见附件"
    data["answers"]["public_services"] = "培训"
    codes = {f.code for f in outcome_of(data).findings}
    assert codes == {"wrong_shape"}


def test_advice_says_what_the_field_takes(data: Data, outcome_of: OutcomeOf) -> None:
    for field in ("industry_sector", "operator", "green_summary"):
        del data["answers"][field]
    data["answers"]["total_output"]["2025"] = ""
    messages = {f.at.field: f.message for f in outcome_of(data).findings}
    assert messages["industry_sector"].endswith("请选择一项。")
    assert messages["green_summary"].endswith("确无相关情况的填“无”。")
    assert messages["operator"].endswith("这一栏不能填“无”。")
    assert messages["total_output"].endswith("这一栏不能填“无”。")


def test_cover_is_required_at_submission_only(data: Data, outcome_of: OutcomeOf) -> None:
    for field in ("city", "county", "application_date", "cover_contact"):
        data["answers"].pop(field, None)
    assert fields(outcome_of(data), "required") == []
    found = fields(outcome_of(data, SUBMISSION), "required")
    assert found == [("city", None), ("county", None), ("application_date", None)]


def test_no_plan_rows_at_all_are_required(data: Data, outcome_of: OutcomeOf) -> None:
    data["answers"]["plan_targets"] = []
    outcome = outcome_of(data)
    assert fields(outcome, "required") == [("plan_targets", None)]
    assert len(fields(outcome, "plan_indicator_missing")) == 9


def test_declaration_is_missing_piece_by_piece(data: Data, outcome_of: OutcomeOf) -> None:
    assert fields(outcome_of(data), "declaration_missing") == []
    assert len(fields(outcome_of(data, SUBMISSION), "declaration_missing")) == 3
    data["answers"]["declaration_signatory"] = "马建国"
    data["answers"]["declaration_date"] = "2026-03-20"
    messages = [f.message for f in outcome_of(data, SUBMISSION).findings]
    assert len(messages) == 1
    assert "扫描件" in messages[0]
    data["evidence"].append({"for": "declaration_date", "file": "盖章页.pdf", "kind": "authority"})
    assert outcome_of(data, SUBMISSION).findings == ()
