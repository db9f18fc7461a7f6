"""Rounding-aware agreement over generated forms: no false alarm on true, no miss on moved ones.

A true form has hidden exact figures and prints them rounded half up. What the printed figures can
stand for is worked out here once more, with fractions only, apart from the engine's intervals.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from itertools import pairwise

import pytest

from jiqun.engine.answers import Answer, Answers, Target
from jiqun.engine.definition import Address, Edition, cell
from jiqun.engine.findings import Facts, assess
from proofs import times

YEARS = ("2023", "2024", "2025")
FORMS = times("agreement")
HALF = Fraction(1, 200)
FINE = Context(prec=60)
CHECKED = {
    "leading_growth_differs",
    "leading_cagr_differs",
    "patents_per_10k_differs",
    "plan_baseline_differs",
    "ledger_differs",
}


@dataclass(frozen=True)
class Printed:
    """The figures of a form as printed."""

    before: Decimal
    total: tuple[Decimal, ...]
    share: tuple[Decimal, ...]
    growth: tuple[Decimal, ...]
    cagr: Decimal
    patents: Decimal
    staff: Decimal
    per_10k: Decimal


@dataclass(frozen=True)
class TrueForm:
    """A true form: the printed figures, and the exact ones its ledger gives."""

    printed: Printed
    ledger: dict[Address, Decimal]


@pytest.mark.proof("agreement")
def test_true_forms_get_no_false_alarm(edition: Edition, answers: Answers) -> None:
    draw = random.Random(20260318)
    for _ in range(FORMS):
        true = true_form(draw)
        found = findings(edition, answers, true.printed, true.ledger)
        assert found == set(), true
        assert expected(true.printed) == set(), true


@pytest.mark.proof("agreement")
def test_moved_figures_are_never_missed(edition: Edition, answers: Answers) -> None:
    draw = random.Random(20260319)
    told = 0
    for _ in range(FORMS):
        moved = move(draw, true_form(draw).printed)
        wanted = expected(moved)
        assert findings(edition, answers, moved) == wanted, moved
        told += bool(wanted)
    assert told > FORMS * 0.9


def true_form(draw: random.Random) -> TrueForm:
    size = Fraction(10) ** draw.choice((-1, 0, 1, 2, 2, 3, 4, 8))
    total = [Fraction(draw.randint(10**6, 10**8), 10**7) * size for _ in YEARS]
    share = [Fraction(draw.randint(1, 10**8), 10**6) for _ in YEARS]
    if draw.random() < 0.8:  # most clusters keep their structure
        share = [Fraction(draw.randint(50 * 10**6, 10**8), 10**6) for _ in YEARS]
    before = total[0] * Fraction(draw.randint(10**5, 3 * 10**6), 10**6) * share[0] / 100
    output = [before] + [t * s / 100 for t, s in zip(total, share, strict=True)]
    growth = [(b / a - 1) * 100 for a, b in pairwise(output)]
    staff = draw.randint(1, 10 ** draw.randint(1, 7))
    patents = draw.randint(0, 10 ** draw.randint(0, 6))
    per_10k = Fraction(patents, staff) * 10000
    cagr = draw.choice((reading_a, reading_b, reading_c))(growth, output)
    printed = Printed(
        before=shown(draw, before),
        total=tuple(shown(draw, t) for t in total),
        share=tuple(shown(draw, s) for s in share),
        growth=tuple(shown(draw, g) for g in growth),
        cagr=shown(draw, cagr),
        patents=Decimal(patents),
        staff=Decimal(staff),
        per_10k=shown(draw, per_10k),
    )
    ledger: dict[Address, Decimal] = {
        cell("patents_per_10k_employees"): exact(per_10k),
        cell("leading_output_cagr"): exact(cagr),
    }
    for n, year in enumerate(YEARS):
        ledger[cell("total_output", year)] = exact(total[n])
        ledger[cell("leading_output_share", year)] = exact(share[n])
        ledger[cell("leading_output_growth", year)] = exact(growth[n])
    return TrueForm(printed, ledger)


def reading_a(growth: list[Fraction], output: list[Fraction]) -> Fraction:
    product = (1 + growth[0] / 100) * (1 + growth[1] / 100) * (1 + growth[2] / 100)
    return (root(product, 3) - 1) * 100


def reading_b(growth: list[Fraction], output: list[Fraction]) -> Fraction:
    return (root(output[3] / output[1], 2) - 1) * 100


def reading_c(growth: list[Fraction], output: list[Fraction]) -> Fraction:
    return sum(growth, Fraction(0)) / 3


def root(value: Fraction, n: int) -> Fraction:
    number = FINE.divide(Decimal(value.numerator), Decimal(value.denominator))
    return Fraction(FINE.power(number, FINE.divide(Decimal(1), Decimal(n))))


def exact(value: Fraction) -> Decimal:
    return FINE.divide(Decimal(value.numerator), Decimal(value.denominator))


def shown(draw: random.Random, value: Fraction) -> Decimal:
    """Rounded half up to two decimals; whole numbers are often printed without decimals."""
    printed = exact(value).quantize(Decimal("0.01"), ROUND_HALF_UP, FINE)
    if printed == printed.to_integral_value() and draw.random() < 0.7:
        return printed.quantize(Decimal(1), context=FINE)
    return printed


# What printed figures can stand for, in fractions ------------------------------------------------

Span = tuple[Fraction, Fraction]


def span(value: Decimal, low: int | None = None, high: int | None = None) -> Span:
    middle = Fraction(value)
    bottom, top = middle - HALF, middle + HALF
    return (
        bottom if low is None else max(bottom, Fraction(low)),
        top if high is None else min(top, Fraction(high)),
    )


def outputs(printed: Printed) -> list[Span]:
    """Leading output × 100 of each year."""
    pairs = zip(printed.total, printed.share, strict=True)
    spans = [(span(t, 0), span(s, 0, 100)) for t, s in pairs]
    return [(t[0] * s[0], t[1] * s[1]) for t, s in spans]


def growth_span(before: Span, after: Span) -> Span | None:
    if before[0] <= 0:
        return None
    return (after[0] / before[1] - 1) * 100, (after[1] / before[0] - 1) * 100


def growth_spans(printed: Printed) -> list[Span | None]:
    before = span(printed.before)
    years = [(before[0] * 100, before[1] * 100), *outputs(printed)]
    return [growth_span(a, b) for a, b in pairwise(years)]


def apart(a: Span, b: Span) -> bool:
    return a[1] < b[0] or b[1] < a[0]


def expected(printed: Printed) -> set[tuple[str, str | None]]:
    """The findings there must be: exactly where what is printed cannot be true."""
    found: set[tuple[str, str | None]] = set()
    growths = [span(g, -100) for g in printed.growth]
    for year, own, computed in zip(YEARS, growths, growth_spans(printed), strict=True):
        if computed is not None and apart(own, computed):
            found.add(("leading_growth_differs", year))
    if cagr_is_apart(printed, growths):
        found.add(("leading_cagr_differs", None))
    per_10k = Fraction(printed.patents) / Fraction(printed.staff) * 10000
    if apart(span(printed.per_10k, 0), (per_10k, per_10k)):
        found.add(("patents_per_10k_differs", None))
    return found


def cagr_is_apart(printed: Printed, growths: list[Span]) -> bool:
    """Powers are compared instead of roots, so everything stays exact."""
    low, high = span(printed.cagr, -100)
    first, *_, last = outputs(printed)
    if first[0] <= 0:
        return False
    factors = [(1 + g[0] / 100, 1 + g[1] / 100) for g in growths]
    a = (
        factors[0][0] * factors[1][0] * factors[2][0],
        factors[0][1] * factors[1][1] * factors[2][1],
    )
    own = (1 + low / 100, 1 + high / 100)
    mean = (sum(g[0] for g in growths) / 3, sum(g[1] for g in growths) / 3)
    ratio = (last[0] / first[1], last[1] / first[0])
    return (
        apart((own[0] ** 3, own[1] ** 3), a)
        and apart((own[0] ** 2, own[1] ** 2), ratio)
        and apart((low, high), (Fraction(mean[0]), Fraction(mean[1])))
    )


# Moving one figure -------------------------------------------------------------------------------


def move(draw: random.Random, printed: Printed) -> Printed:
    """One figure moved outside: the nearest printable one that cannot be true, or farther."""
    which = draw.choice(("growth", "growth", "cagr", "per_10k", "other"))
    step = Decimal(draw.choice((1, -1))) * Decimal(draw.choice(("0.01", "0.01", "0.37", "25")))
    if which == "growth":
        year = draw.randrange(3)
        moved = list(printed.growth)
        while ("leading_growth_differs", YEARS[year]) not in expected(printed):
            moved[year] = pushed(moved[year], step, printed, growth_spans(printed)[year])
            printed = replace(printed, growth=tuple(moved))
            if growth_spans(printed)[year] is None:
                break
        return printed
    if which == "cagr":
        for _ in range(400):
            if cagr_is_apart(printed, [span(g, -100) for g in printed.growth]):
                break
            step *= Decimal("1.5")
            cagr = max(printed.cagr + step.quantize(Decimal("0.01")), Decimal(-100))
            printed = replace(printed, cagr=cagr)
            step = -step if cagr == -100 else step
        return printed
    if which == "per_10k":
        moved_to = printed.per_10k + (abs(step) if printed.per_10k < abs(step) else step)
        return replace(printed, per_10k=moved_to)
    return draw.choice(
        (
            replace(printed, patents=printed.patents * 2 + 7),
            replace(printed, staff=printed.staff * 3 + 1),
            replace(printed, total=(*printed.total[:2], printed.total[2] * 2 + 1)),
        )
    )


def pushed(own: Decimal, step: Decimal, printed: Printed, computed: Span | None) -> Decimal:
    """The printable figure just beyond the end of what can be true, in the direction of a step."""
    if computed is None:
        return own + abs(step)
    cent = Fraction(1, 100)
    up = step > 0 or computed[0] - HALF <= -100 + cent
    end = computed[1] + HALF if up else computed[0] - HALF
    cents = end // cent + 1 if up else -(-end // cent) - 1
    return Decimal(int(cents)) / 100 + (abs(step) - Decimal("0.01") if up else 0)


# Through the engine ------------------------------------------------------------------------------


def findings(
    edition: Edition,
    base: Answers,
    printed: Printed,
    ledger: dict[Address, Decimal] | None = None,
) -> set[tuple[str, str | None]]:
    facts = Facts(figures={"leading_output_before": printed.before}, ledger=ledger or {})
    outcome = assess(filled(base, printed), facts)
    return {(f.code, f.at.period) for f in outcome.findings if f.code in CHECKED}


def filled(base: Answers, printed: Printed) -> Answers:
    cells = dict(base.cells)
    for n, year in enumerate(YEARS):
        cells[cell("total_output", year)] = Answer(printed.total[n])
        cells[cell("leading_output_share", year)] = Answer(printed.share[n])
        cells[cell("leading_output_growth", year)] = Answer(printed.growth[n])
    cells[cell("leading_output_cagr")] = Answer(printed.cagr)
    cells[cell("valid_patents")] = Answer(printed.patents)
    cells[cell("sme_employees")] = Answer(printed.staff)
    cells[cell("patents_per_10k_employees")] = Answer(printed.per_10k)
    intensity = base.value("co2_intensity", "2025")
    assert isinstance(intensity, Decimal)
    co2 = (printed.total[2] * intensity).quantize(Decimal("0.01"), ROUND_HALF_UP, FINE)
    baselines = {"output_growth": printed.cagr, "invention_patents": printed.patents, "co2": co2}
    targets = tuple(_based(t, baselines.get(t.indicator)) for t in base.targets)
    return replace(base, cells=cells, targets=targets, lists={})


def _based(target: Target, baseline: Decimal | None) -> Target:
    if baseline is None:
        return target
    return replace(target, values={**target.values, "baseline": Answer(baseline)})
