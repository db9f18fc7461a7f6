"""The self-assessment: each requirement meets, fails, is not verified or not applicable."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jiqun.engine.findings import Outcome

Data = dict[str, Any]
OutcomeOf = Callable[..., Outcome]


def results(outcome: Outcome) -> dict[str, str]:
    return {r.id: r.result for r in outcome.assessment}


def test_example_against_the_national_standard(data: Data, outcome_of: OutcomeOf) -> None:
    found = results(outcome_of(data, standard="national-2022"))
    assert found == {
        **dict.fromkeys(("area", "output", "sme_share", "leading_share"), "meets"),
        **dict.fromkeys(("growth", "quality", "restricted_industry"), "meets"),
        **dict.fromkeys(("major_incident", "serious_violation", "water_benchmark"), "meets"),
        "energy_benchmark": "not_applicable",
        **dict.fromkeys(("chain", "innovation", "digital"), "not_verified"),
        **dict.fromkeys(("green", "cooperation", "governance"), "not_verified"),
    }


def test_first_standard_is_taken_where_none_is_named(data: Data, outcome_of: OutcomeOf) -> None:
    assert outcome_of(data).assessment == outcome_of(data, standard="national-2022").assessment


def test_unknown_standard_raises(data: Data, outcome_of: OutcomeOf) -> None:
    with pytest.raises(KeyError):
        outcome_of(data, standard="atlantis-1900")


def test_own_standard_is_never_verified_and_shows_the_figures(
    data: Data, outcome_of: OutcomeOf
) -> None:
    assessment = outcome_of(data, standard="ningxia").assessment
    assert {r.result for r in assessment} == {"not_verified", "not_applicable"}
    output = next(r for r in assessment if r.id == "output")
    assert "89.02" in output.figures


@pytest.mark.parametrize(
    ("champions", "giants", "others", "result"),
    [("1", "0", "0", "meets"), ("0", "0", "4", "meets"), ("0", "0", "3", "fails")],
)
def test_quality_is_met_by_either_group(
    data: Data, outcome_of: OutcomeOf, champions: str, giants: str, others: str, result: str
) -> None:
    counts = {"single_champion_count": champions, "little_giant_count": giants}
    for name in ("specialised_sme_count", "innovative_sme_count", "high_tech_count"):
        counts[name] = others
    for name, value in counts.items():
        data["answers"][name]["2025"] = value
    assert results(outcome_of(data, standard="national-2022"))["quality"] == result


@pytest.mark.parametrize(("share", "result"), [("70.00", "fails"), ("70.01", "meets")])
def test_leading_share_must_be_over_the_number(
    data: Data, outcome_of: OutcomeOf, share: str, result: str
) -> None:
    data["answers"]["leading_output_share"]["2025"] = share
    assert results(outcome_of(data, standard="national-2022"))["leading_share"] == result


def test_number_that_fails_carries_the_remark_and_a_veto_does_not(
    data: Data, outcome_of: OutcomeOf
) -> None:
    data["answers"]["area_km2"] = "120"
    data["answers"]["major_incident"] = "yes"
    found = {r.id: r for r in outcome_of(data, standard="national-2022").assessment}
    assert (found["area"].result, found["major_incident"].result) == ("fails", "fails")
    assert "西部地区" in found["area"].remark
    assert found["major_incident"].remark == ""


def test_missing_figure_is_not_verified(data: Data, outcome_of: OutcomeOf) -> None:
    data["answers"]["rd_growth"]["2025"] = "无"
    del data["answers"]["total_output"]["2023"]
    found = {r.id: r for r in outcome_of(data, standard="yunnan-2022").assessment}
    assert (found["rd_growth"].result, found["output"].result) == ("not_verified", "not_verified")
    assert found["rd_growth"].figures == "2025年 无（高于 5%）"


def test_other_regions_have_other_numbers(data: Data, outcome_of: OutcomeOf) -> None:
    data["answers"]["total_output"] = {"2023": "12", "2024": "15", "2025": "16"}
    standards = ("national-2022", "yunnan-2022", "liaoning-2023")
    found = [results(outcome_of(data, standard=s))["output"] for s in standards]
    assert found == ["fails", "meets", "fails"]
    assert results(outcome_of(data, standard="liaoning-2023"))["platforms"] == "fails"
    assert results(outcome_of(data, standard="liaoning-2023"))["standards"] == "meets"


def test_requirement_whose_figures_rest_on_an_explanation_says_so(
    data: Data, outcome_of: OutcomeOf
) -> None:
    data["answers"]["total_output"]["2024"] = "58.00"
    keys = [f.key for f in outcome_of(data).findings if f.code == "unusual_change"]
    assert keys
    texts = ("当年两家骨干企业停产检修，产值大幅下降。", "停产企业次年全部复产，产值恢复增长。")
    data["explanations"] = dict(zip(keys, texts, strict=False))
    outcome = outcome_of(data)
    assert [f.key for f in outcome.explained] == keys
    remarks = {r.id: r.remark for r in outcome.assessment if "附有情况说明" in r.remark}
    assert set(remarks) == {"output"}
    assert "年“集群总产值”附有情况说明，请一并核对。" in remarks["output"]
    data["explanations"] = {}
    assert not [r for r in outcome_of(data).assessment if "附有情况说明" in r.remark]
