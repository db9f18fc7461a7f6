"""The file as a file: reproducible, archival, accessible, and text never read as a program."""

from __future__ import annotations

import hashlib
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pypdfium2
import pytest
from tests.engine.documents.pdf.drawn import characters

from jiqun.engine.documents.paper import Paper, Style
from jiqun.engine.documents.pdf import PdfError, write_pdf

Small = Callable[..., Paper]
_FRESH = """
import sys, pickle, hashlib
from jiqun.engine.documents.pdf import write_pdf
print(hashlib.sha256(write_pdf(pickle.load(sys.stdin.buffer)).data).hexdigest())
"""


@pytest.mark.slow
def test_same_paper_in_fresh_processes_gives_the_same_bytes(
    sample: Paper, sample_pdf: bytes
) -> None:
    expected = hashlib.sha256(sample_pdf).hexdigest()
    for _ in range(2):
        run = subprocess.run(
            [sys.executable, "-c", _FRESH], input=pickle.dumps(sample), capture_output=True
        )
        assert run.stdout.decode().strip() == expected, run.stderr.decode()


def test_other_answers_and_another_date_give_other_bytes(sample: Paper, sample_pdf: bytes) -> None:
    assert write_pdf(replace(sample, digest="cd" * 32)).data != sample_pdf
    assert write_pdf(sample, made=datetime(2026, 3, 18, tzinfo=UTC)).data != sample_pdf


@pytest.mark.parametrize(
    "mark",
    [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "自治区中小企业特色产业集群申报表</rdf:li>",
        "<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li>",
    ],
)
def test_file_says_it_is_archival_accessible_and_chinese(sample_pdf: bytes, mark: str) -> None:
    assert mark.encode() in sample_pdf


def test_file_carries_form_and_digest(sample: Paper, sample_pdf: bytes) -> None:
    keywords = pypdfium2.PdfDocument(sample_pdf).get_metadata_dict()["Keywords"]
    assert keywords == f"ningxia-2026, sha256:{sample.digest}"


def test_file_is_tagged_with_headings_tables_and_column_heads(sample_pdf: bytes) -> None:
    assert b"/MarkInfo<</Marked true" in sample_pdf
    titles = [entry.get_title() for entry in pypdfium2.PdfDocument(sample_pdf).get_toc()]
    assert titles[:3] == ["自治区中小企业特色产业集群申报表", "填报说明", "一、基本情况"]
    assert len(titles) == 11


@pytest.mark.parametrize(
    "text",
    [
        '#panic("x") $a$ *b* _c_ `d` @e <f> = 标题 // 注 \\ #[] [x](y) ~ -- ---',
        '") #read("/etc/passwd")',
        "\\u{41} &lt; {% %} {{7*7}}",
    ],
)
def test_markup_in_an_answer_is_printed_as_it_is(
    text: str, small: Small, texts: Callable[[bytes], list[str]]
) -> None:
    assert texts(write_pdf(small(text)).data)[0] == "".join(text.split())


def test_base_lines_are_exactly_one_pitch_apart(small: Small) -> None:
    style = Style("song", 12.0, 19.3, "justify", indent=2.0)
    paper = small("集群ABC，12.50%“引号”²㎡" * 12, "第二段\n第三行", style=style)
    page = pypdfium2.PdfDocument(write_pdf(paper).data)[0]
    ink = characters(page)
    lines = sorted({round(c.bottom, 1) for c in ink if c.text == "群"})
    assert len(lines) > 3
    assert all(abs(below - above - 19.3) < 0.11 for above, below in pairwise(lines))
    (two, three) = (c for c in ink if c.text in "二三")
    assert three.bottom - two.bottom == pytest.approx(19.3, abs=1.0)  # two marks of other shape


def test_lines_of_an_answer_are_indented_like_its_first(small: Small) -> None:
    page = pypdfium2.PdfDocument(write_pdf(small("中甲\n中乙\n中丙")).data)[0]
    lefts = [c.left for c in characters(page) if c.text == "中"]
    assert len(lefts) == 3
    assert max(lefts) - min(lefts) < 0.1
    assert min(lefts) > 22 / 25.4 * 72 + 24


def test_paper_the_typesetter_refuses_raises_pdf_error(small: Small) -> None:
    style = Style("song", 12.0, 18.0, "middle")  # type: ignore[arg-type]
    with pytest.raises(PdfError):
        write_pdf(small("甲", style=style))
