"""From answers to the whole outcome: computed values, findings, explanations, self-assessment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from jiqun.engine.answers import Answers
from jiqun.engine.definition import Check, CheckList, Edition, Form
from jiqun.engine.findings.computing import Formulas
from jiqun.engine.findings.conditions import Spot, evaluate_spots, spots
from jiqun.engine.findings.explanation import settle
from jiqun.engine.findings.figures import Figures, Worded
from jiqun.engine.findings.finding import Facts, Finding, Outcome
from jiqun.engine.findings.hit import Hit
from jiqun.engine.findings.rules import RULES
from jiqun.engine.findings.self_assessment import assess_standard
from jiqun.engine.findings.sight import Prepared, Rule, Sight

_NO_FACTS = Facts()
_LEVEL_ORDER = {"error": 0, "confirm": 1, "note": 2}


class Bench:
    """What one check list needs for every assessment: prepared once, kept while it is in use."""

    def __init__(self, checks: CheckList) -> None:
        self.prepared = Prepared(checks)
        self.formulas = Formulas(checks.form)
        self.spots: tuple[Spot, ...] = spots(checks)
        self.rules: tuple[tuple[Check, Rule], ...] = tuple(
            (check, RULES[check.rule]) for check in checks.checks if check.rule
        )
        self.place = {f: n for n, f in enumerate(_order(checks.form))}
        self.check_place = {id(check): n for n, check in enumerate(checks.checks)}


@lru_cache(maxsize=16)
def bench_of(checks: CheckList) -> Bench:
    """The prepared bench of a check list."""
    return Bench(checks)


def assess(
    edition: Edition, answers: Answers, facts: Facts = _NO_FACTS, standard: str | None = None
) -> Outcome:
    """What follows from answers under an edition.

    The same edition, answers and facts always give the same outcome. `standard` is the id of one
    of the edition's standards; the first is taken where none is named. Raises KeyError for a
    standard the edition does not have.
    """
    bench = bench_of(edition.checks)
    naming = bench.prepared.naming
    figures = Figures(answers, facts, edition.checks.numbers, naming)
    sight = Sight(bench.prepared, answers, facts, figures)
    hits, skipped = evaluate_spots(bench.spots, sight)
    for check, rule in bench.rules:
        hits.extend((check, hit) for hit in rule(check, sight))
    findings = _findings(hits, bench, figures)
    findings[:0] = _unlisted(sight, edition.checks)
    staying, passing = settle(findings, answers.explanations)
    by_id = {s.id: s for s in edition.standards}
    chosen = by_id[standard] if standard else next(iter(edition.standards), None)
    return Outcome(
        values=bench.formulas.values(figures),
        findings=tuple(staying),
        explained=tuple(passing),
        assessment=assess_standard(chosen, answers, facts, naming) if chosen else (),
        skipped=tuple(skipped),
    )


def speak(
    edition: Edition, answers: Answers, code: str, field: str | None, words: Mapping[str, str]
) -> Finding:
    """The finding of a check that is made elsewhere, in the words of the edition.

    Raises KeyError where the edition has no such check, or the words lack one it needs.
    """
    check = next((c for c in edition.checks.checks if c.code == code), None)
    if check is None:
        raise KeyError(code)
    bench = bench_of(edition.checks)
    figures = Figures(answers, Facts(), edition.checks.numbers, bench.prepared.naming)
    return finding_of(check, Hit(field, words=words), figures)


def _findings(hits: Iterable[tuple[Check, Hit]], bench: Bench, figures: Figures) -> list[Finding]:
    place, last = bench.place, len(bench.place)
    ordered = sorted(
        hits,
        key=lambda pair: (
            _LEVEL_ORDER[pair[0].level],
            place.get(pair[1].field or "", last if pair[1].field else -1),
            place.get(pair[1].row or "", -1),
            pair[1].period or "",
            bench.check_place[id(pair[0])],
        ),
    )
    return [finding_of(check, hit, figures) for check, hit in ordered]


def finding_of(check: Check, hit: Hit, figures: Figures) -> Finding:
    """The finding of a check where it speaks, its message filled."""
    naming = figures.naming
    where = hit.words.get("place") or naming.where(
        hit.field, hit.period, hit.row, hit.words.get("row_label", "")
    )
    scope = Worded(figures.at(hit.field, hit.period, hit.row), {**hit.words, "where": where})
    return Finding(
        code=check.code,
        level=check.level,
        message=check.message.fill(scope)
        + (hit.words.get("hint") or check.settings.get("advice", "")),
        field=hit.field,
        option=hit.option,
        row=hit.row,
        period=hit.period,
        formula=hit.formula,
        repair=hit.repair,
        source=check.source,
    )


def _unlisted(sight: Sight, checks: CheckList) -> Iterator[Finding]:
    """What the door noted under a code the form has no check for: never dropped in silence."""
    listed = {c.code for c in checks.checks if c.rule == "door"}
    for code, hits in sight.noted.items():
        if code in listed:
            continue
        for hit in hits:
            where = hit.words.get("place") or sight.naming.where(hit.field, hit.period, hit.row)
            message = f"{where}填写的内容没有读懂，请核对后重新填写。{hit.words.get('hint', '')}"
            yield Finding(code, "error", message, hit.field, hit.option, hit.row, hit.period)


def _order(form: Form) -> Iterator[str]:
    """Everything a finding can be on, in the order of the form."""
    for field_id, field in form.fields.items():
        yield field_id
        if field.kind == "targets":
            yield "baseline"
            yield from (i.id for i in form.indicators)
        if field.rows is not None:
            yield field.rows.list
