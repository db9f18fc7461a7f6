"""Three-way merge, answer by answer."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.engine.answers import Answers, merge, read_answers, write_answers
from jiqun.engine.answers.parts import take_apart
from jiqun.engine.definition import Address, Form
from proofs import times

Read = Callable[..., Answers]
Generated = Callable[[st.DataObject], dict[str, object]]

FILE = {"for": "green_work.green_solutions", "file": "一.pdf", "kind": "authority"}


def by_part(answers: Answers) -> dict[object, object]:
    """The answers one by one, whatever their order."""
    return dict(take_apart(answers.form, write_answers(answers)))


def test_change_on_one_side_wins_also_when_it_empties(read: Read) -> None:
    base = read(total_output={"2023": "40", "2024": "45"}, operator="甲", area_km2="5")
    mine = read(total_output={"2023": "41", "2024": "45"}, operator="甲")
    theirs = read(
        total_output={"2023": "40", "2024": "46", "2025": "50"}, operator="乙", area_km2=5
    )
    merged = merge(base, mine, theirs)
    assert merged.conflicts == ()
    assert merged.answers == read(
        total_output={"2023": "41", "2024": "46", "2025": "50"}, operator="乙"
    )


def test_same_change_on_both_sides_is_no_conflict(read: Read) -> None:
    base, both = read(operator="甲"), read(operator="乙")
    assert merge(base, both, both).conflicts == ()
    assert merge(base, both, both).answers == both


def test_different_changes_keep_mine_and_list_the_three_texts(read: Read) -> None:
    merged = merge(read(area_km2="5"), read(area_km2="6.5"), read(area_km2="约7"))
    assert merged.answers == read(area_km2="6.5")
    [conflict] = merged.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == ("5", "6.50", "约7")
    assert (conflict.where.at.field, conflict.where.label) == (
        "area_km2",
        "集群占地面积（平方公里）",
    )


def test_emptied_on_one_side_and_changed_on_the_other_is_a_conflict(read: Read) -> None:
    merged = merge(read(area_km2="5"), read(), read(area_km2="6"))
    assert merged.answers == read()
    assert [(c.mine, c.theirs) for c in merged.conflicts] == [("", "6")]


def test_ticks_merge_by_option(read: Read) -> None:
    merged = merge(
        read(public_services=["training", "financing"]),
        read(public_services=["financing", "marketing"]),
        read(public_services=["training", "financing", "information"]),
    )
    assert merged.conflicts == ()
    assert merged.answers.value("public_services") == ("information", "marketing", "financing")


def test_target_rows_merge_by_indicator_and_cell(read: Read) -> None:
    co2 = {"indicator": "co2", "baseline": "50", "2028": "40"}
    own = {"indicator": "other_1", "label": "培训", "unit": "人", "direction": "other", "2028": "9"}
    rd = {"indicator": "rd_spend", "baseline": "100", "2028": "140"}
    merged = merge(
        read(plan_targets=[co2, own]),
        read(plan_targets=[{**co2, "2028": "39"}, {**own, "2028": "10"}]),
        read(plan_targets=[rd, {**co2, "baseline": "51"}]),
    )
    assert [t.indicator for t in merged.answers.targets] == ["co2", "other_1", "rd_spend"]
    assert merged.answers.shown_at(Address("plan_targets", row="co2", part="baseline")) == "51"
    assert merged.answers.shown_at(Address("plan_targets", row="co2", part="2028")) == "39"
    own_row = merged.answers.target(Address("plan_targets", row="other_1"))
    assert own_row is not None
    assert (own_row.label, own_row.unit) == ("培训", "人")  # theirs deleted the row, mine lives on
    assert [(c.where.at.row, c.where.at.period) for c in merged.conflicts] == [("other_1", "2028")]


def test_evidence_lists_and_explanations_merge_by_entry(form: Form) -> None:
    def answers(files: list[str], names: list[str], **explained: str) -> Answers:
        return read_answers(
            form,
            {
                "evidence": [{**FILE, "file": name} for name in files],
                "lists": {"green": [{"name": name} for name in names]},
                "explanations": explained,
            },
        )

    merged = merge(
        answers(["一", "二"], ["甲", "乙"], name_pattern="旧"),
        answers(["一", "二", "三"], ["甲", "丙"], name_pattern="我"),
        answers(["二", "四"], ["甲", "乙", "丁", "丁"], name_pattern="旧", flat_series="它"),
    )
    expected = answers(
        ["二", "三", "四"], ["甲", "丙", "丁", "丁"], name_pattern="我", flat_series="它"
    )
    assert merged.answers == expected
    assert merged.conflicts == ()


def test_list_row_changed_differently_on_both_sides_is_a_conflict(form: Form) -> None:
    def answers(year: str) -> Answers:
        return read_answers(form, {"lists": {"green": [{"name": "甲", "awarded": year}]}})

    merged = merge(answers("2022"), answers("2023"), answers("2024"))
    assert merged.answers == answers("2023")
    assert [(c.base, c.mine, c.theirs) for c in merged.conflicts] == [
        ("甲；2022", "甲；2023", "甲；2024")
    ]


def test_single_value_against_parts_keeps_mine_and_is_a_conflict(read: Read) -> None:
    parts, single = read(total_output={"2023": "40", "2024": "45"}), read(total_output="约40")
    for mine, theirs in ((parts, single), (single, parts)):
        merged = merge(read(), mine, theirs)
        assert merged.answers == mine
        assert {c.where.at.field for c in merged.conflicts} == {"total_output"}
        assert {merged.conflicts[0].mine, merged.conflicts[0].theirs} == {"40；45", "约40"}


def test_side_that_cannot_carry_evidence_and_lists_takes_none_away(form: Form) -> None:
    enclosed = {"evidence": [FILE], "lists": {"patents": [{"number": "ZL1"}]}}
    base, word = read_answers(form, enclosed), read_answers(form, {"answers": {"operator": "甲"}})
    for merged in (merge(base, base, word), merge(base, word, base)):
        assert merged.conflicts == ()
        assert write_answers(merged.answers) == {
            **write_answers(base),
            "answers": {"operator": "甲"},
        }


def test_merge_with_a_side_that_has_none_can_say_so(form: Form) -> None:
    word, desk = read_answers(form, {}), read_answers(form, {"evidence": [], "lists": {}})
    assert merge(word, word, desk).answers.not_carried == frozenset()
    assert merge(word, word, word).answers.not_carried == {"evidence", "lists"}


@pytest.mark.proof("merging")
@settings(max_examples=times("merging"), deadline=None, derandomize=True)
@given(data=st.data())
def test_merge_with_one_side_unchanged_is_the_other_side(
    form: Form, generated: Generated, data: st.DataObject
) -> None:
    carried = ({"evidence": [], "lists": {}, **generated(data)} for _ in range(2))
    base, changed = (read_answers(form, one) for one in carried)
    for merged in (merge(base, base, changed), merge(base, changed, base)):
        assert merged.conflicts == ()
        assert by_part(merged.answers) == by_part(changed)


@pytest.mark.proof("merging")
@settings(max_examples=times("merging"), deadline=None, derandomize=True)
@given(data=st.data())
def test_merge_of_two_changes_differs_only_in_the_conflicts_when_turned_round(
    form: Form, generated: Generated, data: st.DataObject
) -> None:
    base, mine, theirs = sides = [read_answers(form, generated(data)) for _ in range(3)]
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert bool(one.conflicts) == bool(other.conflicts)
    if not any(p.code == "wrong_shape" for side in sides for p in side.problems):
        assert {(c.where, c.mine, c.theirs) for c in one.conflicts} == {
            (c.where, c.theirs, c.mine) for c in other.conflicts
        }
    if not one.conflicts:
        assert by_part(one.answers) == by_part(other.answers)
    assert merge(mine, mine, mine).answers == mine
