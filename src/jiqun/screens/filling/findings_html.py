"""Drawing the findings column: each finding once, for as long as it says the same.

A change moves a finding or two of a part; the page keeps the others, which it names by their marks.
Of what is the same in row after row of a list, the first rows are told and the others counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Hashable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol, TypeVar

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jiqun.records.filings.lru_cache import LruCache
from jiqun.screens.filling.shown_findings import SectionFindings, ShownFinding


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finding as it is drawn; the same `mark` means the same to the last letter."""

    mark: str
    html: SafeString


_drawn: LruCache[tuple[ShownFinding, bool], Drawn] = LruCache(4096)
_same = '<li data-finding="{}" data-same="{}"></li>\n'


MOST_ALIKE = 5
_alike = '<li class="alike hint">另有 {} 行也是这样，按 F8 逐处查看；全部列在“校验”页。</li>\n'


class _OfRows(Protocol):
    @property
    def cell(self) -> str: ...
    @property
    def table(self) -> str: ...


_Said = TypeVar("_Said", bound=_OfRows)


def draw(column: SectionFindings, writes: bool, shown: Container[str] = ()) -> SafeString:
    """The column of a part for who may write there or only look; of the findings whose marks the
    page has `shown` already, only where they stand."""
    unlisted: dict[str, list[str]] = defaultdict(list)  # level, or gap → cells

    def findings(of: Iterable[ShownFinding]) -> list[SafeString]:
        told, others = _first_alike(of, lambda row: (row.finding.code, row.table))
        for row in (row for rest in others.values() for row in rest):
            unlisted[row.finding.level].append(row.cell)
        drawn = []
        for row in told:
            drawn.append(_row(row, writes, shown))
            if row in others:
                drawn.append(format_html(_alike, len(others[row])))
        return drawn

    gaps, more_gaps = _first_alike(column.gaps, lambda gap: gap.table)
    for gap in (gap for rest in more_gaps.values() for gap in rest):
        unlisted["gap"].append(gap.cell)
    context = {
        "column": column,
        "rows": findings(column.rows),
        "settled": findings(column.settled),
        "gaps": [(gap, len(more_gaps.get(gap, ()))) for gap in gaps],
        "unlisted": unlisted,
    }
    return render_to_string("filling/findings.html", context)


def _first_alike(
    said: Iterable[_Said], kind_of: Callable[[_Said], Hashable]
) -> tuple[list[_Said], dict[_Said, list[_Said]]]:
    """What to tell of what is said: of the rows of one table the first of each kind. And by the
    last one told of a kind, the others that are not."""
    told: list[_Said] = []
    others: dict[_Said, list[_Said]] = defaultdict(list)
    last: dict[Hashable, _Said] = {}
    count: Counter[Hashable] = Counter()
    for one in said:
        kind = kind_of(one)
        if one.table and count[kind] == MOST_ALIKE:
            others[last[kind]].append(one)
            continue
        count[kind] += 1
        last[kind] = one
        told.append(one)
    return told, others


def _row(row: ShownFinding, writes: bool, shown: Container[str]) -> SafeString:
    drawn = _drawn.get((row, writes))
    if drawn is None:
        mark = blake2b(repr((row, writes)).encode("utf-8", "surrogatepass"), digest_size=8)
        context = {"row": row, "writes": writes, "mark": mark.hexdigest()}
        drawn = Drawn(mark.hexdigest(), render_to_string("filling/finding.html", context))
        _drawn.put((row, writes), drawn)
    return format_html(_same, row.id, drawn.mark) if drawn.mark in shown else drawn.html
