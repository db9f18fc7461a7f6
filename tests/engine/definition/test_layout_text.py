"""The mini-markup of a layout's texts: answers, years, boxes, and what is not understood."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jiqun.engine.definition import (
    Address,
    Form,
    Line,
    LineStyle,
    Notebook,
    Slot,
    Tick,
    Words,
    cell,
)
from jiqun.engine.definition.layout_text import TextReading
from jiqun.engine.definition.source import read_yaml

Read = Callable[[str], tuple[list[Line], list[str]]]


@pytest.fixture
def read(tmp_path: Path, form: Form) -> Read:
    """The paragraphs of a text, and the mistakes in it."""

    def read_text(text: str) -> tuple[list[Line], list[str]]:
        path = tmp_path / "text.yaml"
        path.write_text(f"text: '{text}'\n", encoding="utf-8")
        notebook = Notebook()
        entry = read_yaml(path, tmp_path, notebook)
        assert entry is not None
        lines = TextReading(form, {"heading": LineStyle("hei", 16.0)}).lines(entry.need("text"))
        return lines, [mistake.text for mistake in notebook.mistakes]

    return read_text


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("集群名称", (Words("集群名称"),)),
        ("{operator}", (Slot(Address("operator")),)),
        ("{Y-2}年", (Words("2023年"),)),
        (
            "值：{total_output:Y-1}元",
            (Words("值："), Slot(cell("total_output", "2024")), Words("元")),
        ),
        ("{operator|    }", (Slot(Address("operator"), blank="    "),)),
        ("{city}{county}", (Slot(Address("city")), Slot(Address("county")))),
        (
            "{cover_contact||county_contact county_phone}",
            (
                Slot(
                    Address("cover_contact"),
                    instead=(Address("county_contact"), Address("county_phone")),
                ),
            ),
        ),
        (
            "{carbon_monitoring.yes} {carbon_monitoring.no}",
            (
                Tick(Address("carbon_monitoring", "yes")),
                Words(" "),
                Tick(Address("carbon_monitoring", "no")),
            ),
        ),
    ],
)
def test_text_is_read_as_its_pieces(read: Read, text: str, pieces: tuple[object, ...]) -> None:
    lines, mistakes = read(text)
    assert [line.pieces for line in lines] == [pieces]
    assert mistakes == []


def test_unknown_field_is_left_to_the_lint(read: Read) -> None:
    lines, mistakes = read("{nobody}")
    assert lines[0].pieces == (Slot(Address("nobody")),)
    assert mistakes == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{operator|一|city|二}", "无法识别“{operator|一|city|二}”"),
        ("{operator@2025}", "无法识别“{operator@2025}”"),
        ("{}", "无法识别“{}”"),
        ("{operator.*}", "“operator.*”不是有选项的填报项。"),
        ("{operator||opertor}", "没有填报项“opertor”。是否想写“operator”？"),
    ],
)
def test_what_is_not_understood_is_told(read: Read, text: str, message: str) -> None:
    _, mistakes = read(text)
    assert any(mistake.startswith(message) for mistake in mistakes)
