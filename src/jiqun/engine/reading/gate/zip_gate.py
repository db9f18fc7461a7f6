"""The gate before any parser: look at a zip file byte by byte, and inflate only what passes.

Written on struct and zlib alone: the central directory, every local header and the really inflated
bytes must tell the same story, within limits, or the file is refused with a reason.
"""

from __future__ import annotations

import struct
import unicodedata
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from jiqun.engine.answers import UnusableInput

MAX_ENTRIES = 2_000
MAX_INFLATED = 100 * 1024 * 1024  # bytes, all entries together, counted while inflating
MAX_RATIO = 100  # of inflated to packed bytes
RATIO_FROM = 1024 * 1024  # small parts may pack better than MAX_RATIO
MAX_KEPT = 24 * 1024 * 1024  # bytes of the wanted members together; they are held in memory
MAX_NAME = 240  # bytes
CHUNK = 256 * 1024

_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_LOCAL = struct.Struct("<4s2B4HL2L2H")
_ENCRYPTED_FLAGS = 0x0001 | 0x0040 | 0x2000
_DESCRIPTOR_FLAG = 0x0008
_ZIP64 = 0xFFFFFFFF
_SYMLINK = 0xA000

DAMAGED = "文件损坏或类型不符：{why}。请用原来的程序打开，重新保存后再试。"
UNSAFE = "文件不安全：{why}。请用 Word 或 WPS 打开，重新另存后再试。"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the central directory."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    attributes: int
    offset: int


