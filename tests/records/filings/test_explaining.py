"""Explanations: kept where a finding asks for one, good for the figures they were written for."""

from __future__ import annotations

import pytest

from jiqun.engine import Address, Form, cell
from jiqun.records.filings.actions import (
    Change,
    NothingToExplain,
    Saved,
    save_answer,
    save_answers,
)
from jiqun.records.filings.editions import address_in
from jiqun.records.filings.models import Filing
from jiqun.records.filings.normalise import normalise
from jiqun.records.filings.queries import history, interchange, outcome
from jiqun.records.organisations.models import Person

pytestmark = pytest.mark.django_db


def test_explanation_clears_its_finding(filled: Filing, clerk: Person) -> None:
    save_answer(filled, cell("total_output", "2023"), "30", 1, clerk)
    key = "unusual_change:total_output:2024"
    assert key in {f.key for f in outcome(filled).findings}
    text = "2024年新投产两条深加工生产线，产值口径由统计部门核定。"
    save_answer(filled, cell("total_output", "2024").explained("unusual_change"), text, 0, clerk)
    assert key in {f.key for f in outcome(filled).explained}


def test_explanation_lapses_when_a_figure_changes_and_is_confirmed_again(
    filled: Filing, clerk: Person
) -> None:
    save_answer(filled, cell("total_output", "2023"), "30", 1, clerk)
    explained = cell("total_output", "2024").explained("unusual_change")
    text = "2024年新投产两条深加工生产线，产值口径由统计部门核定。"
    save_answer(filled, explained, text, 0, clerk)
    save_answer(filled, cell("area_km2"), "50.00", 1, clerk)
    assert str(explained) in {f.key for f in outcome(filled).explained}

    save_answer(filled, cell("total_output", "2023"), "31", 2, clerk)
    for held in (filled, Filing.objects.get(pk=filled.pk)):
        found = {f.key: f for f in outcome(held).findings}
        assert found[str(explained)].lapsed == ("2023年“集群总产值”由 30 亿元 变为 31 亿元",)
    same = save_answer(filled, explained, text, 1, clerk)  # the same text is no confirmation
    assert isinstance(same, Saved) and same.revision == 1
    assert str(explained) in {f.key for f in outcome(filled).findings}
    save_answer(filled, cell("total_output", "2023"), "30", 3, clerk)
    assert str(explained) in {f.key for f in outcome(filled).explained}

    save_answer(filled, cell("total_output", "2023"), "31", 4, clerk)
    save_answer(filled, explained, text, 0, clerk, "confirmed")  # not as it is now
    assert str(explained) in {f.key for f in outcome(filled).findings}
    done = save_answer(filled, explained, text, 1, clerk, "confirmed")
    assert isinstance(done, Saved) and done.revision == 2
    assert str(explained) in {f.key for f in outcome(filled).explained}
    newest = history(filled, explained)[0]
    assert (newest.after, newest.origin_label) == (text, "确认仍然适用")


def test_explanation_whose_finding_went_keeps_its_text_and_comes_back_to_be_looked_at(
    filled: Filing, clerk: Person
) -> None:
    save_answer(filled, cell("total_output", "2023"), "30", 1, clerk)
    explained = cell("total_output", "2024").explained("unusual_change")
    save_answer(filled, explained, "2024年新投产两条深加工生产线", 0, clerk)
    save_answer(filled, cell("total_output", "2023"), "80", 2, clerk)
    now = outcome(filled)
    assert str(explained) not in {f.key for f in (*now.findings, *now.explained)}
    assert interchange(filled)["explanations"] == {str(explained): "2024年新投产两条深加工生产线"}
    save_answer(filled, cell("total_output", "2023"), "20", 3, clerk)
    found = {f.key: f for f in outcome(filled).findings}
    assert found[str(explained)].lapsed


def test_explanation_saved_together_with_its_figures_is_for_them(
    filled: Filing, clerk: Person
) -> None:
    explained = cell("total_output", "2024").explained("unusual_change")
    changes = [
        Change(explained, "2024年新投产两条深加工生产线", 0),
        Change(cell("total_output", "2023"), "30", 1),
    ]
    save_answers(filled, changes, clerk)
    assert str(explained) in {f.key for f in outcome(filled).explained}


@pytest.mark.parametrize(
    "key",
    [
        "flat_series",
        "unusual_change:total_output:2024",
        "nothing_ticked:green_work",
        "plan_target_weak:plan_targets:co2:2028",
        "plan_path_broken:plan_targets:co2",
        "repeated_text:lists:patents:1:name",
        "repeated_text:lists:patents:1",
    ],
)
def test_explanation_is_a_text_wherever_its_finding_stands(form: Form, key: str) -> None:
    assert (
        normalise(form, address_in(form, key), "设备检修，停产五个月。") == "设备检修，停产五个月。"
    )


def test_explanation_of_a_target_clears_its_finding(filled: Filing, clerk: Person) -> None:
    row = Address("plan_targets", row="co2")
    save_answer(filled, row, {"baseline": "1.81", "2028": "1.80"}, 1, clerk)
    found = [f for f in outcome(filled).findings if f.level == "confirm" and f.at.row]
    assert found
    text = "二〇二八年前后两条锅炉改用天然气，排放的下降主要在其后。"
    save_answer(filled, found[0].at.explained(found[0].code), text, 0, clerk)
    assert found[0].key in {f.key for f in outcome(filled).explained}


def test_explanation_of_what_nobody_found_is_not_kept_and_one_that_stands_may_be_changed(
    filled: Filing, clerk: Person
) -> None:
    explained = cell("total_output", "2024").explained("unusual_change")
    revision = Filing.objects.get(pk=filled.pk).revision
    changes = [Change(cell("operator"), "丙", 1), Change(explained, "没有人问的话。", 0)]
    with pytest.raises(NothingToExplain, match="已不存在"):
        save_answers(filled, changes, clerk)
    assert Filing.objects.get(pk=filled.pk).revision == revision
    save_answer(filled, cell("total_output", "2023"), "30", 1, clerk)
    save_answer(filled, explained, "2024年新投产两条深加工生产线", 0, clerk)
    save_answer(filled, cell("total_output", "2023"), "80", 2, clerk)
    changed = save_answer(filled, explained, "2024年新投产三条深加工生产线", 1, clerk)
    assert isinstance(changed, Saved) and changed.revision == 2
