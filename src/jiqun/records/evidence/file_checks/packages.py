"""A look at zip packages (docx, xlsx, ofd): the parts they must have and those they must not."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from jiqun.records.evidence.file_checks import UnusableFileError

MOST_PARTS = 2_000
MOST_INFLATED = 200 * 1024 * 1024  # bytes, all parts together, as they say of themselves
MOST_READ = 1024 * 1024  # bytes really inflated of the one part that is read
_TYPES = "[Content_Types].xml"
_ENCRYPTED = 0x1 | 0x40
_SYMLINK = 0xA000
_ACTIVE = re.compile(
    r"vbaproject|activex|macrosheets|oleobject|\.(?:exe|dll|com|scr|msi|bat|cmd|ps1|vbs|js|jar|lnk"
    r"|hta|html?|svg|swf)$",
    re.IGNORECASE,
)
_DAMAGED = "文件损坏或类型不符。请用原来的程序打开，另存为 PDF 后再上传。"
_UNSAFE = "文件不安全（{why}）。请用原来的程序打开，另存为 PDF 后再上传。"
_MAIN = {
    "word": re.compile(rb"wordprocessingml\.document\.main\+xml"),
    "excel": re.compile(rb"spreadsheetml\.sheet\.main\+xml"),
}
_OFD_ROOT = re.compile(rb"<(?:\w+:)?OFD[\s>]")


def look_docx(data: bytes) -> str:
    """A Word document; gives no remark."""
    _check_types(data, "word", "word/")
    return ""


def look_xlsx(data: bytes) -> str:
    """An Excel workbook; gives no remark."""
    _check_types(data, "excel", "xl/")
    return ""


def look_ofd(data: bytes) -> str:
    """An OFD document (GB/T 33190): a package whose root holds OFD.xml; gives no remark."""
    parts = _open(data)
    if not _OFD_ROOT.search(_read(data, parts, "OFD.xml")):
        raise UnusableFileError(_DAMAGED)
    return ""


def _check_types(data: bytes, kind: str, folder: str) -> None:
    parts = _open(data)
    declared = _read(data, parts, _TYPES)
    if b"macroEnabled" in declared:
        raise UnusableFileError("文件含有宏。请另存为不含宏的文件，或另存为 PDF 后再上传。")
    if not _MAIN[kind].search(declared) or not any(p.filename.startswith(folder) for p in parts):
        raise UnusableFileError(_DAMAGED)


def _open(data: bytes) -> Sequence[ZipInfo]:
    """The parts of a package, once their names and sizes are found harmless."""
    try:
        with ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
    except (BadZipFile, ValueError, OSError, RuntimeError):
        raise UnusableFileError(_DAMAGED) from None
    # ZipFile takes a package that something was put in front of; ours begin with their first part.
    if not parts or min(part.header_offset for part in parts) != 0:
        raise UnusableFileError(_DAMAGED)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_INFLATED:
        raise UnusableFileError(_UNSAFE.format(why="解开后过大"))
    names = [part.filename.lower() for part in parts]
    if len(set(names)) != len(names):
        raise UnusableFileError(_UNSAFE.format(why="内有同名部件"))
    for part in parts:
        _check_part(part)
    return parts


def _check_part(part: ZipInfo) -> None:
    name = part.orig_filename
    if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
        raise UnusableFileError(_UNSAFE.format(why="部件的路径指向文件之外"))
    if "\0" in name or part.external_attr >> 16 & 0xF000 == _SYMLINK:
        raise UnusableFileError(_UNSAFE.format(why="部件不是普通文件"))
    if part.flag_bits & _ENCRYPTED:
        raise UnusableFileError("文件设置了密码。请取消密码后再上传。")
    if _ACTIVE.search(name):
        raise UnusableFileError(_UNSAFE.format(why="含有宏、程序或内嵌对象"))


def _read(data: bytes, parts: Sequence[ZipInfo], name: str) -> bytes:
    """The bytes of one part, inflated up to a limit; refuses a DTD in it."""
    part = next((p for p in parts if p.filename == name), None)
    if part is None:
        raise UnusableFileError(_DAMAGED)
    try:
        with ZipFile(BytesIO(data)) as package, package.open(part) as opened:
            content = opened.read(MOST_READ)
    except (BadZipFile, ValueError, OSError, RuntimeError, EOFError, zlib.error):
        raise UnusableFileError(_DAMAGED) from None
    if (
        b"<!DOCTYPE" in content
        or b"<!ENTITY" in content
        or content[:2] in (b"\xff\xfe", b"\xfe\xff")
    ):
        raise UnusableFileError(_UNSAFE.format(why="含有不允许的声明"))
    return content
