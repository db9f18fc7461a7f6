"""The sheets that do not fit: those of the paper, after any edits, one sheet measured an edit."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from jiqun.engine.answers import Answer, Answers, read_answers
from jiqun.engine.definition import Address, Edition, cell
from jiqun.engine.documents import check
from jiqun.engine.documents.compose import Composer, compose
from jiqun.engine.documents.fit import lay_out
from jiqun.engine.documents.overfull_sheets import overfull_sheets
from jiqun.engine.documents.paper import SheetFit, Values
from jiqun.engine.documents.sheet_contents import sheet_contents
from jiqun.engine.findings import Facts, Memory, assess
from jiqun.engine.findings.worked_cases import answers_of, cases_of
from proofs import times

EXAMPLE = Path(__file__).parents[3] / "examples" / "中宁枸杞.json"


@pytest.fixture(scope="module")
def example(edition: Edition) -> Answers:
    return read_answers(edition.main, json.loads(EXAMPLE.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def fullest(edition: Edition, extreme: dict[str, object]) -> Answers:
    return read_answers(edition.main, extreme)


def crowded(answers: Answers, values: Values) -> tuple[SheetFit, ...]:
    """What does not fit on the paper as it is laid out."""
    return tuple(fit for fit in lay_out(answers, values).fits if not fit.fits)


def edited(answers: Answers, other: Answers, rng: random.Random) -> Answers:
    """The answers after one edit: one emptied, or taken from other answers to the same form."""
    kind = rng.choice(("cell", "cell", "cell", "target", "rows"))
    if kind == "target" and (answers.targets or other.targets):
        rows = {t.at: t for t in answers.targets} | {t.at: t for t in other.targets}
        kept = (row for row in rows.values() if rng.random() > 0.2)
        return replace(answers, targets=tuple(kept))
    if kind == "rows" and answers.rows:
        name = rng.choice(list(answers.rows))
        return replace(answers, rows={**answers.rows, name: answers.rows[name][:-1]})
    cells = dict(answers.cells)
    at = rng.choice([*cells, *other.cells])
    cells.pop(at, None)
    if at in other.cells and rng.random() < 0.7:
        cells[at] = other.cells[at]
    return replace(answers, cells=cells)


def edits(answers: Answers, other: Answers, seed: int) -> Iterator[Answers]:
    """One form after the other, each an edit away from the one before."""
    rng = random.Random(seed)
    for _ in range(times("fits")):
        answers = edited(answers, other, rng)
        yield answers


@pytest.mark.proof("fits")
@pytest.mark.parametrize("seed", range(2))
def test_what_does_not_fit_is_what_the_paper_says(
    example: Answers, fullest: Answers, seed: int
) -> None:
    memory = Memory()
    for answers in edits(example, fullest, seed):
        values = assess(answers, memory=memory).values
        assert overfull_sheets(answers, values, memory) == crowded(answers, values)


@pytest.mark.proof("fits")
def test_what_does_not_fit_of_a_form_with_rows_is_what_the_paper_says(edition: Edition) -> None:
    form = edition.forms["onsite_statement"]
    memory, cases = Memory(), [answers_of(form, case) for case in cases_of(form)]
    for (start, facts), (other, _) in list(pairwise(cases))[:5]:
        for answers in list(edits(start, other, 0))[:3]:
            values = assess(answers, facts, memory=memory).values
            assert overfull_sheets(answers, values, memory) == crowded(answers, values)


@pytest.mark.proof("fits")
@pytest.mark.parametrize("seed", range(2))
def test_sheet_whose_content_stays_is_composed_alike(
    example: Answers, fullest: Answers, seed: int
) -> None:
    layout, before, moved = example.form.layout, example, 0
    assert layout
    for answers in edits(example, fullest, seed):
        old, new = sheet_contents(before, {}), sheet_contents(answers, {})
        for one, other in zip(compose(layout, before), compose(layout, answers), strict=True):
            assert one == other or old[one.id] != new[one.id], one.id
            moved += old[one.id] != new[one.id]
        before = answers
    assert moved


def test_numbers_that_are_equal_but_printed_otherwise_are_another_content(
    example: Answers,
) -> None:
    at = cell("area_km2")
    first, second = (
        replace(example, cells={**example.cells, at: Answer(Decimal(number))})
        for number in ("77", "77.00")
    )
    assert first == second
    assert sheet_contents(first, {}) != sheet_contents(second, {})


def test_value_printed_otherwise_is_another_content(edition: Edition) -> None:
    answers = Answers(edition.forms["onsite_statement"])
    at = Address("figures", row="total_output_base_year", part="reported")
    first, second = (sheet_contents(answers, {at: Decimal(n)}) for n in ("121.8", "121.80"))
    assert [name for name in first if first[name] != second[name]] != []


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sheets that are put together from now on, one after the other."""
    sheets: list[str] = []
    whole = Composer.sheet

    def counting(self: Composer, sheet):  # type: ignore[no-untyped-def]
        sheets.append(sheet.id)
        return whole(self, sheet)

    monkeypatch.setattr(Composer, "sheet", counting)
    return sheets


def with_cells(answers: Answers, **changed: Answer) -> Answers:
    """The answers with other cells; the names are of fields without years."""
    return replace(answers, cells={**answers.cells, **{cell(n): a for n, a in changed.items()}})


def test_one_edit_measures_one_sheet(example: Answers, composed: list[str]) -> None:
    memory = Memory()
    check(example, memory=memory)
    assert len(composed) == len(example.form.layout.sheets)  # type: ignore[union-attr]
    composed.clear()
    check(example, memory=memory)
    assert composed == []
    check(with_cells(example, operator_contact=Answer("马晓丽")), memory=memory)
    assert composed == ["part_1"]


def test_number_alone_in_its_line_measures_none(example: Answers, composed: list[str]) -> None:
    memory = Memory()
    check(example, memory=memory)
    composed.clear()
    check(with_cells(example, area_km2=Answer(Decimal("77.10"))), memory=memory)
    assert composed == []
    # None, or one that is too long to be set in one line, is another matter.
    check(with_cells(example, area_km2=Answer(Decimal("9" * 41))), memory=memory)
    assert composed == ["part_1"]
    cells = {at: answer for at, answer in example.cells.items() if at != cell("area_km2")}
    check(replace(example, cells=cells), memory=memory)
    assert composed == ["part_1", "part_1"]


def test_numbers_that_a_crowded_sheet_names_are_those_of_now(example: Answers) -> None:
    memory, crowding, named = Memory(), Answer("枸杞" * 3000), []
    for number in ("7", "7" * 39):
        answers = with_cells(example, cluster_name=crowding, area_km2=Answer(Decimal(number)))
        fits = overfull_sheets(answers, {}, memory)
        assert fits == crowded(answers, {})
        named += [fit.longest for fit in fits if fit.sheet == "part_1"]
    assert cell("area_km2") not in named[0] and cell("area_km2") in named[1]


def test_form_without_paper_has_no_sheets(edition: Edition) -> None:
    assert overfull_sheets(Answers(replace(edition.main, layout=None))) == ()


def test_part_that_no_longer_fits_is_a_finding_after_the_edit(
    example: Answers, fullest: Answers
) -> None:
    memory = Memory()
    assert "page_overflow" not in {f.code for f in check(example, Facts(), memory=memory).findings}
    words = " ".join(["w" * 50] * 200)
    cells = {**example.cells, cell("quality_brand_summary"): Answer(words)}
    found = check(replace(example, cells=cells), Facts(), memory=memory).findings
    assert [f.at for f in found if f.code == "page_overflow"] == [Address("quality_brand_summary")]
