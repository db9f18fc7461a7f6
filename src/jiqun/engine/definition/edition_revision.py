"""The revisions 修订版 of an edition: what was corrected after it was published, and who signed it.

edition.yaml lists them last, in order. The edition as published is revision 0; its year is that of
the call, the one after the base year: 2026.0, then 2026.1.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jiqun.engine.definition.source import Entry

_KEY = "revisions"
_BLOCK = re.compile(rf"^{_KEY}:.*\Z", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class EditionRevision:
    """One revision: its number from 1, when and by whom it was signed 签发, and why."""

    number: int
    date: date
    by: str
    why: str

    def written(self) -> str:
        """Its entry, as edition.yaml and its lock have it: one line."""
        by, why = (json.dumps(text, ensure_ascii=False) for text in (self.by, self.why))
        return f"{{number: {self.number}, date: {self.date.isoformat()}, by: {by}, why: {why}}}"


def revision_name(base_year: int, number: int) -> str:
    """How a revision is called: the year of the call and the number."""
    return f"{base_year + 1}.{number}"


def read_revisions(top: Entry) -> tuple[EditionRevision, ...]:
    """What edition.yaml says of its revisions; none where it says nothing."""
    listed = top.get(_KEY)
    if listed is None:
        return ()
    if [name for name, _ in top.pairs()][-1] != _KEY:
        listed.mistake("修订版应当写在文件的最后。")
    return tuple(_revision(n, entry) for n, entry in enumerate(listed.items(), 1))


def with_revisions(text: str, revisions: Sequence[EditionRevision]) -> str:
    """The text of an edition.yaml with these revisions in place of those it had."""
    rest = without_revisions(text)
    return f"{rest}{_KEY}:\n" + "".join(f"  - {own.written()}\n" for own in revisions)


def without_revisions(text: str) -> str:
    """The text of an edition.yaml without its revisions, which stand last."""
    rest = _BLOCK.sub("", text)
    return rest if rest.endswith("\n") else f"{rest}\n"


def _revision(number: int, entry: Entry) -> EditionRevision:
    own = entry.need("number")
    if own.integer() != number:
        own.mistake(f"修订版应当依次编号，这里应当是 {number}。")
    by, why = entry.need("by"), entry.need("why")
    for told, what in ((by, "签发人"), (why, "修订原因")):
        if not told.text().strip():
            told.mistake(f"没有写明{what}。")
    revision = EditionRevision(number, _date(entry.need("date")), by.text(), why.text())
    entry.finish()
    return revision


def _date(entry: Entry) -> date:
    try:
        return date.fromisoformat(entry.text())
    except ValueError:
        entry.mistake(f"“{entry.text()}”不是日期，应当写成 2026-12-01。")
        return date.min
