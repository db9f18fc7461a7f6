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
    """An official row and its row of the file; `moved` out of its order, or with other labels."""

    official: OfficialRow
    file_row: FileRow
    moved: bool = False
    changed: bool = False


@dataclass(slots=True)
class RowMatches:
    """The matches by official row, and which rows have none, or may be several rows of the file."""

    by_row: dict[OfficialRow, RowMatch]
    missing: list[OfficialRow]
    doubtful: list[OfficialRow]

    def moved(self, row: FileRow) -> bool:
        """Whether a row of the file stands out of its order."""
        return any(match.moved for match in self.by_row.values() if match.file_row is row)


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
    sure = [(n, places[0]) for n, places in candidates.items() if len(places) == 1]
    taken: dict[int, list[int]] = defaultdict(list)
    for n, file_row in sure:
        taken[file_row].append(n)
    sure = [(n, file_row) for n, file_row in sure if len(taken[file_row]) == 1]
    sure = [pair for pair in sure if not _has_twin(pair[1], pair[0], candidates)]
    chain = {n: m for n, m, _ in longest_chain([(n, m, 1.0) for n, m in sure])}
    matches = {n: RowMatch(official[n], rows[m], moved=n not in chain) for n, m in sure}
    doubtful = _match_twins(official, rows, candidates, chain, matches)
    _match_unlabelled(official, rows, matches)
    _match_alike(official, rows, chain, matches, doubtful)
    _match_unlabelled(official, rows, matches)
    return RowMatches(
        {official[n]: match for n, match in matches.items()},
        [row for n, row in enumerate(official) if n not in matches and n not in doubtful],
        [official[n] for n in sorted(doubtful)],
    )


def _candidates(official: list[OfficialRow], rows: list[FileRow]) -> dict[int, list[int]]:
    """For each official row the rows of the file that hold all its labels, exactly, in order."""
    by_letters: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        for text in dict.fromkeys(row.letters):
            by_letters[text].append(row.number)
    candidates: dict[int, list[int]] = {}
    strongest: dict[int, int] = defaultdict(int)
    for n, official_row in enumerate(official):
        if official_row.keys:
            places = [m for m in by_letters[official_row.keys[0]] if _fits(official_row, rows[m])]
        elif official_row.beginning:
            places = [
                row.number
                for row in rows
                if any(text.startswith(official_row.beginning) for text in row.letters)
            ]
        else:
            continue
        candidates[n] = places
        for m in places:
            strongest[m] = max(strongest[m], _strength(official_row))
    # A row that holds all labels of a fuller official row is that row, not a lesser one.
    return {
        n: [m for m in places if strongest[m] == _strength(official[n])]
        for n, places in candidates.items()
    }


def _strength(row: OfficialRow) -> int:
    return sum(map(len, row.keys)) if row.keys else len(row.beginning)


def _fits(official: OfficialRow, row: FileRow) -> bool:
    texts = iter(row.letters)
    return all(any(key == text for text in texts) for key in official.keys)


def _has_twin(place: int, official: int, candidates: dict[int, list[int]]) -> bool:
    return any(n != official and place in places for n, places in candidates.items())


def _match_twins(
    official: list[OfficialRow],
    rows: list[FileRow],
    candidates: dict[int, list[int]],
    chain: dict[int, int],
    matches: dict[int, RowMatch],
) -> set[int]:
    """Pair rows that look alike where their place leaves no choice; the others are doubtful."""
    doubtful: set[int] = set()
    used = {match.file_row.number for match in matches.values()}
    groups: dict[tuple[tuple[str, ...], str, int, int], list[int]] = defaultdict(list)
    for n, places in candidates.items():
        if n not in matches and places:
            before = max((m for m in chain if m < n), default=-1)
            after = min((m for m in chain if m > n), default=len(official))
            groups[official[n].keys, official[n].beginning, before, after].append(n)
    for (_, _, before, after), members in groups.items():
        low, high = chain.get(before, -1), chain.get(after, len(rows))
        inside = [m for m in candidates[members[0]] if low < m < high and m not in used]
        if len(members) == 1 and len(inside) == 1:
            matches[members[0]] = RowMatch(official[members[0]], rows[inside[0]])
        elif inside:
            doubtful.update(members)
    return doubtful


def _match_unlabelled(
    official: list[OfficialRow], rows: list[FileRow], matches: dict[int, RowMatch]
) -> None:
    """A row without words is the one right below its neighbour, if that begins with a blank."""
    used = {match.file_row.number for match in matches.values()}
    for n, official_row in enumerate(official):
        if n in matches or official_row.keys or official_row.beginning or n - 1 not in matches:
            continue
        place = matches[n - 1].file_row.number + 1
        if place >= len(rows) or place in used or rows[place].table is not rows[place - 1].table:
            continue
        row = rows[place]
        expected = len(official_row.cells)
        leading = [text for text in row.letters[: max(0, len(row.cells) - expected)] if text]
        if expected <= len(row.cells) <= expected + len(official_row.above) and not leading:
            matches[n] = RowMatch(official_row, row)


def _match_alike(
    official: list[OfficialRow],
    rows: list[FileRow],
    chain: dict[int, int],
    matches: dict[int, RowMatch],
    doubtful: set[int],
) -> None:
    """Pair what remains by likeness, between the neighbours that are sure."""
    used = {match.file_row.number for match in matches.values()}
    scored: list[tuple[float, int, int]] = []
    for n, official_row in enumerate(official):
        if n in matches or n in doubtful or not (official_row.keys or official_row.beginning):
            continue
        low = chain.get(max((m for m in chain if m < n), default=-1), -1)
        high = chain.get(min((m for m in chain if m > n), default=-1), len(rows))
        for m in range(low + 1, high):
            if m not in used:
                score = _row_likeness(official_row, rows[m])
                if score >= LIKE_ENOUGH:
                    scored.append((score, n, m))
    for score, n, m in sorted(scored, reverse=True):
        rivals = [s for s, i, j in scored if (i == n) != (j == m)]
        if n not in matches and m not in used and score >= max(rivals, default=0) + CLEARLY_BETTER:
            matches[n] = RowMatch(official[n], rows[m], changed=True)
            used.add(m)


def _row_likeness(official: OfficialRow, row: FileRow) -> float:
    """The likeness of the labels, cell by cell, weighted by their length."""
    cells = [cell for cell in official.cells if letters(cell.words)]
    if not cells or len(row.cells) < len(official.cells):
        return 0.0
    total = weight = 0.0
    for cell in cells:
        words = cell.words if cell.is_label else cell.words.split("\n")[0]
        texts = [c.text if cell.is_label else c.text.split("\n")[0] for c in row.cells]
        length = len(letters(words))
        total += length * max(likeness(words, text) for text in texts)
        weight += length
    return total / weight
