"""From answers to the whole outcome: computed values, findings, explanations, self-assessment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from jiqun.engine.answers import Answers, Figures
from jiqun.engine.definition import BASELINE, Address, Check, Form
from jiqun.engine.expressions import explain
from jiqun.engine.findings.computed_values import Formulas
from jiqun.engine.findings.conditions import evaluate_spots
from jiqun.engine.findings.explanation import apply_explanations
from jiqun.engine.findings.figure_scope import FigureScope
from jiqun.engine.findings.finding import FINDING_LEVELS, Facts, Finding, Hit, Outcome
from jiqun.engine.findings.finding_figures import figures_of_hit
from jiqun.engine.findings.incremental import Memory, NoMemory
from jiqun.engine.findings.message import RaisedFinding, finding_of, not_carried
from jiqun.engine.findings.parts_begun import begun_parts, is_held_back
from jiqun.engine.findings.row_counts import RowCounts
from jiqun.engine.findings.rule_context import FormIndex, Rule, RuleContext
from jiqun.engine.findings.rules import RESTS_ON, RULES
from jiqun.engine.findings.self_assessment import assess_standard
from jiqun.engine.findings.spots import Spot, spots

_NO_FACTS = Facts()


class CompiledChecks:
    """What the checks of a form need for every assessment: prepared once, kept while in use."""

    def __init__(self, form: Form) -> None:
        checks = form.checks
        self.index = FormIndex(form)
        self.formulas = Formulas(form)
        self.spots: tuple[Spot, ...] = spots(form)
        self.rules: tuple[tuple[Check, Rule], ...] = tuple(
            (check, RULES[check.rule]) for check in checks.checks if check.rule
        )
        self.place = {f: n for n, f in enumerate(_order(form))}
        self.check_place = {id(check): n for n, check in enumerate(checks.checks)}


@lru_cache(maxsize=64)
def compiled_checks(form: Form) -> CompiledChecks:
    """The compiled checks of a form."""
    return CompiledChecks(form)


def assess(
    answers: Answers,
    facts: Facts = _NO_FACTS,
    standard: str | None = None,
    memory: Memory | None = None,
) -> Outcome:
    """What follows from the answers of a form.

    The same answers and facts always give the same outcome. Of a part that is not begun only
    `required` speaks; at submission (`facts.for_submission`) nothing is held back. `standard` is
    the id of one of the form's standards; the first is taken where none is named. Raises KeyError
    for a standard the form does not have. With a `memory` of the form as it was before, only what
    depends on the answers that changed since is worked out again.
    """
    form = answers.form
    compiled = compiled_checks(form)
    memory = (memory or NoMemory()).of(form, facts.sources)
    labels = compiled.index.labels
    figures = FigureScope(answers, facts, form.checks.numbers, labels)
    lists = tuple(answers.lists.items())
    rows = memory.recall("rows", figures, lambda: RowCounts(form, answers.lists), lists)
    figures.row_counts = rows
    context = RuleContext(compiled.index, answers, facts, figures, rows)
    raised, skipped = evaluate_spots(compiled.spots, context, memory)
    for check, rule in compiled.rules:
        enclosure = RESTS_ON.get(check.rule)
        if enclosure in answers.not_carried:
            skipped.append(not_carried(check, enclosure))
            continue
        hits = list(rule(check, context))
        context.spoken.setdefault(check.code, set()).update(hit.at for hit in hits)
        raised.extend(_raised(check, hit, context, memory) for hit in hits)
    begun = begun_parts(answers)
    raised = [r for r in raised if not is_held_back(r.hit.at, r.check.code, form, begun, facts)]
    skipped = [s for s in skipped if not is_held_back(s.at, s.code, form, begun, facts)]
    findings = _in_order(raised, compiled)
    findings[:0] = _unlisted(context)
    staying, passing = apply_explanations(findings, answers)
    by_id = {s.id: s for s in form.standards}
    chosen = by_id[standard] if standard else next(iter(form.standards), None)
    return Outcome(
        form=answers.form,
        values=compiled.formulas.values(figures, memory),
        findings=tuple(staying),
        explained=tuple(passing),
        assessment=(
            assess_standard(chosen, answers, facts, labels, memory, passing) if chosen else ()
        ),
        skipped=tuple(dict.fromkeys(skipped)),
        agreeing=compiled.formulas.agreeing(figures, memory),
        begun=begun,
    )


def finding_figures(answers: Answers, facts: Facts = _NO_FACTS) -> Mapping[str, Figures]:
    """The figures each finding that words can settle rests on, by the keys of its explanation: what
    one that is written now is written for."""
    outcome = assess(answers, facts)
    asked = [f for f in (*outcome.findings, *outcome.explained) if f.level == "confirm"]
    return {f.former_key: f.figures for f in asked} | {f.key: f.figures for f in asked}


def make_finding(answers: Answers, code: str, at: Address, words: Mapping[str, str]) -> Finding:
    """The finding of a check that is made elsewhere, in the words of the form.

    Raises KeyError where the form has no such check, or the words lack one it needs.
    """
    form = answers.form
    check = next((c for c in form.checks.checks if c.code == code), None)
    if check is None:
        raise KeyError(code)
    labels = compiled_checks(form).index.labels
    figures = FigureScope(answers, Facts(), form.checks.numbers, labels)
    return finding_of(check, Hit(at, words), figures)


def _raised(check: Check, hit: Hit, context: RuleContext, memory: Memory) -> RaisedFinding:
    name, figures = (check.code, hit.at, hit.words.get("place")), context.figures
    finding = memory.recall(name, figures, lambda: finding_of(check, hit, figures), hit)
    if check.level == "confirm":
        finding = replace(finding, figures=figures_of_hit(hit, context.answers))
    return RaisedFinding(check, hit, finding)


def _in_order(raised: Iterable[RaisedFinding], compiled: CompiledChecks) -> list[Finding]:
    place, last = compiled.place, len(compiled.place)
    ordered = sorted(
        raised,
        key=lambda one: (
            FINDING_LEVELS[one.check.level].rank,
            place.get(one.hit.at.field or one.hit.at.list, last if one.hit.at else -1),
            place.get(one.hit.at.row, -1),
            "" if one.hit.at.list else one.hit.at.part,
            compiled.check_place[id(one.check)],
        ),
    )
    return [one.finding for one in ordered]


def _unlisted(context: RuleContext) -> Iterator[Finding]:
    """What the door noted under a code the form has no check for: never dropped in silence."""
    listed = {c.code for c in context.form.checks.checks if c.rule == "door"}
    for code, hits in context.input_hits.items():
        if code in listed:
            continue
        for hit in hits:
            where = hit.words.get("place") or context.labels.where(hit.at)
            message = f"{where}填写的内容无法识别，请核对后重新填写。{hit.words.get('hint', '')}"
            yield Finding(code, "error", message, hit.at)


def _order(form: Form) -> Iterator[str]:
    """Everything a finding can be on, in the order of the form."""
    for field_id, field in form.fields.items():
        yield field_id
        if field.kind.plan:
            yield BASELINE
            yield from (i.id for i in field.indicators)
        if field.rows is not None:
            yield field.rows.list


def derivation(
    answers: Answers,
    at: Address,
    facts: Facts = _NO_FACTS,
) -> str:
    """The formula of a cell with the answers put in: (94.72×81.48%)÷(89.02×71.74%)−1＝20.86%.

    Empty where it has none. What is not filled in reads 未填.
    """
    compiled = compiled_checks(answers.form)
    numbers = answers.form.checks.numbers
    figures = FigureScope(answers, facts, numbers, compiled.index.labels)
    for place, formula, _ in compiled.formulas.figures:
        if place == at:
            return explain(formula, figures.seen_from(at))
    return ""
