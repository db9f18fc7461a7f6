"""How a computed value 计算值 came about: its formula with the numbers put in."""

from __future__ import annotations

from jiqun.engine.answers import Answers
from jiqun.engine.definition import Edition
from jiqun.engine.expressions import explain
from jiqun.engine.findings.assess import compiled_checks
from jiqun.engine.findings.finding import Facts
from jiqun.engine.findings.scope import FigureScope

_NO_FACTS = Facts()


def derivation(
    edition: Edition,
    answers: Answers,
    field: str,
    period: str | None = None,
    facts: Facts = _NO_FACTS,
) -> str:
    """The formula of a field with the answers put in: (94.72×81.48%)÷(89.02×71.74%)−1＝20.86%.

    Empty where the field has none. What is not filled in reads 未填.
    """
    compiled = compiled_checks(edition.checks)
    figures = FigureScope(answers, facts, edition.checks.numbers, compiled.index.labels)
    for field_id, at, formula, _ in compiled.formulas.figures:
        if (field_id, at) == (field, period):
            return explain(formula, figures.at(field, period))
    return ""
