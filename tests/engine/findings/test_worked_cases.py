"""The worked cases: each gives exactly the findings it says, and every repair clears one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from jiqun.engine.answers import read_answers, write_answers
from jiqun.engine.definition import Edition, load_edition, read_edition
from jiqun.engine.definition.case_reading import Case
from jiqun.engine.findings import Repair, assess
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


# The codes whose findings say which one figure would clear them.
MENDED = {
    *("too_many_decimals", "list_count_differs", "names_count_differs", "sme_count_exceeds"),
    *("honour_count_exceeds", "leading_growth_differs", "leading_cagr_differs"),
    *("patents_per_10k_differs", "ledger_differs", "plan_baseline_differs"),
    *("plan_target_below", "plan_target_weak", "plan_path_broken"),
}
REPAIRS = [
    (case, told) for case in CASES for told in case.expect if told.partition(":")[0] in MENDED
]
# The codes of which only some findings have a repair: where it is plain what was meant.
SOME_MENDED = {"no_answer", "not_a_number", "not_a_date", "not_a_phone", "bad_character"}


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
@pytest.mark.parametrize(("case", "told"), REPAIRS, ids=[f"{case.title}--" for case, _ in REPAIRS])
def test_repair_clears_its_finding(case: Case, told: str) -> None:
    (repair,) = [f.repair for f in run_case(EDITION.main, case) if f.key == told]
    assert repair
    check_repair(case, told, repair)


@pytest.mark.slow
def test_repair_of_what_was_plainly_meant_clears_its_finding() -> None:
    found = [(c, f) for c in CASES for f in run_case(EDITION.main, c) if f.code in SOME_MENDED]
    offered = [(case, finding) for case, finding in found if finding.repair]
    assert {finding.code for _, finding in offered} == SOME_MENDED
    for case, finding in offered:
        assert finding.repair
        check_repair(case, finding.key, finding.repair)


def check_repair(case: Case, told: str, repair: Repair) -> None:
    """A finding is gone once its repair is made."""
    answers, facts = answers_of(EDITION.main, case)
    data = json.loads(json.dumps(write_answers(answers)))
    put(data["answers"], repair)
    after = assess(read_answers(EDITION.main, data), facts).findings
    assert told not in [f.key for f in after]


@pytest.mark.slow
def test_repairs_are_there_where_one_figure_decides() -> None:
    found = [
        (case, finding.key)
        for case in CASES
        for finding in run_case(EDITION.main, case)
        if finding.repair and finding.code not in SOME_MENDED
    ]
    assert found == REPAIRS
    assert {told.partition(":")[0] for _, told in REPAIRS} == MENDED


def put(answers: dict[str, object], repair: Repair) -> None:
    """Make the change a repair says."""
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
