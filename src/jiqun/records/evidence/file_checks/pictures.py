"""A look at pictures: whole, of a size that opens, one picture, and nothing but a picture."""

from __future__ import annotations

import struct

from jiqun.records.evidence.file_checks import UnusableFileError
from jiqun.records.evidence.file_checks.foreign import refuse_appended, refuse_page

MOST_PIXELS = 40_000_000
_DAMAGED = "图片损坏或不完整。请重新拍照或导出后再上传。"
_SIZES = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
_SCAN, _END = 0xDA, 0xD9


def look_jpeg(data: bytes) -> str:
    """Walks the segments to the picture itself; gives no remark."""
    at, sized = 2, False
    while True:
        if at + 4 > len(data) or data[at] != 0xFF:
            raise UnusableFileError(_DAMAGED)
        mark = data[at + 1]
        if mark == 0xFF or mark in _ALONE:
            at += 1 if mark == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        segment = data[at + 4 : at + 2 + length]
        if length < 2 or len(segment) != length - 2:
            raise UnusableFileError(_DAMAGED)
        if mark in _SIZES:
            if len(segment) < 5:
                raise UnusableFileError(_DAMAGED)
            height, width = struct.unpack_from(">HH", segment, 1)
            _check_size(width, height)
            sized = True
        refuse_page(segment)
        at += 2 + length
        if mark == _SCAN:
            break
    end = data.rfind(bytes((0xFF, _END)), at)
    if not sized or end < 0:
        raise UnusableFileError(_DAMAGED)
    # Telephones put a second picture or a short film behind the first: that may stay.
    refuse_appended(data, end + 2)
    return ""


def look_png(data: bytes) -> str:
    """Walks the chunks to the end; gives no remark."""
    at, first = 8, True
    while at + 12 <= len(data):
        length, name = struct.unpack_from(">L4s", data, at)
        body = data[at + 8 : at + 8 + length]
        if first:
            if name != b"IHDR" or len(body) != 13:
                raise UnusableFileError(_DAMAGED)
            _check_size(*struct.unpack_from(">LL", body))
            first = False
        elif name == b"acTL":
            raise UnusableFileError("这是动画，不能作为佐证材料。请上传静止的图片。")
        elif name in (b"tEXt", b"zTXt", b"iTXt"):
            refuse_page(body)
        at += 12 + length
        if name == b"IEND" and at <= len(data):
            refuse_appended(data, at)
            return ""
    raise UnusableFileError(_DAMAGED)


def _check_size(width: int, height: int) -> None:
    if not width or not height:
        raise UnusableFileError(_DAMAGED)
    if width * height > MOST_PIXELS:
        raise UnusableFileError(
            f"图片有 {width}×{height} 像素，超过 {MOST_PIXELS // 10_000} 万像素的上限。"
            "请缩小后再上传。"
        )
