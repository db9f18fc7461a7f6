"""The recognition standard 认定标准 as a check: where a call asks for it, a figure that fails the
standard is explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from jiqun.engine.definition import NOWHERE, Address, Check, Form, cell
from jiqun.engine.findings.figure_scope import CellRead, FigureScope
from jiqun.engine.findings.finding_figures import figures_read
from jiqun.engine.findings.rule_context import Hit, RuleContext
from jiqun.engine.findings.self_assessment import FAILS, has_number, requirement_of


def standard_not_met(check: Check, context: RuleContext) -> Iterator[Hit]:
    """Each requirement of numbers of the standard that is asked for (`explained_standard`) and that
    the figures fail: on the first answer that it is about, in the last of its years."""
    asked = context.facts.explained_standard
    for standard in context.form.standards:
        if standard.id != asked:
            continue
        figures = FigureScope(context.answers, context.facts, standard.numbers, context.labels)
        figures.row_counts = context.rows
        for criterion in standard.criteria:
            requirement = requirement_of(criterion, standard, figures)
            if requirement.result != FAILS or not has_number(criterion, standard):
                continue
            reads = figures.read_by(partial(requirement_of, criterion, standard, figures))[""]
            words = {"requirement": requirement.label, "figures": requirement.figures}
            yield Hit(
                _place(reads, context.form),
                {**words, "standard": standard.title},
                beside=figures_read(figures, reads),
            )


def _place(reads: Sequence[CellRead], form: Form) -> Address:
    """The last year that was read of the answer that was read first."""
    cells = [read for read in reads if not isinstance(read, Address) and read[0] in form.fields]
    if not cells:
        return NOWHERE
    first = cells[0][0]
    return cell(first, max((period for name, period, _ in cells if name == first), key=_year))


def _year(period: str | None) -> str:
    return period or ""
