"""Asking that figures which fail a standard 认定标准 are explained, or asking it no more."""

from __future__ import annotations

from jiqun.records.filings.models import Filing
from jiqun.records.filings.progress import JUDGED, judge
from jiqun.records.filings.public_ids import new_id
from jiqun.records.journal.actions import writing


def ask_explanations(filing: Filing, standard: str) -> None:
    """Have the failed figures of a standard explained, by its id; of none where it is empty. The
    answers stay as they are; how far the filing is, is worked out anew."""
    with writing():
        if filing.explained_standard == standard:
            return
        filing.explained_standard, filing.mark = standard, new_id()
        judge(filing)
        filing.save(update_fields=["explained_standard", "mark", *JUDGED])
