"""Lint of sheets: one for each part, in styles that exist."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from jiqun.engine.definition import lint

Tells = Callable[..., None]
Plant = Callable[[str, str, str], int]
TOP = "application/layout/layout.yaml"
SHEET_1 = "application/layout/part_1.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (TOP, "part_1, part_2]", "part_1]", "栏目 part_2 没有排进版式（order）。"),
        (TOP, "part_1, part_2]", "part_1]", "文件 layout/part_2.yaml 没有列入 order。"),
        (TOP, "part_1, part_2]", "part_1, part_2, part_1]", "版面 part_1 排了两次。"),
        (TOP, "part_1, part_2]", "part_1, part_2, part_9]", "没有栏目“part_9”。"),
        (TOP, "face: title", "face: kaiti", "“kaiti”不在可用的值之内"),
        (SHEET_1, "style: heading", "style: headnig", "没有版式“headnig”。是否想写“heading”？"),
        (SHEET_1, "blocks:", "flows: yes\nblocks:", "栏目 part_1 须在一页之内，不能写 flows。"),
    ],
)
def test_mistake_of_a_sheet_is_told(
    tells: Tells, file: str, old: str, new: str, message: str
) -> None:
    tells(file, old, new, message)


def test_style_that_cells_take_unasked_but_is_missing_is_told(tells: Tells) -> None:
    old = "  figure: {face: song, size: fit, align: centre}\n"
    tells(TOP, old, "", "没有版式“figure”。", elsewhere=f"{SHEET_1} 第6行")


def test_layout_of_a_form_without_paper_is_told(copy: Path, plant: Plant) -> None:
    plant("application/form.yaml", "sections:", "paper: none\nsections:")
    assert [m.text for m in lint(copy)] == ["写了 paper: none，却有版式文件夹 layout。"]


def test_paper_of_ours_without_layout_is_told(copy: Path, plant: Plant) -> None:
    plant("application/form.yaml", "sections:", "paper: ours\nsections:")
    assert lint(copy) == []
    shutil.rmtree(copy / "application" / "layout")
    assert [m.text for m in lint(copy)] == ["写了 paper: ours，却没有版式文件夹 layout。"]
