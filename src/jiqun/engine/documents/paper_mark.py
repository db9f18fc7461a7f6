"""What stands in the margins of a paper 页边: that it is a draft 草稿, or which version.

It lies outside the form: tables, sizes and page ends are the same with it and without, and reading
a paper back passes over it. Lengths are in mm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from segno import QRCode

_DRAFT, _VOIDED = "草稿", "已作废"
_PARTNERS = "协作县："
ROOM_FOR_PARTNERS = 22
"""How many characters of their names a line in the lower margin holds."""
CODE_SIDE = 15.0
"""Side of the QR code: it keeps clear of the tables in the lower margin, and a scan at 100 dpi,
slanted and blurred, is still read."""
EDGE = 4.5
"""What no printer reaches: nothing stands nearer to the lower edge of the page."""
LINE_SIZE, LINE_PITCH = 7.5, 10.5
"""Type size of the lines, and from one to the next, in pt."""
_DIGITS = 32
_CODE = re.compile(
    rf"JQ1\|(?P<number>[^|]{{1,24}})\|(?P<version>[1-9]\d{{0,3}})\|(?P<digest>[0-9a-f]{{{_DIGITS}}})"
)
_LINES = re.compile(rf"申报编号 \S+ 第\d+版|摘要 [0-9a-f ]+|{_PARTNERS}.+|{_DRAFT}|{_VOIDED}")


@dataclass(frozen=True, slots=True)
class PaperMark:
    """A mark on every page: a word `above`, in the upper margin at the right; `lines` of words in
    the lower margin at the left, at most three; the text of a QR code at its right, empty for none.
    """

    above: str = ""
    lines: tuple[str, ...] = ()
    code: str = ""


NO_MARK = PaperMark()
DRAFT = PaperMark(above=_DRAFT)


@dataclass(frozen=True, slots=True)
class PaperCode:
    """What the QR code of a frozen version says: the number 申报编号 of its application, its own,
    and the first 32 of the hexadecimal digits of its digest."""

    number: str
    version: int
    digest: str


def frozen_mark(
    number: str, version: int, digest: str, voided: bool = False, partners: str = ""
) -> PaperMark:
    """The mark of a frozen version: `digest` is its SHA-256, hexadecimal; one that counts no more
    says so above; `partners` are the names of the partner counties 协作县, where it has any."""
    short = digest[:_DIGITS]
    grouped = " ".join(short[at : at + 8] for at in range(0, _DIGITS, 8))
    named = (f"{_PARTNERS}{partners}",) if partners else ()
    return PaperMark(
        above=_VOIDED if voided else "",
        lines=(f"申报编号 {number} 第{version}版", f"摘要 {grouped}", *named),
        code=f"JQ1|{number}|{version}|{short}",
    )


def read_code(text: str) -> PaperCode | None:
    """What a QR code says, if it is one of a paper."""
    found = _CODE.fullmatch(text)
    return PaperCode(found["number"], int(found["version"]), found["digest"]) if found else None


def is_mark(text: str) -> bool:
    """Whether a line in a margin is one of a mark."""
    return _LINES.fullmatch(text.strip()) is not None


def code_as_svg(text: str) -> str:
    """The QR code as one SVG element without a size of its own."""
    return str(_code(text).svg_inline(border=0, omitsize=True))


def code_as_png(text: str) -> bytes:
    """The QR code as a picture, eight dots a module."""
    picture = BytesIO()
    _code(text).save(picture, kind="png", scale=8, border=0)
    return picture.getvalue()


def _code(text: str) -> QRCode:
    import segno  # by those who draw one

    return segno.make(text, error="m", micro=False)
