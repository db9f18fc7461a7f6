"""The self-assessment 自评: a recognition standard 认定标准 set against the figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from jiqun.engine.answers import Answers
from jiqun.engine.definition import Labels, Standard
from jiqun.engine.definition.standard import Criterion
from jiqun.engine.expressions import evaluate
from jiqun.engine.findings.figure_scope import FigureScope
from jiqun.engine.findings.finding import Facts, Finding, Requirement
from jiqun.engine.findings.incremental import Memory

_NO_FIGURE = re.compile("(无|未填)%")  # a percent sign needs a figure before it

MEETS, FAILS, NOT_VERIFIED, NOT_APPLICABLE = "meets", "fails", "not_verified", "not_applicable"


def assess_standard(
    standard: Standard,
    answers: Answers,
    facts: Facts,
    labels: Labels,
    memory: Memory,
    explained: Sequence[Finding] = (),
) -> tuple[Requirement, ...]:
    """Every requirement of the standard, in order; it never blocks. One whose figures rest on an
    explanation 情况说明 says so."""
    figures = FigureScope(answers, facts, standard.numbers, labels)
    return tuple(
        _with_remark(
            memory.recall(
                (standard.id, one.id), figures, partial(requirement_of, one, standard, figures)
            ),
            _explained_places(one, explained, labels),
        )
        for one in standard.criteria
    )


def _explained_places(
    criterion: Criterion, explained: Sequence[Finding], labels: Labels
) -> tuple[str, ...]:
    """Where the figures of a requirement stand by an explanation, in words."""
    if not explained:
        return ()
    names = criterion.condition.names | criterion.figures.names
    if criterion.applies is not None:
        names |= criterion.applies.names
    places = (
        f.at for f in explained if f.at.row in names or (not f.at.row and f.at.field in names)
    )
    return tuple(dict.fromkeys(labels.where(at) for at in places))


def _with_remark(requirement: Requirement, places: Sequence[str]) -> Requirement:
    if not places:
        return requirement
    said = f"{'、'.join(places)}附有情况说明，请一并核对。"
    return replace(requirement, remark=f"{requirement.remark}{said}")


def requirement_of(criterion: Criterion, standard: Standard, figures: FigureScope) -> Requirement:
    """A requirement set against the figures."""
    result = _result(criterion, figures)
    return Requirement(
        id=criterion.id,
        label=criterion.label,
        result=result,
        figures=_NO_FIGURE.sub(r"\1", criterion.figures.fill(figures)),
        source=criterion.source,
        remark=standard.remark if result == FAILS and has_number(criterion, standard) else "",
    )


def has_number(criterion: Criterion, standard: Standard) -> bool:
    """Whether the requirement is one of numbers, not a veto or a matter of quality."""
    return not criterion.condition.names.isdisjoint(standard.numbers)


def _result(criterion: Criterion, figures: FigureScope) -> str:
    """Decided on the printed figures: what is printed as 70.00 meets a least of 70."""
    if criterion.applies is not None:
        applies = evaluate(criterion.applies, figures)
        if not applies:
            return NOT_APPLICABLE if applies is False else NOT_VERIFIED
    if criterion.status != "verified":
        return NOT_VERIFIED
    result = evaluate(criterion.condition, figures)
    if not isinstance(result, bool):
        return NOT_VERIFIED
    return MEETS if result else FAILS
