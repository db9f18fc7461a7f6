"""Hostile Word files, made by code from a good one; each is a name and the bytes of a file."""

from __future__ import annotations

import io
import random
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Buffer

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCUMENT, RELS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
Parts = dict[str, bytes]

LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


def unpack(file: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return {name: package.read(name) for name in package.namelist()}


def pack(parts: Parts, more: Callable[[zipfile.ZipFile], None] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
        if more is not None:
            more(package)
    return out.getvalue()


def document(body: str, head: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        f'<w:document xmlns:w="{W_NS}"><w:body>{body}</w:body></w:document>'
    ).encode()


def with_part(parts: Parts, name: str, content: bytes) -> bytes:
    return pack({**parts, name: content})


def with_head(parts: Parts, name: str, head: str, encoding: str = "utf-8") -> bytes:
    """A part with something between its declaration and its root, in an encoding."""
    text = parts[name].decode().split("?>", 1)[-1]
    told = f'<?xml version="1.0" encoding="{encoding}"?>{head}{text}'
    return with_part(parts, name, told.encode(encoding))


def with_relation(parts: Parts, kind: str, target: str, external: bool = True) -> bytes:
    mode = ' TargetMode="External"' if external else ""
    link = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    rels = parts[RELS].decode().replace("</Relationships>", f"{link}</Relationships>")
    return with_part(parts, RELS, rels.encode())


def patched(file: bytes, name: str, offset: int, content: bytes, central: bool) -> bytes:
    """A field of a local header or of a line of the central directory overwritten."""
    raw = name.encode()
    start = file.rfind(raw) - 46 if central else file.find(raw) - 30
    return file[: start + offset] + content + file[start + offset + len(content) :]


def hostile_files(good: bytes) -> Iterator[tuple[str, bytes | Callable[[], bytes]]]:
    """Files that must be refused; a big one as the function that makes it."""
    parts = unpack(good)
    yield from _no_word_files(good, parts)
    yield from _active(parts)
    yield from _entities(parts)
    yield from _bombs(parts)
    yield from _zip_tricks(good, parts)


def _no_word_files(good: bytes, parts: Parts) -> Iterator[tuple[str, bytes]]:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
    middle = len(good) // 2
    yield "empty file", b""
    yield "random bytes", random.Random(1).randbytes(20_000)
    yield "cut by 1 KB", good[:-1024]
    yield "cut to its first bytes", good[:200]
    yield "one flipped byte", good[:middle] + bytes([good[middle] ^ 255]) + good[middle + 1 :]
    yield "old .doc", ole + "WordDocument".encode("utf-16-le")
    yield "password", ole + "EncryptedPackage".encode("utf-16-le")
    yield "RTF", rb"{\rtf1\ansi hello}"
    yield "HTML", b"<html><body>x</body></html>"
    yield "MHT", b"MIME-Version: 1.0\r\nContent-Type: multipart/related"
    yield "PDF", b"%PDF-1.7\n%..."
    yield "picture in front of the zip", b"GIF89a" + good
    yield "bytes behind the zip", good + b"<script>"
    yield "zip of nothing Word knows", pack({"a.txt": b"x"})
    sheet = parts[TYPES].replace(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main")
    yield "workbook renamed", with_part(parts, TYPES, sheet)
    yield "main part lacks", pack({k: v for k, v in parts.items() if k != DOCUMENT})
    yield "broken XML", with_part(parts, DOCUMENT, parts[DOCUMENT][:-200])


def _active(parts: Parts) -> Iterator[tuple[str, bytes]]:
    macro = parts[TYPES].replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"vnd.ms-word.document.macroEnabled.main+xml",
    )
    yield "macro document renamed", with_part(parts, TYPES, macro)
    for name in (
        "word/vbaProject.bin",
        "word/activeX/activeX1.xml",
        "word/embeddings/oleObject1.bin",
        "word/embeddings/setup.exe",
        "word/embeddings/inner.docx",
        "word/afchunk.mht",
        "word/run.js",
        "strange/part.xml",
    ):
        yield name, with_part(parts, name, b"x" * 100)
    yield "linked object", with_relation(parts, "oleObject", "file://///host/share/x.xlsx")
    yield "foreign chunk", with_relation(parts, "aFChunk", "http://example.invalid/x.html")
    yield "relation out of the file", with_relation(parts, "image", "../../../etc/passwd", False)


def _entities(parts: Parts) -> Iterator[tuple[str, bytes]]:
    plain = "<!DOCTYPE d>"
    yield "billion laughs", with_head(parts, DOCUMENT, LAUGHS)
    one = '<!DOCTYPE d [<!ENTITY a "' + "x" * 50_000 + '">]>'
    yield "quadratic blow-up", with_part(parts, DOCUMENT, document("&a;" * 50_000, one))
    for name, source in (("file", "file:///etc/passwd"), ("http", "http://127.0.0.1:9/x")):
        head = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{source}">]>'
        body = "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"
        yield f"external entity {name}", with_part(parts, DOCUMENT, document(body, head))
    parameter = '<!DOCTYPE d [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>'
    yield "parameter entity", with_head(parts, DOCUMENT, parameter)
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"):
        yield f"DTD in {encoding}", with_head(parts, DOCUMENT, plain, encoding)
    for name in (TYPES, "_rels/.rels", RELS, "docProps/core.xml", "word/styles.xml"):
        yield f"DTD in {name}", with_head(parts, name, plain)
    yield "DTD in customXml", with_part(parts, "customXml/item1.xml", b"<!DOCTYPE a><a/>")


def _bombs(parts: Parts) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Big ones: each is made only when it is asked for, as that takes its time."""
    yield "300 MB of text", lambda: _much_text(parts)
    nothing = "word/media/a.png"
    yield "50 MB of nothing as a picture", lambda: with_part(parts, nothing, bytes(50_000_000))
    yield "110 MB of pictures", lambda: _pictures(parts)

    def of(body: Callable[[], str]) -> Callable[[], bytes]:
        return lambda: with_part(parts, DOCUMENT, document(body()))

    def with_more(content: Callable[[int], bytes], count: int) -> Callable[[], bytes]:
        return lambda: pack({**parts, **{f"word/x{n}.xml": content(n) for n in range(count)}})

    yield "3,000,000 empty paragraphs", of(lambda: "<w:p/>" * 3_000_000)
    yield (
        "90,000 different paragraphs",
        of(lambda: "".join(f"<w:p><w:r><w:t>{n}</w:t></w:r></w:p>" for n in range(90_000))),
    )
    yield (
        "3,000 nested tables",
        of(lambda: "<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000),
    )
    yield (
        "a word of 1,000,000 characters",
        of(lambda: f"<w:p><w:r><w:t>{'字' * 1_000_000}</w:t></w:r></w:p>"),
    )
    yield "50,000 parts", with_more(lambda n: b"", 50_000)
    many = with_more(lambda n: b"<a>" + bytes([65 + n]) * 900_000 + b"</a>", 40)
    yield "36 MB in many parts", many


def _much_text(parts: Parts) -> bytes:
    big = b"<w:p/>" * 1000
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in (n for n in parts if n != DOCUMENT):
            package.writestr(name, parts[name])
        with package.open(DOCUMENT, "w") as part:
            for _ in range(50_000):
                part.write(big)
    return out.getvalue()


def _pictures(parts: Parts) -> bytes:
    block = random.Random(2).randbytes(2_000) + bytes(100_000)
    return pack({**parts, **{f"word/media/{n}.png": block * 120 for n in range(9)}})


def _zip_tricks(good: bytes, parts: Parts) -> Iterator[tuple[str, bytes]]:
    for name in ("../../x.xml", "/abs.xml", "C:\\x.xml", "word\\x.xml", "word/./x.xml", "C:x.xml"):
        yield f"name {name}", with_part(parts, name, b"<a/>")
    placed = with_part(parts, "word/evil.xml", b"<a/>")
    yield "name with NUL", placed.replace(b"word/evil.xml", b"word/ev\0l.xml")
    yield "name of 65,000 bytes", with_part(parts, "word/" + "x" * 65_000 + ".xml", b"<a/>")

    def link(package: zipfile.ZipFile) -> None:
        entry = zipfile.ZipInfo("word/link.xml")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        package.writestr(entry, "/etc/passwd")

    yield "symbolic link", pack(parts, link)
    twin = pack({**parts, "word/documenT.xml": parts[DOCUMENT]})
    yield "the same part twice", twin.replace(b"word/documenT.xml", DOCUMENT.encode())
    yield "the same part in capitals", with_part(parts, "WORD/DOCUMENT.XML", parts[DOCUMENT])
    yield (
        "encrypted part",
        patched(patched(good, DOCUMENT, 6, b"\x01\x00", False), DOCUMENT, 8, b"\x01\x00", True),
    )
    yield "other name in the local header", patched(good, DOCUMENT, 30, b"word/documenX", False)
    yield (
        "other size in the local header",
        patched(good, DOCUMENT, 22, struct.pack("<L", 10), False),
    )
    yield (
        "size of 10 bytes declared",
        patched(
            patched(good, DOCUMENT, 22, struct.pack("<L", 10), False),
            DOCUMENT,
            24,
            struct.pack("<L", 10),
            True,
        ),
    )
    yield "size of 4 GB declared", patched(good, DOCUMENT, 24, b"\xff\xff\xff\xfe", True)
    yield "ZIP64 size", patched(good, DOCUMENT, 24, b"\xff\xff\xff\xff", True)
    yield (
        "unknown compression",
        patched(patched(good, DOCUMENT, 8, b"\x0c\x00", False), DOCUMENT, 10, b"\x0c\x00", True),
    )
    yield "overlapping parts", _overlapping(parts)
    yield "number of parts lies", good[:-12] + struct.pack("<H", 5) + good[-10:]
    yield "descriptor lies", _with_descriptor(parts, lie=True)


def _overlapping(parts: Parts) -> bytes:
    """A part whose bytes are the whole record of another one, so that both agree with their
    headers: the quoted overlap of zip bombs."""
    inner = pack({"word/inner.xml": b"<a/>"})
    record = inner[: inner.find(b"PK\x01\x02")]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in {**parts, "word/media/outer.png": record}.items():
            package.writestr(name, content)
        package.writestr("word/inner.xml", b"<a/>", zipfile.ZIP_DEFLATED)
    file = out.getvalue()
    return patched(file, "word/inner.xml", 42, struct.pack("<L", file.find(record)), True)


def _with_descriptor(parts: Parts, lie: bool = False) -> bytes:
    """A zip written as a stream, with data descriptors behind the parts."""

    class Stream(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, piece: Buffer) -> int:
            self.data += bytes(piece)
            return len(bytes(piece))

    out = Stream()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    data = bytes(out.data)
    place = data.find(b"PK\x07\x08")
    return data[: place + 4] + b"\x01\x02\x03\x04" + data[place + 8 :] if lie else data


def odd_files(good: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Files that are read, with something the report must say."""
    parts = unpack(good)
    text = parts[DOCUMENT].decode()

    def with_body(extra: str) -> bytes:
        return with_part(parts, DOCUMENT, text.replace("<w:body>", f"<w:body>{extra}").encode())

    yield "template", with_relation(parts, "attachedTemplate", "http://example.invalid/t"), "外部"
    yield "picture", with_relation(parts, "image", "file://///host/share/x.png"), "外部"
    nested = "<w:tbl><w:tr><w:tc>" * 40 + "<w:p/>" + "</w:tc></w:tr></w:tbl><w:p/>" * 39
    yield "40 nested tables", with_body(nested + "</w:tc></w:tr></w:tbl>"), ""
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗语</w:t></w:r></w:p>"
    yield "hidden text", with_body(hidden), "隐藏文字“暗语”"
    box = (
        "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r></w:p>"
    )
    yield "text box", with_body(box), "文本框"
    gone = '<w:p><w:del w:author="x"><w:r><w:delText>旧数</w:delText></w:r></w:del></w:p>'
    yield "deleted text", with_body(gone), "删除的文字“旧数”"
    note = (
        f'<w:footnotes xmlns:w="{W_NS}"><w:footnote w:id="2"><w:p><w:r><w:t>注文</w:t></w:r></w:p>'
    )
    yield (
        "footnote",
        with_part(parts, "word/footnotes.xml", f"{note}</w:footnote></w:footnotes>".encode()),
        "脚注“注文”",
    )
    yield "data descriptors", _with_descriptor(parts), ""
    yield "UTF-16", with_part(parts, DOCUMENT, _utf16(text)), ""


def _utf16(text: str) -> bytes:
    return text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
