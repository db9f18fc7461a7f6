"""A small paper of every construct, and the look into a written Word file."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from lxml import etree

from jiqun.engine.definition import Address, Page
from jiqun.engine.documents.paper import (
    Paper,
    PaperCell,
    PaperRow,
    PaperSheet,
    PaperTable,
    Paragraph,
    Run,
    Style,
)

BODY = Style("song", 10.5, 14)
TITLE = Style("title", 22, 30, "centre", after=6)
PLAN = Style("fangsong", 12, 18, "justify", indent=2)


def _cell(column: int, *runs: Run, columns: int = 1, rows: int = 1) -> PaperCell:
    return PaperCell(column, columns, rows, (Paragraph(runs, BODY),))


@pytest.fixture
def small_paper() -> Paper:
    """A cover, a part with a table of spans, boxes and numbers, and a part that flows."""
    name = Run("XX县XX产业集群", Address("cluster_name"), filled=False, label="集群名称")
    cover = PaperSheet("cover", (Paragraph((Run("集群名称："), name), TITLE),), True)
    boxes = (
        Run("□", "carbon_monitoring.yes", ticked=False),
        Run("是 "),
        Run("☑", "carbon_monitoring.no", ticked=True),
        Run("否"),
    )
    number = Run("41.20", "total_output.2023", number=True, squeeze=0.5)
    rows = (
        PaperRow(30, (_cell(0, Run("名称"), rows=2), _cell(1, name, columns=2))),
        PaperRow(30, (_cell(1, *boxes), _cell(2, Run("", Address("operator"), filled=False)))),
        PaperRow(
            40, (_cell(0, Run("甲\n乙<&>", Address("green_summary")), columns=2), _cell(2, number))
        ),
    )
    heading = Paragraph((Run("一、基本情况"),), TITLE, "heading")
    part = PaperSheet("part_1", (heading, PaperTable((100.03, 80.04, 90.01), rows, 4.0)), True)
    targets = PaperTable((60.0, 60.0), (PaperRow(20, (_cell(0, Run("方向"), columns=2),)),), 2.0)
    answer = Paragraph((Run("第一段\n第二段", Address("plan_profile")),), PLAN)
    flowing = PaperRow(100, (PaperCell(0, 1, 1, (answer, targets), centred=False),), grows=True)
    plan = PaperSheet("part_8", (PaperTable((270.0,), (flowing,), 4.0),), False)
    page = Page(210, 297, 20, 18, 20, 20)
    return Paper("ningxia-2026", "2026.0", "申报表", "ab" * 32, page, (cover, part, plan), ())


Parts = dict[str, etree._Element]


@pytest.fixture
def parts() -> Callable[[bytes], Parts]:
    """The XML parts of a .docx, by name."""

    def read(content: bytes) -> Parts:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return {
                name: etree.fromstring(archive.read(name))
                for name in archive.namelist()
                if name.endswith((".xml", ".rels"))
            }

    return read
