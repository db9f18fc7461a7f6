"""Growth and totals beside yearly figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from jiqun.engine import Answers, Edition, Field, Form, are_parts, totals, trend

Read = Callable[..., Answers]
YEARS = ("2023", "2024", "2025")


def years(*figures: str) -> dict[str, str]:
    """Figures by year; an empty one is not given."""
    return {year: figure for year, figure in zip(YEARS, figures, strict=True) if figure}


def changes(form: Form, answers: Answers, field: str) -> dict[str, str]:
    return {year: str(c) for year, c in trend(answers, form.fields[field]).changes.items()}


def standards(form: Form) -> list[Field]:
    return [field for field in form.fields.values() if field.id.startswith("standards_")]


def test_amount_grows_in_percent_to_two_decimals_half_up(form: Form, read: Read) -> None:
    answers = read(total_output=years("80.00", "80.02", "60"), enterprise_count=years("8", "9", ""))
    # 80.02 ÷ 80.00 − 1 is 0.025 %; 60 ÷ 80.02 − 1 is −25.0187 %.
    assert changes(form, answers, "total_output") == {"2024": "0.03", "2025": "-25.02"}
    assert changes(form, answers, "enterprise_count") == {"2024": "12.50"}
    assert not trend(answers, form.fields["total_output"]).points


def test_share_changes_in_points(form: Form, read: Read) -> None:
    answers = read(sme_output_share=years("75.22", "79.80", "79.80"))
    assert changes(form, answers, "sme_output_share") == {"2024": "4.58", "2025": "0.00"}
    assert trend(answers, form.fields["sme_output_share"]).points


@pytest.mark.parametrize("figure", ["", "无", "四十亿", "0"])
def test_year_without_a_figure_above_zero_lets_the_next_tell_nothing(
    form: Form, read: Read, figure: str
) -> None:
    answers = read(little_giant_count=years("4", figure, "6"))
    told = {"2024": "-100.00"} if figure == "0" else {}
    assert changes(form, answers, "little_giant_count") == told


def test_changes_are_those_of_the_check_of_unusual_changes(edition: Edition, read: Read) -> None:
    said = {
        field: check.formula.text
        for check in edition.main.checks.checks
        if check.code == "unusual_change" and check.formula
        for field in check.fields
    }
    assert said["total_output"] == "growth(it[y-1], it[y])"
    assert said["sme_output_share"] == "it[y] - it[y-1]"
    answers = read(total_output=years("89.02", "94.72", "121.81"))
    assert changes(edition.main, answers, "total_output") == {"2024": "6.40", "2025": "28.60"}


def test_count_of_each_years_own_things_has_a_total_and_no_growth(form: Form, read: Read) -> None:
    answers = read(standards_national_led=years("2", "无", "3"), little_giant_count=years(*"123"))
    led = trend(answers, form.fields["standards_national_led"])
    assert (led.adds_up, led.total, led.changes) == (True, Decimal(5), {})
    assert not trend(answers, form.fields["little_giant_count"]).adds_up


@pytest.mark.parametrize("figures", [("2", "", "3"), ("无", "无", "无"), ("2", "几项", "3")])
def test_total_over_what_is_not_filled_in_or_all_none_is_not_told(
    form: Form, read: Read, figures: tuple[str, ...]
) -> None:
    answers = read(standards_national_led=years(*figures))
    assert trend(answers, form.fields["standards_national_led"]).total is None


def test_parts_of_a_total_are_added_up_year_by_year(form: Form, read: Read) -> None:
    parts = standards(form)
    answers = read(**{field.id: years("1", "无", "3") for field in parts})
    found = totals(answers, parts)
    assert found.years == {"2023": Decimal(8), "2025": Decimal(24)}
    assert found.total == Decimal(32)
    without = {field.id: years("1", "2", "3") for field in parts[1:]}
    assert totals(read(**without), parts).years == {}


def test_parts_are_counts_of_one_list_that_share_no_row(form: Form) -> None:
    parts = standards(form)
    assert are_parts(parts)
    assert not are_parts(parts[:1])
    assert not are_parts([parts[0], parts[0]])
    assert not are_parts([*parts, form.fields["little_giant_count"]])
    assert not are_parts([form.fields["enterprise_count"], form.fields["sme_count"]])


def test_counts_whose_ranks_overlap_are_no_parts(form: Form) -> None:
    led, joined, *_ = standards(form)
    rows = replace(joined.rows, where={**joined.rows.where, "rank": "3.."})
    assert not are_parts([led, replace(joined, rows=rows)])
