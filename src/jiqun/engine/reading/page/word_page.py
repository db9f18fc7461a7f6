"""What is on the page: the paragraphs, tables, rows and cells of a Word file as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class PageText:
    """A paragraph; a line end within it is a line end here."""

    text: str


@dataclass(slots=True, eq=False)
class TextCell:
    """A cell: the grid column it begins in, the columns it spans, whether it continues the cell
    above (a vertical merge)."""

    column: int
    columns: int
    continued: bool
    blocks: list[PageText | TextTable] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of its own paragraphs, without nested tables."""
        return "\n".join(block.text for block in self.blocks if isinstance(block, PageText))

    @property
    def whole_text(self) -> str:
        """All its text, that of nested tables too."""
        return "\n".join(block.text for block in self.blocks)


@dataclass(slots=True, eq=False)
class TextRow:
    """A row of cells, from left to right."""

    cells: list[TextCell] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class TextTable:
    """A table, nested or not."""

    rows: list[TextRow] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(
            " ".join(cell.whole_text for cell in row.cells if cell.whole_text) for row in self.rows
        )

    def nested(self) -> Iterator[TextTable]:
        """The tables within its cells, in order."""
        for row in self.rows:
            for cell in row.cells:
                for block in cell.blocks:
                    if isinstance(block, TextTable):
                        yield block
                        yield from block.nested()


@dataclass(slots=True, eq=False)
class Control:
    """A content control with a tag: its text, whether it shows its blank, and the state of its
    box where it is one."""

    tag: str
    text: str
    is_blank: bool
    checked: bool | None


@dataclass(slots=True, eq=False)
class WordPage:
    """The whole text of a file in order, the marked places of answers in it, and what of it
    cannot simply be taken as it stands."""

    blocks: list[PageText | TextTable] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    bookmarks: list[tuple[str, str]] = field(default_factory=list)  # name, text
    notices: list[str] = field(default_factory=list)

    def tables(self) -> Iterator[TextTable]:
        """Every table in order, nested ones after the one they stand in."""
        for block in self.blocks:
            if isinstance(block, TextTable):
                yield block
                yield from block.nested()
