"""Tables of rows: each cell is drawn as its column asks, also where the row says what that is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from lxml import html

from jiqun.engine import Address, Facts, Form, assess, find_form, labels_of, read_answers
from jiqun.engine.findings.worked_cases import read_base
from jiqun.screens.widgets import PageState, blocks_of
from jiqun.screens.widgets.tables import AddedRows, GivenRows, rows_of

FIGURES, PLACES = Address("figures"), Address("places")


@pytest.fixture(scope="module")
def form() -> Form:
    return find_form("ningxia-2026/onsite_statement")


def standing(form: Form, kept: dict[Address, object] | None = None) -> PageState:
    """A page of the form as it is when these answers are kept and the application is its source."""
    application = find_form("ningxia-2026/application")
    applied = read_answers(application, read_base(application.folder, "中宁枸杞"))
    answers = read_answers(form, {"form": form.name})
    values = assess(answers, Facts(sources={"application": applied})).values
    revisions = dict.fromkeys(kept or {}, 4)
    return PageState(answers, kept or {}, revisions, values, labels_of(form))


def given(form: Form, field: str, kept: dict[Address, object] | None = None) -> GivenRows:
    found = rows_of(standing(form, kept), form.fields[field])
    assert isinstance(found, GivenRows)
    return found


def added(form: Form, field: str, kept: dict[Address, object] | None = None) -> AddedRows:
    found = rows_of(standing(form, kept), form.fields[field])
    assert isinstance(found, AddedRows)
    return found


def drawn(table: AddedRows | GivenRows) -> html.HtmlElement:
    return html.fromstring(render_to_string(table.template, {"block": table}))


def test_tables_stand_on_the_page_of_their_part(form: Form) -> None:
    kinds = [type(block) for block in blocks_of(form.section_by_id["part_4"], standing(form))]
    assert kinds == [GivenRows]
    kinds = [type(block) for block in blocks_of(form.section_by_id["part_2"], standing(form))]
    assert kinds == [AddedRows]


def test_given_row_is_an_answer_by_itself_with_what_follows_in_it(form: Form) -> None:
    at = FIGURES._replace(row="total_output_base_year")
    table = given(form, "figures", {at: {"verified": "120.50", "source": "tax"}})
    assert len(table.rows) == 22
    row = next(row for row in table.rows if row.key == str(at))
    assert (row.label, row.revision) == ("集群总产值（亿元）2025年", 4)
    cells = {cell.column: cell for cell in row.cells}
    assert (cells["reported"].derived, cells["reported"].text) == (True, "121.81")
    assert (cells["verified"].text, cells["verified"].kind) == ("120.50", "decimal")
    assert cells["source"].chosen == ("tax",)
    assert cells["verified"].hint == "无法核实"


def test_cell_like_its_row_is_drawn_as_what_the_row_is_about(form: Form) -> None:
    rows = {row.key: row for row in given(form, "vetoes").rows}
    verified = next(c for c in rows["vetoes:restricted_industry"].cells if c.column == "verified")
    assert verified.options == (("yes", "是"), ("no", "否"))
    energy = next(c for c in rows["vetoes:energy_benchmark_met"].cells if c.column == "verified")
    assert [id_ for id_, _ in energy.options] == ["yes", "no", "na"]


def test_cells_are_drawn_by_their_kinds(form: Form) -> None:
    at = Address("vetoes", row="major_incident")
    page = drawn(given(form, "vetoes", {at: {"asked": ["tax", "credit"], "document": ["一.pdf"]}}))
    row = page.cssselect('[data-answer="vetoes:major_incident"]')[0]
    assert [box.get("value") for box in row.cssselect("[data-part=asked] input[checked]")] == [
        "tax",
        "credit",
    ]
    assert row.cssselect("textarea[data-part=document]")[0].text.strip() == "一.pdf"
    assert row.cssselect("select[data-part=verified]")
    assert not row.cssselect("[data-part=reported]")
    assert row.cssselect("output")[0].text == "否"


def test_added_rows_are_drawn_from_a_blank_row_by_the_page(form: Form) -> None:
    kept: list[object] = [{"name": "园区", "kind": "park", "photo": ["一.jpg", "二.jpg"]}]
    table = added(form, "places", {PLACES: kept})
    assert (table.revision, table.rows) == (4, tuple(kept))
    page = drawn(table)
    blank = page.cssselect("template")[0]
    assert [e.get("data-column") for e in blank.cssselect("[data-column]")] == [
        "name",
        "kind",
        "photo",
    ]
    assert page.cssselect("[data-add-row]")


def test_who_may_only_look_finds_no_open_input(form: Form) -> None:
    state = replace(standing(form), writes=False)
    for name in ("places", "figures", "vetoes", "aspects", "inspectors"):
        table = rows_of(state, form.fields[name])
        page = drawn(table)
        inputs = page.cssselect("input:not([data-find]), select, textarea")
        assert inputs
        assert all(e.get("disabled") is not None or e.get("readonly") is not None for e in inputs)
        assert not page.cssselect("button:not([data-find-step])")
