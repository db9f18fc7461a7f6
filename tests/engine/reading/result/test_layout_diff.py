"""Every change of the official tables is named with its part and row."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree

from jiqun.engine.answers import read_answers
from jiqun.engine.definition.edition import Edition
from jiqun.engine.documents.fit import lay_out
from jiqun.engine.documents.word import write_word
from jiqun.engine.reading import WordReading, read_word
from jiqun.engine.reading.result.report import READERS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Change = Callable[[etree._Element], None]
Read = Callable[..., WordReading]


@pytest.fixture
def read_changed(edition: Edition, example_data: dict[str, object]) -> Read:
    """`read(change, readers)`: read our own file after a change of its document."""
    answers = read_answers(edition.main, example_data)
    file = write_word(lay_out(answers))

    def read(change: Change, readers: tuple[str, ...] = READERS) -> WordReading:
        with zipfile.ZipFile(io.BytesIO(file)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        root = etree.fromstring(parts["word/document.xml"])
        change(root)
        parts["word/document.xml"] = etree.tostring(root)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            for name, content in parts.items():
                package.writestr(name, content)
        return read_word(out.getvalue(), edition.main, readers)

    return read


def row_of(root: etree._Element, words: str) -> etree._Element:
    return next(row for row in root.iter(W + "tr") if words in "".join(row.itertext(W + "t")))


def control_of(root: etree._Element, tag: str) -> etree._Element:
    return next(
        control
        for control in root.iter(W + "sdt")
        if control.find(f"{W}sdtPr/{W}tag").get(W + "val") == tag  # type: ignore[union-attr]
    )


def told(reading: WordReading) -> str:
    return "\n".join(str(difference) for difference in reading.report.differences)


def test_unchanged_file_has_no_difference(read_changed: Read) -> None:
    assert told(read_changed(lambda root: None)) == ""


def test_deleted_row_is_named(read_changed: Read) -> None:
    def change(root: etree._Element) -> None:
        row = row_of(root, "集群占地面积")
        row.getparent().remove(row)

    reading = read_changed(change)
    assert "一、基本情况“集群占地面积”：缺少这一行" in told(reading)
    assert reading.answers.value("area_km2") is None
    assert reading.answers.value("operator_phone") is not None


def test_swapped_rows_are_named_and_values_do_not_shift(read_changed: Read) -> None:
    def change(root: etree._Element) -> None:
        row_of(root, "集群企业数量").addprevious(row_of(root, "其中：集群中小企业数量"))

    reading = read_changed(change)
    assert "位置有改动" in told(reading)
    assert reading.report.conflicts == []


def test_changed_label_is_quoted(read_changed: Read) -> None:
    def change(root: etree._Element) -> None:
        text = next(t for t in root.iter(W + "t") if t.text == "集群总产值（亿元）")
        text.text = "集群总产值（万元）"

    assert "“集群总产值（亿元）”改成了“集群总产值（万元）”" in told(read_changed(change))


def test_figures_under_a_changed_head_are_not_taken_by_their_place(read_changed: Read) -> None:
    def change(root: etree._Element) -> None:
        text = next(t for t in row_of(root, "年度").iter(W + "t") if t.text == "2024年")
        text.text = "2022年"

    reading = read_changed(change, ("label",))
    assert "“2024年”改成了“2022年”" in told(reading)
    assert reading.answers.value("total_output", "2024") is None
    assert reading.answers.value("total_output", "2025") is not None
    assert any("total_output:2024" in point.answers for point in reading.report.unclear)


def test_changed_span_is_named(read_changed: Read) -> None:
    def change(root: etree._Element) -> None:
        row = row_of(root, "集群占地面积")
        cell = row.findall(W + "tc")[1]
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        assert span is not None
        span.set(W + "val", "2")
        extra = etree.SubElement(row, W + "tc")
        etree.SubElement(extra, W + "p")

    assert "“集群占地面积”：格子的划分" in told(read_changed(change))


def test_broken_merge_over_rows_is_named(read_changed: Read) -> None:
    def change(root: etree._Element) -> None:
        merged = row_of(root, "工业软件采购金额").getnext().find(f"{W}tc/{W}tcPr/{W}vMerge")
        merged.getparent().remove(merged)

    assert "工业软件采购金额" in told(read_changed(change))


def test_lost_heading_and_note_are_named(read_changed: Read) -> None:
    def change(root: etree._Element) -> None:
        for words in ("保障措施", "（3000字以内）"):
            text = next(t for t in root.iter(W + "t") if t.text == words)
            text.text = ""

    differences = told(read_changed(change))
    assert "缺少“保障措施”一行" in differences
    assert "缺少“（3000字以内）”一行" in differences


def test_typed_beside_the_control_is_a_conflict(read_changed: Read) -> None:
    def change(root: etree._Element) -> None:
        control = next(
            c
            for c in root.iter(W + "sdt")
            if c.find(f"{W}sdtPr/{W}tag").get(W + "val") == "area_km2"
        )
        run = etree.Element(W + "r")
        etree.SubElement(run, W + "t").text = "9"
        control.getparent().append(run)

    (conflict,) = read_changed(change).report.conflicts
    assert conflict.answer == "area_km2"
    assert set(conflict.said) == {"内容控件", "书签", "表格位置"}
    assert conflict.taken == conflict.said["内容控件"]


def test_glyph_against_the_state_of_its_box_is_a_conflict(read_changed: Read) -> None:
    def change(root: etree._Element) -> None:
        control = control_of(root, "carbon_monitoring.no")
        next(control.iter(W + "t")).text = "☑"

    report = read_changed(change).report
    assert any(c.said == {"控件": "未勾选", "页面": "已勾选"} for c in report.conflicts)
    assert any("请确认选哪一项" in str(point) for point in report.unclear)
