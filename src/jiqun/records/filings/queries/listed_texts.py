"""An answer of many filings at once, for lists."""

from __future__ import annotations

import json
from collections.abc import Iterable

from jiqun.records.filings.models import AnswerRow, Filing


def texts_at(filings: Iterable[Filing], key: str) -> dict[int, str]:
    """The text that stands at an address, by the primary keys of the filings that have one."""
    rows = AnswerRow.objects.filter(filing__in=list(filings), key=key).exclude(value="")
    found = ((pk, json.loads(value)) for pk, value in rows.values_list("filing_id", "value"))
    return {pk: value for pk, value in found if isinstance(value, str)}