def open_zip(data: bytes, is_wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """The wanted members of a zip file: name → bytes; every member is inflated and checked.

    Raises UnusableInput with a Chinese reason for anything that does not add up.
    """
    entries, directory = _read_directory(data)
    _check_names(entries)
    ranges: list[tuple[int, int]] = []
    members: dict[str, bytes] = {}
    total = kept_total = 0
    for entry in entries:
        start = _check_local_header(data, entry)
        end = start + entry.packed
        if end > directory:
            raise UnusableInput(DAMAGED.format(why=f"“{entry.name}”超出了文件范围"))
        ranges.append((entry.offset, end + _descriptor(data, entry, end)))
        size, content = _inflate(data, start, entry, total, is_wanted(entry.name), kept_total)
        total += size
        if content is not None:
            members[entry.name] = content
            kept_total += size
    _check_overlaps(ranges, directory)
    return members


def _read_directory(data: bytes) -> tuple[list[_Entry], int]:
    """The entries of the central directory and the offset where it begins."""
    place = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if place < 0 or place + _END.size > len(data):
        raise UnusableInput(DAMAGED.format(why="压缩包的结尾缺失"))
    _, disk, first, here, count, length, offset, comment = _END.unpack_from(data, place)
    if place + _END.size + comment != len(data) or disk or first or here != count:
        raise UnusableInput(DAMAGED.format(why="压缩包的结尾与内容不一致"))
    if count > MAX_ENTRIES:
        raise UnusableInput(UNSAFE.format(why=f"内含{count}个部件，超过上限{MAX_ENTRIES}个"))
    if b"PK\x06\x07" in data[max(0, place - 20) : place] or offset == _ZIP64:
        raise UnusableInput(UNSAFE.format(why="使用了超大压缩包（ZIP64）格式"))
    if offset + length != place:
        raise UnusableInput(DAMAGED.format(why="压缩包的目录位置不一致"))
    entries: list[_Entry] = []
    at = offset
    while at < place:
        if len(entries) == count or at + _CENTRAL.size > place:
            raise UnusableInput(DAMAGED.format(why="压缩包的目录与部件数不一致"))
        entry, at = _directory_entry(data, at)
        entries.append(entry)
    if at != place or len(entries) != count or not entries:
        raise UnusableInput(DAMAGED.format(why="压缩包的目录与部件数不一致"))
    return entries, offset


def _directory_entry(data: bytes, at: int) -> tuple[_Entry, int]:
    fields = _CENTRAL.unpack_from(data, at)
    if fields[0] != b"PK\x01\x02":
        raise UnusableInput(DAMAGED.format(why="压缩包的目录损坏"))
    flags, method = fields[5], fields[6]
    crc, packed, size, name_length, extra, comment, disk = fields[9:16]
    raw = data[at + _CENTRAL.size : at + _CENTRAL.size + name_length]
    entry = _Entry(
        name=_decode(raw, flags),
        raw_name=raw,
        flags=flags,
        method=method,
        crc=crc,
        packed=packed,
        size=size,
        attributes=fields[17],
        offset=fields[18],
    )
    if disk or _ZIP64 in (packed, size, entry.offset):
        raise UnusableInput(UNSAFE.format(why="使用了超大压缩包（ZIP64）格式"))
    return entry, at + _CENTRAL.size + name_length + extra + comment


def _decode(raw: bytes, flags: int) -> str:
    try:
        return raw.decode("utf-8" if flags & 0x800 else "cp437")
    except UnicodeDecodeError:
        raise UnusableInput(DAMAGED.format(why="部件名称的编码不对")) from None


def _check_names(entries: list[_Entry]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.name
        shown = "".join(c if c.isprintable() else "?" for c in name[:60]) or "（空）"
        if len(entry.raw_name) > MAX_NAME or not name:
            raise UnusableInput(UNSAFE.format(why=f"部件名称“{shown}”过长或为空"))
        if any(ord(c) < 32 or c in "\\:" for c in name) or name.startswith("/"):
            raise UnusableInput(UNSAFE.format(why=f"部件名称“{shown}”含有不允许的字符"))
        if any(part in ("", ".", "..") for part in name.removesuffix("/").split("/")):
            raise UnusableInput(UNSAFE.format(why=f"部件“{shown}”指向文件之外"))
        if (entry.attributes >> 16) & 0xF000 == _SYMLINK:
            raise UnusableInput(UNSAFE.format(why=f"部件“{shown}”是链接"))
        if entry.flags & _ENCRYPTED_FLAGS:
            raise UnusableInput("文件设置了密码，无法读取。请取消密码后再试。")
        if entry.method not in (0, 8):
            raise UnusableInput(UNSAFE.format(why=f"部件“{shown}”的压缩方式不常见"))
        key = unicodedata.normalize("NFKC", name).casefold()
        if key in seen:
            raise UnusableInput(UNSAFE.format(why=f"部件“{shown}”出现了两次"))
        seen.add(key)


def _check_local_header(data: bytes, entry: _Entry) -> int:
    """The offset where the packed bytes begin; the local header must agree with the directory."""
    if entry.offset + _LOCAL.size > len(data):
        raise UnusableInput(DAMAGED.format(why=f"找不到部件“{entry.name}”"))
    header = _LOCAL.unpack_from(data, entry.offset)
    signature, flags, method = header[0], header[3], header[4]
    crc, packed, size, name_length, extra = header[7:12]
    start = entry.offset + _LOCAL.size
    same = signature == b"PK\x03\x04" and data[start : start + name_length] == entry.raw_name
    same = same and flags == entry.flags and method == entry.method
    sizes = (crc, packed, size)
    later = bool(flags & _DESCRIPTOR_FLAG) and sizes == (0, 0, 0)
    if not same or not (later or sizes == (entry.crc, entry.packed, entry.size)):
        raise UnusableInput(UNSAFE.format(why=f"部件“{entry.name}”的两处说明不一致"))
    return int(start + name_length + extra)


def _descriptor(data: bytes, entry: _Entry, end: int) -> int:
    """The length of the data descriptor behind the packed bytes; it must agree as well."""
    if not entry.flags & _DESCRIPTOR_FLAG:
        return 0
    expected = struct.pack("<3L", entry.crc, entry.packed, entry.size)
    if data[end : end + 16] == b"PK\x07\x08" + expected:
        return 16
    if data[end : end + 12] == expected:
        return 12
    raise UnusableInput(UNSAFE.format(why=f"部件“{entry.name}”的两处说明不一致"))


def _inflate(
    data: bytes, start: int, entry: _Entry, total: int, keep: bool, kept_total: int
) -> tuple[int, bytes | None]:
    """Inflate in small pieces, counting what really comes out; the bytes only if wanted."""
    view = memoryview(data)[start : start + entry.packed]
    inflater = zlib.decompressobj(-15) if entry.method == 8 else None
    chunks: list[bytes] = []
    size = crc = 0
    rest: bytes | memoryview = view
    while True:
        try:
            piece, rest = _next_piece(inflater, rest)
        except zlib.error:
            raise UnusableInput(DAMAGED.format(why=f"部件“{entry.name}”无法解压")) from None
        if not piece:
            break
        size += len(piece)
        crc = zlib.crc32(piece, crc)
        if total + size > MAX_INFLATED:
            raise UnusableInput(UNSAFE.format(why="解压后超过100 MB"))
        if size > RATIO_FROM and size > MAX_RATIO * entry.packed:
            raise UnusableInput(UNSAFE.format(why=f"部件“{entry.name}”的压缩比超过{MAX_RATIO}倍"))
        if keep and kept_total + size > MAX_KEPT:
            raise UnusableInput(UNSAFE.format(why=f"部件“{entry.name}”过大"))
        if keep:
            chunks.append(piece)
    complete = inflater is None or (inflater.eof and not inflater.unused_data)
    if not complete or size != entry.size or crc != entry.crc:
        raise UnusableInput(DAMAGED.format(why=f"部件“{entry.name}”的内容与校验码不符"))
    return size, b"".join(chunks) if keep else None


def _next_piece(
    inflater: zlib._Decompress | None, rest: bytes | memoryview
) -> tuple[bytes, bytes | memoryview]:
    if inflater is None:
        return bytes(rest[:CHUNK]), rest[CHUNK:]
    piece = inflater.decompress(rest, CHUNK)
    return piece, inflater.unconsumed_tail


def _check_overlaps(ranges: list[tuple[int, int]], directory: int) -> None:
    end = 0
    for start, stop in sorted(ranges):
        if start < end:
            raise UnusableInput(UNSAFE.format(why="部件互相重叠"))
        end = stop
    if end > directory:
        raise UnusableInput(UNSAFE.format(why="部件与目录互相重叠"))
