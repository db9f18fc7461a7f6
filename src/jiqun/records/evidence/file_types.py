"""What may come in as evidence: extension, beginning and structure of a file must agree.

The files are kept and given out again, never opened here: what is looked at is only enough to know
that a file is what it says, and nothing else as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jiqun.records.evidence.file_checks import UnusableFileError, ole, packages, pdf, pictures
from jiqun.records.evidence.file_names import extension_of

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class FileType:
    """A type that is taken: its media type, how such a file begins, and the look at its structure,
    which raises UnusableFileError or gives a remark for those who will open it."""

    label: str
    media_type: str
    beginning: bytes
    look: Callable[[bytes], str]


TYPES = {
    "pdf": FileType("PDF", "application/pdf", b"%PDF-", pdf.look),
    "ofd": FileType("OFD", "application/ofd", _ZIP, packages.look_ofd),
    "jpg": FileType("JPEG 图片", "image/jpeg", b"\xff\xd8\xff", pictures.look_jpeg),
    "jpeg": FileType("JPEG 图片", "image/jpeg", b"\xff\xd8\xff", pictures.look_jpeg),
    "png": FileType("PNG 图片", "image/png", b"\x89PNG\r\n\x1a\n", pictures.look_png),
    "docx": FileType("Word", _WORD, _ZIP, packages.look_docx),
    "xlsx": FileType("Excel", _EXCEL, _ZIP, packages.look_xlsx),
    "doc": FileType("Word 97", "application/msword", _OLE, ole.look_doc),
    "xls": FileType("Excel 97", "application/vnd.ms-excel", _OLE, ole.look_xls),
}
ACCEPTED = "PDF、OFD、JPG、PNG、Word（docx、doc）、Excel（xlsx、xls）"

# What other files begin with, to say what somebody really brought.
_OTHERS = (
    (b"%PDF-", "PDF 文件"),
    (_ZIP, "压缩包或新版 Office 文件"),
    (_OLE, "旧版 Office 文件，或设了密码的 Office 文件"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"\x89PNG\r\n\x1a\n", "PNG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"{\\rtf", "RTF 文件"),
    (b"MZ", "程序"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"<", "网页或 XML 文件"),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file was found to be."""

    media_type: str
    remark: str


def check_file(name: str, data: bytes, largest: int) -> Checked:
    """What a file of this (cleaned) name is; raises UnusableFileError. `largest` in bytes."""
    kind = check_announced(name, len(data), largest)
    if not data.startswith(kind.beginning):
        raise UnusableFileError(_misnamed(name, kind, data))
    try:
        return Checked(kind.media_type, kind.look(data))
    except UnusableFileError as error:
        raise UnusableFileError(f"“{name}”没有保存：{error.message}") from None


def check_announced(name: str, size: int, largest: int) -> FileType:
    """What a file of this (cleaned) name and size should be, before anything of it has come; raises
    UnusableFileError. Sizes in bytes."""
    if not size:
        raise UnusableFileError(f"“{name}”是空文件，没有保存。请重新选择文件。")
    if size > largest:
        most = largest // 1024 // 1024
        raise UnusableFileError(
            f"“{name}”有 {size / 1024 / 1024:.1f} MB，超过每个文件 {most} MB 的上限，没有保存。"
            "请压缩图片或拆成几个文件后再上传。"
        )
    kind = TYPES.get(extension_of(name))
    if kind is None:
        raise UnusableFileError(
            f"“{name}”不是可以上传的类型，没有保存。请上传{ACCEPTED}文件，或另存为 PDF 后再上传。"
        )
    return kind


def _misnamed(name: str, kind: FileType, data: bytes) -> str:
    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        return f"“{name}”没有保存：文件设置了密码。请取消密码后再上传。"
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    kind_found = next((what for beginning, what in _OTHERS if start.startswith(beginning)), "")
    trouble = f"内容看起来是{kind_found}" if kind_found else "文件损坏或类型不符"
    return (
        f"“{name}”的扩展名说它是 {kind.label} 文件，{trouble}，没有保存。"
        "请用原来的程序打开，另存为 PDF 后再上传。"
    )
