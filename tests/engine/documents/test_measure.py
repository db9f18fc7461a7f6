"""Counting lines without a font: never fewer than any program needs."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
import typst
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from jiqun.engine.documents.measure import (
    DIGIT,
    character_width,
    count_lines,
    number_width,
    stays_in_one_line,
    text_width,
)

FONTS = sorted(Path(pylopdf_fonts_zh_cn.__file__).parent.rglob("*.otf"))
USUAL = [chr(code) for code in range(32, 127)] + list(
    "“”‘’…—·℃²³㎡‰×÷±≤≥，。、；：？！（）《》产业"
)


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_width_is_never_below_that_of_the_font(path: Path) -> None:
    font = TTFont(path, lazy=True)
    names, advances, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    too_narrow = [
        character
        for character in USUAL
        if advances[names[ord(character)]][0] / em > character_width(character)
    ]
    assert too_narrow == []


def test_number_is_allowed_its_share_for_each_character() -> None:
    assert number_width("1234.50") == pytest.approx(7 * DIGIT)


def test_gap_between_chinese_and_latin_is_counted() -> None:
    assert text_width("产1业") == pytest.approx(2 + DIGIT + 0.5)


@pytest.mark.parametrize(
    ("text", "width", "indent", "lines"),
    [
        ("", 10, 0, 1),
        ("产" * 10, 10, 0, 1),
        ("产" * 11, 10, 0, 2),
        ("产" * 9, 10, 2, 2),
        ("产" * 18, 10, 2, 2),
        ("产\n业\n", 10, 0, 3),
        ("产" * 9 + "，业", 10, 0, 2),
        # The mark may not begin a line: it takes the character before it along.
        ("产" * 10 + "，" + "业" * 9, 10, 0, 3),
        ("产" * 10 + "业" * 10, 10, 0, 2),
        # The opening mark may not end a line.
        ("产" * 9 + "（" + "业" * 9 + "产", 10, 0, 3),
        # A word is not broken, unless it is longer than a line.
        ("产业 abcdefgh abcdefgh", 8, 0, 3),
        ("a" * 30, 7, 0, 3),
        ("产业" + "a" * 12, 7, 0, 3),
    ],
)
def test_lines_are_counted(text: str, width: float, indent: float, lines: int) -> None:
    assert count_lines(text, width, indent) == lines


@given(st.text(alphabet="产业集群，。（）“”ab1 -\n", max_size=80), st.integers(4, 30))
def test_lines_hold_all_the_text(text: str, width: int) -> None:
    for part in text.split("\n"):
        assert count_lines(part, width) * width >= sum(map(character_width, part)) - width
    assert count_lines(text, width) >= text.count("\n") + 1


@given(st.text(alphabet="产业集群，。（）ab1 ", max_size=80), st.integers(6, 30))
def test_wider_column_never_needs_many_more_lines(text: str, width: int) -> None:
    assert count_lines(text, width + 4) <= count_lines(text, width) + 1


@pytest.mark.parametrize(
    ("text", "stays"),
    [("-1.50", True), ("0953-6021234", True), ("约50", False), ("12 34", False), ("1" * 41, False)],
)
def test_short_figures_stay_in_one_line(text: str, stays: bool) -> None:
    assert stays_in_one_line(text) is stays


FRAGMENTS = [
    *("产业", "集群", "中小企业", "数字化", "，", "。", "、", "；", "（自治区）", "“小巨人”"),
    *("2025年", "12家", "1.5%", "AI", "5G", "ERP系统", "Made in China", "GB/T 1234", "——", " "),
]
TYPST = """
#set text(lang: "zh", region: "cn", font: "Noto Serif SC", top-edge: 5pt, bottom-edge: -5pt)
#set par(leading: 0pt, spacing: 0pt, linebreaks: "simple", justify: true)
#context [#metadata(json("texts.json").map(it => measure(block(width: it.width * 1pt, {
  set text(size: it.size * 1pt)
  par(first-line-indent: (amount: it.indent * it.size * 1pt, all: true), it.text)
})).height / 10pt))<lines>]
"""


def test_lines_are_never_fewer_than_typst_sets(tmp_path: Path) -> None:
    chance = random.Random(2026)
    texts = [
        {
            "text": "".join(chance.choices(FRAGMENTS, k=chance.randint(5, 60))).strip() + "。",
            "width": chance.choice([60, 90, 150, 250, 330]),
            "size": chance.choice([7, 9.5, 10.5, 12]),
            "indent": chance.choice([0, 2]),
        }
        for _ in range(500)
    ]
    (tmp_path / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    (tmp_path / "lines.typ").write_text(TYPST, encoding="utf-8")
    folders = sorted({str(path.parent) for path in FONTS})
    compiler = typst.Compiler(tmp_path / "lines.typ", root=tmp_path, font_paths=folders)
    (found,) = json.loads(compiler.query("<lines>"))
    counted = [count_lines(t["text"], t["width"] / t["size"], t["indent"]) for t in texts]
    few = [t for t, count, real in zip(texts, counted, found["value"], strict=True) if count < real]
    assert few == []
    assert sum(counted) < 1.4 * sum(found["value"])  # careful, not wasteful
