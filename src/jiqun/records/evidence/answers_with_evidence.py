"""The answers of a filing together with its evidence, and what follows from both."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.engine import Answers, Facts, Outcome
from jiqun.records.evidence.queries import entries
from jiqun.records.filings import queries as filings
from jiqun.records.filings.editions import rules_of
from jiqun.records.filings.lru_cache import MOST_FILINGS, LruCache
from jiqun.records.filings.models import Filing
from jiqun.records.filings.progress import Progress
from jiqun.records.filings.queries import SectionState
from jiqun.records.filings.source_answers import facts_of, sources_of

_outcomes: LruCache[tuple[str, ...], Outcome] = LruCache(MOST_FILINGS)
_states: LruCache[tuple[str, ...], tuple[SectionState, ...]] = LruCache(MOST_FILINGS)
_evidence: LruCache[tuple[int, str], Answers] = LruCache(MOST_FILINGS)


def answers_with_evidence(filing: Filing) -> Answers:
    """The answers with their evidence, as the engine has them."""
    return filings.answers(filing, _evidence_of(filing))


def outcome_with_evidence(filing: Filing, for_submission: bool = False) -> Outcome:
    """What follows from the answers and their evidence, and from the filings they refer to. It is
    kept in this process for as long as none of them changes."""
    sources = sources_of(filing)
    facts = facts_of(filing, sources, for_submission)
    name = (*_marks(filing, sources), *_told(facts))
    result = _outcomes.get(name)
    if result is None:
        result = filings.outcome(filing, _evidence_of(filing), facts)
        _outcomes.put(name, result)
    return result


def states_with_evidence(filing: Filing) -> tuple[SectionState, ...]:
    """How far each part is, in the order of the form; kept as the outcome is."""
    sources = sources_of(filing)
    name = (*_marks(filing, sources), *_told(facts_of(filing, sources)))
    states = _states.get(name)
    if states is None:
        found = filings.section_states(filings.answers(filing), outcome_with_evidence(filing))
        states = tuple(found)
        _states.put(name, states)
    return states


def progress_with_evidence(filing: Filing) -> tuple[Progress, str]:
    """How far a filing is, and the name of the rules that say so."""
    return filings.progress(states_with_evidence(filing)), rules_of(filing.edition)


def _marks(filing: Filing, sources: Mapping[str, Filing]) -> tuple[str, ...]:
    return (filing.mark, *(of.mark for of in sources.values()))


def _told(facts: Facts) -> tuple[str, ...]:
    """What else the outcome rests on, for a name: what the engine is told beside the answers."""
    figures = (f"{name}={figure}" for name, figure in sorted(facts.figures.items()))
    return (str(facts.for_submission), facts.explained_standard, *figures)


def _evidence_of(filing: Filing) -> Answers:
    """The evidence of a filing as the engine has it, read anew only after it changed."""
    name = (filing.pk, filing.beside)
    proven = _evidence.get(name)
    if proven is None:
        proven = filings.read_evidence(filing, entries(filing))
        _evidence.put(name, proven)
    return proven
