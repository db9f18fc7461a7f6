"""Drawing the findings column: each finding once, for as long as it says the same.

A change moves a finding or two of a part; the page keeps the others, which it names by their marks.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from hashlib import blake2b

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jiqun.records.filings.lru_cache import LruCache
from jiqun.screens.applicant.shown_findings import SectionFindings, ShownFinding


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finding as it is drawn; the same `mark` means the same to the last letter."""

    mark: str
    html: SafeString


_drawn: LruCache[tuple[ShownFinding, bool], Drawn] = LruCache(4096)
_same = '<li data-finding="{}" data-same="{}"></li>\n'


def draw(column: SectionFindings, writes: bool, shown: Container[str] = ()) -> SafeString:
    """The column of a part for who may write there or only look; of the findings whose marks the
    page has `shown` already, only where they stand."""
    rows, settled = (
        [_row(row, writes, shown) for row in group] for group in (column.rows, column.settled)
    )
    context = {"column": column, "rows": rows, "settled": settled}
    return render_to_string("applicant/findings.html", context)


def _row(row: ShownFinding, writes: bool, shown: Container[str]) -> SafeString:
    drawn = _drawn.get((row, writes))
    if drawn is None:
        mark = blake2b(repr((row, writes)).encode("utf-8", "surrogatepass"), digest_size=8)
        context = {"row": row, "writes": writes, "mark": mark.hexdigest()}
        drawn = Drawn(mark.hexdigest(), render_to_string("applicant/finding.html", context))
        _drawn.put((row, writes), drawn)
    return format_html(_same, row.id, drawn.mark) if drawn.mark in shown else drawn.html
