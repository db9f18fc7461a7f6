"""Whatever is refused where Word files are read is refused as evidence too, in every slot."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from tests.hostile.word_files import (
    RELS,
    hostile_files,
    odd_files,
    unpack,
    with_part,
    with_relation,
)
from tests.records.evidence.sample_files import docx, ofd, package, xlsx

from jiqun.engine.reading.gate.kept_package import check_package
from jiqun.records.evidence.file_checks import UnusableFileError, packages
from jiqun.records.evidence.file_types import TYPES, check_file

GOOD = (Path(__file__).parents[1] / "samples" / "海原肉牛-外来.docx").read_bytes()
HOSTILE = dict(hostile_files(GOOD))
LARGEST = 20 * 1024 * 1024


@cache
def made(name: str) -> bytes:
    file = HOSTILE[name]
    return file if isinstance(file, bytes) else file()


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate itself, without a process for each of some hundred files."""
    monkeypatch.setattr(packages, "check_package_safely", check_package)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_in_every_slot(name: str, in_this_process: None) -> None:
    for extension in TYPES:
        with pytest.raises(UnusableFileError) as refused:
            check_file(f"证明.{extension}", made(name), LARGEST)
        assert re.search("[一-龥]", refused.value.message)
        assert refused.value.message.endswith("。")


def _outside() -> bytes:
    return with_relation(unpack(GOOD), "attachedTemplate", "http://example.invalid/t.dotm")


def _workbook_outside() -> bytes:
    link = (
        b'<Relationships><Relationship Id="r" TargetMode="External" Target="file:///x.xlsx" '
        b'Type="http://x/relationships/externalLinkPath"/></Relationships>'
    )
    return xlsx(("xl/worksheets/_rels/sheet1.xml.rels", link))


KEPT_STRICTLY: dict[str, Callable[[], bytes]] = {
    "template.docx": _outside,
    "linked.xlsx": _workbook_outside,
    "declared.xlsx": lambda: xlsx(("xl/styles.xml", b"<!DOCTYPE a><a/>")),
    "declared.ofd": lambda: package(
        ("OFD.xml", b'<o:OFD xmlns:o="http://www.ofdspec.org/2016"/>'),
        ("Doc_0/Document.xml", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
    ),
    "bomb.xlsx": lambda: xlsx(("xl/media/a.png", bytes(150_000_000))),
    "bomb.docx": lambda: docx(("word/media/a.png", bytes(150_000_000))),
    "bomb.ofd": lambda: package(
        ("OFD.xml", b'<o:OFD xmlns:o="http://www.ofdspec.org/2016"/>'),
        ("Doc_0/a.png", bytes(150_000_000)),
    ),
}


@pytest.mark.parametrize("name", KEPT_STRICTLY)
def test_what_the_program_of_others_would_fetch_or_choke_on_is_refused_by_the_child(
    name: str,
) -> None:
    with pytest.raises(UnusableFileError, match="不安全"):
        check_file(name, KEPT_STRICTLY[name](), LARGEST)


def test_true_files_are_kept() -> None:
    printer = ("xl/printerSettings/printerSettings1.bin", b"\0" * 100)
    links = with_part(unpack(GOOD), RELS, unpack(GOOD)[RELS])
    odd = {name: file for name, file, _ in odd_files(GOOD)}
    for name, data in {
        "a.docx": GOOD,
        "b.docx": links,
        "c.docx": with_relation(unpack(GOOD), "hyperlink", "https://www.gov.cn/"),
        "d.docx": odd["UTF-16"],
        "e.docx": odd["data descriptors"],
        "a.xlsx": xlsx(printer, ("xl/worksheets/sheet1.xml", b"<s/>")),
        "a.ofd": ofd(),
    }.items():
        assert check_file(name, data, LARGEST).media_type == TYPES[name[2:]].media_type
