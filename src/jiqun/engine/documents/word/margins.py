"""The margins of a Word file: page numbers, and what a mark of the paper says above and below.

All of it stands in headers and footers, at places measured from the edges of the page, so that the
body knows nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiqun.engine.definition import Face, Page
from jiqun.engine.documents.paper import POINTS_PER_MM, Paper
from jiqun.engine.documents.paper_mark import (
    CODE_SIDE,
    EDGE,
    LINE_PITCH,
    LINE_SIZE,
    PaperMark,
    code_as_png,
)
from jiqun.engine.documents.word.runs import attribute
from jiqun.engine.documents.word.styles import FONTS, MAIN, half_points, one_font, twips

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_NAMESPACES = (
    f' xmlns:r="{_OFFICE}/relationships" xmlns:a="{_DRAWING}/main"'
    f' xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:pic="{_DRAWING}/picture"'
)
_EMU = 36_000  # a millimetre in the units of a drawing
_ABOVE_SIZE = 16.0  # pt
_LOOK = '<w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr>'
_CODE = "code.png"


def _run(inner: str, look: str = _LOOK) -> str:
    return f"<w:r>{look}{inner}</w:r>"


# The page number is five runs, each with properties: WPS loses other forms of the field.
_NUMBER = "".join(
    map(
        _run,
        (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        ),
    )
)


@dataclass(frozen=True, slots=True)
class MarginPart:
    """A header or footer: the id by which the document names it, its name in the package, whether
    it is that of the first page or of the others, what stands in it, and its relations
    (id → type, target)."""

    id: str
    name: str
    kind: str  # "header" or "footer"
    pages: str  # "first" or "default", the others
    content: str
    relations: dict[str, tuple[str, str]]


def margin_parts(paper: Paper) -> tuple[MarginPart, ...]:
    """The headers and footers of a paper: the first page has no number."""
    return tuple(_parts(paper.mark, paper.page))


def margin_pictures(paper: Paper) -> dict[str, bytes]:
    """The pictures in the margins by their names in the package."""
    return {f"word/media/{_CODE}": code_as_png(paper.mark.code)} if paper.mark.code else {}


def _parts(mark: PaperMark, page: Page) -> Iterator[MarginPart]:
    words = "".join(_line(mark, line, page) for line in range(len(mark.lines)))
    picture = _picture(mark, page)
    pictures = {"rId1": (f"{_OFFICE}/relationships/image", f"media/{_CODE}")} if mark.code else {}
    names = _NAMESPACES if mark.code else ""
    for number, pages in enumerate(("default", "first"), 1):
        content = words + _paragraph((_NUMBER if pages == "default" else "") + picture)
        whole = f"<w:ftr {MAIN}{names}>{content}</w:ftr>"
        name = f"word/footer{number}.xml"
        yield MarginPart(f"rId{3 + number}", name, "footer", pages, whole, pictures)
    if mark.above:
        whole = f"<w:hdr {MAIN}>{_above(mark.above, page)}{_paragraph('')}</w:hdr>"
        for number, pages in enumerate(("default", "first"), 1):
            yield MarginPart(
                f"rId{5 + number}", f"word/header{number}.xml", "header", pages, whole, {}
            )


def _paragraph(inner: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{inner}</w:p>'


def _above(words: str, page: Page) -> str:
    top = page.top * POINTS_PER_MM / 2 - _ABOVE_SIZE / 2
    width = _ABOVE_SIZE * len(words) + 4
    left = (page.width - page.right) * POINTS_PER_MM - width
    return _framed(words, (left, top, width), (_ABOVE_SIZE, _ABOVE_SIZE + 2), "hei", "right")


def _line(mark: PaperMark, number: int, page: Page) -> str:
    """A line of words, one under the other in the middle of the lower margin."""
    height = len(mark.lines) * LINE_PITCH
    middle = (page.height - page.bottom / 2) * POINTS_PER_MM
    top = middle - height / 2 + number * LINE_PITCH
    left, width = page.left * POINTS_PER_MM, (page.width / 2 - page.left - 10) * POINTS_PER_MM
    size = (LINE_SIZE, LINE_PITCH)
    return _framed(mark.lines[number], (left, top, width), size, "song", "left")


def _framed(
    words: str,
    place: tuple[float, float, float],
    size: tuple[float, float],
    face: Face,
    align: str,
) -> str:
    """A paragraph in a frame: left edge, upper edge and width in pt from the edges of the page;
    type size and pitch in pt."""
    left, top, width = map(twips, place)
    points, pitch = half_points(size[0]), twips(size[1])
    font = one_font(FONTS[face].name)
    look = f'<w:rPr>{font}<w:sz w:val="{points}"/><w:szCs w:val="{points}"/></w:rPr>'
    return (
        '<w:p><w:pPr><w:pStyle w:val="Footer"/>'
        f'<w:framePr w:w="{width}" w:h="{pitch}" w:hRule="exact" w:wrap="around"'
        f' w:vAnchor="page" w:hAnchor="page" w:x="{left}" w:y="{top}"/>'
        f'<w:spacing w:line="{pitch}" w:lineRule="exact"/><w:jc w:val="{align}"/></w:pPr>'
        f"{_run(f'<w:t>{attribute(words, words)}</w:t>', look)}</w:p>"
    )


def _picture(mark: PaperMark, page: Page) -> str:
    """The QR code, anchored at the page's lower right."""
    if not mark.code:
        return ""
    side = round(CODE_SIDE * _EMU)
    left = round((page.width - page.right - CODE_SIDE) * _EMU)
    top = round((page.height - EDGE - CODE_SIDE) * _EMU)
    words = attribute("；".join(mark.lines) or "二维码", "the mark")
    return _run(
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0"'
        ' relativeHeight="1" behindDoc="1" locked="1" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{side}" cy="{side}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:wrapNone/><wp:docPr id="1" name="code" descr="{words}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_DRAWING}/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="1" name="code" descr="{words}"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch>'
        '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{side}" cy="{side}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing>",
        "",
    )
