"""Paragraph styles carry size, pitch, face and indent."""

from lxml import etree

from jiqun.engine.documents.paper import Style
from jiqun.engine.documents.word.styles import (
    FONTS,
    MAIN,
    fonts_part,
    half_points,
    paragraph_style,
    styles_part,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_half_points_between_sizes_round_down() -> None:
    assert [half_points(size) for size in (10.5, 10.4, 10.74, 12, 0.2)] == [21, 20, 21, 24, 2]


def test_paragraph_style_holds_what_the_run_needs() -> None:
    style = Style("fangsong", 12, 18.5, "justify", indent=2, before=3, bold=True)
    root = etree.fromstring(styles_part(paragraph_style("P1", "甲", style, heading=True)))
    own = root.find(f"{W}style[@{W}styleId='P1']")
    assert own is not None
    spacing, indent = own.find(f".//{W}spacing"), own.find(f".//{W}ind")
    assert spacing is not None and indent is not None
    assert spacing.get(f"{W}line") == "370" and spacing.get(f"{W}lineRule") == "exact"
    assert indent.get(f"{W}firstLine") == "480" and indent.get(f"{W}firstLineChars") == "200"
    fonts = own.find(f".//{W}rFonts")
    assert fonts is not None
    assert fonts.get(f"{W}eastAsia") == "仿宋" and fonts.get(f"{W}hint") == "eastAsia"
    assert own.find(f".//{W}outlineLvl") is not None and own.find(f".//{W}b") is not None


def test_fonts_part_every_chinese_font_has_another_name() -> None:
    root = etree.fromstring(fonts_part())
    others = {
        font.get(f"{W}name"): alternative.get(f"{W}val")
        for font in root.iterfind(f"{W}font")
        for alternative in font.iterfind(f"{W}altName")
    }
    assert others == {font.name: font.other for font in FONTS.values()}
    assert MAIN in fonts_part()
