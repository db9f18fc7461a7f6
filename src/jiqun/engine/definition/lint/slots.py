"""Lint of what stands in the layout: every answer has one place, and every place an answer."""

from __future__ import annotations

from collections.abc import Iterator

from jiqun.engine.definition.address import Address, cell
from jiqun.engine.definition.form import Field, Form
from jiqun.engine.definition.layout import (
    Cell,
    Layout,
    Line,
    RowsTable,
    Sheet,
    Slot,
    Table,
    TargetsTable,
    Tick,
)
from jiqun.engine.definition.source import Notebook, SourcePlace, nearest

Part = Line | TargetsTable | RowsTable


def parts_of(sheet: Sheet) -> Iterator[Part]:
    """The paragraphs, the plan's table and tables of rows of a sheet, in the order of printing."""
    for block in sheet.blocks:
        if isinstance(block, Table):
            for cell in cells_of(block):
                yield from cell.lines
        else:
            yield block


def cells_of(table: Table) -> Iterator[Cell]:
    for row in table.rows:
        yield from row.cells


def lint_slots(form: Form, layout: Layout, notebook: Notebook) -> None:
    """Note places of unknown answers, answers with two places, and answers with none."""
    stands: dict[Address, SourcePlace] = {}
    for sheet in layout.sheets:
        section = form.section_by_id.get(sheet.id)
        own = {f.id for f in section.fields} if section else set()
        repeats = section.repeats if section else ()
        for mark, place in _marks(sheet):
            at = mark.at if isinstance(mark, Slot | Tick) else Address(mark.field)
            field_id = at.field
            field = form.fields.get(field_id)
            if field is None:
                hint = nearest(field_id, form.fields)
                notebook.add(place, f"没有填报项“{field_id}”。{hint}")
                continue
            if isinstance(mark, RowsTable):
                _shown_columns(field, mark, notebook)
            trouble = _trouble(field, mark)
            if trouble:
                notebook.add(place, trouble)
            elif field_id in repeats:
                continue
            elif field_id not in own:
                notebook.add(
                    place,
                    f"填报项 {field_id} 属于 {field.section}，不在 {sheet.id} 的“repeats”里。",
                )
            elif at in stands:
                notebook.add(place, f"{_name(at)}的格子用了两次，另一处在{stands[at]}。")
            else:
                stands[at] = place
    _missing(form, stands, notebook)


def _shown_columns(field: Field, table: RowsTable, notebook: Notebook) -> None:
    """Note columns that people fill in and the paper has no place for."""
    for column in field.columns:
        if column.kind.typed and column.id not in table.columns:
            text = f"{field.id}：列 {column.id} 在版式里没有位置，填了也印不出，请列入“columns”。"
            notebook.add(table.place, text)


Mark = Slot | Tick | TargetsTable | RowsTable


def _marks(sheet: Sheet) -> Iterator[tuple[Mark, SourcePlace]]:
    for part in parts_of(sheet):
        if not isinstance(part, Line):
            yield part, part.place
        else:
            for piece in part.pieces:
                if isinstance(piece, Slot | Tick):
                    yield piece, part.place


def _trouble(field: Field, mark: Mark) -> str:
    """Why this mark cannot be a place of this field's answer, or nothing."""
    if isinstance(mark, Tick):
        if field.option(mark.at.option):
            return ""
        hint = nearest(mark.at.option, [o.id for o in field.options])
        return f"填报项 {field.id} 没有选项“{mark.at.option}”。{hint}"
    if isinstance(mark, TargetsTable):
        return "" if field.kind.plan else f"填报项 {field.id} 不是规划目标，不能用目标表。"
    if isinstance(mark, RowsTable) or field.columns:
        fits = isinstance(mark, RowsTable) and field.columns
        return "" if fits else f"填报项 {field.id} 与“rows”表格不符：表格类的填报项用 rows 排。"
    if field.options:
        return f"填报项 {field.id} 是选择题，应写成 {{{field.id}.选项}}。"
    if field.kind.plan:
        return f"填报项 {field.id} 是规划目标，应当用目标表。"
    period = mark.at.period
    if period not in field.cells:
        return (
            f"填报项 {field.id} 没有{period}年度。"
            if period
            else f"填报项 {field.id} 按年度填报，应写成 {{{field.id}:Y}} 这样。"
        )
    return ""


def _missing(form: Form, stands: dict[Address, SourcePlace], notebook: Notebook) -> None:
    for field in form.fields.values():
        if field.options:
            for option in field.options:
                if Address(field.id, option.id) not in stands:
                    text = f"{field.id}：选项 {option.id} 在版式里没有位置。"
                    notebook.add(field.place, text)
            continue
        for period in field.cells:
            if cell(field.id, period) not in stands:
                year = f"{period}年度" if period else ""
                notebook.add(field.place, f"{field.id}：{year}在版式里没有位置。")


def _name(at: Address) -> str:
    if at.option:
        return f"填报项 {at.field} 的选项 {at.option} "
    return f"填报项 {at.field} {at.part}年度" if at.part else f"填报项 {at.field} "
