"""The one address of a place: written and read back the same, in its older spelling as well."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.engine.definition import (
    NOWHERE,
    Address,
    Edition,
    Form,
    UnknownAddress,
    cell,
    find_editions,
    in_order,
    is_kept,
    kept_addresses,
    kept_at,
    labels_of,
    load_edition,
    own_number,
    own_row,
    parse_address,
    parse_explained,
    parse_place,
    plan_periods,
)
from jiqun.engine.definition.form_addresses import plan_parts

EDITION = load_edition(find_editions()["ningxia-2026"])
FORM, STATEMENT = EDITION.main, EDITION.forms["onsite_statement"]
CODES = [check.code for check in FORM.checks.checks]


def places(form: Form) -> Iterator[Address]:
    """Every place of the form, its rows of one's own and rows of lists by an example each."""
    for field in form.fields.values():
        yield Address(field.id)
        if field.kind.plan:
            for row in (*(i.id for i in field.indicators), own_row(1), own_row(23)):
                yield Address(field.id, row=row)
                yield from (Address(field.id, row=row, part=part) for part in plan_parts(form))
            continue
        if field.columns:
            for row in [given.id for given in field.given] or ["1", "23"]:
                yield Address(field.id, row=row)
                yield from (Address(field.id, row=row, part=own.id) for own in field.columns)
            continue
        yield from (cell(field.id, period) for period in field.periods)
        yield from (Address(field.id, option.id) for option in field.options)
        if field.rows:
            yield from list_places(form, field.id, field.rows.list)
    for name in form.lists:
        yield from list_places(form, "", name)


def list_places(form: Form, field: str, name: str) -> Iterator[Address]:
    yield Address(field, list=name)
    yield Address(field, list=name, row="12")
    columns = form.lists[name].columns
    yield from (Address(field, list=name, row="3", part=column.id) for column in columns)


PLACES = tuple(places(FORM))
IN_ROWS = tuple(places(STATEMENT))


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (Address("operator"), "operator"),
        (cell("total_output", "2024"), "total_output:2024"),
        (Address("green_work", "carbon_accounting"), "green_work.carbon_accounting"),
        (Address("plan_targets", row="co2"), "plan_targets:co2"),
        (Address("plan_targets", row="co2", part="baseline"), "plan_targets:co2:baseline"),
        (Address("plan_targets", row="other_1", part="unit"), "plan_targets:other_1:unit"),
        (Address(list="standards"), "lists:standards"),
        (Address(list="standards", row="3", part="name"), "lists:standards:3:name"),
        (Address(code="name_pattern"), "name_pattern"),
        (
            cell("total_output", "2024").explained("unusual_change"),
            "unusual_change:total_output:2024",
        ),
        (Address(list="standards", row="3", code="list_rows"), "list_rows:lists:standards:3"),
        (NOWHERE, ""),
    ],
)
def test_address_is_written_in_one_way(at: Address, text: str) -> None:
    assert str(at) == text


@settings(max_examples=200, deadline=None)
@given(at=st.sampled_from(PLACES), code=st.sampled_from(["", *CODES]))
def test_every_place_and_its_explanations_read_back_in_both_spellings(
    at: Address, code: str
) -> None:
    whole = at.explained(code)
    led = "explanations." if code else ""
    assert parse_address(FORM, str(whole)) == whole
    assert parse_address(FORM, led + str(whole).replace(":", ".")) == whole


def test_every_place_of_the_form_has_a_text_of_its_own() -> None:
    assert len({str(at) for at in PLACES}) == len(set(PLACES)) == len(PLACES)
    assert [parse_place(FORM, str(at)) for at in PLACES] == list(PLACES)


def test_every_place_in_tables_of_rows_reads_back_in_both_spellings() -> None:
    assert len({str(at) for at in IN_ROWS}) == len(IN_ROWS) > 200
    for at in (*IN_ROWS, *(at.explained("required") for at in IN_ROWS)):
        assert parse_address(STATEMENT, str(at)) == at
        assert parse_address(STATEMENT, str(at).replace(":", ".")) == at


@pytest.mark.parametrize(
    "text",
    [
        "places:0:name",  # rows that people add are counted from 1
        "places:park:name",
        "places:1:colour",
        "places:1:name:more",
        "places::name",
        "figures:total_output:verified",  # no given row
        "figures:1:verified",
    ],
)
def test_place_in_a_table_of_rows_that_is_none_is_told(text: str) -> None:
    with pytest.raises(UnknownAddress):
        parse_place(STATEMENT, text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("total_output.2024", cell("total_output", "2024")),
        ("plan_targets.co2.baseline", Address("plan_targets", row="co2", part="baseline")),
        ("lists.standards", Address(list="standards")),
        ("explanations.name_pattern", Address(code="name_pattern")),
        ("explanations.unusual_change:total_output:2024", cell("total_output", "2024")),
        ("green_work:carbon_accounting", Address("green_work", "carbon_accounting")),
    ],
)
def test_older_spelling_is_understood(text: str, at: Address) -> None:
    found = parse_address(FORM, text)
    assert found._replace(code=at.code) == at


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", NOWHERE),
        ("total_outptu:2024", Address("total_outptu", "2024")),
        ("total_output:2019", Address("total_output", "2019")),
        ("total_output:2024:x", Address("total_output", "2024:x")),
        ("total_output:", Address("total_output")),
        ("total_output:standards:3", Address("total_output", "standards:3")),
        ("operator:2024", Address("operator", "2024")),
        ("green_work.x", Address("green_work", "x")),
        ("plan_targets:co3", Address("plan_targets", "co3")),
        ("plan_targets:other_0", Address("plan_targets", "other_0")),
        ("plan_targets:co2:2099", Address("plan_targets", "co2:2099")),
        ("plan_targets:co2:baseline:x", Address("plan_targets", "co2:baseline:x")),
        ("lists", Address("lists")),
        ("lists:nowhere", Address("lists", "nowhere")),
        ("lists:standards:0", Address("lists", "standards:0")),
        ("lists:standards:3:x", Address("lists", "standards:3:x")),
        ("explanations.total_output:2024", Address("explanations", "total_output:2024")),
        ("unusual_change:nowhere", Address("unusual_change", "nowhere")),
        ("Unusual", Address("Unusual")),
    ],
)
def test_text_that_names_no_place_is_refused_and_says_what_it_seems(
    text: str, said: Address
) -> None:
    with pytest.raises(UnknownAddress) as refused:
        parse_address(FORM, text)
    assert refused.value.said == said


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab:._12中\n "), max_size=12))
def test_any_text_names_a_place_or_is_refused(text: str) -> None:
    try:
        at = parse_address(FORM, text)
    except UnknownAddress as unknown:
        assert not unknown.said.row
    else:
        assert parse_address(FORM, str(at)) == at


