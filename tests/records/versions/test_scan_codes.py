"""Looking for a code in what strangers send: what cannot be read is nothing worse."""

from __future__ import annotations

import zlib
from io import BytesIO

import pytest
import segno

from jiqun.engine import PaperCode
from jiqun.records.versions import scan_codes
from jiqun.records.versions.scan_code_child import codes_in
from jiqun.records.versions.scan_codes import code_in

CODE = "JQ1|2026-640521-1|1|" + "a" * 32


def picture(text: str) -> bytes:
    file = BytesIO()
    segno.make(text).save(file, kind="png", scale=4)
    return file.getvalue()


def bomb() -> bytes:
    """A PNG of a few kilobytes that would take 10,000,000,000 bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return len(data).to_bytes(4, "big") + whole + zlib.crc32(whole).to_bytes(4, "big")

    side = (100_000).to_bytes(4, "big")
    head = side + side + bytes((8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1_000_000)))
        + chunk(b"IEND", b"")
    )


@pytest.mark.slow
def test_code_of_a_paper_is_found_and_others_are_passed_over() -> None:
    assert code_in(BytesIO(picture(CODE))) == PaperCode("2026-640521-1", 1, "a" * 32)
    assert code_in(BytesIO(picture("https://example.cn"))) is None
    assert codes_in(picture("https://example.cn")) == ["https://example.cn"]


@pytest.mark.slow
@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 broken", b"\xff\xd8\xff broken", bomb()])
def test_what_cannot_be_read_has_no_code(data: bytes) -> None:
    assert code_in(BytesIO(data)) is None


def test_where_others_are_read_for_long_it_does_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_codes, "MOST_SECONDS", 0.01)
    with scan_codes._AT_ONCE:
        assert code_in(BytesIO(picture(CODE))) is None
