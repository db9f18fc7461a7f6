"""The whole outcome: the shipped example, order, values, skipped checks, and what is elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from jiqun.engine import derivation
from jiqun.engine.answers import Answers, Problem, read_answers
from jiqun.engine.definition import NOWHERE, Address, Edition, cell
from jiqun.engine.findings import Facts, Finding, Outcome, assess, make_finding

Data = dict[str, Any]
OutcomeOf = Callable[..., Outcome]


def test_shipped_example_has_no_finding(edition: Edition, answers: Answers) -> None:
    outcome = assess(answers)
    assert outcome.findings == ()
    assert not outcome.has_errors


def test_values_of_the_example_are_computed(edition: Edition, answers: Answers) -> None:
    assert assess(answers).values == {
        cell("leading_output_growth", "2024"): Decimal("20.85"),
        cell("leading_output_growth", "2025"): Decimal("28.57"),
        cell("leading_output_cagr"): Decimal("20.32"),
        cell("patents_per_10k_employees"): Decimal("549.60"),
        cell("cover_contact"): "马建国 0953-6021234",
    }


def test_value_is_left_out_where_a_figure_is_missing(data: Data, outcome_of: OutcomeOf) -> None:
    del data["answers"]["total_output"]["2024"], data["answers"]["county_phone"]
    values = outcome_of(data).values
    assert cell("leading_output_growth", "2024") not in values
    assert cell("cover_contact") not in values
    assert cell("patents_per_10k_employees") in values


def test_check_on_a_percent_of_none_is_skipped_and_says_so(
    data: Data, outcome_of: OutcomeOf
) -> None:
    data["answers"]["leading_output_growth"]["2024"] = "无"
    outcome = outcome_of(data)
    assert [f.code for f in outcome.findings] == ["none_but_computable"]
    skipped = {(s.code, str(s.at)): s.message for s in outcome.skipped}
    assert skipped["leading_growth_differs", "leading_output_growth:2024"] == (
        "2024年“集群主导产业产值增速”填写“无”，未执行“主导产业增速与产值不符”校验。"
    )
    assert not any(code == "leading_cagr_differs" for code, _ in skipped)


def test_file_without_evidence_and_lists_is_not_blamed_but_told_what_was_not_checked(
    data: Data, outcome_of: OutcomeOf
) -> None:
    del data["evidence"], data["lists"]
    outcome = outcome_of(data, Facts(for_submission=True))
    assert {f.code for f in outcome.findings} == {"declaration_missing"}
    assert [f.message for f in outcome.findings if "扫描件" in f.message[:25]] == []
    assert [(s.code, s.message) for s in outcome.skipped if s.at == NOWHERE] == [
        (code, f"文件不带{what}（Word 申报表只有表内的内容），未执行“{title}”校验。")
        for code, what, title in (
            ("row_incomplete", "清单", "清单的行不完整"),
            ("repeated_row", "清单", "清单的行重复"),
            ("row_after_base_year", "清单", "清单的日期晚于2025年"),
            ("evidence_missing", "佐证材料", "缺少佐证材料"),
            ("list_missing", "清单", "缺少清单"),
            ("list_count_differs", "清单", "清单与数量不符"),
            ("declaration_missing", "佐证材料", "真实性声明没有扫描件"),
        )
    ]


def test_file_with_empty_evidence_and_lists_is_blamed(data: Data, outcome_of: OutcomeOf) -> None:
    data["evidence"], data["lists"] = [], {}
    outcome = outcome_of(data)
    assert {f.code for f in outcome.findings} == {"evidence_missing", "list_missing"}
    assert not any(s.at == NOWHERE for s in outcome.skipped)


@pytest.mark.parametrize(("baseline", "told"), [("100", True), ("354", False)])
def test_figure_that_a_list_might_explain_is_not_blamed_without_the_list(
    data: Data, outcome_of: OutcomeOf, baseline: str, told: bool
) -> None:
    del data["lists"]
    for row in data["answers"]["plan_targets"]:
        if row["indicator"] == "invention_patents":
            row.update({"baseline": baseline, "2028": "900", "2026": "", "2027": ""})
    outcome = outcome_of(data)
    assert outcome.findings == ()
    said = [s.message for s in outcome.skipped if s.code == "plan_baseline_differs"]
    assert said == (
        ["文件不带清单（Word 申报表只有表内的内容），未执行“基准值与前文不符”校验。"]
        if told
        else []
    )


def test_check_on_a_missing_figure_is_not_called_skipped(data: Data, outcome_of: OutcomeOf) -> None:
    del data["answers"]["leading_output_growth"]["2024"]
    outcome = outcome_of(data)
    assert [f.code for f in outcome.findings] == ["required"]
    assert [s.code for s in outcome.skipped] == ["flat_series"]


def test_findings_stand_by_level_then_in_the_order_of_the_form(
    data: Data, outcome_of: OutcomeOf
) -> None:
    answers = data["answers"]
    answers["cluster_name"] = "枸杞产业集群"
    answers["area_km2"] = "2000"
    answers["plan_targets"][2]["2028"] = "13000.00"
    answers["enterprise_count"]["2025"] = ""
    answers["enterprise_count"]["2023"] = ""
    answers["county_phone"] = "110"
    found = [(f.level, f.code, f.at.period) for f in outcome_of(data).findings]
    assert found == [
        ("error", "not_a_phone", None),
        ("error", "required", "2023"),
        ("error", "required", "2025"),
        ("error", "plan_target_below", None),
        ("confirm", "name_pattern", None),
        ("confirm", "unusual_level", None),
        ("confirm", "plan_path_broken", None),
    ]


def test_same_input_gives_the_same_outcome(edition: Edition, data: Data) -> None:
    data["answers"]["total_output"]["2025"] = "500"
    first, second = (assess(read_answers(edition.main, data)) for _ in range(2))
    assert first == second


def test_empty_form_asks_for_everything_and_breaks_nothing(outcome_of: OutcomeOf) -> None:
    outcome = outcome_of({}, Facts(for_submission=True))
    assert outcome.has_errors
    assert {f.code for f in outcome.findings} == {
        *("required", "plan_indicator_missing", "nothing_ticked", "declaration_missing"),
    }
    assert outcome.values == {}


def test_problem_of_a_code_without_check_is_not_dropped(edition: Edition) -> None:
    problem = Problem("odd_thing", cell("total_output", "2024"), {"typed": "x"})
    found = assess(Answers(edition.main, problems=(problem,))).findings
    odd = [f for f in found if f.code == "odd_thing"]
    assert [(f.level, f.at.field, f.at.period) for f in odd] == [("error", "total_output", "2024")]
    assert "2024年“集群总产值”" in odd[0].message


def test_speak_words_a_finding_made_elsewhere(edition: Edition, answers: Answers) -> None:
    words = {"part": "五、绿色化转型情况", "over": "12"}
    finding = make_finding(answers, "page_overflow", Address("green_summary"), words)
    assert isinstance(finding, Finding)
    assert (finding.code, finding.level, finding.at.field) == (
        "page_overflow",
        "error",
        "green_summary",
    )
    assert "多出约 12 毫米" in finding.message
    with pytest.raises(KeyError):
        make_finding(answers, "no_such_check", NOWHERE, {})


def test_key_of_a_finding_is_code_field_and_period_or_row() -> None:
    assert Finding("a", "error", "", Address("f", part="2024")).key == "a:f:2024"
    assert Finding("a", "error", "", Address("f", row="co2")).key == "a:f:co2"
    assert Finding("a", "error", "", Address("f")).key == "a:f"


def test_formula_is_told_with_the_answers_and_its_result(
    edition: Edition, example: Answers
) -> None:
    said = derivation(example, cell("leading_output_growth", "2024"))
    assert said == "(94.72×81.48%)÷(89.02×71.74%)−1＝20.85%"


def test_formula_over_empty_answers_says_what_is_not_filled_in(edition: Edition) -> None:
    empty = read_answers(edition.main, {"form": edition.main.name})
    said = derivation(empty, cell("patents_per_10k_employees"))
    assert "未填" in said and "＝" not in said


def test_field_without_a_formula_has_none(edition: Edition, example: Answers) -> None:
    assert derivation(example, cell("total_output", "2024")) == ""
