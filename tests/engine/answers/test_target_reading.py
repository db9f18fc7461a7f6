"""Rows of the plan targets."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from jiqun.engine.answers import Answers
from jiqun.engine.definition import Address

Read = Callable[..., Answers]


def row(**cells: object) -> dict[str, object]:
    return {"direction": "green", "indicator": "co2", "label": "二氧化碳", "unit": "万吨", **cells}


def test_row_of_a_given_indicator_is_read_by_its_kind(read: Read) -> None:
    answers = read(
        plan_targets=[
            row(**{"baseline": "５０", "2026": "", "2028": "40.5万吨"}),
            {"indicator": "cooperation", "baseline": "已有联系", "2028": "建成机制"},
            {"indicator": "invention_patents", "baseline": "12.5", "2028": "无"},
        ]
    )
    assert answers.problems == ()
    co2, cooperation, patents = answers.targets
    assert {p: a.value for p, a in co2.values.items()} == {
        "baseline": Decimal(50),
        "2028": Decimal("40.50"),
    }
    assert (cooperation.direction, cooperation.label) == ("cooperation", "定性描述")
    assert cooperation.values["2028"].value == "建成机制"
    assert patents.values["baseline"].trouble is not None
    assert patents.values["baseline"].trouble.code == "not_an_integer"
    assert patents.values["baseline"].typed == "12.5"
    assert patents.values["2028"].value == "无"
    assert answers.target(Address("plan_targets", row="co2", part="2028")) is co2


def test_row_of_ones_own_takes_numbers_or_words(read: Read) -> None:
    own = {"indicator": "other_1", "direction": "other", "label": "培训人次", "unit": "人次"}
    answers = read(plan_targets=[{**own, "baseline": "1,200人次", "2028": "约两千", "2027": 5}])
    assert answers.problems == ()
    values = answers.targets[0].values
    assert values["baseline"].value == Decimal(1200)
    assert values["2027"].value == Decimal(5)
    assert values["2028"].value == "约两千"
    assert answers.shown_at(Address("plan_targets", row="other_1", part="2028")) == "约两千"


@pytest.mark.parametrize(
    ("entry", "code", "row_id"),
    [
        ("x", "wrong_shape", ""),
        ({"label": "二氧化碳"}, "wrong_shape", ""),
        (row(indicator="co3"), "unknown_option", ""),
        (row(indicator="other_0"), "unknown_option", ""),
        (row(label=5), "wrong_shape", ""),
        (row(direction="sideways"), "unknown_option", "co2"),
        (row(**{"2029": "1"}), "unknown_field", "co2"),
        (row(baseline=["50"]), "wrong_shape", "co2"),
    ],
)
def test_row_that_does_not_fit_is_listed(read: Read, entry: object, code: str, row_id: str) -> None:
    answers = read(plan_targets=[entry])
    assert [(p.code, p.at.field, p.at.row) for p in answers.problems] == [
        (code, "plan_targets", row_id)
    ]


def test_row_of_an_indicator_given_twice_is_listed_and_kept(read: Read) -> None:
    answers = read(plan_targets=[row(baseline="50"), row(baseline="60")])
    assert [p.code for p in answers.problems] == ["wrong_shape"]
    assert answers.targets[0].values["baseline"].value == Decimal(50)
    assert answers.leftovers[0].value == row(baseline="60")


@pytest.mark.parametrize("words", ["2026年新建检测中心10个", "无"])
def test_row_of_ones_own_has_any_words_for_name_and_unit(read: Read, words: str) -> None:
    entry = {"direction": "other", "indicator": "other_1", "baseline": "1"}
    answers = read(plan_targets=[entry | {"label": f" {words}\u3000", "unit": words}])
    assert answers.problems == ()
    assert (answers.targets[0].label, answers.targets[0].unit) == (words, words)
