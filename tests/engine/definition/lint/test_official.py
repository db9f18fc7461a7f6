"""Lint of words: labels and paper say what the official text says, white space aside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jiqun.engine.definition import lint

Plant = Callable[[str, str, str], int]
Tells = Callable[..., None]
FORM, TEXT = "application/form.yaml", "application/official.txt"
PART_1, PART_2 = "application/parts/part_1.yaml", "application/parts/part_2.yaml"
SHEET_1, SHEET_2 = "application/layout/part_1.yaml", "application/layout/part_2.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (FORM, "title: 云南省", "title: 云南", "官方文本里没有“云南特色产业集群培育申请表”。"),
        (FORM, "issuer: 云南省", "issuer: 云南", "官方文本里没有“云南工业和信息化厅”。"),
        (FORM, "没有的填写", "没有的填上", "官方文本里没有“没有的填上“无”。”。"),
        (PART_1, "heading: 一、", "heading: 二、", "官方文本里没有“二、基本信息”。"),
        (PART_1, "label: 集群名称", "label: 园区名称", "官方文本里没有“园区名称”。"),
        (PART_1, "services: 服务业", "services: 农业", "官方文本里没有“农业”。"),
        (PART_2, "自主品牌 · 数量", "自主品牌 · 个数", "官方文本里没有“个数”。"),
        (PART_2, "limit: 100", "limit: 100\n    hint: 请写清楚", "官方文本里没有“请写清楚”。"),
    ],
)
def test_word_the_official_text_lacks_is_told(
    tells: Tells, file: str, old: str, new: str, message: str
) -> None:
    tells(file, old, new, message, below=new.count("\n"))


def test_label_marked_as_ours_need_not_be_official(copy: Path, plant: Plant) -> None:
    plant(PART_1, "label: 集群名称", "label: 园区名称\n    official: no")
    assert [str(m) for m in lint(copy)] == []


def test_white_space_of_the_official_text_does_not_matter(copy: Path, plant: Plant) -> None:
    plant(TEXT, "产业类型", "产 业\n\n类\t型")
    assert [str(m) for m in lint(copy)] == []


def test_first_place_where_the_paper_differs_is_told_with_both_places(tells: Tells) -> None:
    message = "版式的文字与官方文本不同：这里是“年度”，官方文本第32行是“产值（亿元）"
    tells(SHEET_2, "总产值（亿元）", "总年度", message)


def test_words_left_out_of_the_paper_are_told_at_what_comes_instead(tells: Tells) -> None:
    tells(
        SHEET_1,
        "blocks:\n  - {text: 一、基本信息",
        "blocks:\n  - {text: 基本信息",
        "官方文本第9行是“一、基本信息",
        1,
    )


def test_official_text_longer_than_the_paper_is_told_at_its_line(copy: Path, tells: Tells) -> None:
    lines = (copy / TEXT).read_text(encoding="utf-8").count("\n")
    message = "官方文本从这里起没有排进版式：“完”。"
    tells(
        TEXT, "2027年工作打算\n", "2027年工作打算\n完\n", message, elsewhere=f"{TEXT} 第{lines}行"
    )


def test_paper_longer_than_the_official_text_is_told(tells: Tells) -> None:
    message = "这里是“2027年工作打算”，官方文本到此为止。"
    tells(TEXT, "2027年工作打算\n", "", message, elsewhere=f"{SHEET_2} 第20行")


def test_missing_official_text_is_told(copy: Path) -> None:
    (copy / TEXT).unlink()
    assert f"{TEXT}：没有官方文本，无法核对标签和版式。" in [str(m) for m in lint(copy)]


def test_form_with_our_own_paper_is_not_set_against_an_official_text(
    copy: Path, plant: Plant
) -> None:
    (copy / "application" / "official.txt").unlink()
    assert [str(m) for m in lint(copy)] == [
        "application/official.txt：没有官方文本，无法核对标签和版式。"
    ]
    plant("application/form.yaml", "sections:", "paper: ours\nsections:")
    plant("application/parts/part_1.yaml", "label: 集群名称", "label: 别的名称")
    assert lint(copy) == []


def test_paper_that_is_none_of_the_known_is_told(tells: Tells) -> None:
    new = "paper: theirs\nsections:"
    tells(
        "application/form.yaml",
        "sections:",
        new,
        "“theirs”不在可用的值之内：official、ours、none。",
    )
