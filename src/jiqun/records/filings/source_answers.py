"""What a filing is judged by beside its answers: the other filings it reads, as they are now, and
what the call asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jiqun.engine import Answers, Facts
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


_givers: dict[str, Callable[[Filing], Mapping[str, str]]] = {}


def give_facts(form: str, giver: Callable[[Filing], Mapping[str, str]]) -> None:
    """Let records above this one say the facts that a form declares, of each of its filings."""
    _givers[form] = giver


def facts_of(
    filing: Filing, sources: Mapping[str, Filing] | None = None, for_submission: bool = False
) -> Facts:
    """What the engine is told of a filing; `sources` where they are known already."""
    giver = _givers.get(filing.form)
    return Facts(
        figures=giver(filing) if giver else {},
        sources=answers_of_sources(sources_of(filing) if sources is None else sources),
        for_submission=for_submission,
        explained_standard=filing.explained_standard,
    )
