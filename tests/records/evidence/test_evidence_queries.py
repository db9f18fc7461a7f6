"""The matrix: what must be proven, by what it is, and where proof is missing."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.records.evidence.sample_files import PDF

from jiqun.engine import Address, cell
from jiqun.records.evidence.actions import add_piece, remove
from jiqun.records.evidence.models import Piece
from jiqun.records.evidence.queries import Matrix, entries, matrix
from jiqun.records.filings import queries as filings
from jiqun.records.filings.actions import Change, save_answers
from jiqun.records.filings.models import Filing
from jiqun.records.organisations.models import Person

pytestmark = pytest.mark.django_db

WORK = "chain_strengthening_work"
MAP, INTEGRATION = Address(WORK, "chain_map"), Address(WORK, "supply_sales_integration")


def _prove(filing: Filing, by: Person, *uses: Address) -> Piece:
    return add_piece(filing, "证明.pdf", BytesIO(PDF), "authority", uses, by)


def _matrix(filing: Filing) -> Matrix:
    fresh = Filing.objects.get(pk=filing.pk)
    return matrix(fresh, filings.answers(fresh))


@pytest.fixture
def ticked(filing: Filing, clerk: Person) -> Filing:
    changes = [
        Change(cell(WORK), ["supply_sales_integration", "chain_map"], 0),
        Change(cell("carbon_monitoring"), "yes", 0),
        Change(cell("national_platforms_count"), "2", 0),
        Change(cell("other_platforms_count"), "无", 0),
    ]
    save_answers(filing, changes, clerk)
    return filing


def test_matrix_shows_each_tick_in_the_order_of_the_form_and_its_gap(
    ticked: Filing, clerk: Person
) -> None:
    piece = _prove(ticked, clerk, MAP, cell("national_platforms_count"))
    found = _matrix(ticked)
    rows = [(t.at, t.needed, t.gap) for t in found.ticks]
    assert rows == [
        (MAP, True, False),
        (INTEGRATION, True, True),
        (cell("national_platforms_count"), True, False),
        (cell("carbon_monitoring"), True, True),
    ]
    assert found.gaps == 2 and found.pieces == (piece,)


def test_gaps_are_those_the_checks_report(ticked: Filing, clerk: Person) -> None:
    _prove(ticked, clerk, MAP)
    fresh = Filing.objects.get()
    reported = {
        f.at
        for f in filings.outcome(fresh, filings.read_evidence(fresh, entries(fresh))).findings
        if f.code == "evidence_missing"
    }
    assert reported == {t.at for t in _matrix(ticked).ticks if t.gap}


def test_gap_closes_and_opens_again(ticked: Filing, clerk: Person) -> None:
    piece = _prove(
        ticked,
        clerk,
        MAP,
        INTEGRATION,
        cell("carbon_monitoring"),
        cell("national_platforms_count"),
    )
    assert _matrix(ticked).gaps == 0
    remove(piece, clerk)
    assert _matrix(ticked).gaps == 4


def test_piece_at_a_tick_taken_back_needs_none_any_more(ticked: Filing, clerk: Person) -> None:
    _prove(ticked, clerk, MAP)
    save_answers(ticked, [Change(cell(WORK), ["supply_sales_integration"], 1)], clerk)
    lone = [t for t in _matrix(ticked).ticks if not t.needed]
    assert [(t.at, t.gap, len(t.pieces)) for t in lone] == [(MAP, False, 1)]


def test_piece_for_the_box_of_yes_stands_in_the_row_of_the_answer(
    ticked: Filing, clerk: Person
) -> None:
    piece = _prove(ticked, clerk, Address("carbon_monitoring", "yes"))
    (row,) = (t for t in _matrix(ticked).ticks if t.at.field == "carbon_monitoring")
    assert (row.at, row.gap, row.pieces) == (cell("carbon_monitoring"), False, (piece,))


@pytest.mark.parametrize("count", [1, 3])
def test_matrix_asks_the_database_equally_often(ticked: Filing, clerk: Person, count: int) -> None:
    for _ in range(count):
        _prove(ticked, clerk, MAP)
    found = filings.answers(Filing.objects.get())
    with CaptureQueriesContext(connection) as asked:
        matrix(ticked, found)
    assert len(asked) == 2
