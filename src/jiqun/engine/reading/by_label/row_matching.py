"""Find every row of the official tables in the file, by its labels and their order."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from jiqun.engine.reading.by_label.official_paper import OfficialRow
from jiqun.engine.reading.by_label.text_matching import letters, likeness, longest_chain
from jiqun.engine.reading.page.word_page import TextCell, TextRow, TextTable

LIKE_ENOUGH = 0.6
CLEARLY_BETTER = 0.1


@dataclass(slots=True, eq=False)
class FileRow:
    """A row of a table in the file, its place among all rows, and the letters of its cells."""

    table: TextTable
    number: int  # among the rows of all tables
    index: int  # within its table
    row: TextRow
    cells: list[TextCell] = field(default_factory=list)  # those that begin in it
    letters: list[str] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The grid column behind its last cell."""
        return max((cell.column + cell.columns for cell in self.row.cells), default=0)


@dataclass(slots=True, eq=False)
class RowMatch:
    """An official row and where it was found; `moved` out of its order, or with other labels."""

    official: OfficialRow
    found: FileRow
    moved: bool = False
    changed: bool = False


@dataclass(slots=True)
class RowMatches:
    """What was found, and which official rows were not, or may be several rows of the file."""

    found: dict[OfficialRow, RowMatch]
    missing: list[OfficialRow]
    doubtful: list[OfficialRow]

    def moved(self, row: FileRow) -> bool:
        """Whether a row of the file stands out of its order."""
        return any(match.moved for match in self.found.values() if match.found is row)


def file_rows(tables: list[TextTable]) -> list[FileRow]:
    """The rows of all tables in order."""
    rows: list[FileRow] = []
    for table in tables:
        for index, row in enumerate(table.rows):
            cells = [cell for cell in row.cells if not cell.continued]
            texts = [letters(cell.text) for cell in cells]
            rows.append(FileRow(table, len(rows), index, row, cells, texts))
    return rows


def match_rows(official: list[OfficialRow], rows: list[FileRow]) -> RowMatches:
    """Pair official rows with rows of the file.

    Rows whose labels occur once pair at once. Rows with the same labels as others (联系人) pair
    only where their place between the others leaves no choice. Labels that changed pair where one
    row is clearly the most alike; the change is told. What remains is missing or doubtful.
    """
    candidates = _candidates(official, rows)
    sure = [(n, found[0]) for n, found in candidates.items() if len(found) == 1]
    taken: dict[int, list[int]] = defaultdict(list)
    for n, file_row in sure:
        taken[file_row].append(n)
    sure = [(n, file_row) for n, file_row in sure if len(taken[file_row]) == 1]
    sure = [pair for pair in sure if not _has_twin(pair[1], pair[0], candidates)]
    chain = {n: m for n, m, _ in longest_chain([(n, m, 1.0) for n, m in sure])}
    found = {n: RowMatch(official[n], rows[m], moved=n not in chain) for n, m in sure}
    doubtful = _match_twins(official, rows, candidates, chain, found)
    _match_unlabelled(official, rows, found)
    _match_alike(official, rows, chain, found, doubtful)
    _match_unlabelled(official, rows, found)
    return RowMatches(
        {official[n]: match for n, match in found.items()},
        [row for n, row in enumerate(official) if n not in found and n not in doubtful],
        [official[n] for n in sorted(doubtful)],
    )


def _candidates(official: list[OfficialRow], rows: list[FileRow]) -> dict[int, list[int]]:
    """For each official row the rows of the file that hold all its labels, exactly, in order."""
    by_letters: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        for text in dict.fromkeys(row.letters):
            by_letters[text].append(row.number)
    found: dict[int, list[int]] = {}
    strongest: dict[int, int] = defaultdict(int)
    for n, asked in enumerate(official):
        if asked.keys:
            places = [m for m in by_letters[asked.keys[0]] if _fits(asked, rows[m])]
        elif asked.beginning:
            places = [
                row.number
                for row in rows
                if any(text.startswith(asked.beginning) for text in row.letters)
            ]
        else:
            continue
        found[n] = places
        for m in places:
            strongest[m] = max(strongest[m], _strength(asked))
    # A row that holds all labels of a fuller official row is that row, not a lesser one.
    return {
        n: [m for m in places if strongest[m] == _strength(official[n])]
        for n, places in found.items()
    }


