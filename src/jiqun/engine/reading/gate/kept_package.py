"""The gate for a package that is kept and given out again, never read: Word, Excel, OFD.

It is the gate before the reading of a Word file, and stricter in one thing: what points outside of
the file is refused. Here nothing fetches it, but the program of whoever opens the file would.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiqun.engine.answers import UnusableInput
from jiqun.engine.reading.gate.word_package import (
    MAIN_TYPE,
    WORD_PARTS,
    count_outside,
    is_xml,
    main_part,
)
from jiqun.engine.reading.gate.xml_gate import parse_xml
from jiqun.engine.reading.gate.zip_gate import DAMAGED, UNSAFE, open_zip


@dataclass(frozen=True, slots=True)
class PackageSort:
    """What a package of a sort may hold, and the type of its main part (an OFD says none)."""

    parts: re.Pattern[str]
    main_type: str = ""


_EXCEL_PARTS = re.compile(
    r"\[Content_Types\]\.xml|(?:[\w-]+/)*_rels/[\w.-]*\.rels|docProps/[\w-]+\.xml"
    r"|docProps/thumbnail\.\w{3,4}|customXml/[\w-]+\.xml|_xmlsignatures/[\w-]+\.(?:xml|sigs)"
    r"|xl/(?:(?:worksheets|chartsheets|dialogsheets|theme|charts|drawings|diagrams|tables|ink"
    r"|pivotTables|pivotCache|queryTables|persons|threadedComments|comments|slicers|slicerCaches"
    r"|timelines|timelineCaches|richData|revisions|worksheets/wsSortMap)/)?[\w-]+\.(?:xml|vml)"
    r"|xl/printerSettings/[\w-]+\.bin"
    r"|xl/media/[^/]+\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|wdp)"
    r"|(?:[\w-]+/)+",
    re.IGNORECASE,
)
_OFD_PARTS = re.compile(
    r"(?:[\w.-]+/)*[\w.-]+\.(?:xml|png|jpe?g|bmp|tiff?|gif|jb2|gbig2|ttf|ttc|otf|cff|esl|dat|icc)"
    r"|(?:[\w.-]+/)+",
    re.IGNORECASE,
)
_OFD_ROOT = "{http://www.ofdspec.org/2016}OFD"

PACKAGE_SORTS = {
    "docx": PackageSort(WORD_PARTS, MAIN_TYPE),
    "xlsx": PackageSort(
        _EXCEL_PARTS,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    ),
    "ofd": PackageSort(_OFD_PARTS),
}


def check_package(data: bytes, sort: str) -> None:
    """Look at a package of a sort (docx, xlsx, ofd); raises UnusableInput with a Chinese reason for
    all that is unsafe or is not what it says."""
    read_package(data, sort)


def read_package(data: bytes, sort: str) -> dict[str, bytes]:
    """The XML parts of a package of a sort, as `check_package` finds nothing wrong with them."""
    known = PACKAGE_SORTS[sort]
    if not data.startswith(b"PK\x03\x04"):
        raise UnusableInput(DAMAGED.format(why="开头不是压缩包的标志"))
    parts = open_zip(data, lambda name: is_xml(name, known.parts))
    for name, content in parts.items():
        parse_xml(name, content)  # a DTD, or what is no XML, refuses the file
    if not known.main_type:
        root = parts.get("OFD.xml")
        if root is None or parse_xml("OFD.xml", root).tag != _OFD_ROOT:
            raise UnusableInput(DAMAGED.format(why="压缩包里没有 OFD 文档"))
        return parts
    main_part(parts, known.main_type)
    if count_outside(parts):
        raise UnusableInput(UNSAFE.format(why="引用了文件之外的内容（模板、图片或其他文件）"))
    return parts
