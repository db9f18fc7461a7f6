"""Lint of form.yaml: sections, lists, instructions; and what stands again on another part."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jiqun.engine.definition import lint

Tells = Callable[..., None]


@pytest.mark.parametrize(
    ("old", "new", "below", "message"),
    [
        ("title: 云南", "titel: 云南", 0, "不认识“titel”。是否想写“title”？"),
        ("part_1, part_2]", "part_1, part_2, part_1]", 0, "栏目 part_1 写了两次。"),
        ("[part_1, part_2]", "[part_2]", 0, "文件 parts/part_1.yaml 没有列入 sections。"),
        ("{Y}年底", "{Y-9}年底", 0, "有认不出的年份"),
        ("label: 品牌清单", "label: 品牌清单\n    key: nmae", 1, "清单 brands 没有列“nmae”。"),
        ("名称, kind: text", "名称, kind: number", 0, "“number”不在可用的值之内"),
        ("lists:", "lists:\n  brands: {label: 又一份, columns: {}}", 2, "“brands”写了两次。"),
    ],
)
def test_mistake_of_the_form_is_told(
    tells: Tells, old: str, new: str, below: int, message: str
) -> None:
    tells("application/form.yaml", old, new, message, below=below)


def test_missing_key_is_told_once(copy: Path) -> None:
    path = copy / "application" / "form.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("lists:", "list:"), encoding="utf-8")
    texts = [m.text for m in lint(copy) if m.file.endswith("form.yaml")]
    assert texts.count("缺少“lists”。") == 1


def test_unknown_field_that_stands_again_is_told(tells: Tells) -> None:
    tells(
        "application/parts/part_2.yaml",
        "part: 2",
        "repeats: [park_nmae]\npart: 2",
        "没有填报项“park_nmae”。是否想写“park_name”？",
    )


def test_section_without_file_is_told(tells: Tells) -> None:
    tells(
        "application/form.yaml",
        "part_1, part_2]",
        "part_1, part_2, part_3]",
        "没有这个文件。",
        elsewhere="application/parts/part_3.yaml",
    )
