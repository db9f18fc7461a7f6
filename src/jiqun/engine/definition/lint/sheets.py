"""Lint of the sheets of the layout: one a part, styles that exist, tables that fill their grid."""

from __future__ import annotations

from pathlib import Path

from jiqun.engine.definition.form import Form
from jiqun.engine.definition.layout import (
    ROWS_STYLES,
    TARGET_STYLES,
    Layout,
    Line,
    Page,
    RowsTable,
    Sheet,
    Table,
    TargetsTable,
)
from jiqun.engine.definition.lint.slots import Part, cells_of, parts_of
from jiqun.engine.definition.source import Notebook, SourcePlace, nearest, read_yaml

INSTRUCTIONS = "instructions"
_FOLDER = "layout"
_TOP = "layout.yaml"


def lint_has_paper(form: Form, notebook: Notebook) -> None:
    """Note a layout where form.yaml says that there is no paper, and none where it is ours."""
    has_layout = (form.folder / _FOLDER).is_dir()
    if form.paper == "none" and has_layout:
        notebook.add(form.place, "写了 paper: none，却有版式文件夹 layout。")
    if form.paper == "ours" and not has_layout:
        notebook.add(form.place, "写了 paper: ours，却没有版式文件夹 layout。")


def lint_sheets(form: Form, layout: Layout, home: Path, root: Path, notebook: Notebook) -> None:
    """Note parts without a sheet, sheets of no part, and styles that are not there."""
    for sheet in layout.sheets:
        section = form.section_by_id.get(sheet.id)
        if section and section.one_page and not sheet.one_page:
            notebook.add(sheet.place, f"栏目 {sheet.id} 须在一页之内，不能写 flows。")
        for part in parts_of(sheet):
            for style in _styles_of(part):
                if style not in layout.styles:
                    hint = nearest(style, layout.styles) or "请在 layout.yaml 的 styles 里写明。"
                    notebook.add(part.place, f"没有版式“{style}”。{hint}")
    entry = read_yaml(home / _FOLDER / _TOP, root, Notebook())
    order = entry.get("order") if entry else None
    if order is None:
        return
    names = [item.text() for item in order.items()]
    for number, item in enumerate(order.items()):
        if item.text() in names[:number]:
            notebook.add(item.place, f"版面 {item.text()} 排了两次。")
        if item.text() not in (*form.section_by_id, INSTRUCTIONS):
            hint = nearest(item.text(), [*form.section_by_id, INSTRUCTIONS])
            notebook.add(item.place, f"没有栏目“{item.text()}”。{hint}")
    for section in form.sections:
        if section.id not in names:
            notebook.add(order.place, f"栏目 {section.id} 没有排进版式（order）。")
    for path in sorted((home / _FOLDER).glob("*.yaml")):
        if path.name != _TOP and path.stem not in names:
            notebook.add(order.place, f"文件 layout/{path.name} 没有列入 order。")


def _styles_of(part: Part) -> tuple[str, ...]:
    if isinstance(part, Line):
        return (part.style,)
    return ROWS_STYLES if isinstance(part, RowsTable) else TARGET_STYLES


_SLACK = 0.1  # mm; widths are written with one decimal


def lint_grid(layout: Layout, notebook: Notebook) -> None:
    """Note overlapping cells, rows that do not fill, spans that reach out, and too wide tables."""
    for sheet in layout.sheets:
        for table in _tables(sheet):
            _fill(table, notebook)
            _room(table, layout.page, notebook)
        room = layout.page.width - layout.page.left - layout.page.right
        for block in sheet.blocks:
            if isinstance(block, RowsTable):
                _rows_table(block, room, "版心宽度", notebook)


def _tables(sheet: Sheet) -> list[Table]:
    return [block for block in sheet.blocks if isinstance(block, Table)]


def _fill(table: Table, notebook: Notebook) -> None:
    """Lay the cells out as a printer does: each in the next column that is free in its row."""
    columns = len(table.widths)
    taken: dict[tuple[int, int], SourcePlace] = {}
    for number, row in enumerate(table.rows):
        at = 0
        for cell in row.cells:
            while (number, at) in taken:
                at += 1
            if cell.columns < 1 or cell.rows < 1:
                notebook.add(cell.place, "单元格至少要占一行一列。")
                continue
            if at + cell.columns > columns:
                message = f"从第{at + 1}列起占{cell.columns}列，只有{columns}列"
                notebook.add(cell.place, f"单元格伸出表格：{message}。")
            if number + cell.rows > len(table.rows):
                message = f"从第{number + 1}行起占{cell.rows}行，只有{len(table.rows)}行"
                notebook.add(cell.place, f"单元格伸出表格：{message}。")
            for down in range(number, number + cell.rows):
                for across in range(at, at + cell.columns):
                    if (down, across) in taken:
                        other = taken[down, across]
                        notebook.add(cell.place, f"与另一个单元格重叠，那一格在{other}。")
                        break
                    taken[down, across] = cell.place
            at += cell.columns
        empty = [n + 1 for n in range(columns) if (number, n) not in taken]
        if empty:
            which = "、".join(str(n) for n in empty)
            notebook.add(row.place, f"这一行没有填满：第{which}列空着，表格有{columns}列。")


def _room(table: Table, page: Page, notebook: Notebook) -> None:
    room = page.width - page.left - page.right
    width = sum(table.widths)
    if any(w <= 0 for w in table.widths):
        notebook.add(table.place, "列宽应当大于0。")
    if width > room + _SLACK:
        notebook.add(table.place, f"列宽合计{width:g}毫米，超过版心宽度{room:g}毫米。")
    for cell in cells_of(table):
        for line in cell.lines:
            if isinstance(line, RowsTable):
                _rows_table(line, width, "它所在表格的", notebook)
            if not isinstance(line, Line) and len(table.widths) > 1:
                text = f"表格 {line.field} 排在有几列的表格里就读不回来，请放进只有一列的表格。"
                notebook.add(line.place, text)
            if not isinstance(line, TargetsTable):
                continue
            if len(line.heads) != len(line.widths):
                notebook.add(
                    line.place, f"目标表有{len(line.heads)}个表头，却有{len(line.widths)}个列宽。"
                )
            if sum(line.widths) > width + _SLACK:
                notebook.add(
                    line.place,
                    f"目标表列宽合计{sum(line.widths):g}毫米，超过它所在表格的{width:g}毫米。",
                )


def _rows_table(table: RowsTable, room: float, whose: str, notebook: Notebook) -> None:
    """A table of rows 多行: a head and a width for each column, and the widths have room."""
    columns, heads, widths = len(table.columns), len(table.heads), len(table.widths)
    wrong = []
    if heads != columns:
        wrong.append(f"有{columns}列，却有{heads}个表头；每列一个表头，序号或行名的不算")
    if widths != columns + 1:
        wrong.append(f"有{columns}列，应有{columns + 1}个列宽（先是序号或行名的），却有{widths}个")
    if any(width <= 0 for width in table.widths):
        wrong.append("列宽应当大于0")
    if sum(table.widths) > room + _SLACK:
        wrong.append(f"列宽合计{sum(table.widths):g}毫米，超过{whose}{room:g}毫米，请改窄")
    if len(set(table.columns)) < columns:
        wrong.append("同一列写了两次，请删去一处")
    if table.blank < 1:
        wrong.append("“blank”应当是1或更大的整数")
    for text in wrong:
        notebook.add(table.place, f"表格 {table.field} {text}。")
