"""The words for places: short names, each its own; whole labels; quoted in a sentence."""

from __future__ import annotations

import pytest

from jiqun.engine.definition import (
    NOWHERE,
    Address,
    Edition,
    cell,
    kept_addresses,
    labels_of,
    parse_address,
)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("cluster_name", "集群名称"),
        ("total_output", "集群总产值"),
        ("sme_count", "集群中小企业数量"),
        ("county", "所属地区（县、市、区）"),
        ("plan_profile", "集群基本情况简介"),
        ("little_giant_count", "主导产业相关的国家级专精特新‘小巨人’企业数量"),
        ("operator_phone", "集群运营管理机构的联系方式"),
        ("water_reuse_above_average", "工业用水重复利用率是否高于行业平均水平"),
    ],
)
def test_label_is_short(edition: Edition, field: str, words: str) -> None:
    assert labels_of(edition.main).label(field) == words


def test_every_field_has_words_of_its_own(edition: Edition) -> None:
    labels = labels_of(edition.main).labels
    assert set(labels) == set(edition.main.fields)
    assert len(set(labels.values())) == len(labels)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("total_output:2024", "2024年“集群总产值”"),
        ("operator", "“集群运营管理机构”"),
        ("plan_targets:co2:2028", "规划目标“二氧化碳排放量”的2028年目标值"),
        ("plan_targets:co2:baseline", "规划目标“二氧化碳排放量”的2025年基准值"),
        ("plan_targets:co2:unit", "规划目标“二氧化碳排放量”的单位"),
        ("plan_targets:governance", "规划目标“治理和服务定性描述”"),
        ("lists:standards", "标准清单"),
        ("lists:standards:3", "标准清单第3行"),
        ("lists:standards:3:year", "标准清单第3行“发布年份”"),
    ],
)
def test_where_quotes_the_place_in_a_sentence(edition: Edition, text: str, words: str) -> None:
    assert labels_of(edition.main).where(parse_address(edition.main, text)) == words


def test_where_of_the_form_as_a_whole_is_the_form(edition: Edition) -> None:
    assert labels_of(edition.main).where(NOWHERE) == "这份填报表"


def test_row_of_ones_own_is_called_what_it_calls_itself(edition: Edition) -> None:
    labels, row = labels_of(edition.main), Address("plan_targets", row="other_1")
    assert labels.where(row, "出口额") == "规划目标“出口额”"
    assert labels.where(row) == "规划目标“other_1”"
    assert labels.name(row._replace(part="2028"), "出口额") == "出口额的2028年目标值"
    assert labels.full(row._replace(part="2028"), "出口额") == "规划目标：出口额 2028年目标值"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("total_output:2024", "2024年集群总产值"),
        ("operator_phone", "集群运营管理机构的联系方式"),
        ("plan_targets:rd_spend:2028", "研发经费投入的2028年目标值"),
        ("lists:standards:3:year", "标准清单第3行“发布年份”"),
    ],
)
def test_name_is_what_an_input_is_called(edition: Edition, text: str, words: str) -> None:
    assert labels_of(edition.main).name(parse_address(edition.main, text)) == words


def test_every_cell_has_a_name_of_its_own(edition: Edition) -> None:
    form = edition.main
    cells = [at for at in kept_addresses(form) if at.field and not at.row]
    names = [labels_of(form).name(at) for at in cells]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (cell("total_output", "2024"), "集群总产值（亿元） 2024年"),
        (Address("industry_sector", "secondary"), "主导产业所属产业类型：第二产业"),
        (Address("industry_sector", "quaternary"), "主导产业所属产业类型：quaternary"),
        (Address("plan_targets", row="co2"), "规划目标：二氧化碳排放量"),
        (Address("plan_targets", row="co2", part="direction"), "规划目标：二氧化碳排放量 方向"),
        (Address(list="standards", row="3"), "标准清单第3行"),
        (
            cell("total_output", "2024").explained("unusual_change"),
            "情况说明：集群总产值（亿元） 2024年",
        ),
        (Address(code="name_pattern"), "情况说明：name_pattern"),
        (Address("nowhere"), "nowhere"),
    ],
)
def test_full_is_in_the_words_of_the_form(edition: Edition, at: Address, words: str) -> None:
    assert labels_of(edition.main).full(at) == words


@pytest.mark.parametrize(
    ("text", "words", "full"),
    [
        ("places:2:photo", "核查地点第2行的“现场照片”", "核查地点第2行 现场照片"),
        ("places:2", "核查地点第2行", "核查地点第2行"),
        (
            "vetoes:water_benchmark_met:asked",
            "“高用水行业水效水平达到行业基准值”的“征求部门”",
            "一票否决事项核实：高用水行业水效水平达到行业基准值 征求部门",
        ),
        (
            "vetoes:water_benchmark_met",
            "“高用水行业水效水平达到行业基准值”",
            "一票否决事项核实：高用水行业水效水平达到行业基准值",
        ),
    ],
)
def test_row_of_a_table_is_named_by_its_words_or_its_number(
    edition: Edition, text: str, words: str, full: str
) -> None:
    statement = edition.forms["onsite_statement"]
    labels, at = labels_of(statement), parse_address(statement, text)
    assert {labels.where(at), labels.name(at)} == {words}
    assert labels.full(at) == full


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("places:2:photo", "核查地点第2行"),
        ("vetoes:water_benchmark_met:asked", "高用水行业水效水平达到行业基准值"),
        ("visit_from", "核查开始日期"),
    ],
)
def test_line_is_what_several_cells_ask_together(edition: Edition, text: str, words: str) -> None:
    statement = edition.forms["onsite_statement"]
    assert labels_of(statement).line(parse_address(statement, text)) == words
