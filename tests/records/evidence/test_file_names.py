"""Names of files made harmless."""

from __future__ import annotations

import pytest

from jiqun.records.evidence.file_names import cleaned, extension_of
from jiqun.records.evidence.queries import disposition


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("证明.pdf", "证明.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\a.pdf", "a.pdf"),
        ("C:\\文件\\a.pdf", "a.pdf"),
        ("CON", "_CON"),
        ("con.pdf", "_con.pdf"),
        ("a.pdf. .", "a.pdf"),
        ("报告\u202excod.exe", "报告xcod.exe"),
        ("a\u200bb\ufeff.pdf", "ab.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ('a"b<c>|?*.pdf', "a_b_c____.pdf"),
        ("a.pdf\x00.docx", "a.pdf.docx"),
        ("a.pdf%00.docx", "a.pdf%00.docx"),
        ("=cmd.docx", "=cmd.docx"),
        ("\ufa10𠮷村.pdf", "\ufa10𠮷村.pdf"),
        (".pdf", "未命名.pdf"),
        ("", "未命名"),
        ("///", "未命名"),
    ],
)
def test_name_is_cleaned(given: str, kept: str) -> None:
    assert cleaned(given) == kept
    assert cleaned(kept) == kept


def test_long_name_keeps_its_extension() -> None:
    kept = cleaned("证" * 300 + ".pdf")
    assert len(kept) == 100 and kept.endswith("证.pdf")
    assert len(cleaned("a." + "b" * 300)) <= 200


@pytest.mark.parametrize(
    ("name", "extension"), [("a.PDF", "pdf"), ("a.b.docx", "docx"), ("a", ""), ("a.", "")]
)
def test_extension_is_the_last_in_lower_case(name: str, extension: str) -> None:
    assert extension_of(name) == extension


@pytest.mark.parametrize("name", ["a.pdf", "证明 1.pdf", 'a"b;c.pdf', "a%00.pdf", "\u2028.pdf"])
def test_disposition_is_one_line_of_ascii_and_an_attachment(name: str) -> None:
    header = disposition(cleaned(name))
    assert header.startswith("attachment; filename") and header.isascii()
    assert "\r" not in header and "\n" not in header
