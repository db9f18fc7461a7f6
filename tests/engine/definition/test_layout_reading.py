"""The layout read from YAML: the mini-markup of a text, cells, styles, and mistakes with places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jiqun.engine.definition import (
    Address,
    Cell,
    Edition,
    Form,
    Layout,
    Line,
    Notebook,
    Table,
    TargetsTable,
    Tick,
    Words,
    read_layout,
)

TOP = """\
page: {width: 210, height: 297, top: 20, bottom: 21, left: 22, right: 23}
order: [part_1]
styles:
  label: {face: song, size: fit, align: centre}
  figure: {face: song, size: fit, align: centre}
  tick: {face: song, size: fit}
  text: {face: song, size: fit, align: justify, indent: 2}
  heading: {face: hei, size: 16, after: 8}
  cover: {face: fangsong, size: fit, before: 10, spring: 3, rule: yes}
"""

Read = Callable[..., tuple[Layout, list[str]]]


@pytest.fixture
def read(tmp_path: Path, form: Form) -> Read:
    """The layout of one sheet whose YAML is given, and the mistakes in it."""

    def read_sheet(sheet: str, top: str = TOP) -> tuple[Layout, list[str]]:
        folder = tmp_path / "layout"
        folder.mkdir()
        (folder / "layout.yaml").write_text(top, encoding="utf-8")
        (folder / "part_1.yaml").write_text(sheet, encoding="utf-8")
        notebook = Notebook()
        layout = read_layout(tmp_path, tmp_path, form, notebook)
        assert layout is not None
        return layout, [str(mistake) for mistake in notebook.mistakes]

    return read_sheet


@pytest.fixture
def table(read: Read) -> Callable[[str], Table]:
    """The table of three columns whose rows are given in YAML."""

    def only(rows: str) -> Table:
        body = "".join(f"        {row}\n" for row in rows.splitlines())
        layout, mistakes = read(
            f"blocks:\n  - table:\n      widths: [60, 50, 40]\n      rows:\n{body}"
        )
        assert mistakes == []
        (block,) = layout.sheets[0].blocks
        assert isinstance(block, Table)
        return block

    return only


def test_every_box_of_a_field_becomes_a_line(table: Callable[[str], Table]) -> None:
    ((cell,),) = (row.cells for row in table("- ['{industry_sector.*}']").rows)
    assert [one.pieces for one in cell.lines if isinstance(one, Line)] == [
        (Tick(Address("industry_sector", option)),)
        for option in ("primary", "secondary", "tertiary")
    ]


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("集群名称", "label"),
        ("{operator}", "figure"),
        ("{total_output:Y}", "figure"),
        ("{green_summary}", "text"),
        ("{carbon_monitoring.yes}", "tick"),
    ],
)
def test_style_follows_what_stands_in_the_cell(
    table: Callable[[str], Table], text: str, style: str
) -> None:
    (found,) = table(f"- ['{text}']").rows[0].cells[0].lines
    assert isinstance(found, Line)
    assert found.style == style


def test_lines_of_a_text_become_paragraphs(table: Callable[[str], Table]) -> None:
    (cell,) = table('- ["一\\n（200字以内）"]').rows[0].cells
    assert [one.pieces for one in cell.lines if isinstance(one, Line)] == [
        (Words("一"),),
        (Words("（200字以内）"),),
    ]


def spans(cells: tuple[Cell, ...]) -> list[tuple[int, int]]:
    return [(cell.columns, cell.rows) for cell in cells]


def test_last_cell_of_a_row_reaches_to_the_edge(table: Callable[[str], Table]) -> None:
    rows = table("- [一]\n- [一, 二]\n- [{text: 一, rows: 2}, 二, 三]\n- [四]\n- [一, 二, 三]").rows
    assert [spans(row.cells) for row in rows] == [
        [(3, 1)],
        [(1, 1), (2, 1)],
        [(1, 2), (1, 1), (1, 1)],
        [(2, 1)],
        [(1, 1), (1, 1), (1, 1)],
    ]


def test_row_with_a_least_height_is_read(table: Callable[[str], Table]) -> None:
    (row,) = table("- {least: 40, cells: [一, 二, 三]}").rows
    assert (row.least, len(row.cells)) == (40, 3)


def test_targets_table_and_hint_are_read(table: Callable[[str], Table]) -> None:
    (cell,) = (
        table(
            "- - lines:\n"
            "      - {text: 包括总体情况, style: text, hint: plan_profile}\n"
            "      - {targets: plan_targets, heads: [方向, '{Y}年'], widths: [2, 3], open: [green]}"
        )
        .rows[0]
        .cells
    )
    hint, targets = cell.lines
    assert isinstance(hint, Line)
    assert hint.hint == "plan_profile"
    assert isinstance(targets, TargetsTable)
    assert targets.heads == ("方向", "2025年")
    assert targets.open == ("green",)


def test_page_and_styles_are_read(read: Read) -> None:
    layout, mistakes = read("sizes: 14..9\nflows: yes\nblocks: [{text: 一, style: cover}]\n")
    assert mistakes == []
    assert (layout.page.top, layout.page.right) == (20, 23)
    assert layout.styles["heading"].size == 16
    cover = layout.styles["cover"]
    assert (cover.size, cover.spring, cover.rule) == (None, 3, True)
    (sheet,) = layout.sheets
    assert (sheet.largest, sheet.smallest, sheet.one_page) == (14, 9, False)


def test_instructions_are_numbered(read: Read, form: Form) -> None:
    layout, _ = read("blocks:\n  - {instructions: text}\n")
    lines = [block for block in layout.sheets[0].blocks if isinstance(block, Line)]
    assert lines[10].pieces == (Words(f"11.{form.instructions[10]}"),)


@pytest.mark.parametrize(
    ("sheet", "line", "message"),
    [
        ("blocks:\n  - {text: 一, style: headnig}", 2, "没有版式“headnig”。是否想写“heading”？"),
        ("blocks:\n  - {text: 一, stile: label}", 2, "不认识“stile”。是否想写“style”？"),
        ("blocks:\n  - '{operator.x=y}'", 2, "无法识别“{operator.x=y}”，应写成"),
        ("blocks:\n  - '{operator.*}'", 2, "“operator.*”不是有选项的填报项。"),
        ("blocks:\n  - '{operator||opertor}'", 2, "没有填报项“opertor”。是否想写“operator”？"),
        ("blocks:\n  - {text: 一, hint: plan_profil}", 2, "没有填报项“plan_profil”。"),
        ("blocks:\n  - {text: 一, role: stamp}", 2, "“stamp”不在可用的值之内"),
        ("blocks:\n  - {instructions: nothing}", 2, "没有版式“nothing”。"),
        ("sizes: big\nblocks: []", 1, "“big”不是字号的范围，应写成 12..7 这样。"),
        ("flows: yes", 1, "缺少“blocks”。"),
        ("blocks:\n  - table: {widths: [a], rows: []}", 2, "“a”应当是数字。"),
    ],
)
def test_mistake_is_told_with_its_line(read: Read, sheet: str, line: int, message: str) -> None:
    _, mistakes = read(sheet + "\n")
    found = [m for m in mistakes if m.startswith(f"layout/part_1.yaml 第{line}行：{message}")]
    assert found, mistakes


def test_missing_sheet_is_told(tmp_path: Path, form: Form) -> None:
    folder = tmp_path / "layout"
    folder.mkdir()
    (folder / "layout.yaml").write_text(TOP, encoding="utf-8")
    notebook = Notebook()
    read_layout(tmp_path, tmp_path, form, notebook)
    assert [str(m) for m in notebook.mistakes] == ["layout/part_1.yaml：没有这个文件。"]


def test_words_that_are_signed_for_are_those_of_the_declaration(edition: Edition) -> None:
    found = edition.main.layout.declared("part_9")
    assert len(found) == 1
    assert found[0].startswith("本单位承诺") and found[0].endswith("一切后果。")
    assert edition.main.layout.declared("part_1") == ()
