"""What was not understood at the door becomes one finding each, where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from jiqun.engine.answers import read_answers
from jiqun.engine.definition import Address, Edition, cell
from jiqun.engine.findings import Finding, Outcome, Repair, assess
from jiqun.engine.kinds import KINDS

Data = dict[str, Any]
OutcomeOf = Callable[..., Outcome]


def only(outcome: Outcome, code: str) -> Finding:
    (finding,) = (f for f in outcome.findings if f.code == code)
    return finding


def test_every_code_of_the_door_has_a_check(edition: Edition) -> None:
    assert {c.code for c in edition.main.checks.checks if c.rule == "door"} == {
        *("not_a_number", "not_an_integer", "too_many_decimals", "out_of_range", "too_long"),
        *("unknown_form", "unknown_field", "unknown_option", "wrong_shape"),
        *("not_a_date", "not_a_phone", "not_a_division", "not_a_person", "bad_character"),
        "none_not_allowed",
    }


def test_row_of_a_list_is_named_by_its_place(data: Data, outcome_of: OutcomeOf) -> None:
    data["lists"]["standards"][2]["year"] = "去年"
    (finding,) = (f for f in outcome_of(data).findings if f.at.list == "standards")
    assert (finding.level, str(finding.at)) == ("error", "lists:standards:3:year")
    assert "标准清单第3行“发布年份”" in finding.message


def test_figure_of_the_plan_names_row_and_year(data: Data, outcome_of: OutcomeOf) -> None:
    data["answers"]["plan_targets"][2]["2028"] = "一亿六千万"
    finding = only(outcome_of(data), "not_a_number")
    assert (finding.at.field, finding.at.row, finding.at.period) == (
        "plan_targets",
        "rd_spend",
        "2028",
    )
    assert finding.message.startswith(
        "规划目标“研发经费投入”的2028年目标值填的“一亿六千万”不是数字"
    )


def test_figure_with_too_many_decimals_is_repaired_by_rounding(
    data: Data, outcome_of: OutcomeOf
) -> None:
    data["answers"]["total_output"]["2025"] = "121.805"
    finding = only(outcome_of(data), "too_many_decimals")
    assert finding.repair == Repair(cell("total_output", "2025"), "121.81")
    data["answers"]["plan_targets"][5]["2028"] = "40.505"
    repair = [f.repair for f in outcome_of(data).findings if f.at.row == "co2"]
    assert repair == [Repair(Address("plan_targets", row="co2", part="2028"), "40.51")]


def test_none_that_is_no_answer_says_what_to_write(data: Data, outcome_of: OutcomeOf) -> None:
    data["answers"] |= {"county_contact": "无", "county_phone": "无", "operator": "无"}
    data["answers"]["enterprise_count"]["2024"] = "无"
    found = {
        f.at.field: f.message for f in outcome_of(data).findings if f.code == "none_not_allowed"
    }
    assert (
        found["county_contact"] == "“县级行政区划中小企业主管部门的联系人”不能填“无”。请填写姓名。"
    )
    assert "带区号的固定电话" in found["county_phone"]
    assert "请填写全称" in found["operator"]
    assert "请填写数字，确实没有的填 0" in found["enterprise_count"]


def test_year_the_form_does_not_have_is_told(data: Data, outcome_of: OutcomeOf) -> None:
    data["answers"]["total_output"]["2022"] = "80.00"
    finding = only(outcome_of(data), "unknown_field")
    assert (finding.at.field, finding.at.period) == ("total_output", "2022")
    assert "2023、2024、2025" in finding.message


def test_answers_of_the_form_alone_give_no_problem(edition: Edition, data: Data) -> None:
    assert read_answers(edition.main, data).problems == ()


def test_what_no_check_of_the_form_has_words_for_is_kept_and_told_with_its_hint(
    edition: Edition,
) -> None:
    section = edition.main.sections[1]
    field = replace(section.fields[0], kind=KINDS["document_number"], periods=(), options=())
    others = [s for s in edition.main.sections if s.id != section.id]
    section = replace(section, fields=(field, *section.fields[1:]))
    form = replace(edition.main, sections=(section, *others))
    answers = read_answers(form, {"form": form.name, "answers": {field.id: "宁工信发2026年三号"}})
    assert answers.shown(field.id) == "宁工信发2026年三号"
    finding = only(assess(answers), "not_understood")
    assert (finding.level, finding.at.field) == ("error", field.id)
    assert "填写的内容无法识别，请核对后重新填写。请写成“宁工信发〔2026〕3号”" in finding.message
