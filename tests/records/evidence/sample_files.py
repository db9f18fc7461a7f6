"""Small files made by code, of every kind that is taken and of many that are not."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

PDF = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R >>\nstartxref\n58\n%%EOF\n"
)
TYPES = "[Content_Types].xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def package(*parts: tuple[str, bytes]) -> bytes:
    """A zip file of these parts."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name, content in parts:
            target.writestr(name, content)
    return written.getvalue()


def docx(*more: tuple[str, bytes], kind: str = _WORD) -> bytes:
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    main = ("word/document.xml", b'<w:document xmlns:w="w"/>')
    return package((TYPES, types.encode()), _leads_to(main[0]), main, *more)


def xlsx(*more: tuple[str, bytes], book: bytes = b"<workbook/>") -> bytes:
    types = f'<Types><Override PartName="/xl/workbook.xml" ContentType="{_EXCEL}"/></Types>'
    main = ("xl/workbook.xml", book)
    return package((TYPES, types.encode()), _leads_to(main[0]), main, *more)


def _leads_to(main: str) -> tuple[str, bytes]:
    """The part by which a package leads to its main one."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    link = f'<Relationship Id="r" Type="{kind}" Target="{main}"/>'
    return "_rels/.rels", f"<Relationships>{link}</Relationships>".encode()


def ofd(root: bytes = b'<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>') -> bytes:
    return package(("OFD.xml", b'<?xml version="1.0"?>' + root), ("Doc_0/Document.xml", b"<d/>"))


def png(width: int = 2, height: int = 2, *chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG of so many pixels by its header; the chunks stand before its data."""
    header = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    all_chunks = ((b"IHDR", header), *chunks, (b"IDAT", zlib.compress(b"\0" * 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*c) for c in all_chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))


def jpeg(width: int = 2, height: int = 2, comment: bytes = b"Camera", tail: bytes = b"") -> bytes:
    """The segments of a JPEG with a size and a comment, and what stands behind its end."""
    size = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    segments = ((0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"), (0xFE, comment), (0xC0, size))
    scan = b"\xff\xda" + struct.pack(">H", 8) + b"\1\1\0\0\x3f\0" + b"\x12\xff\x00\x34"
    body = b"".join(
        bytes((0xFF, mark)) + struct.pack(">H", len(part) + 2) + part for mark, part in segments
    )
    return b"\xff\xd8" + body + scan + b"\xff\xd9" + tail


def ole(*names: str) -> bytes:
    """The header of an old Office file and a directory with these streams."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[24:32] = b"\x3e\0\3\0\xfe\xff\x09\0"
    entries = bytearray(512)
    for number, name in enumerate(("Root Entry", *names)):
        raw = name.encode("utf-16-le") + b"\0\0"
        at = number * 128
        entries[at : at + len(raw)] = raw
        entries[at + 64 : at + 66] = len(raw).to_bytes(2, "little")
        entries[at + 66] = 2 if number else 5
    return bytes(header + entries)
