"""Find the cells of an official row among the cells drawn in the file."""

from __future__ import annotations

from dataclasses import dataclass, field

from jiqun.engine.reading.by_label.official_paper import OfficialCell, OfficialRow
from jiqun.engine.reading.by_label.row_matching import FileRow, RowMatch, RowMatches
from jiqun.engine.reading.by_label.text_matching import is_blank, letters, likeness
from jiqun.engine.reading.page.word_page import TextCell

LABEL_LIKE = 0.5


@dataclass(slots=True)
class Grid:
    """Where every official cell stands in the file; `lost` are answers that cannot be told apart,
    `strange` the cells of the file that stand for no official cell."""

    places: dict[OfficialCell, TextCell] = field(default_factory=dict)
    rows: dict[OfficialCell, FileRow] = field(default_factory=dict)
    lost: dict[OfficialCell, list[TextCell]] = field(default_factory=dict)
    strange: list[tuple[RowMatch, TextCell]] = field(default_factory=list)


def place_cells(matches: RowMatches) -> Grid:
    """The cell of the file for every cell of every row that was found."""
    grid = Grid()
    for match in matches.by_row.values():
        placed, lost = _align(match.official, match.file_row)
        for official, cell in placed.items():
            grid.places[official] = cell
            grid.rows[official] = match.file_row
        grid.lost.update(lost)
    _pin_by_heads(grid, matches)
    for match in matches.by_row.values():
        placed_ids = {id(grid.places[c]) for c in match.official.cells if c in grid.places}
        placed_ids |= {id(c) for o in match.official.cells for c in grid.lost.get(o, ())}
        above = {letters(c.words) for c in match.official.above}
        for cell in match.file_row.cells:
            if (
                id(cell) not in placed_ids
                and not is_blank(cell.text)
                and letters(cell.text) not in above
            ):
                grid.strange.append((match, cell))
    return grid


Placed = dict[OfficialCell, TextCell]
Lost = dict[OfficialCell, list[TextCell]]


def _align(row: OfficialRow, file_row: FileRow) -> tuple[Placed, Lost]:
    official, cells = row.cells, file_row.cells
    if len(cells) == len(official) and _labels_stand(official, cells):
        return dict(zip(official, cells, strict=True)), {}
    both = sorted([*official, *row.above], key=lambda c: c.column)
    if len(cells) == len(both) and _labels_stand(both, cells):
        return {o: c for o, c in zip(both, cells, strict=True) if o in official}, {}
    return _align_by_labels(official, file_row)


def _labels_stand(official: list[OfficialCell], cells: list[TextCell]) -> bool:
    """Whether every label stands at its place; one from above may be left blank there."""
    row = max(c.row for c in official)
    return all(
        not o.is_label
        or likeness(o.words, c.text) >= LABEL_LIKE
        or (o.row < row and is_blank(c.text))
        for o, c in zip(official, cells, strict=True)
    )


def _align_by_labels(official: list[OfficialCell], file_row: FileRow) -> tuple[Placed, Lost]:
    """Place the labels, then the answers between them where their number agrees."""
    placed: Placed = {}
    lost: Lost = {}
    waiting: list[OfficialCell] = []
    start = 0

    def place_waiting(stop: int) -> None:
        between = file_row.cells[start:stop]
        filled = [c for c in between if not is_blank(c.text)]
        if len(waiting) == len(between):
            placed.update(zip(waiting, between, strict=True))
        elif len(waiting) == 1 and between and len(filled) <= 1:
            placed[waiting[0]] = (filled or between)[0]
        else:
            lost.update(dict.fromkeys(waiting, between))

    for cell in official:
        if not cell.is_label:
            waiting.append(cell)
            continue
        key = letters(cell.words)
        at = next((n for n in range(start, len(file_row.cells)) if file_row.letters[n] == key), -1)
        if at < 0:
            at = next(
                (
                    n
                    for n in range(start, len(file_row.cells))
                    if likeness(cell.words, file_row.cells[n].text) >= LABEL_LIKE
                ),
                -1,
            )
        if at < 0:
            continue
        place_waiting(at)
        waiting.clear()
        placed[cell] = file_row.cells[at]
        start = at + 1
    place_waiting(len(file_row.cells))
    return placed, lost


def _pin_by_heads(grid: Grid, matches: RowMatches) -> None:
    """An answer that cannot be told by counting may stand right under its head."""
    for match in matches.by_row.values():
        for official in match.official.cells:
            heads = [h for h in official.heads if h in grid.places]
            if official not in grid.lost or not heads:
                continue
            head = grid.places[heads[-1]]
            under = [
                cell
                for cell in match.file_row.cells
                if (cell.column, cell.columns) == (head.column, head.columns)
            ]
            # only where the column was added to the head as well
            above = grid.rows[heads[-1]]
            same_grid = above.table is match.file_row.table and above.end == match.file_row.end
            if len(under) == 1 and same_grid:
                grid.places[official] = under[0]
                grid.rows[official] = match.file_row
                del grid.lost[official]
