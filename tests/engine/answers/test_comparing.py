"""Differences between two sets of answers, as people read them."""

from collections.abc import Callable

from jiqun.engine.answers import Answers, Difference, compare, read_answers
from jiqun.engine.definition import Form

Read = Callable[..., Answers]


def texts(found: tuple[Difference, ...]) -> list[tuple[str, str, str]]:
    return [(d.where.label, d.before, d.after) for d in found]


def test_same_answers_have_no_difference(form: Form, example: Answers, read: Read) -> None:
    assert compare(example, example) == ()
    assert compare(read(area_km2="１.５"), read(area_km2="1.50平方公里")) == ()
    one, other = read(green_work=["a", "b"]), read(green_work=["b", "a"])
    assert texts(compare(one, one)) == []
    assert texts(compare(one, other)) == []


def test_difference_names_the_answer_and_both_texts(read: Read) -> None:
    before = read(total_output={"2023": "41.2"}, application_date="2026-03-18", county="中宁")
    after = read(total_output={"2023": "42", "2024": "约50"}, application_date="2026-03-19")
    found = compare(before, after)
    assert texts(found) == [
        ("所属地区：    市   县（市、区）", "中宁县", ""),
        ("申报时间", "2026年3月18日", "2026年3月19日"),
        ("集群总产值（亿元） 2023年", "41.20", "42"),
        ("集群总产值（亿元） 2024年", "", "约50"),
    ]
    assert (found[2].where.field, found[2].where.period) == ("total_output", "2023")


def test_difference_of_ticks_is_by_option(read: Read) -> None:
    before = read(public_services=["training", "financing"], restricted_industry="no")
    after = read(public_services=["financing", "marketing"], restricted_industry="yes")
    found = compare(before, after)
    assert [(d.where.option, d.before, d.after) for d in found] == [
        (None, "否", "是"),
        ("marketing", "未勾选", "已勾选"),
        ("training", "已勾选", "未勾选"),
    ]
    assert found[1].where.label.endswith("市场营销")


def test_difference_of_targets_is_by_cell(read: Read) -> None:
    row = {"indicator": "co2", "baseline": "50", "2028": "40"}
    found = compare(read(plan_targets=[row]), read(plan_targets=[{**row, "2028": "41"}]))
    assert [(d.where.row, d.where.period, d.before, d.after) for d in found] == [
        ("co2", "2028", "40", "41")
    ]


def test_difference_of_evidence_lists_and_explanations_is_by_entry(form: Form) -> None:
    file = {"for": "green_work.green_solutions", "file": "一.pdf", "kind": "authority"}
    before = {
        "evidence": [file],
        "lists": {"green": [{"name": "甲", "awarded": "2023"}, {"name": "乙"}]},
        "explanations": {"name_pattern": "旧"},
        "odd": 1,
    }
    after = {
        "evidence": [{**file, "kind": "third_party"}, {**file, "file": "二.pdf"}],
        "lists": {"green": [{"name": "乙"}, {"name": "甲", "awarded": "2024"}]},
        "explanations": {"name_pattern": "新"},
        "odd": 2,
    }
    found = compare(read_answers(form, before), read_answers(form, after))
    assert [(d.where.group, d.before, d.after) for d in found] == [
        ("evidence", "一.pdf（主管部门证明）", "一.pdf（第三方证明）"),
        ("evidence", "", "二.pdf（主管部门证明）"),
        ("lists", "甲；2023", "甲；2024"),
        ("explanations", "旧", "新"),
        ("odd", "1", "2"),
    ]
    assert found[0].where.option == "green_solutions"
