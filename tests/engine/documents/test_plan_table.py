"""The plan's table of targets on paper: given and added rows, units, the values between."""

from __future__ import annotations

from collections.abc import Callable

from tests.engine.documents.unsized_texts import texts, words

from jiqun.engine.answers import Answers
from jiqun.engine.definition import Address, Edition

Read = Callable[..., Answers]


def shown(edition: Edition, answers: Answers, row: str, part: str) -> list[str]:
    at = Address("plan_targets", row=row, part=part)
    return [run.text for p in texts(edition, answers) for run in p.runs if run.at == at]


def row(indicator: str, direction: str, label: str, unit: str, **values: str) -> dict[str, str]:
    return {"indicator": indicator, "direction": direction, "label": label, "unit": unit} | {
        key.removeprefix("y"): value for key, value in values.items()
    }


def test_target_is_printed_with_its_unit_and_the_values_between(
    edition: Edition, read: Read
) -> None:
    values = {"baseline": "12000.5", "y2026": "13500", "y2028": "16800"}
    spend = row("rd_spend", "innovation", "研发经费投入", "万元", **values)
    answers = read(plan_targets=[spend])
    printed = words(edition, answers)
    assert "研发经费投入12000.50万元16800万元2026年：13500万元有效发明专利数量" in printed
    assert shown(edition, answers, "rd_spend", "2026") == ["13500"]
    assert shown(edition, answers, "rd_spend", "2027") == []


def test_added_target_stands_under_its_direction_with_label_and_unit_as_answers(
    edition: Edition, read: Read
) -> None:
    answers = read(plan_targets=[row("other_1", "digital", "上云率", "%", y2028="80.00")])
    assert "数字化工业互联网普及率上云率80.00%绿色化" in words(edition, answers)
    assert shown(edition, answers, "other_1", "label") == ["上云率"]
    assert shown(edition, answers, "other_1", "unit") == ["%"]


def test_added_target_of_an_unknown_direction_is_not_lost(edition: Edition, read: Read) -> None:
    answers = read(plan_targets=[row("other_1", "sideways", "自选指标", "项", y2028="3")])
    assert "其它自选指标3项（备注" in words(edition, answers)


def test_rows_of_dots_go_once_the_plan_has_targets(edition: Edition, read: Read) -> None:
    filled = words(edition, read(plan_targets=[row("co2", "green", "二氧化碳排放量", "万吨")]))
    assert "......" in words(edition, Answers(edition.main))
    assert "......" not in filled
    assert "其它（备注" in filled
