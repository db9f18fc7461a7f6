"""Names the characters no font can draw, and the answers they stand in.

Such a character is never drawn as an empty box, and never stops an export at the last minute:
its place shows its code point in small type, and the caller is told which answers are concerned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiqun.engine.definition import Address
from jiqun.engine.documents.paper import Paper, PaperTable, Paragraph
from jiqun.engine.documents.pdf.fonts import FontSet, covered, default_fonts, is_selector


@dataclass(frozen=True, slots=True)
class Missing:
    """A character no font has, and the answers it stands in, in their order on paper."""

    character: str
    places: tuple[Address, ...]
    labels: tuple[str, ...]

    @property
    def code_point(self) -> str:
        """As "U+2B81A"."""
        return code_point(self.character)

    @property
    def message(self) -> str:
        """What a person is told, in Chinese."""
        where = "、".join(f"“{label}”" for label in self.labels) or "表中文字"
        shown = f"“{self.character}”（码位 {self.code_point}）"
        what = shown if self.character.isprintable() else f"码位 {self.code_point} 的字符"
        return (
            f"{where}中的{what}在字体中没有字形，PDF 在原处以小字印出它的码位。"
            "请核对该字；确认无误的，打印后手写补上。"
        )


def code_point(character: str) -> str:
    """The number of a character as "U+2B81A"."""
    return f"U+{ord(character):04X}"


def missing_glyphs(paper: Paper, fonts: FontSet | None = None) -> tuple[Missing, ...]:
    """Every character of the paper that would have no glyph, in the order of appearance."""
    characters = covered(fonts or default_fonts())
    by_character: dict[str, dict[Address, str]] = {}
    for paragraph in paragraphs(paper):
        for run in paragraph.runs:
            if characters.issuperset(run.text):
                continue
            for character in run.text:
                if not is_drawn(character, characters):
                    answers = by_character.setdefault(character, {})
                    if run.at:
                        answers[run.at] = run.label or str(run.at)
    return tuple(
        Missing(character, tuple(answers), tuple(dict.fromkeys(answers.values())))
        for character, answers in by_character.items()
    )


def is_drawn(character: str, characters: frozenset[str]) -> bool:
    """Whether a character has a glyph, or needs none: space, tab, line end, variation selector."""
    return character in characters or is_selector(character)


def paragraphs(paper: Paper) -> Iterator[Paragraph]:
    """Every paragraph of the paper, in the order of reading."""
    for sheet in paper.sheets:
        yield from _paragraphs(sheet.blocks)


def _paragraphs(blocks: tuple[Paragraph | PaperTable, ...]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _paragraphs(cell.content)
