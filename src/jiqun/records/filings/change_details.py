"""What the journal keeps of a changed answer, and how it is read back from there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from jiqun.engine import Address
from jiqun.records.filings.normalise import as_text, from_text


def change_details(
    at: Address,
    before: object | None,
    after: object | None,
    origin: str,
    revision: int,
    figures: str = "",
) -> dict[str, object]:
    """Before and after of an answer, and the figures an explanation is then for. Of a list or a
    table of added rows only the rows that went and came, and how many there were: the rest of
    hundreds of rows stayed as it was."""
    details: dict[str, object] = {"origin": origin, "revision": revision}
    if figures:
        details["figures"] = from_text(figures)
    of_rows = bool(at.list) or _holds_rows(before) or _holds_rows(after)
    if not of_rows or not _are_rows(before) or not _are_rows(after):
        return {**details, "before": before, "after": after}
    old, new = _rows(before), _rows(after)
    removed, added = Counter(old) - Counter(new), Counter(new) - Counter(old)
    return {
        **details,
        "rows": [len(old), len(new)],
        "removed": [from_text(row) for row in removed.elements()],
        "added": [from_text(row) for row in added.elements()],
    }


def is_rows_change(details: Mapping[str, object]) -> bool:
    """Whether the details tell of rows that went and came."""
    return "rows" in details


def _holds_rows(value: object | None) -> bool:
    return isinstance(value, list) and any(isinstance(row, Mapping) for row in value)


def _are_rows(value: object | None) -> bool:
    return value is None or isinstance(value, list)


def _rows(value: object | None) -> list[str]:
    return [as_text(row) for row in value] if isinstance(value, list) else []
