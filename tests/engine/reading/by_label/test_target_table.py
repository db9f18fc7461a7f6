"""The table of targets: rows by indicator, values by the heads."""

from __future__ import annotations

from jiqun.engine.definition import Form, SourcePlace, TargetsTable
from jiqun.engine.reading.by_label.target_table import goes_on, is_target_table, read_targets
from jiqun.engine.reading.page.word_page import PageText, TextCell, TextRow, TextTable

HEADS = ("方向", "指标", "2025年基准值", "2028年目标值")
ASKED = TargetsTable("plan_targets", HEADS, (1, 1, 1, 1), SourcePlace("x.yaml", 1))


def table(*rows: tuple[str, ...]) -> TextTable:
    return TextTable(
        [TextRow([TextCell(n, 1, False, [PageText(t)]) for n, t in enumerate(row)]) for row in rows]
    )


def test_values_stand_under_their_heads_without_units(form: Form) -> None:
    found = table(
        HEADS,
        ("主导产业", "集群产值年均增速（%）", "12.10%", "13.00 ％"),
        ("", "优质中小企业数量", "41家", "53\n2026年：44家\n2027年：48"),
        ("", "......", "", ""),
        ("开放合作", "定性描述", "起步", "完成"),
    )
    assert is_target_table(found, ASKED)
    reading = read_targets(found.rows, ASKED, form)
    assert [(r.indicator, r.values) for r in reading.rows] == [
        ("output_growth", {"baseline": "12.10", "2028": "13.00"}),
        ("quality_sme_count", {"baseline": "41", "2026": "44", "2027": "48", "2028": "53"}),
        ("cooperation", {"baseline": "起步", "2028": "完成"}),
    ]
    assert reading.unclear == []


def test_moved_columns_are_read_by_their_heads(form: Form) -> None:
    found = table(
        ("方向", "指标", "2028年目标值", "2026年目标值", "2025年基准值"),
        ("创新", "研发经费投入", "16800.00", "13500.00", "12000.00"),
    )
    (row,) = read_targets(found.rows, ASKED, form).rows
    assert row.values == {"baseline": "12000.00", "2026": "13500.00", "2028": "16800.00"}


def test_added_row_keeps_its_direction_and_unit(form: Form) -> None:
    (row,) = read_targets(
        table(HEADS, ("数字化", "上云企业数量", "12家", "40家")).rows, ASKED, form
    ).rows
    assert (row.indicator, row.direction, row.label) == ("other_1", "digital", "上云企业数量")
    assert (row.unit, row.values) == ("家", {"baseline": "12", "2028": "40"})


def test_same_indicator_in_two_directions_needs_its_direction(form: Form) -> None:
    reading = read_targets(table(HEADS, ("合作", "定性描述", "甲", "乙")).rows, ASKED, form)
    assert [row.indicator for row in reading.rows] == ["other_1"]
    assert any("无法确定" in message for _, message in reading.differences)


def test_values_drawn_into_one_cell_are_told_not_read(form: Form) -> None:
    found = table(HEADS, ("创新", "研发经费投入", "12000.00 16800.00"))
    found.rows[1].cells[2].columns = 2
    reading = read_targets(found.rows, ASKED, form)
    assert [row.values for row in reading.rows] == [{}]
    assert [text for _, text, _ in reading.unclear] == ["12000.00 16800.00"]


def test_table_cut_in_two_goes_on(form: Form) -> None:
    first, second = table(HEADS), table(("绿色化", "二氧化碳排放量", "50.00", "40.50"))
    plan = form.fields[ASKED.field]
    assert goes_on(second, first, plan)
    assert not goes_on(table(("绿色化", "别的", "50.00", "40.50")), first, plan)
