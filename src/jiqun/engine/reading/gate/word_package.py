"""Open a Word file safely: what it is, which parts it may have, what it refers to outside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from posixpath import dirname, normpath

from lxml import etree

from jiqun.engine.answers import UnusableInput
from jiqun.engine.reading.gate.xml_gate import checked_text, parse_xml
from jiqun.engine.reading.gate.zip_gate import DAMAGED, UNSAFE, open_zip

MAX_FILE = 30 * 1024 * 1024  # bytes

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_TYPES = (
    ("macroEnabled", "文件含有宏，不能使用。请另存为不含宏的文件后再试。"),
    ("spreadsheetml", "这是 Excel 工作簿，不是 Word 文件。请提供 .docx 格式的申报表。"),
    ("presentationml", "这是 PowerPoint 演示文稿，不是 Word 文件。请提供 .docx 格式的申报表。"),
    ("template.main", "这是 Word 模板，不是文档。请另存为 .docx 后再试。"),
)

# What a Word file may hold. Anything else is refused by name, so nothing unknown is ever opened.
WORD_PARTS = re.compile(
    r"\[Content_Types\]\.xml|(?:[\w-]+/)*_rels/[\w.-]*\.rels|docProps/[\w-]+\.xml"
    r"|docProps/thumbnail\.\w{3,4}|customXml/[\w-]+\.xml|_xmlsignatures/[\w-]+\.(?:xml|sigs)"
    r"|word/(?:theme/|glossary/|charts/|diagrams/|ink/|drawings/)?[\w-]+\.xml"
    r"|word/(?:glossary/|theme/)?media/[^/]+\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|wdp)"
    r"|word/fonts/[\w-]+\.odttf"
    r"|(?:word|docProps|_rels|customXml|media|theme|glossary|fonts|charts|diagrams|/)+/",
    re.IGNORECASE,
)
_ACTIVE = re.compile(
    r"vba|macro|activex|ctrlprops|attachedtoolbars|\.(?:exe|dll|bat|cmd|js|vbs|ps1|scr|com|msi)$",
    re.IGNORECASE,
)
_EMBEDDED = re.compile(r"embeddings/|afchunk|\.(?:bin|ole|zip|docx?|docm|xls\w?|ppt\w?|mht|html?)$")
_PRINTER = re.compile(r"xl/printerSettings/[\w-]+\.bin", re.IGNORECASE)  # of nearly every workbook
_REFUSED_RELATIONS = ("oleObject", "package", "aFChunk", "subDocument", "frame", "control", "vba")
_OUTSIDE = "文件引用了{count}处外部内容（模板或图片），没有打开，也没有读取。"
_HARMLESS_RELATIONS = ("hyperlink",)

_BEGINNINGS = (
    (b"{\\rtf", "这是 RTF 文件，只是改了扩展名。请用 Word 或 WPS 打开后另存为 .docx。"),
    (b"%PDF", "这是 PDF 文件，不能导入填报内容。请提供 .docx 格式的申报表。"),
    (b"MIME-Version", "这是网页归档文件，只是改了扩展名。请用 Word 或 WPS 打开后另存为 .docx。"),
    (b"From:", "这是网页归档文件，只是改了扩展名。请用 Word 或 WPS 打开后另存为 .docx。"),
    (b"<", "这是网页或 XML 文件，只是改了扩展名。请用 Word 或 WPS 打开后另存为 .docx。"),
)


@dataclass(frozen=True, slots=True)
class Package:
    """The parsed parts of a Word file that hold text, and what was left out of it."""

    document: etree._Element
    stories: dict[str, etree._Element] = field(default_factory=dict)  # notes, comments, headers
    properties: dict[str, str] = field(default_factory=dict)  # custom document properties
    notices: tuple[str, ...] = ()


def open_word(data: bytes) -> Package:
    """The parts of a .docx; raises UnusableInput with a Chinese reason for all that is unsafe."""
    _check_beginning(data)
    parts = open_zip(data, is_xml)
    for name in parts:
        checked_text(name, parts[name])  # a DTD anywhere refuses the file
    main = main_part(parts)
    outside = count_outside(parts)
    notices = [_OUTSIDE.format(count=outside)] if outside else []
    document = parse_xml(main, parts[main])
    stories = {
        name: parse_xml(name, data)
        for name, data in parts.items()
        if re.fullmatch(r"word/(footnotes|endnotes|comments|header\d*|footer\d*)\.xml", name)
    }
    return Package(document, stories, _properties(parts), tuple(notices))


def _check_beginning(data: bytes) -> None:
    if not data:
        raise UnusableInput(DAMAGED.format(why="文件是空的"))
    if len(data) > MAX_FILE:
        raise UnusableInput(f"文件超过{MAX_FILE // 1024 // 1024} MB，没有读取。请压缩图片后再试。")
    if data.startswith(b"PK\x03\x04"):
        return
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnusableInput("文件设置了密码，无法读取。请取消密码后再试。")
        raise UnusableInput("这是旧版 Office 文件（.doc）。请用 Word 或 WPS 打开后另存为 .docx。")
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    for beginning, message in _BEGINNINGS:
        if start.startswith(beginning):
            raise UnusableInput(message)
    raise UnusableInput(DAMAGED.format(why="开头不是 Word 文件的标志"))


def is_xml(name: str, allowed: re.Pattern[str] = WORD_PARTS) -> bool:
    """Whether a member is to be kept; refuses the file for a member that may not be there."""
    if _ACTIVE.search(name):
        raise UnusableInput("文件含有宏、控件或程序，不能使用。请另存为不含宏的文件后再试。")
    if _EMBEDDED.search(name.lower()) and not _PRINTER.fullmatch(name):
        raise UnusableInput(UNSAFE.format(why=f"内嵌了其他文件“{_shown(name)}”"))
    if not allowed.fullmatch(name):
        raise UnusableInput(UNSAFE.format(why=f"含有不属于这种文件的部件“{_shown(name)}”"))
    return name.lower().endswith((".xml", ".rels"))


def _shown(name: str) -> str:
    return name[:60].encode("ascii", "backslashreplace").decode()


def main_part(parts: dict[str, bytes], main_type: str = MAIN_TYPE) -> str:
    """The name of the main document, by the package's relations and its content type."""
    if "[Content_Types].xml" not in parts or "_rels/.rels" not in parts:
        raise UnusableInput(DAMAGED.format(why="压缩包里没有主文档"))
    types = parse_xml("[Content_Types].xml", parts["[Content_Types].xml"])
    declared = {
        str(e.get("PartName") or "").lstrip("/"): str(e.get("ContentType") or "")
        for e in types.iterchildren("{*}Override", "{*}Default")
    }
    for kind in declared.values():
        for word, message in _OTHER_TYPES:
            if word in kind and word not in main_type and kind != main_type:
                raise UnusableInput(message)
    for relation in parse_xml("_rels/.rels", parts["_rels/.rels"]).iterchildren("{*}Relationship"):
        if str(relation.get("Type")).endswith("/officeDocument"):
            name = normpath(str(relation.get("Target")).lstrip("/"))
            if name in parts and declared.get(name) == main_type:
                return name
    raise UnusableInput(DAMAGED.format(why="压缩包里没有主文档"))


