"""Blocks: how the parts of the published form stand on their pages."""

from __future__ import annotations

import pytest

from jiqun.engine import Address, Edition, find_editions, labels_of, load_edition, read_answers
from jiqun.screens.widgets import PageState, blocks_of
from jiqun.screens.widgets.blocks import Block, Heading
from jiqun.screens.widgets.grids import Targets, YearGrid
from jiqun.screens.widgets.lines import AnswerLine
from jiqun.screens.widgets.tables import AddedRows


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(find_editions()["ningxia-2026"])


def standing(edition: Edition, kept: dict[Address, object] | None = None) -> PageState:
    answers = read_answers(edition.main, {"form": edition.main.name})
    revisions = dict.fromkeys(kept or {}, 1)
    return PageState(answers, kept or {}, revisions, {}, labels_of(edition.main))


def blocks(edition: Edition, part: str, kept: dict[Address, object] | None = None) -> list[Block]:
    return blocks_of(edition.main.section_by_id[part], standing(edition, kept))


def test_fields_with_years_stand_in_one_grid_until_one_without_comes(edition: Edition) -> None:
    kinds = [type(block) for block in blocks(edition, "part_2")]
    assert kinds[:3] == [YearGrid, AnswerLine, YearGrid]
    first = blocks(edition, "part_2")[0]
    assert [row.field.id for row in first.rows][:2] == ["total_output", "sme_output_share"]
    assert [cell.id for cell in first.rows[0].cells] == [
        f"a-total_output:{y}" for y in first.periods
    ]


def test_list_stands_below_the_last_answer_that_counts_its_rows(edition: Edition) -> None:
    found = blocks(edition, "part_3")
    places = {b.key: n for n, b in enumerate(found) if isinstance(b, AddedRows)}
    assert list(places) == ["lists:standards", "lists:platforms", "lists:patents"]
    assert found[places["lists:platforms"] - 1].field.id == "other_platforms_names"
    assert found[places["lists:patents"] - 1].field.id == "valid_patents"


def test_words_over_several_answers_become_a_heading(edition: Edition) -> None:
    found = blocks(edition, "part_5")
    heading = next(n for n, b in enumerate(found) if isinstance(b, Heading))
    assert found[heading].text == "集群绿色制造体系建设水平"
    assert found[heading + 1].label == "绿色工厂数量"


def test_targets_stand_direction_by_direction_with_own_rows_among_them(edition: Edition) -> None:
    own = {"label": "品牌数量", "direction": "innovation", "baseline": "3"}
    found = blocks(edition, "part_8", {Address("plan_targets", row="other_2"): own})
    targets = next(b for b in found if isinstance(b, Targets))
    names = [row.indicator for row in targets.rows]
    assert names.index("invention_patents") < names.index("other_2") < names.index("co2")
    assert targets.last_own == 2
    wordy = next(row for row in targets.rows if row.wordy)
    assert [cell.period for cell in wordy.cells if cell.open] == ["baseline", "2028"]


def test_tick_that_needs_proof_knows_where_to_add_it(edition: Edition) -> None:
    work = next(b for b in blocks(edition, "part_5") if getattr(b, "wide", False) and b.ticks)
    assert work.ticks[0].proof_address == "?for=green_work.energy_diagnosis"
    sector = next(b for b in blocks(edition, "part_1") if getattr(b, "ticks", ()))
    assert all(not tick.proof_address for tick in sector.ticks)


def test_instruction_stands_behind_the_field_it_speaks_of(edition: Edition) -> None:
    employees = next(
        b
        for b in blocks(edition, "part_3")
        if isinstance(b, AnswerLine) and b.field.id == "sme_employees"
    )
    assert employees.instruction.startswith("填报说明第8条：")
    assert "{" not in employees.instruction
