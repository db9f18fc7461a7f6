"""Recognition standards are data: requirements with condition, figures, source and status."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiqun.engine.definition import Notebook
from jiqun.engine.definition.standard import Standard, read_standard

SHIPPED = Path(__file__).parents[3] / "forms" / "ningxia-2026"
SOUND = """title: 标准
source: 文件第1号
numbers:
  least: {value: 40, unit: 亿元, source: 附件}
requirements:
  output:
    label: 产值
    condition: total_output[Y] >= least
    figures: '{total_output[Y]} 亿元'
    status: verified
"""


def read(tmp_path: Path, text: str) -> tuple[Standard | None, list[str]]:
    path = tmp_path / "own-2030.yaml"
    path.write_text(text, encoding="utf-8")
    notebook = Notebook()
    return read_standard(path, tmp_path, notebook), [str(m) for m in notebook.mistakes]


def test_standard_is_read_and_requirements_take_its_source(tmp_path: Path) -> None:
    standard, mistakes = read(tmp_path, SOUND)
    assert mistakes == []
    assert standard is not None
    assert (standard.id, standard.title, standard.remark) == ("own-2030", "标准", "")
    (criterion,) = standard.criteria
    assert (criterion.id, criterion.source, criterion.status) == ("output", "文件第1号", "verified")
    assert criterion.applies is None


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("status: verified", "status: sure", 10, "不在可用的值之内"),
        (">= least", ">= ", 8, "公式第"),
        ("亿元'", "{亿元'", 9, "文字第"),
        ("    label: 产值\n", "", 6, "缺少“label”"),
        ("    status", "    state: x\n    status", 10, "不认识“state”"),
    ],
)
def test_mistake_is_told_at_its_line(
    tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    _, mistakes = read(tmp_path, SOUND.replace(old, new, 1))
    assert any(m.startswith(f"own-2030.yaml 第{line}行：") and message in m for m in mistakes), (
        mistakes
    )


def test_shipped_standards_use_every_number_they_name() -> None:
    for path in sorted((SHIPPED / "standards").glob("*.yaml")):
        notebook = Notebook()
        standard = read_standard(path, SHIPPED, notebook)
        assert notebook.mistakes == []
        assert standard is not None
        thresholds = [
            n for c in standard.criteria for n in c.condition.names & set(standard.numbers)
        ]
        assert set(thresholds) == set(standard.numbers)
        if standard.id == "ningxia":
            assert {c.status for c in standard.criteria} == {"open"}
            assert all("未核实" in n.source for n in standard.numbers.values())
