"""What must be filled in: required answers, ticks, and the declaration at submission."""

from __future__ import annotations

from collections.abc import Iterator

from jiqun.engine.definition import BASELINE, Address, Check, Field, Form, cell
from jiqun.engine.expressions import evaluate_interval
from jiqun.engine.findings.rule_context import Hit, RuleContext


def required(check: Check, context: RuleContext) -> Iterator[Hit]:
    """A required answer that is empty; what is there but not understood is no empty answer."""
    cells, seen = context.answers.cells, context.problem_places
    for at, at_submission in context.index.required:
        if at in cells or (at_submission and not context.facts.for_submission):
            continue
        if at not in seen and at.whole not in seen:
            yield Hit(at, {"advice": _advice(context.form.fields[at.field])})
    asked = [(Address(f.id), f) for f in context.index.required_if]
    for at, question in (*asked, *context.cells_of_rows()):
        if at not in cells and at not in seen and _is_asked(question, at, context):
            yield Hit(at, {"advice": _advice(question)})
    for table in context.index.tables:
        empty = not context.answers.row_ids(table) and Address(table.id) not in seen
        if empty and table.required == "yes":
            yield Hit(Address(table.id), {"advice": "请添加各行。"})
    filled = {target.field for target in context.answers.targets}
    for field in context.index.required_targets:
        if field not in filled and Address(field) not in seen:
            advice = {"advice": "请逐项填写各指标的基准值和目标值。"}
            yield Hit(Address(field), advice, asks=_ends_of_plan(context.form, field))


def _ends_of_plan(form: Form, field: str) -> tuple[Address, ...]:
    """The figures that the plan asks for: the first and the last of each indicator."""
    rows = (Address(field, row=indicator.id) for indicator in form.fields[field].indicators)
    return tuple(row._replace(part=p) for row in rows for p in (BASELINE, form.plan_years[-1]))


def _is_asked(question: Field, at: Address, context: RuleContext) -> bool:
    """Whether a cell is required here: always, or because its condition is certainly true."""
    if not question.kind.typed:
        return False
    if question.required_if is None:
        at_submission = question.required == "at_submission" and context.facts.for_submission
        return question.required == "yes" or at_submission
    return evaluate_interval(question.required_if, context.figures.seen_from(at)) is True


def _advice(field: Field) -> str:
    if field.kind.chosen and not field.kind.several:
        return "请选择一项。"
    return "请填写；确无相关情况的填“无”。" if field.none_allowed else "请填写，这一栏不能填“无”。"


def nothing_ticked(check: Check, context: RuleContext) -> Iterator[Hit]:
    """A multiple choice 多选 with no box ticked."""
    seen = context.problem_places
    for field in context.index.choices:
        if not context.answers.value(field.id) and Address(field.id) not in seen:
            yield Hit(Address(field.id))


def declaration(check: Check, context: RuleContext) -> Iterator[Hit]:
    """At submission: the signatory and the date of the declaration."""
    if not context.facts.for_submission:
        return
    signatory, date = check.settings["signatory"], check.settings["date"]
    for field, words in ((signatory, "负责人签字"), (date, "声明日期")):
        if cell(field) not in context.answers.cells:
            yield Hit(cell(field), {"missing": words})


def sealed_scan(check: Check, context: RuleContext) -> Iterator[Hit]:
    """At submission: the scan of the declaration, signed and sealed, for any of its answers."""
    fields = {check.settings[name] for name in ("signatory", "date", "scan")}
    if context.facts.for_submission and not any(at.field in fields for at in context.proven):
        yield Hit(cell(check.settings["scan"]))
