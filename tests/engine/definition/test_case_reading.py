"""Worked cases are read as plain data with their places."""

from __future__ import annotations

from pathlib import Path

from jiqun.engine.definition import Notebook
from jiqun.engine.definition.case_reading import read_cases
from jiqun.engine.findings.worked_cases import read_base

CASES = """# cases
- title: 产值漏填
  starts_from: 起点
  change: {total_output: {2024: ''}}
  facts: {for_submission: yes}
  expect: [required:total_output:2024]
  not: [veto]
"""


def folder(tmp_path: Path, text: str) -> Path:
    bases = tmp_path / "cases" / "bases"
    bases.mkdir(parents=True)
    (bases / "起点.yaml").write_text("answers: {area_km2: 1.50, ticks: [a, b]}\n", encoding="utf-8")
    (tmp_path / "cases" / "one.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_case_is_read_with_all_scalars_as_text(tmp_path: Path) -> None:
    notebook = Notebook()
    (case,) = read_cases(folder(tmp_path, CASES), tmp_path, notebook)
    assert notebook.mistakes == []
    assert (case.title, case.base) == ("产值漏填", "起点")
    assert case.changes == {
        "change": {"total_output": {"2024": ""}},
        "facts": {"for_submission": "yes"},
    }
    assert (case.expect, case.absent) == (("required:total_output:2024",), ("veto",))
    base = read_base(tmp_path, "起点")
    assert base == {"answers": {"area_km2": "1.50", "ticks": ["a", "b"]}}


def test_unknown_base_and_key_are_told_at_their_lines(tmp_path: Path) -> None:
    notebook = Notebook()
    text = CASES.replace("starts_from: 起点", "starts_from: 别处").replace("not:", "nor:")
    read_cases(folder(tmp_path, text), tmp_path, notebook)
    assert [str(m) for m in notebook.mistakes] == [
        "cases/one.yaml 第3行：没有样例的起点 cases/bases/别处.yaml。",
        "cases/one.yaml 第7行：不认识“nor”。是否想写“not”？",
    ]


def test_folder_without_cases_has_none(tmp_path: Path) -> None:
    assert read_cases(tmp_path, tmp_path, Notebook()) == ()
