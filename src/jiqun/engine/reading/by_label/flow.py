"""Read what stands outside the tables: the cover, the plan, the declaration, line by line.

Official lines of words are the fixed points; an answer is what stands between two of them, or
behind the words its own line begins with.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from jiqun.engine.reading.by_label.official_paper import OfficialLine
from jiqun.engine.reading.by_label.text_matching import (
    is_blank,
    letters,
    likeness,
    longest_chain,
    without_numbering,
)

Pairs = list[tuple[int, int, float]]
"""Official line, line of the file, weight of taking one for the other."""
HEADING_LIKE = 0.5
_AFTER_HEADING = "：:。 \u3000\t"


@dataclass(slots=True, eq=False)
class FlowLine:
    """A line of the file outside the rows that were found; a `table` number where the rows of an
    official table stand, `targets` the field where its table of targets stands. `part` is the part
    of the paper it stands in."""

    text: str = ""
    table: int | None = None
    targets: str = ""
    table_text: str = ""  # of a table that is none of the official ones
    letters: str = ""
    bare: str = ""  # letters without numbering
    part: str = ""


@dataclass(slots=True)
class Region:
    """The lines of one answer line; `doubt` says in Chinese why they cannot be told apart,
    `remark` what to look at although they were read."""

    official: OfficialLine
    lines: list[FlowLine] = field(default_factory=list)
    doubt: str = ""
    remark: str = ""


@dataclass(slots=True)
class FlowReading:
    """Where the answer lines are, which official lines lack, changed or occur more than once."""

    regions: list[Region] = field(default_factory=list)
    missing: list[OfficialLine] = field(default_factory=list)
    changed: list[tuple[OfficialLine, str]] = field(default_factory=list)
    rest: list[FlowLine] = field(default_factory=list)


def flow_line(text: str) -> FlowLine:
    return FlowLine(text, letters=letters(text), bare=letters(without_numbering(text)))


def read_flow(official: list[OfficialLine], lines: list[FlowLine]) -> FlowReading:
    """Place the official lines among the lines of the file, and give each answer its lines."""
    reading = FlowReading()
    pairs = [
        (n, m, weight)
        for n, official_line in enumerate(official)
        for m, line in enumerate(lines)
        if (weight := _agreement(official_line, line))
    ]
    chain = {n: m for n, m, _ in longest_chain(pairs)}
    _match_alike(official, lines, chain, reading)
    tails = {n: _tail(official[n], lines[m]) for n, m in chain.items()}
    used = set(chain.values())
    _cut_regions(official, lines, chain, tails, used, pairs, reading)
    reading.missing = [
        official_line
        for n, official_line in enumerate(official)
        if n not in chain and official_line.line is not None and official_line.key
    ]
    reading.rest = [
        line for m, line in enumerate(lines) if m not in used and (line.letters or line.table_text)
    ]
    return reading


def _is_answer(official_line: OfficialLine) -> bool:
    return official_line.line is not None and not official_line.words


def _agreement(official_line: OfficialLine, line: FlowLine) -> float:
    """The weight of taking a line of the file for an official one; 0 where they differ."""
    if official_line.line is None:
        return 50.0 * _same_table(official_line, line)
    key, bare = official_line.key, line.bare
    if not key or (
        not bare.startswith(key) and not line.letters.startswith(official_line.opening_letters)
    ):
        return 0.0
    numbered = 2.0 * line.letters.startswith(official_line.opening_letters)
    if not official_line.words:
        return 2.0 * len(key) if numbered else 0.0
    if bare == key:
        return 2.0 * len(key) + numbered
    if bare.startswith(key) and _stops(line.text, key):
        return 0.5 * len(key)  # a heading and its text on one line
    return 0.0


def _same_table(official_line: OfficialLine, line: FlowLine) -> bool:
    if official_line.targets:
        return line.targets == official_line.targets.field
    return line.table is not None and line.table == official_line.table


def _stops(text: str, key: str) -> bool:
    """Whether a mark of punctuation follows right behind the heading."""
    bare = without_numbering(text)
    passed = ""
    for place, character in enumerate(bare):
        passed += letters(character)
        if passed == key:
            return place + 1 < len(bare) and bare[place + 1] in _AFTER_HEADING
    return False


def _match_alike(
    official: list[OfficialLine],
    lines: list[FlowLine],
    chain: dict[int, int],
    reading: FlowReading,
) -> None:
    """A heading with other words: the line most like it between its neighbours, which is told."""
    for n, official_line in enumerate(official):
        words = official_line.opening
        if n in chain or not official_line.key or (official_line.line and official_line.line.hint):
            continue
        low = chain.get(max((k for k in chain if k < n), default=-1), -1)
        high = chain.get(min((k for k in chain if k > n), default=-1), len(lines))
        scored = sorted(
            (
                (likeness(words, _head(lines[m].text, words, bool(official_line.words))), m)
                for m in range(low + 1, high)
            ),
            reverse=True,
        )
        if scored and scored[0][0] >= HEADING_LIKE:
            chain[n] = scored[0][1]
            reading.changed.append((official_line, lines[scored[0][1]].text))


def _head(text: str, opening: str, whole_line: bool) -> str:
    """The part of a line to compare with a heading: all of a short line, or what is before ：."""
    if whole_line:
        return text if len(text) <= 2 * len(opening) + 6 else ""
    return text.replace(":", "：").split("：")[0]


def _tail(official_line: OfficialLine, line: FlowLine) -> str:
    """What stands on the line of a heading behind it."""
    key = official_line.key
    if not official_line.words or not line.bare.startswith(key) or not _stops(line.text, key):
        return ""
    text = without_numbering(line.text)
    passed = ""
    for place, character in enumerate(text):
        passed += letters(character)
        if passed == key:
            return text[place + 1 :].lstrip(_AFTER_HEADING)
    return ""


def _cut_regions(
    official: list[OfficialLine],
    lines: list[FlowLine],
    chain: dict[int, int],
    tails: dict[int, str],
    used: set[int],
    pairs: Pairs,
    reading: FlowReading,
) -> None:
    twice = _found_twice(lines, chain, pairs)
    for n, official_line in enumerate(official):
        if not _is_answer(official_line):
            continue
        region = Region(official_line)
        reading.regions.append(region)
        if official_line.opening:
            if n in chain:
                region.lines = [lines[chain[n]]]
            continue
        begin, before = _neighbour(official, chain, n, -1)
        end, after = _neighbour(official, chain, n, 1)
        low = chain[begin] if begin is not None else -1
        high = chain[end] if end is not None else len(lines)
        inside = range(low + 1, high)
        if begin is not None and (tail := tails.get(begin)):
            region.lines.append(flow_line(tail))
        region.lines += [lines[m] for m in inside]
        used.update(inside)
        if not (before and after):
            # where nothing stands there, the missing headings tell enough
            filled = any(not is_blank(line.text) for line in region.lines)
            region.doubt = "缺少前后的标题，无法与相邻内容分开" if filled else ""
        elif begin in twice or end in twice:
            region.doubt = "有几行与前后的标题相同，起止位置无法确定"
        else:
            _check_edges(region, official, begin, n, end)


def _check_edges(
    region: Region, official: list[OfficialLine], begin: int | None, n: int, end: int | None
) -> None:
    """Where a heading next to the answer lacks, it may stand within the answer in other words."""
    before = _headings(official[begin + 1 : n]) if begin is not None else []
    after = _headings(official[n + 1 : end]) if end is not None else []
    if before:
        first = next((line for line in region.lines if line.letters), None)
        if first is not None and first.bare == letters(without_numbering(before[-1])):
            region.lines.remove(first)
        else:
            region.remark = f"前面的标题“{before[-1]}”缺失或有改动，请核对开头"
    elif after:
        region.remark = f"后面的标题“{after[0]}”缺失或有改动，请核对末尾"


def _headings(between: list[OfficialLine]) -> list[str]:
    return [
        official_line.words
        for official_line in between
        if official_line.words and official_line.line and not official_line.line.hint
    ]


def _found_twice(lines: list[FlowLine], chain: dict[int, int], pairs: Pairs) -> set[int]:
    """The official lines for which another line of the file would do just as well."""
    order = sorted(chain)
    twice: set[int] = set()
    for place, n in enumerate(order):
        low = chain[order[place - 1]] if place else -1
        high = chain[order[place + 1]] if place + 1 < len(order) else len(lines)
        for k, m, weight in pairs:
            if k == n and m != chain[n] and low < m < high and weight >= len(lines[m].bare):
                twice.add(n)
    return twice


def _neighbour(
    official: list[OfficialLine], chain: dict[int, int], n: int, step: int
) -> tuple[int | None, bool]:
    """The nearest found line before or after, and whether it bounds this answer alone."""
    alone = True
    at = n + step
    while 0 <= at < len(official):
        if at in chain:
            return at, alone
        if _is_answer(official[at]) and not official[at].opening:
            alone = False
        at += step
    return None, alone and step > 0
