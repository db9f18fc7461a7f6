"""A form with two tables of the plan: each has its own directions, indicators and added rows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jiqun.engine.answers import (
    Answers,
    by_address,
    digest,
    from_addresses,
    merge,
    read_answers,
    write_answers,
)
from jiqun.engine.definition import (
    Address,
    Edition,
    Form,
    UnknownAddress,
    kept_addresses,
    labels_of,
    lint,
    load_edition,
    parse_address,
)
from jiqun.engine.documents import lay_out
from jiqun.engine.documents.pdf.pdf_writer import write_pdf
from jiqun.engine.documents.word import write_word
from jiqun.engine.findings import Facts, assess
from jiqun.engine.findings.worked_cases import read_base
from jiqun.engine.reading import read_word

FOLDER = Path(__file__).parent / "hebei-2028"
OWN = "other_1"


@pytest.fixture(scope="module")
def hebei() -> Edition:
    return load_edition(FOLDER)


@pytest.fixture(scope="module")
def form(hebei: Edition) -> Form:
    return hebei.main


@pytest.fixture
def filled(form: Form) -> Answers:
    return read_answers(form, read_base(FOLDER / "application", "安平丝网"))


def test_each_indicator_stands_in_one_plan(form: Form) -> None:
    assert [plan.id for plan in form.plans] == ["industry_plan", "green_plan"]
    assert {i: plan.id for i, plan in form.plan_of.items()} == {
        "output": "industry_plan",
        "investment": "industry_plan",
        "cooperation": "industry_plan",
        "intensity": "green_plan",
        "green_investment": "green_plan",
    }
    rows = [str(at) for at in kept_addresses(form) if at.row]
    assert rows == [f"{plan.id}:{i}" for i, plan in form.plan_of.items()]


def test_row_of_another_plan_is_no_place(form: Form) -> None:
    assert parse_address(form, "green_plan:other_1:unit").row == OWN
    with pytest.raises(UnknownAddress):
        parse_address(form, "green_plan:output:2030")


def test_row_is_led_by_the_plan_it_stands_in(form: Form) -> None:
    labels, at = labels_of(form), Address("green_plan", row="green_investment", part="2030")
    assert labels.where(at) == "绿色目标“投入”的2030年目标值"
    assert labels.name(at) == "绿色目标投入的2030年目标值"
    assert labels.full(at) == "绿色目标：投入 2030年目标值"
    own = Address("industry_plan", row=OWN)
    assert labels.where(own, "培训") == "产业目标“培训”"
    assert labels.row_label(Address("industry_plan", row="cooperation")) == "创新定性描述"


def test_rows_of_each_plan_are_read_and_written_back(filled: Answers) -> None:
    assert filled.problems == ()
    assert [len(filled.targets_of(plan.id)) for plan in filled.form.plans] == [4, 3]
    assert filled.shown_at(Address("industry_plan", row=OWN, part="2030")) == "300"
    assert filled.shown_at(Address("green_plan", row=OWN, part="2030")) == "9"
    again = read_answers(filled.form, write_answers(filled))
    assert (again, digest(again)) == (filled, digest(filled))


def test_answers_kept_one_by_one_are_the_whole(filled: Answers) -> None:
    kept = by_address(filled.form, write_answers(filled))
    assert {str(at) for at in kept} >= {"industry_plan:other_1", "green_plan:other_1"}
    assert read_answers(filled.form, from_addresses(filled.form, kept)) == filled


def test_row_of_another_plan_is_listed(form: Form) -> None:
    rows = [{"indicator": "output", "baseline": "1"}]
    (problem,) = read_answers(form, {"answers": {"green_plan": rows}}).problems
    assert (problem.code, problem.params["place"]) == ("unknown_option", "绿色目标第1行")


def test_row_of_ones_own_without_direction_stands_under_the_last_of_its_plan(form: Form) -> None:
    rows = [{"indicator": OWN, "label": "造林"}]
    answers = read_answers(form, {"answers": {"industry_plan": rows, "green_plan": rows}})
    assert [target.direction for target in answers.targets] == ["other", "other_green"]


def test_rows_of_ones_own_with_the_same_id_merge_each_in_its_plan(filled: Answers) -> None:
    def changed(plan: str, value: str) -> Answers:
        kept = by_address(filled.form, write_answers(filled))
        row = kept[Address(plan, row=OWN)]
        assert isinstance(row, dict)
        kept[Address(plan, row=OWN)] = {**row, "2030": value}
        return read_answers(filled.form, from_addresses(filled.form, kept))

    merged = merge(filled, changed("industry_plan", "310"), changed("green_plan", "11"))
    assert merged.conflicts == ()
    shown = [
        merged.answers.shown_at(Address(p.id, row=OWN, part="2030")) for p in filled.form.plans
    ]
    assert shown == ["310", "11"]


@pytest.mark.parametrize("readers", [("tag", "bookmark", "label"), ("label",)])
def test_both_plans_are_printed_and_read_again(filled: Answers, readers: tuple[str, ...]) -> None:
    reading = read_word(write_word(lay_out(filled)), filled.form, readers)
    assert reading.answers == filled
    assert not reading.report.unclear
    assert not reading.report.differences


def test_plan_that_stands_nowhere_in_a_file_is_told_by_its_name(
    filled: Answers, tmp_path: Path
) -> None:
    """The file is that of a form whose first plan has other heads."""
    other = Path(shutil.copytree(FOLDER, tmp_path / FOLDER.name))
    layout = other / "application" / "layout" / "part_2.yaml"
    text = layout.read_text(encoding="utf-8")
    layout.write_text(text.replace("方向, 指标,", "类别, 项目,", 1), encoding="utf-8")
    asked = load_edition(FOLDER).main
    theirs = load_edition(other).main
    file = write_word(lay_out(read_answers(theirs, write_answers(filled))))
    reading = read_word(file, asked, ("label",))
    assert [t.field for t in reading.answers.targets] == ["green_plan"] * 3
    assert "产业目标" in [difference.row for difference in reading.report.differences]


def test_both_plans_stand_on_every_paper(filled: Answers) -> None:
    assert write_pdf(lay_out(filled)).data.startswith(b"%PDF")
    assert write_pdf(lay_out(Answers(filled.form))).data.startswith(b"%PDF")


def test_findings_stand_in_the_order_of_the_plans(form: Form) -> None:
    submitted = assess(Answers(form), Facts(for_submission=True)).findings
    missing = [f for f in submitted if f.code == "plan_missing"]
    assert [str(f.at) for f in missing] == [f"{plan.id}:{i}" for i, plan in form.plan_of.items()]
    assert missing[-1].message == "绿色目标“投入”缺少2027年基准值和2030年目标值。"


def test_repair_goes_to_the_plan_of_the_row(form: Form, filled: Answers) -> None:
    kept = by_address(form, write_answers(filled))
    row = kept[Address("green_plan", row="green_investment")]
    assert isinstance(row, dict)
    kept[Address("green_plan", row="green_investment")] = {**row, "2030": "4.00"}
    findings = assess(read_answers(form, from_addresses(form, kept))).findings
    found = {f.code: f for f in findings}
    low, falls = found["investment_low"].repair, found["plan_falls"].ways
    assert low is not None
    assert (str(low.at), low.value) == ("green_plan:green_investment:2030", "5.00")
    assert falls
    assert {way.at._replace(part="") for way in falls} == {low.at._replace(part="")}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("intensity: {", "output: {", "指标 output 与 industry_plan 的指标重名"),
        ("intensity: {", "other_3: {", "指标 other_3 不能用"),
        ("{energy: 用能, other_green: 其他}", "{energy: 用能, other_green: 其它}", "没有“其它”"),
        ("label: 单位产值能耗,", "label: 能耗强度,", "没有“能耗强度”"),
        ("{energy: 用能, other_green: 其他}", "{}", "规划目标没有方向"),
        ("    directions: {energy: 用能, other_green: 其他}\n", "", "缺少“directions”"),
        ("direction: energy", "direction: scale", "scale"),
    ],
)
def test_lint_tells_what_is_wrong_at_the_field(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    copy = Path(shutil.copytree(FOLDER, tmp_path / FOLDER.name))
    part = copy / "application" / "parts" / "part_2.yaml"
    text = part.read_text(encoding="utf-8")
    assert old in text
    part.write_text(text.replace(old, new, 1), encoding="utf-8")
    mistakes = [str(m) for m in lint(copy) if m.file.endswith("parts/part_2.yaml")]
    assert any(told in mistake for mistake in mistakes), mistakes


@pytest.mark.parametrize("key", ["directions", "indicators"])
def test_plan_stands_neither_in_the_form_nor_at_another_field(tmp_path: Path, key: str) -> None:
    copy = Path(shutil.copytree(FOLDER, tmp_path / FOLDER.name))
    form, part = copy / "application/form.yaml", copy / "application/parts/part_1.yaml"
    form.write_text(f"{form.read_text(encoding='utf-8')}{key}: {{}}\n", encoding="utf-8")
    part.write_text(f"{part.read_text(encoding='utf-8')}    {key}: {{}}\n", encoding="utf-8")
    found = [m.file for m in lint(copy) if f"“{key}”" in m.text]
    assert found == ["application/form.yaml", "application/parts/part_1.yaml"]
