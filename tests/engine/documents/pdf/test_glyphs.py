"""Characters no font has: named, shown by their code point, and never in the way."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pytest
from tests.engine.documents.pdf.drawn import characters

from jiqun.engine.definition import Address
from jiqun.engine.documents.paper import Paper
from jiqun.engine.documents.pdf import missing_glyphs, write_pdf

Small = Callable[..., Paper]
RARE = "\N{CJK UNIFIED IDEOGRAPH-2B81A}"


def test_common_and_uncommon_characters_have_glyphs(small: Small) -> None:
    paper = small("宁夏 囍 鿏 ㎡ ² ³ ① ～ ☑ □ “” — … · é ±×÷≤≥℃‰\t甲\n乙")
    assert missing_glyphs(paper) == ()
    assert write_pdf(paper).missing == ()


def test_sample_has_no_missing_glyph(sample: Paper) -> None:
    assert missing_glyphs(sample) == ()


def test_missing_character_is_reported_with_the_answer_it_stands_in(small: Small) -> None:
    (missing,) = write_pdf(small(f"马{RARE}{RARE}", f"{RARE}")).missing
    assert missing.character == RARE
    assert missing.code_point == "U+2B81A"
    assert missing.places == (Address("operator"),)
    assert missing.message.startswith(
        f"“集群运营管理机构”中的“{RARE}”（码位 U+2B81A）在字体中没有字形"
    )


def test_missing_character_shows_its_code_point_in_its_own_place(
    small: Small, texts: Callable[[bytes], list[str]]
) -> None:
    pdf = write_pdf(small(f"中{RARE}卫", "中宁卫")).data
    assert texts(pdf)[0] == "中U+2B81A卫中宁卫"
    ink = characters(pypdfium2.PdfDocument(pdf)[0])
    first, second = [c for c in ink if c.text == "卫"]
    assert first.left == pytest.approx(second.left, abs=0.2)  # as wide as the character itself
    middle = [c for c in ink if c.text in "U+2B81A"]
    assert all(c.top - first.top > -1 and c.bottom - first.bottom < 1.5 for c in middle)


@pytest.mark.parametrize("text", ["\x07", "\x1c", "\ud800", "\u200b", "\u202e", "\u2028", "😀‍👩"])
def test_character_without_a_shape_never_stops_an_export(text: str, small: Small) -> None:
    pdf = write_pdf(small(f"甲{text}乙"))
    assert [m.character for m in pdf.missing] == list(dict.fromkeys(text))
    assert all(m.message.isprintable() for m in pdf.missing if not m.character.isprintable())


def test_variation_selector_is_not_drawn_and_not_missed(
    small: Small, texts: Callable[[bytes], list[str]]
) -> None:
    pdf = write_pdf(small("葛\U000e0100市\ufe00"))
    assert pdf.missing == ()
    assert texts(pdf.data) == ["葛市"]