def count_outside(parts: dict[str, bytes]) -> int:
    """How many relations point outside of the file, links to pages apart: nothing there is ever
    fetched. Refuses the file for those that bring another file with them."""
    outside = 0
    for name, data in parts.items():
        if not name.endswith(".rels"):
            continue
        home = dirname(dirname(name))
        for relation in parse_xml(name, data).iterchildren("{*}Relationship"):
            kind = str(relation.get("Type")).rsplit("/", 1)[-1]
            target = str(relation.get("Target") or "")
            if any(kind.lower().startswith(word.lower()) for word in _REFUSED_RELATIONS):
                raise UnusableInput(UNSAFE.format(why="链接或内嵌了其他文件"))
            if relation.get("TargetMode") == "External":
                outside += kind not in _HARMLESS_RELATIONS
            elif normpath(f"{home}/{target.lstrip('/')}" if home else target).startswith(".."):
                raise UnusableInput(UNSAFE.format(why="部件的引用指向文件之外"))
    return outside


def _properties(parts: dict[str, bytes]) -> dict[str, str]:
    data = parts.get("docProps/custom.xml")
    if data is None:
        return {}
    root = parse_xml("docProps/custom.xml", data)
    return {
        str(e.get("name")): "".join(map(str, e.itertext()))
        for e in root.iterchildren("{*}property")
    }
