"""Signs of another file inside a file: what browsers and other programs would rather read."""

from __future__ import annotations

import re

from jiqun.records.evidence.file_checks import UnusableFileError

_PAGE = re.compile(
    rb"<\s*(?:!doctype|html|head|body|script|iframe|svg|object|embed|img|meta)[\s>/]", re.IGNORECASE
)
_ZIP_END = b"PK\x05\x06"
_ZIP_LAST = 22  # bytes of the end record, before its comment
_ZIP_TAIL = _ZIP_LAST + 65_535
_POLYGLOT = (
    "文件里混有另一种文件（{what}），不能作为佐证材料。请用原来的程序打开，另存为 PDF 后再上传。"
)


def refuse_page(part: bytes) -> None:
    """Refuse what a browser could take for a page."""
    if _PAGE.search(part):
        raise UnusableFileError(_POLYGLOT.format(what="网页"))


def refuse_appended(data: bytes, end: int) -> None:
    """Refuse what was put behind the end of a file and is a file itself."""
    tail = data[end:]
    refuse_page(tail)
    if _ends_as_zip(data):
        raise UnusableFileError(_POLYGLOT.format(what="压缩包"))
    if b"%PDF-" in tail:
        raise UnusableFileError(_POLYGLOT.format(what="PDF"))
    if tail.startswith(b"MZ"):
        raise UnusableFileError(_POLYGLOT.format(what="程序"))


def _ends_as_zip(data: bytes) -> bool:
    """Whether the file's last bytes are the end of a zip file's directory."""
    at = data.rfind(_ZIP_END, max(0, len(data) - _ZIP_TAIL))
    if at < 0 or at + _ZIP_LAST > len(data):
        return False
    return at + _ZIP_LAST + int.from_bytes(data[at + 20 : at + 22], "little") == len(data)
