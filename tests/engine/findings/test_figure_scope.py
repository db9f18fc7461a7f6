"""What formulas read: intervals of printed figures, counts, 无, lists, facts and numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jiqun.engine.answers import read_answers
from jiqun.engine.definition import Edition
from jiqun.engine.definition.answer_labels import Labels
from jiqun.engine.expressions import ScopeValue
from jiqun.engine.findings import Facts
from jiqun.engine.findings.figure_scope import FigureScope

Data = dict[str, dict[str, object]]


def figures(edition: Edition, facts: Facts | None = None, **answers: object) -> FigureScope:
    read = read_answers(edition.main, {"answers": answers})
    return FigureScope(read, facts or Facts(), edition.main.checks.numbers, Labels(edition.main))


def bounds(reading: ScopeValue | None) -> tuple[str, str]:
    assert reading is not None
    assert reading.interval is not None
    return str(reading.interval.low), str(reading.interval.high)


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [("46.85", "46.845", "46.855"), ("12", "11.995", "12.005"), ("100", "99.995", "100")],
)
def test_percent_stands_for_what_is_printed_so_within_its_range(
    edition: Edition, typed: str, low: str, high: str
) -> None:
    seen = figures(edition, sme_output_share={"2024": typed})
    assert bounds(seen.read("sme_output_share", "2024")) == (low, high)


def test_output_printed_as_nothing_is_not_below_zero(edition: Edition) -> None:
    seen = figures(edition, total_output={"2024": "0.00"})
    assert bounds(seen.read("total_output", "2024")) == ("0", "0.005")


def test_count_is_itself_and_none_is_no_thing(edition: Edition) -> None:
    seen = figures(edition, high_tech_count={"2024": "12", "2025": "无"})
    assert bounds(seen.read("high_tech_count", "2024")) == ("12", "12")
    assert bounds(seen.read("high_tech_count", "2025")) == ("0", "0")


def test_percent_of_none_is_no_figure(edition: Edition) -> None:
    reading = figures(edition, rd_growth={"2024": "无"}).read("rd_growth", "2024")
    assert reading is not None
    assert (reading.answer, reading.number, reading.interval) == ("无", None, None)


def test_answer_not_understood_is_given_but_no_figure(edition: Edition) -> None:
    reading = figures(edition, total_output={"2024": "四十亿"}).read("total_output", "2024")
    assert reading is not None
    assert (reading.answer, reading.number) == ("四十亿", None)


def test_choice_not_understood_is_no_answer(edition: Edition) -> None:
    reading = figures(edition, major_incident="maybe").read("major_incident", None)
    assert reading is not None
    assert reading.answer is None


def test_named_number_fact_and_unknown_name(edition: Edition) -> None:
    seen = figures(edition, Facts(figures={"leading_output_before": Decimal("57.00")}))
    number = seen.read("plan_energy_reduction", None)
    assert number is not None
    assert (number.number, number.shown) == (Decimal("13.5"), "13.5")
    assert bounds(seen.read("leading_output_before", None)) == ("56.995", "57.005")
    assert seen.read("nothing", None) is None
    assert seen.read("total_output", "2019") is None


def test_plan_value_stands_for_its_kind(edition: Edition) -> None:
    rows = [
        {"indicator": "rd_spend", "baseline": "12000"},
        {"indicator": "invention_patents", "baseline": "354"},
        {"indicator": "energy_intensity", "unit": "千克标准煤/元", "baseline": "0.80"},
    ]
    seen = figures(edition, plan_targets=rows)
    assert bounds(seen.target("rd_spend", "baseline")) == ("11999.995", "12000.005")
    assert bounds(seen.target("invention_patents", "baseline")) == ("354", "354")
    assert seen.target("co2", "baseline") is None
    assert seen.target("rd_spend", "unit") == ScopeValue("万元", shown="万元")
    assert seen.target("energy_intensity", "unit") == ScopeValue(
        "千克标准煤/元", shown="千克标准煤/元"
    )
    assert seen.target("co2", "unit") is None