def _strength(row: OfficialRow) -> int:
    return sum(map(len, row.keys)) if row.keys else len(row.beginning)


def _fits(asked: OfficialRow, row: FileRow) -> bool:
    texts = iter(row.letters)
    return all(any(key == text for text in texts) for key in asked.keys)


def _has_twin(place: int, official: int, candidates: dict[int, list[int]]) -> bool:
    return any(n != official and place in places for n, places in candidates.items())


def _match_twins(
    official: list[OfficialRow],
    rows: list[FileRow],
    candidates: dict[int, list[int]],
    chain: dict[int, int],
    found: dict[int, RowMatch],
) -> set[int]:
    """Pair rows that look alike where their place leaves no choice; the others are doubtful."""
    doubtful: set[int] = set()
    used = {match.found.number for match in found.values()}
    groups: dict[tuple[tuple[str, ...], str, int, int], list[int]] = defaultdict(list)
    for n, places in candidates.items():
        if n not in found and places:
            before = max((m for m in chain if m < n), default=-1)
            after = min((m for m in chain if m > n), default=len(official))
            groups[official[n].keys, official[n].beginning, before, after].append(n)
    for (_, _, before, after), members in groups.items():
        low, high = chain.get(before, -1), chain.get(after, len(rows))
        inside = [m for m in candidates[members[0]] if low < m < high and m not in used]
        if len(members) == 1 and len(inside) == 1:
            found[members[0]] = RowMatch(official[members[0]], rows[inside[0]])
        elif inside:
            doubtful.update(members)
    return doubtful


def _match_unlabelled(
    official: list[OfficialRow], rows: list[FileRow], found: dict[int, RowMatch]
) -> None:
    """A row without words is the one right below its neighbour, if that begins with a blank."""
    used = {match.found.number for match in found.values()}
    for n, asked in enumerate(official):
        if n in found or asked.keys or asked.beginning or n - 1 not in found:
            continue
        place = found[n - 1].found.number + 1
        if place >= len(rows) or place in used or rows[place].table is not rows[place - 1].table:
            continue
        row = rows[place]
        expected = len(asked.cells)
        leading = [text for text in row.letters[: max(0, len(row.cells) - expected)] if text]
        if expected <= len(row.cells) <= expected + len(asked.above) and not leading:
            found[n] = RowMatch(asked, row)


def _match_alike(
    official: list[OfficialRow],
    rows: list[FileRow],
    chain: dict[int, int],
    found: dict[int, RowMatch],
    doubtful: set[int],
) -> None:
    """Pair what remains by likeness, between the neighbours that are sure."""
    used = {match.found.number for match in found.values()}
    scored: list[tuple[float, int, int]] = []
    for n, asked in enumerate(official):
        if n in found or n in doubtful or not (asked.keys or asked.beginning):
            continue
        low = chain.get(max((m for m in chain if m < n), default=-1), -1)
        high = chain.get(min((m for m in chain if m > n), default=-1), len(rows))
        for m in range(low + 1, high):
            if m not in used:
                score = _row_likeness(asked, rows[m])
                if score >= LIKE_ENOUGH:
                    scored.append((score, n, m))
    for score, n, m in sorted(scored, reverse=True):
        rivals = [s for s, i, j in scored if (i == n) != (j == m)]
        if n not in found and m not in used and score >= max(rivals, default=0) + CLEARLY_BETTER:
            found[n] = RowMatch(official[n], rows[m], changed=True)
            used.add(m)


def _row_likeness(asked: OfficialRow, row: FileRow) -> float:
    """The likeness of the labels, cell by cell, weighted by their length."""
    cells = [cell for cell in asked.cells if letters(cell.words)]
    if not cells or len(row.cells) < len(asked.cells):
        return 0.0
    total = weight = 0.0
    for cell in cells:
        words = cell.words if cell.is_label else cell.words.split("\n")[0]
        texts = [c.text if cell.is_label else c.text.split("\n")[0] for c in row.cells]
        length = len(letters(words))
        total += length * max(likeness(words, text) for text in texts)
        weight += length
    return total / weight
