"""What was not understood of the input: one finding for each trouble and problem, by its code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from jiqun.engine.answers import Answers
from jiqun.engine.definition import Check
from jiqun.engine.findings.finding import Hit, Repair

if TYPE_CHECKING:
    from jiqun.engine.findings.rule_context import RuleContext


def hits_by_code(answers: Answers, plan_field: str | None) -> Mapping[str, tuple[Hit, ...]]:
    """Every trouble and problem as a Hit, by code, in the order of the answers."""
    by_code: dict[str, list[Hit]] = {}
    for code, hit in _all(answers, plan_field):
        by_code.setdefault(code, []).append(hit)
    return {code: tuple(hits) for code, hits in by_code.items()}


def _all(answers: Answers, plan_field: str | None) -> Iterator[tuple[str, Hit]]:
    for (field, period), answer in answers.cells.items():
        if answer.trouble is not None:
            words = answer.trouble.params
            repair = _rounded(field, period, None, words)
            yield answer.trouble.code, Hit(field, period, words=words, repair=repair)
    for target in answers.targets:
        for period, answer in target.values.items():
            if answer.trouble is not None:
                words = {**answer.trouble.params, "row_label": target.label}
                repair = _rounded(plan_field, period, target.indicator, words)
                yield (
                    answer.trouble.code,
                    Hit(plan_field, period, row=target.indicator, words=words, repair=repair),
                )
    for problem in answers.problems:
        yield (
            problem.code,
            Hit(problem.field, problem.period, problem.option, problem.row, problem.params),
        )


def _rounded(
    field: str | None, period: str | None, row: str | None, words: Mapping[str, str]
) -> Repair | None:
    """A figure with too many decimals is repaired by rounding it."""
    value = words.get("rounded")
    return Repair(field, value, period, row) if field and value else None


def input_problems(check: Check, context: RuleContext) -> Iterator[Hit]:
    """Everything the door noted under the check's code."""
    return iter(context.input_hits.get(check.code, ()))