def test_place_is_no_explanation_and_explanation_no_place() -> None:
    with pytest.raises(UnknownAddress):
        parse_place(FORM, "unusual_change:total_output:2024")
    with pytest.raises(UnknownAddress):
        parse_place(FORM, "name_pattern")
    with pytest.raises(UnknownAddress):
        parse_explained(FORM, "total_output:2024")
    assert parse_explained(FORM, "name_pattern").code == "name_pattern"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("total_output:2024", "total_output:2024"),
        ("green_work.carbon_accounting", "green_work"),
        ("plan_targets:co2:baseline", "plan_targets:co2"),
        ("plan_targets:co2", "plan_targets:co2"),
        ("lists:standards:3:name", "lists:standards"),
        ("unusual_change:total_output:2024", "unusual_change:total_output:2024"),
    ],
)
def test_answer_that_is_kept_holds_its_parts(text: str, kept: str) -> None:
    assert str(kept_at(FORM, parse_address(FORM, text))) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("figures:total_output_base_year:verified", "figures:total_output_base_year"),
        ("places:2:photo", "places"),  # rows that people add are kept together
        ("places:2", "places"),
        ("visit_kind.onsite", "visit_kind"),
    ],
)
def test_given_rows_are_kept_one_by_one_and_added_rows_together(text: str, kept: str) -> None:
    at = parse_place(STATEMENT, text)
    assert str(kept_at(STATEMENT, at)) == kept
    assert is_kept(STATEMENT, kept_at(STATEMENT, at))
    assert is_kept(STATEMENT, at) == (text == kept)


def test_row_of_a_list_on_the_answer_it_counts_for_is_kept_with_the_list() -> None:
    counted = next(field for field in FORM.fields.values() if field.rows)
    assert counted.rows
    at = Address(counted.id, list=counted.rows.list, row="2")
    assert kept_at(FORM, at) == Address(list=counted.rows.list)
    assert at.whole == Address(counted.id, list=counted.rows.list)


def test_kept_addresses_are_the_answers_of_the_form(edition: Edition) -> None:
    kept = list(kept_addresses(edition.main))
    assert len(set(kept)) == len(kept)
    assert all(kept_at(FORM, at) == at for at in kept)
    assert {kept_at(FORM, at) for at in PLACES if not own_number(at.row)} >= set(kept)
    assert [str(at) for at in kept[-len(edition.main.lists) :]] == [
        f"lists:{name}" for name in edition.main.lists
    ]


def test_order_is_that_of_the_form_then_lists_then_explanations() -> None:
    ordered = [
        "cluster_name",
        "total_output:2023",
        "total_output:2024",
        "green_work",
        "plan_targets:rd_spend",
        "plan_targets:co2",
        "plan_targets:other_2",
        "plan_targets:other_10",
        "lists:standards",
        "unusual_change:total_output:2024",
    ]
    read = [parse_address(FORM, text) for text in sorted(ordered)]
    assert [str(at) for at in in_order(FORM, read)] == ordered


def test_only_the_form_as_a_whole_is_nowhere() -> None:
    assert not NOWHERE
    assert Address("operator") and Address(list="standards") and Address(code="name_pattern")


def test_period_is_the_part_of_a_figure() -> None:
    assert cell("total_output", "2024").period == "2024"
    assert cell("operator").period is None


def test_plan_periods_run_from_the_baseline() -> None:
    assert plan_periods(FORM) == ("baseline", "2026", "2027", "2028")


def test_own_row_has_its_number() -> None:
    assert own_number(own_row(12)) == 12
    assert [own_number(row) for row in ("co2", "other_0", "other_1000", "other_x", "")] == [0] * 5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("operator", "集群运营管理机构"),
        ("total_output:2024", "集群总产值（亿元） 2024年"),
        ("plan_targets:co2:baseline", "规划目标：二氧化碳排放量 2025年基准值"),
        ("lists:standards:3:year", "标准清单第3行“发布年份”"),
        ("unusual_change:total_output:2024", "情况说明：集群总产值（亿元） 2024年"),
        ("name_pattern", "情况说明：name_pattern"),
    ],
)
def test_every_kind_of_place_has_chinese_words(text: str, words: str) -> None:
    assert labels_of(FORM).full(parse_address(FORM, text)) == words
