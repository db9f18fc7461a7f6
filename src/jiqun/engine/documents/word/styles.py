"""Styles: the fonts a Word file names, and one paragraph style for every way of setting a text.

Size and face stand in the paragraph style, so a run needs no properties of its own: LibreOffice
loses run properties in some content controls, and somebody who types over an answer keeps the look.
"""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.engine.definition import Align, Face
from jiqun.engine.documents.paper import Style

LATIN = "Times New Roman"
TICK_FONT = "Segoe UI Symbol"  # has ☑ and □ both, drawn to one design
MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@dataclass(frozen=True, slots=True)
class Font:
    """A font as Word knows it: Chinese name, the name other systems list it by, its family."""

    name: str
    other: str
    family: str


FONTS: dict[Face, Font] = {
    "song": Font("宋体", "SimSun", "auto"),
    "hei": Font("黑体", "SimHei", "modern"),
    "kai": Font("楷体", "KaiTi", "modern"),
    "fangsong": Font("仿宋", "FangSong", "modern"),
    "title": Font("方正小标宋简体", "FZXiaoBiaoSong-B05S", "script"),
}
_ALIGN: dict[Align, str] = {
    "left": "left",
    "centre": "center",
    "right": "right",
    "justify": "both",
}
GAP = '<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>'
"""A paragraph one point high, where Word wants one and the paper has none."""


def twips(points: float) -> int:
    """Word's unit of length: a twentieth of a point."""
    return round(points * 20)


def half_points(size: float) -> int:
    """Word's unit of type size, rounded down so that nothing grows beyond what was measured."""
    return max(2, int(size * 2 + 1e-6))


def fonts(face: Face) -> str:
    """The w:rFonts of a face: Latin letters and digits in one Latin font throughout."""
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}"'
        f' w:eastAsia="{FONTS[face].name}"/>'
    )


def one_font(name: str) -> str:
    """The w:rFonts that sets every character in one font."""
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}"'
        f' w:cs="{name}"/>'
    )


def paragraph_style(identity: str, name: str, style: Style, heading: bool) -> str:
    """One w:style of type paragraph."""
    indent = twips(style.indent * style.size)
    chars = round(style.indent * 100)
    size = half_points(style.size)
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{identity}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>'
        + (f'<w:tabs><w:tab w:val="left" w:pos="{indent}"/></w:tabs>' if indent else "")
        + f'<w:spacing w:before="{twips(style.before)}" w:after="{twips(style.after)}"'
        f' w:line="{twips(style.pitch)}" w:lineRule="exact"/>'
        + (f'<w:ind w:firstLineChars="{chars}" w:firstLine="{indent}"/>' if indent else "")
        + f'<w:jc w:val="{_ALIGN[style.align]}"/>'
        + ('<w:outlineLvl w:val="0"/>' if heading else "")
        + f"</w:pPr><w:rPr>{fonts(style.face)}"
        + ("<w:b/>" if style.bold else "")
        + f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def styles_part(own: str) -> str:
    """word/styles.xml: defaults, the fixed styles, and the paper's own."""
    return (
        f"<w:styles {MAIN}><w:docDefaults><w:rPrDefault><w:rPr>{fonts('song')}"
        '<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:adjustRightInd w:val="0"/>'
        '<w:snapToGrid w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Gap"><w:name w:val="Gap"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="0" w:after="0" w:line="20"'
        ' w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="0" w:after="0" w:line="280"'
        ' w:lineRule="exact"/><w:jc w:val="center"/></w:pPr></w:style>'
        f"{own}</w:styles>"
    )


def fonts_part() -> str:
    """word/fontTable.xml: every font the file names, with the name other systems know it by."""
    chinese = "".join(
        f'<w:font w:name="{font.name}"><w:altName w:val="{font.other}"/>'
        f'<w:charset w:val="86"/><w:family w:val="{font.family}"/><w:pitch w:val="variable"/>'
        "</w:font>"
        for font in FONTS.values()
    )
    return (
        f"<w:fonts {MAIN}>{chinese}"
        f'<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font>'
        f'<w:font w:name="{TICK_FONT}"><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )
