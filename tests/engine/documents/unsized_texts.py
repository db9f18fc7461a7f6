"""What a test reads off a paper before its sizes: paragraphs, and text without white space."""

from __future__ import annotations

from collections.abc import Iterator

from jiqun.engine.answers import Answers
from jiqun.engine.definition import Edition
from jiqun.engine.documents.compose import compose
from jiqun.engine.documents.paper import UnsizedTable, UnsizedText


def texts(edition: Edition, answers: Answers) -> list[UnsizedText]:
    """Every paragraph of the paper in the order of the document."""

    def walk(blocks: tuple[UnsizedText | UnsizedTable, ...]) -> Iterator[UnsizedText]:
        for block in blocks:
            if isinstance(block, UnsizedText):
                yield block
                continue
            for row in block.rows:
                for cell in row.cells:
                    yield from walk(cell.content)

    return [text for sheet in compose(edition.main.layout, answers) for text in walk(sheet.blocks)]


def words(edition: Edition, answers: Answers) -> str:
    """The text of the whole paper without its white space."""
    paragraphs = texts(edition, answers)
    return "".join("".join(run.text for p in paragraphs for run in p.runs).split())
