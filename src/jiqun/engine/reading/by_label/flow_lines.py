"""Lay out the file as lines: what stands around the rows of tables that were found."""

from __future__ import annotations

from collections.abc import Iterator

from jiqun.engine.reading.by_label.flow import FlowLine, flow_line
from jiqun.engine.reading.by_label.official_paper import Official
from jiqun.engine.reading.by_label.row_matching import RowMatches
from jiqun.engine.reading.by_label.target_table import TargetTables
from jiqun.engine.reading.by_label.text_matching import is_blank, letters, without_numbering
from jiqun.engine.reading.page.word_page import PageText, TextRow, TextTable, WordPage


def file_flow(
    page: WordPage,
    official: Official,
    matches: RowMatches,
    targets: TargetTables,
    taken: list[TextTable],
) -> tuple[list[FlowLine], list[tuple[str, str]]]:
    """The lines in order, and rows that belong to no part of the paper: (part, text). The tables
    that are `taken` are read by others."""
    maker = _FlowMaker(official, matches, targets, taken)
    lines = list(maker.lines(page.blocks))
    part = ""
    headings = {letters(line.words): line.part for line in official.flow if line.words}
    for line in lines:
        part = headings.get(line.letters, part)
        line.part = part
    return lines, maker.left


class _FlowMaker:
    def __init__(
        self,
        official: Official,
        matches: RowMatches,
        targets: TargetTables,
        taken: list[TextTable],
    ) -> None:
        self.targets = {
            id(table): plan if table is tables[0] else ""
            for plan, tables in targets.items()
            for table in tables
        }
        self.taken = taken
        self.matched = {id(match.file_row.row): match for match in matches.by_row.values()}
        self.headings = {
            letters(without_numbering(line.words)) for line in official.flow if line.words
        }
        self.left: list[tuple[str, str]] = []
        self.part = ""

    def lines(self, blocks: list[PageText | TextTable]) -> Iterator[FlowLine]:
        for block in blocks:
            if isinstance(block, PageText):
                for text in block.text.split("\n"):
                    yield flow_line(text)
            elif block in self.taken:
                continue
            elif (plan := self.targets.get(id(block))) is not None:
                if plan:  # none where it only goes on
                    yield FlowLine(targets=plan)
            else:
                yield from self.table(block)

    def table(self, table: TextTable) -> Iterator[FlowLine]:
        has_matched = any(id(row) in self.matched for row in table.rows)
        as_lines = not has_matched and self.holds_headings(table)
        if not has_matched and not as_lines and any(len(row.cells) > 1 for row in table.rows):
            if not is_blank(table.text):
                yield FlowLine(table_text=table.text)
            return
        last = -1
        for row in table.rows:
            match = self.matched.get(id(row))
            if match is not None:
                self.part = match.official.part
                if match.official.table != last:
                    last = match.official.table
                    yield FlowLine(table=last)
            elif as_lines or len(row.cells) == 1:
                for cell in row.cells:
                    yield from self.lines(cell.blocks)
            else:
                self.leave(row)

    def holds_headings(self, table: TextTable) -> bool:
        """Whether a table is a frame around the plan or the declaration."""
        texts = (line for row in table.rows for cell in row.cells for line in cell.text.split("\n"))
        return any(letters(without_numbering(text)) in self.headings for text in texts)

    def leave(self, row: TextRow) -> None:
        text = " ".join(" ".join(cell.whole_text.split()) for cell in row.cells)
        if not is_blank(text):
            self.left.append((self.part, text.strip()))
