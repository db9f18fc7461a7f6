"""A look at an old Office file: the kind it says, without a password and without macros."""

from __future__ import annotations

from jiqun.records.evidence.file_checks import UnusableFileError

_SECTORS = {3: 9, 4: 12}  # major version → exponent of the size of its sectors
_SECTOR_MARKS = 128
_DAMAGED = "文件损坏或类型不符。请用 Word、Excel 或 WPS 打开，另存为 PDF 后再上传。"
_MACROS = "文件含有宏。请另存为 PDF 后再上传。"


def look_doc(data: bytes) -> str:
    """An old Word file; gives no remark."""
    return _look(data, ("WordDocument",))


def look_xls(data: bytes) -> str:
    """An old Excel file; gives no remark."""
    return _look(data, ("Workbook", "Book"))


def _look(data: bytes, streams: tuple[str, ...]) -> str:
    if len(data) < 1024 or data[28:30] != b"\xfe\xff":
        raise UnusableFileError(_DAMAGED)
    version = int.from_bytes(data[26:28], "little")
    if _SECTORS.get(version) != int.from_bytes(data[30:32], "little"):
        raise UnusableFileError(_DAMAGED)
    names = _entry_names(data, 1 << _SECTORS[version])
    if "EncryptedPackage" in names:
        raise UnusableFileError("文件设置了密码。请取消密码后再上传。")
    if not names.intersection(streams):
        raise UnusableFileError(_DAMAGED)
    if any(name.upper() in ("_VBA_PROJECT", "_VBA_PROJECT_CUR", "MACROS") for name in names):
        raise UnusableFileError(_MACROS)
    return ""


def _entry_names(data: bytes, sector: int) -> set[str]:
    """The names in the file's directory. It lies in whole sectors, wherever they are; an entry is
    128 bytes and ends its name with two zero bytes at the length it says."""
    names = set()
    for at in range(sector, len(data) - _SECTOR_MARKS + 1, _SECTOR_MARKS):
        length = int.from_bytes(data[at + 64 : at + 66], "little")
        if not 4 <= length <= 64 or length % 2 or data[at + 66] not in (1, 2, 5):
            continue
        raw = data[at : at + length]
        if raw[-2:] == b"\0\0" and not any(data[at + length : at + 64]):
            names.add(raw[:-2].decode("utf-16-le", "replace"))
    return names
