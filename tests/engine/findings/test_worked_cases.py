"""The worked cases: each gives exactly the findings it says, and every repair clears one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from jiqun.engine.answers import Answers, read_answers, write_answers
from jiqun.engine.definition import Edition, load_edition, read_edition
from jiqun.engine.definition.case_reading import Case
from jiqun.engine.findings import Repair, Way, assess
from jiqun.engine.findings.worked_cases import (
    answers_of,
    cases_of,
    read_base,
    run_case,
    run_cases,
)

FOLDER = Path(__file__).parents[3] / "forms" / "ningxia-2026"
EDITION = load_edition(FOLDER)
SMALL = Path(__file__).parents[1] / "editions" / "yunnan-2027"
CASES = cases_of(EDITION.main)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_case_gives_exactly_the_findings_it_says(case: Case) -> None:
    found = [f.key for f in run_case(EDITION.main, case)]
    assert sorted(found) == sorted(case.expect)


def test_every_code_has_a_case_that_triggers_it_and_a_near_miss() -> None:
    codes = {c.code for c in EDITION.main.checks.checks if c.rule != "elsewhere"}
    triggered = {e.partition(":")[0] for case in CASES for e in case.expect}
    missed = {code for case in CASES for code in case.absent}
    assert codes - triggered == set()
    assert codes - missed == set()


def test_near_miss_that_is_none_is_told() -> None:
    for case in CASES:
        told = {e.partition(":")[0] for e in case.expect}
        assert told.isdisjoint(case.absent) or "explanations" in case.changes, case.title


def test_base_of_the_cases_equals_the_shipped_example(example_text: str) -> None:
    base = read_base(EDITION.main.folder, "中宁枸杞")
    assert base == json.loads(example_text, parse_float=str, parse_int=str)


# What a finding of each code offers: a repair where one cell alone can be at fault, ways where
# several figures disagree.
REPAIRED = {
    *("too_many_decimals", "leading_growth_differs", "leading_cagr_differs"),
    *("patents_per_10k_differs", "plan_target_below", "plan_target_weak"),
    *("none_but_computable", "unit_suspect"),
}
# The codes of which only some findings have a repair: where it is plain what was meant.
MEANT = {"no_answer", "not_a_number", "not_a_date", "not_a_phone", "bad_character"}
ASKED = {
    *("list_count_differs", "names_count_differs", "sme_count_exceeds", "honour_count_exceeds"),
    *("little_giants_exceed_specialised", "ledger_differs", "plan_baseline_differs"),
    *("plan_target_below", "plan_path_broken", "too_many_decimals"),
}
FOUND = [(case, told) for case in CASES for told in dict.fromkeys(case.expect)]


def test_case_that_comes_out_otherwise_is_a_mistake_at_its_line(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SMALL, tmp_path / SMALL.name))
    path = folder / "application" / "cases" / "output.yaml"
    text = path.read_text(encoding="utf-8")
    assert run_cases(read_edition(folder)) == []
    changed = text.replace("29.00}, output_growth: -27.50", "27.00}, output_growth: -32.50")
    path.write_text(changed.replace("[output_growth_differs:output_growth]", "[]"), "utf-8")
    lines = text.splitlines()
    first, second = (
        lines.index(f"- title: {title}") + 1 for title in ("增速与产值不符", "产值下降不到三成")
    )
    assert [str(m) for m in run_cases(read_edition(folder))] == [
        f"application/cases/output.yaml 第{first}行：样例“增速与产值不符”的结果不同："
        "多出 output_growth_differs:output_growth。",
        f"application/cases/output.yaml 第{second}行：样例“产值下降不到三成”的结果不同："
        "多出 output_dropped:output:2026。",
    ]


def test_finding_that_does_not_come_is_told(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SMALL, tmp_path / SMALL.name))
    path = folder / "application" / "cases" / "output.yaml"
    text = path.read_text(encoding="utf-8").replace("expect: []", "expect: [required:summary]", 1)
    path.write_text(text, encoding="utf-8")
    (mistake,) = run_cases(read_edition(folder))
    assert mistake.text == "样例“填写正确”的结果不同：没有 required:summary。"


@pytest.mark.slow
@pytest.mark.parametrize(("case", "told"), FOUND, ids=[f"{case.title}--{t}" for case, t in FOUND])
def test_repair_and_each_way_clears_its_finding_and_raises_no_error_there(
    case: Case, told: str
) -> None:
    answers, facts = answers_of(EDITION.main, case)
    found = assess(answers, facts).findings
    finding, before = next(f for f in found if f.key == told), {f.key for f in found}
    ways = [way for way in finding.ways if can_be_put(answers, way)]
    for change in [finding.repair] if finding.repair else ways:
        data = json.loads(json.dumps(write_answers(answers)))
        put(data["answers"], change)
        after = assess(read_answers(EDITION.main, data), facts).findings
        assert told not in [f.key for f in after]
        errors = [f for f in after if f.level == "error" and f.key not in before]
        assert [f for f in errors if f.at == change.at] == []


@pytest.mark.slow
def test_one_click_is_offered_only_where_one_cell_alone_can_be_at_fault() -> None:
    found = [f for case in CASES for f in run_case(EDITION.main, case)]
    assert {f.code for f in found if f.repair} == REPAIRED | MEANT
    assert {f.code for f in found if f.ways} == ASKED
    assert [f for f in found if f.repair and f.ways] == []


def can_be_put(answers: Answers, change: Way) -> bool:
    """Whether a way is of one figure; not of the rows of a list, nor of names."""
    question = answers.form.question(change.at)
    return question is not None and not question.kind.written


def put(answers: dict[str, object], repair: Repair | Way) -> None:
    """Make the change a repair says, or a way."""
    at = repair.at
    if at.row:
        rows = answers[at.field]
        assert isinstance(rows, list)
        row = next(r for r in rows if r["indicator"] == at.row)
        row[at.part] = repair.value
    elif at.part:
        series = answers.setdefault(at.field, {})
        assert isinstance(series, dict)
        series[at.part] = repair.value
    else:
        answers[at.field] = repair.value


@pytest.mark.slow
def test_messages_are_chinese_sentences_without_exclamation(edition: Edition) -> None:
    for case in CASES:
        for finding in run_case(edition.main, case):
            assert finding.message.endswith(("。", "？")), finding.message
            assert not set("!！{}") & set(finding.message), finding.message
            assert "None" not in finding.message
            assert finding.source
