"""Parse one XML part of a Word file: no DTD in any encoding, no entities, bounded in size."""

from __future__ import annotations

import codecs
import re

from lxml import etree

from jiqun.engine.answers import UnusableInput
from jiqun.engine.reading.gate.zip_gate import DAMAGED, UNSAFE

MAX_PART = 12 * 1024 * 1024  # bytes of one XML part
MAX_TAGS = 400_000  # opening, closing and empty tags of one part
MAX_TEXT = 200_000  # characters between two tags

_BOMS = (
    (codecs.BOM_UTF32_LE, None),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, None),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARATION = re.compile(r"^\s*<\?xml\b([^>]*)\?>")
_ENCODING = re.compile(r"""encoding\s*=\s*["']([\w.-]+)["']""")
_DTD = re.compile(r"<!\s*(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)

# ISO 29500 Strict names the same elements in other namespaces; read as the usual ones.
_STRICT = (
    (
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


def checked_text(name: str, data: bytes) -> str:
    """The text of an XML part without its declaration; raises UnusableInput for a DTD, for an
    encoding other than UTF-8 and UTF-16, and for too many elements."""
    if len(data) > MAX_PART:
        raise UnusableInput(UNSAFE.format(why=f"部件“{name}”过大"))
    try:
        text = data.decode(_encoding(name, data))
    except UnicodeDecodeError:
        raise UnusableInput(DAMAGED.format(why=f"部件“{name}”的编码不对")) from None
    if _DTD.search(text):
        raise UnusableInput(UNSAFE.format(why=f"部件“{name}”含有文档类型定义（DTD）"))
    if text.count("<") > MAX_TAGS:
        raise UnusableInput(UNSAFE.format(why=f"部件“{name}”的元素过多"))
    if len(text) > MAX_TEXT and max(map(len, text.split("<"))) > MAX_TEXT:
        raise UnusableInput(UNSAFE.format(why=f"部件“{name}”有一段文字过长"))
    declaration = _DECLARATION.match(text)
    if declaration is None:
        return text
    encoding = _ENCODING.search(declaration[1])
    if encoding and encoding[1].lower() not in ("utf-8", "utf8", "utf-16", "us-ascii", "ascii"):
        raise UnusableInput(UNSAFE.format(why=f"部件“{name}”的编码“{encoding[1]}”不在允许之列"))
    return text[declaration.end() :]


def parse_xml(name: str, data: bytes) -> etree._Element:
    """The root element of an XML part; raises UnusableInput for anything unsafe or broken."""
    text = checked_text(name, data)
    for strict, usual in _STRICT:
        text = text.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,  # keeps the parser's own limits: depth 256, text of 10 MB
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        why = "嵌套过深" if "depth" in str(error).lower() else "不是正确的 XML"
        raise UnusableInput(DAMAGED.format(why=f"部件“{name}”{why}")) from None
    except UnicodeEncodeError:
        raise UnusableInput(DAMAGED.format(why=f"部件“{name}”的编码不对")) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnusableInput(UNSAFE.format(why=f"部件“{name}”含有文档类型定义（DTD）"))
    return root


def _encoding(name: str, data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            if encoding is None:
                break
            return encoding
    else:
        if b"\0" not in data[:4]:
            return "utf-8"
        if data[:4] in (b"<\0?\0", b"\0<\0?"):
            return "utf-16-le" if data[0] else "utf-16-be"
    raise UnusableInput(UNSAFE.format(why=f"部件“{name}”的编码不在允许之列"))
