"""The grey words beside the year grids: what they say, and that a save tells the same."""

from __future__ import annotations

import pytest

from jiqun.engine import Answers, Edition, find_editions, labels_of, load_edition, read_answers
from jiqun.screens.widgets import PageState, beside_grids, blocks_of
from jiqun.screens.widgets.grids import YearGrid

OUTPUT = {"2023": "89.02", "2024": "94.72", "2025": "94.72"}


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(find_editions()["ningxia-2026"])


def given(edition: Edition, **answers: object) -> Answers:
    return read_answers(edition.main, {"form": edition.main.name, "answers": answers})


def grids(edition: Edition, part: str, answers: Answers) -> list[YearGrid]:
    standing = PageState(answers, {}, {}, {}, labels_of(edition.main))
    blocks = blocks_of(edition.main.section_by_id[part], standing)
    return [block for block in blocks if isinstance(block, YearGrid)]


def test_growth_stands_beside_its_row_with_sign_and_unit(edition: Edition) -> None:
    shares = {"2023": "75.22", "2024": "79.80", "2025": "72.67"}
    grid = grids(edition, "part_2", given(edition, total_output=OUTPUT, sme_output_share=shares))[0]
    assert grid.beside == "比上年" and grid.under == ()
    told = [[(one.lead, one.text) for one in row.beside] for row in grid.rows[:2]]
    assert told[0] == [("2024年", "+6.40%"), ("2025年", "持平")]
    assert told[1] == [("2024年", "+4.58百分点"), ("2025年", "-7.13百分点")]


def test_row_without_figures_keeps_its_places_empty(edition: Edition) -> None:
    row = grids(edition, "part_2", given(edition))[0].rows[0]
    assert [one.text for one in row.beside] == ["", ""]


def test_rows_of_a_total_have_it_beside_and_under_them(edition: Edition) -> None:
    names = [f.id for f in edition.main.fields.values() if f.id.startswith("standards_")]
    figures = {"2023": "1", "2024": "0", "2025": "2"}
    grid = grids(edition, "part_3", given(edition, **dict.fromkeys(names, figures)))[1]
    assert grid.beside == "合计"
    assert [one.text for one in grid.rows[0].beside] == ["3"]
    assert [one.text for one in grid.under] == ["8", "0", "16", "24"]


@pytest.mark.parametrize("part", ["part_2", "part_3", "part_4", "part_5"])
def test_save_tells_every_grey_figure_of_the_page_by_its_key(edition: Edition, part: str) -> None:
    answers = given(edition, total_output=OUTPUT, software_spend=OUTPUT)
    found = grids(edition, part, answers)
    on_page = {one.key: one.text for g in found for row in g.rows for one in row.beside}
    on_page |= {one.key: one.text for g in found for one in g.under}
    assert on_page
    assert beside_grids(edition.main.section_by_id[part], answers) == on_page
