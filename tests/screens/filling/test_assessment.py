"""The self-assessment: each requirement with its result and figures, by the chosen standard."""

from __future__ import annotations

from desk_fixtures import Desk

from jiqun.records.filings.actions import ask_explanations


def page(own_desk: Desk, path: str = "assessment/") -> str:
    return own_desk.get(path).content.decode()


def test_requirement_that_is_met_and_one_that_fails_are_told_apart(own_desk: Desk) -> None:
    own_desk.fill(area_km2="49.46", total_output__2023="10.00")
    own_desk.fill(total_output__2024="11.00", total_output__2025="12.00")
    text = page(own_desk)
    assert '<span class="sign done">符合</span>' in text
    assert '<span class="sign error">不符合</span>' in text
    assert "49.46" in text


def test_another_standard_can_be_chosen(own_desk: Desk) -> None:
    text = page(own_desk, "assessment/?standard=yunnan-2022")
    assert '<option value="yunnan-2022" selected>' in text


def test_unknown_standard_shows_the_first(own_desk: Desk) -> None:
    text = page(own_desk, "assessment/?standard=nowhere")
    assert '<option value="national-2022" selected>' in text


def test_standard_with_open_numbers_decides_nothing(own_desk: Desk) -> None:
    own_desk.fill(area_km2="49.46")
    text = page(own_desk, "assessment/?standard=ningxia")
    assert '<span class="sign note">未核实</span>' in text


def test_call_that_asks_for_explanations_says_so_beside_its_standard(own_desk: Desk) -> None:
    assert "不影响定稿和提交" in page(own_desk)
    ask_explanations(own_desk.application.filing, "national-2022")
    assert "填写情况说明" in page(own_desk)
    assert "不影响定稿和提交" in page(own_desk, "assessment/?standard=yunnan-2022")
