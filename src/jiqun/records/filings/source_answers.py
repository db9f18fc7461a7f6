"""The other filings whose answers a filing reads, and those answers as they are now."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.engine import Answers
from jiqun.records.filings.current_answers import current_answers_of
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.models import Filing


def sources_of(filing: Filing) -> Mapping[str, Filing]:
    """The filings that are read, by name; asked for only where the form has any."""
    if not form_of(filing).sources:
        return {}
    return {row.name: row.of for row in filing.sources.select_related("of").order_by("name")}


def answers_of_sources(sources: Mapping[str, Filing]) -> Mapping[str, Answers]:
    """What the engine reads of them."""
    return {name: current_answers_of(of).answers for name, of in sources.items()}
